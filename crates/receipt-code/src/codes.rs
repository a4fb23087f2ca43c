//! From entry number to code and back, under one key.

use aes::Aes256;
use fpe::ff1::{BinaryNumeralString, FF1};
use zeroize::Zeroizing;

use crate::code::{CODE_BITS, Code};

const BYTES: usize = CODE_BITS as usize / 8;
/// FF1's tweak: nothing else that may be enciphered under such a key is a code.
const TWEAK: &[u8] = b"answerable/receipt-code/v1";

/// Makes and reads the codes of one record: FF1 of NIST SP 800-38G with AES-256, over 88 bits.
///
/// It is a permutation, so two entries never have one code; and it looks like chance, so nobody can
/// tell a code from the ones before it.
pub struct Codes(FF1<Aes256>);

impl Codes {
    /// With this key.
    #[must_use]
    pub fn new(key: &Zeroizing<[u8; 32]>) -> Self {
        // FF1 takes radix 2, and AES-256 takes 32 bytes.
        FF1::new(key.as_slice(), 2).map_or_else(|_| unreachable!("2 is a radix"), Self)
    }

    /// The code of an entry.
    #[must_use]
    pub fn code(&self, entry: u64) -> Code {
        self.enciphered(u128::from(entry))
    }

    /// The entry that a code is for, if it is one of the first `size`: those there are. A code that was
    /// guessed is for none, except with the chance `size` / 2^88.
    #[must_use]
    pub fn entry(&self, code: Code, size: u64) -> Option<u64> {
        let bits = numeral(code.value());
        let Ok(number) = self.0.decrypt(TWEAK, &bits) else {
            unreachable!("88 bits are as FF1 takes them")
        };
        let entry = u64::try_from(value(&number)).ok()?;
        (entry < size).then_some(entry)
    }

    pub(crate) fn enciphered(&self, number: u128) -> Code {
        let Ok(bits) = self.0.encrypt(TWEAK, &numeral(number)) else {
            unreachable!("88 bits are as FF1 takes them")
        };
        Code::of(value(&bits)).unwrap_or_else(|| unreachable!("88 bits stay 88 bits"))
    }
}

impl std::fmt::Debug for Codes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Codes(..)")
    }
}

/// The bits of a number below 2^88, the highest first, as FF1 counts them. The library takes the bits
/// of each byte from the lowest, so they are turned round.
fn numeral(number: u128) -> BinaryNumeralString {
    let bytes = &number.to_be_bytes()[16 - BYTES..];
    let turned: Vec<u8> = bytes.iter().map(|byte| byte.reverse_bits()).collect();
    BinaryNumeralString::from_bytes_le(&turned)
}

fn value(bits: &BinaryNumeralString) -> u128 {
    bits.to_bytes_le().iter().fold(0, |value, byte| {
        value << 8 | u128::from(byte.reverse_bits())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;
    use proptest::prelude::*;
    use std::collections::HashSet;

    fn codes(n: u8) -> Codes {
        Codes::new(&Zeroizing::new([n; 32]))
    }

    #[test]
    fn an_entry_that_is_not_there_has_no_code() {
        let code = codes(1).code(7);
        assert_eq!(codes(1).entry(code, 8), Some(7));
        assert_eq!(codes(1).entry(code, 7), None);
        assert_eq!(codes(2).entry(code, u64::MAX), None);
    }

    #[test]
    fn neighbours_differ_in_about_half_of_their_bits() {
        let codes = codes(3);
        let apart =
            (0..2_000).map(|n| (codes.code(n).value() ^ codes.code(n + 1).value()).count_ones());
        let mean = f64::from(apart.sum::<u32>()) / 2_000.0;
        assert!((43.0..45.0).contains(&mean), "{mean}");
    }

    #[test]
    fn codes_do_not_come_twice() {
        let codes = codes(4);
        let all: HashSet<Code> = (0..4_000).map(|n| codes.code(n)).collect();
        assert_eq!(all.len(), 4_000);
    }

    #[test]
    fn a_guess_is_for_no_entry() {
        let codes = codes(5);
        for n in 0..4_000 {
            let guess = Code::of(n * 0x1_2345_6789_abcd_ef01).unwrap();
            assert_eq!(codes.entry(guess, 1_000_000_000), None);
        }
    }

    proptest! {
        #[test]
        fn every_entry_comes_back_from_every_form(entry in any::<u64>(), key in any::<u8>()) {
            let codes = codes(key);
            let code = codes.code(entry);
            for text in [
                code.letters(),
                code.words(Language::English),
                code.words(Language::Chinese),
            ] {
                prop_assert_eq!(Code::parse(&text), Ok(code));
            }
            prop_assert_eq!(codes.entry(code, u64::MAX), Some(entry).filter(|n| *n < u64::MAX));
        }

        #[test]
        fn no_text_makes_the_reader_panic(text in "\\PC{0,120}") {
            let _ = Code::parse(&text);
        }

        #[test]
        fn nothing_like_a_code_makes_it_panic(text in "[0-9A-Za-z的一是，、 -]{0,60}") {
            let _ = Code::parse(&text);
        }
    }
}
