//! The wire format, by hand.

use super::wire::{Fields, Numbers, zigzag};
use super::*;

#[test]
fn small_negative_numbers_are_small() {
    let read: Vec<i64> = [0, 1, 2, 3, u64::MAX].map(zigzag).to_vec();
    assert_eq!(read, [0, -1, 1, -2, i64::MIN]);
}

#[test]
fn a_number_that_never_ends_is_broken() {
    let found: Vec<_> = Numbers(&[0xff; 20]).collect();
    assert_eq!(found, [Err(Broken::Number)]);
    let found: Vec<_> = Numbers(&[1, 0x80]).collect();
    assert_eq!(found, [Ok(1), Err(Broken::Truncated)]);
}

#[test]
fn a_field_that_is_longer_than_its_message_is_broken() {
    let mut fields = Fields(&[0x0a, 5, 1, 2]);
    assert!(matches!(fields.next(), Some(Err(Broken::Truncated))));
    assert!(fields.next().is_none());
}

#[test]
fn sums_that_overflow_wrap() {
    // Twice the largest number.
    let largest = [0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01];
    let bytes = [largest, largest].concat();
    let sums: Result<Vec<i64>, Broken> = Numbers(&bytes).sums().collect();
    assert_eq!(sums, Ok(vec![i64::MAX, -2]));
}
