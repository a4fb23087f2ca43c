//! Arithmetic of the check symbols: GF(32) for letters, GF(2048) for words.
//!
//! Nothing here is secret, so it may take as long as it likes.

/// A field of 2^`bits` elements, made with a primitive polynomial: 2 runs through all but zero.
pub struct Field {
    bits: u32,
    polynomial: u32,
}

/// x^5 + x^2 + 1.
pub const LETTERS: Field = Field {
    bits: 5,
    polynomial: 0b10_0101,
};

/// x^11 + x^2 + 1.
pub const WORDS: Field = Field {
    bits: 11,
    polynomial: 0b1000_0000_0101,
};

impl Field {
    /// How many elements there are besides zero.
    pub fn order(&self) -> usize {
        (1 << self.bits) - 1
    }

    /// The product.
    pub fn times(&self, a: u16, b: u16) -> u16 {
        let (mut a, mut product) = (u32::from(a), 0);
        for bit in 0..self.bits {
            if b >> bit & 1 == 1 {
                product ^= a;
            }
            a <<= 1;
            if a >> self.bits == 1 {
                a ^= self.polynomial;
            }
        }
        // Below 2^11 by now.
        product as u16
    }

    /// 2 to the power of `n`.
    pub fn power(&self, n: usize) -> u16 {
        (0..n % self.order()).fold(1, |power, _| self.times(power, 2))
    }

    /// Which power of 2 this is; `None` for zero.
    pub fn log(&self, value: u16) -> Option<usize> {
        let mut power = 1;
        for n in 0..self.order() {
            if power == value {
                return Some(n);
            }
            power = self.times(power, 2);
        }
        None
    }

    /// The quotient by a value that is not zero.
    pub fn divided(&self, a: u16, b: u16) -> u16 {
        let inverse = self.log(b).map(|n| self.power(self.order() - n));
        self.times(a, inverse.unwrap_or(0))
    }

    /// The sum over all symbols, each times a power of 2: the last with 2^0, the one before with 2^1.
    pub fn sum(&self, symbols: &[u16]) -> u16 {
        symbols
            .iter()
            .fold(0, |sum, symbol| self.times(sum, 2) ^ symbol)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_runs_through_the_whole_field() {
        for field in [LETTERS, WORDS] {
            let mut seen = vec![false; field.order() + 1];
            let mut power = 1;
            for _ in 0..field.order() {
                assert!(!std::mem::replace(&mut seen[usize::from(power)], true));
                power = field.times(power, 2);
            }
            assert_eq!((power, seen[0]), (1, false));
        }
    }

    #[test]
    fn what_was_divided_can_be_multiplied() {
        for a in 0..32 {
            for b in 1..32 {
                let quotient = LETTERS.divided(a, b);
                assert_eq!(LETTERS.times(quotient, b), a);
            }
        }
        assert_eq!(WORDS.times(WORDS.divided(1_234, 2_047), 2_047), 1_234);
    }
}
