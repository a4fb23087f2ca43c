//! GF(256) with the polynomial of AES, x^8 + x^4 + x^3 + x + 1, without tables and without branches on
//! what is secret: how long it takes says nothing about the values.

/// The product.
pub fn times(a: u8, b: u8) -> u8 {
    let (mut a, mut product) = (a, 0);
    for bit in 0..8 {
        product ^= a & mask(b >> bit);
        a = (a << 1) ^ (0x1b & mask(a >> 7));
    }
    product
}

/// All ones where the lowest bit is set, else zero.
fn mask(bit: u8) -> u8 {
    (bit & 1).wrapping_neg()
}

/// The quotient by a value that is not zero: `b` to the 254th is its inverse.
pub fn divided(a: u8, b: u8) -> u8 {
    let (mut power, mut inverse) = (b, 1);
    for _ in 0..7 {
        power = times(power, power);
        inverse = times(inverse, power);
    }
    times(a, inverse)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// FIPS 197, section 4.2.
    #[test]
    fn the_published_products() {
        assert_eq!(times(0x57, 0x83), 0xc1);
        assert_eq!(times(0x57, 0x13), 0xfe);
        for (power, product) in [(0x02, 0xae), (0x04, 0x47), (0x08, 0x8e), (0x10, 0x07)] {
            assert_eq!(times(0x57, power), product);
        }
    }

    #[test]
    fn the_field_is_a_field() {
        for a in 0..=255 {
            for b in 0..=255 {
                assert_eq!(times(a, b), times(b, a));
                if b != 0 {
                    assert_eq!(times(divided(a, b), b), a);
                }
            }
            for (b, c) in [(3, 7), (0x80, 0x1b), (0xff, a)] {
                assert_eq!(times(a, b ^ c), times(a, b) ^ times(a, c));
                assert_eq!(times(times(a, b), c), times(a, times(b, c)));
            }
        }
    }
}
