//! The text of `epoch.key`.

use zeroize::Zeroizing;

use crate::check::KeyCheck;
use crate::secret::Secret;

const FIRST: &str = "answerable epoch keys 1";

/// One epoch with its key.
#[derive(Debug)]
pub struct Epoch {
    pub number: u64,
    pub key: Secret,
}

/// A line for each key: number, digits of the key, and its check, so that a damaged line is known.
pub fn write(epochs: &[Epoch]) -> Zeroizing<String> {
    let mut text = Zeroizing::new(String::with_capacity(64 + 128 * epochs.len()));
    text.push_str(FIRST);
    text.push('\n');
    for Epoch { number, key } in epochs {
        text.push_str(&number.to_string());
        text.push(' ');
        text.push_str(&key.to_hex());
        text.push(' ');
        text.push_str(&KeyCheck::of(*number, key).to_string());
        text.push('\n');
    }
    text
}

/// Reads what [`write()`] wrote.
pub fn read(text: &str) -> Result<Vec<Epoch>, String> {
    let mut lines = text.lines();
    if lines.next() != Some(FIRST) {
        return Err(format!("its first line is not '{FIRST}'"));
    }
    let mut epochs: Vec<Epoch> = vec![];
    for (line, at) in lines.zip(2..) {
        let epoch = epoch(line).ok_or_else(|| format!("line {at} is not a key, or is damaged"))?;
        if epochs
            .last()
            .is_some_and(|last| last.number >= epoch.number)
        {
            return Err(format!("the epoch of line {at} is out of order"));
        }
        epochs.push(epoch);
    }
    match epochs.len() {
        1 | 2 => Ok(epochs),
        other => Err(format!("it holds {other} keys; there are one or two")),
    }
}

fn epoch(line: &str) -> Option<Epoch> {
    let mut words = line.split(' ');
    let number: u64 = words.next()?.parse().ok()?;
    let key = Secret::from_hex(words.next()?)?;
    let check = KeyCheck::from_hex(words.next()?)?;
    let sound = words.next().is_none() && check == KeyCheck::of(number, &key);
    sound.then_some(Epoch { number, key })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn two() -> Vec<Epoch> {
        [7, 8]
            .map(|number| Epoch {
                number,
                key: Secret::random().unwrap(),
            })
            .into()
    }

    #[test]
    fn what_was_written_is_read_back() {
        let epochs = two();
        let read = read(&write(&epochs)).unwrap();
        assert_eq!(read.len(), 2);
        for (one, other) in epochs.iter().zip(&read) {
            assert_eq!(
                (one.number, one.key.bytes()),
                (other.number, other.key.bytes())
            );
        }
    }

    #[test]
    fn every_changed_digit_is_noticed() {
        let text = write(&two());
        let first = FIRST.len() + 1;
        for at in first..text.len() - 1 {
            let mut bytes = text.as_bytes().to_vec();
            bytes[at] = if bytes[at] == b'1' { b'2' } else { b'1' };
            assert!(read(std::str::from_utf8(&bytes).unwrap()).is_err(), "{at}");
        }
    }

    #[test]
    fn no_key_and_three_keys_are_refused() {
        assert!(read(FIRST).unwrap_err().contains("0 keys"));
        assert!(read("something else").unwrap_err().contains("first line"));
    }

    proptest! {
        #[test]
        fn no_text_makes_the_reader_panic(rest in "[0-9a-f \n]{0,200}") {
            let _ = read(&format!("{FIRST}\n{rest}"));
        }
    }
}
