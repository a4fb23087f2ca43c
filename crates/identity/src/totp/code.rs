//! The codes themselves: RFC 4226 under the time of RFC 6238.

use hmac::{Hmac, KeyInit as _, Mac as _};
use kernel::{SECOND_MS, Timestamp};
use sha1::Sha1;
use subtle::{ConditionallySelectable as _, ConstantTimeEq as _};

/// A code holds for so long.
pub const STEP_S: i64 = 30;
/// Digits of a code.
pub const DIGITS: usize = 6;

/// The number of the step that an instant falls into.
pub fn step(now: Timestamp) -> i64 {
    now.0.div_euclid(STEP_S * SECOND_MS)
}

/// The 31 bits of a step that its code is made of (RFC 4226 section 5.3).
fn truncated(secret: &[u8], step: i64) -> u32 {
    let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(secret) else {
        unreachable!("HMAC takes a key of any length")
    };
    mac.update(&step.to_be_bytes());
    let digest: [u8; 20] = mac.finalize().into_bytes().into();
    let at = usize::from(digest[19] & 15);
    let four = [digest[at], digest[at + 1], digest[at + 2], digest[at + 3]];
    u32::from_be_bytes(four) & 0x7fff_ffff
}

/// The code of a step.
pub fn code(secret: &[u8], step: i64) -> u32 {
    truncated(secret, step) % 10_u32.pow(DIGITS as u32)
}

/// Reads six digits, spaces between them not counted.
pub fn read(text: &str) -> Option<u32> {
    let mut digits = 0;
    let mut value = 0;
    for byte in text.bytes().filter(|byte| *byte != b' ') {
        if !byte.is_ascii_digit() || digits == DIGITS {
            return None;
        }
        value = value * 10 + u32::from(byte - b'0');
        digits += 1;
    }
    (digits == DIGITS).then_some(value)
}

/// The latest step within one of now, and after `after`, whose code this is. All three are worked
/// out and compared, whichever fits.
pub fn matching(secret: &[u8], given: Option<u32>, now: Timestamp, after: i64) -> Option<i64> {
    let at = step(now);
    let mut found = i64::MIN;
    for one in [at - 1, at, at + 1] {
        let fits = code(secret, one).ct_eq(&given.unwrap_or(u32::MAX));
        found.conditional_assign(&one, fits);
    }
    (found > after).then_some(found)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SECRET: &[u8] = b"12345678901234567890";

    /// RFC 6238 appendix B, the rows of SHA-1.
    #[test]
    fn the_vectors_of_rfc_6238() {
        for (at_s, expected) in [
            (59, 94_287_082),
            (1_111_111_109, 7_081_804),
            (1_111_111_111, 14_050_471),
            (1_234_567_890, 89_005_924),
            (2_000_000_000, 69_279_037),
            (20_000_000_000, 65_353_130),
        ] {
            let step = step(Timestamp(at_s * SECOND_MS));
            assert_eq!(
                truncated(SECRET, step) % 100_000_000,
                expected,
                "at {at_s} s"
            );
        }
    }

    /// RFC 4226 appendix D: the first three counts.
    #[test]
    fn the_six_digits_of_rfc_4226() {
        let codes = [0, 1, 2].map(|step| code(SECRET, step));
        assert_eq!(codes, [755_224, 287_082, 359_152]);
    }

    #[test]
    fn a_code_holds_one_step_either_way() {
        let now = Timestamp(1_234_567_890_000);
        let fits = |off| matching(SECRET, Some(code(SECRET, step(now) + off)), now, 0).is_some();
        assert_eq!(
            [-2, -1, 0, 1, 2].map(fits),
            [false, true, true, true, false]
        );
    }

    #[test]
    fn a_code_of_a_used_step_or_before_does_not_fit() {
        let now = Timestamp(1_234_567_890_000);
        let given = Some(code(SECRET, step(now)));
        assert_eq!(matching(SECRET, given, now, step(now)), None);
    }

    #[test]
    fn six_digits_are_read_and_nothing_else() {
        assert_eq!(read("123 456"), Some(123_456));
        assert_eq!(read("000001"), Some(1));
        assert_eq!(
            ["12345", "1234567", "12345a", "", "１２３４５６"].map(read),
            [None; 5]
        );
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_harm(text in ".{0,20}") {
            prop_assert!(read(&text).is_none_or(|code| code < 1_000_000));
        }
    }
}
