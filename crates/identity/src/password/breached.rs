//! A list of passwords that became public, searched on the disk.
//!
//! One SHA-1 hash a line in hexadecimal, sorted, each followed by a colon and a count or by nothing:
//! the form in which such lists are published. Nothing is asked of anybody outside.

use std::fs::File;
use std::os::unix::fs::FileExt as _;
use std::path::{Path, PathBuf};

use sha1::{Digest as _, Sha1};

use crate::error::Error;

const HASH_CHARS: usize = 40;
/// A line with its count and its end is no longer.
const LINE_BYTES_MAX: usize = 64;

#[derive(Debug)]
pub struct Breached {
    file: File,
    bytes: u64,
    path: PathBuf,
}

/// A line: where it begins, where the next one does, and its hash in capitals.
struct Line {
    start: u64,
    next: u64,
    hash: [u8; HASH_CHARS],
}

impl Breached {
    /// Opens a list, and looks at its ends and its middle.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let read = || -> std::io::Result<(File, u64)> {
            let file = File::open(path)?;
            let bytes = file.metadata()?.len();
            Ok((file, bytes))
        };
        let (file, bytes) = read().map_err(|source| Error::File {
            path: path.to_owned(),
            source,
        })?;
        let list = Self {
            file,
            bytes,
            path: path.to_owned(),
        };
        if bytes > 0 {
            let seen = [0, bytes / 2, bytes - 1].map(|at| list.line(at));
            let [first, middle, last] = seen;
            let (first, middle, last) = (first?, middle?, last?);
            if first.hash > middle.hash || middle.hash > last.hash {
                return Err(list.bad("it is not sorted"));
            }
        }
        Ok(list)
    }

    /// Whether a password is in the list.
    pub fn holds(&self, password: &[u8]) -> Result<bool, Error> {
        let wanted = hex(&Sha1::digest(password).into());
        let (mut low, mut high) = (0, self.bytes);
        while low < high {
            let line = self.line(low + (high - low) / 2)?;
            match wanted.cmp(&line.hash) {
                std::cmp::Ordering::Equal => return Ok(true),
                std::cmp::Ordering::Less => high = line.start,
                std::cmp::Ordering::Greater => low = line.next,
            }
        }
        Ok(false)
    }

    /// The line that a byte belongs to.
    fn line(&self, at: u64) -> Result<Line, Error> {
        let from = at.saturating_sub(LINE_BYTES_MAX as u64);
        let mut buffer = [0; 2 * LINE_BYTES_MAX];
        let found = self.read(&mut buffer, from)?;
        let within = usize::try_from(at - from).unwrap_or(0);
        let (before, after) = buffer[..found].split_at(within.min(found));
        let start = before.iter().rposition(|byte| *byte == b'\n');
        let start = match start {
            Some(end) => end + 1,
            None if from == 0 => 0,
            None => return Err(self.bad("a line is too long")),
        };
        let end = after.iter().position(|byte| *byte == b'\n');
        let next = match end {
            Some(end) => within + end + 1,
            None if from + found as u64 == self.bytes => found,
            None => return Err(self.bad("a line is too long")),
        };
        let hash = self.hash(&buffer[start..next])?;
        Ok(Line {
            start: from + start as u64,
            next: from + next as u64,
            hash,
        })
    }

    fn read(&self, buffer: &mut [u8], from: u64) -> Result<usize, Error> {
        let mut found = 0;
        while found < buffer.len() {
            let rest = self.file.read_at(&mut buffer[found..], from + found as u64);
            match rest.map_err(|source| Error::File {
                path: self.path.clone(),
                source,
            })? {
                0 => break,
                more => found += more,
            }
        }
        Ok(found)
    }

    fn hash(&self, line: &[u8]) -> Result<[u8; HASH_CHARS], Error> {
        let (hash, rest) = line
            .split_first_chunk::<HASH_CHARS>()
            .ok_or_else(|| self.bad("a line is too short"))?;
        let ends = matches!(rest.first(), None | Some(b':' | b'\r' | b'\n'));
        if !ends || !hash.iter().all(u8::is_ascii_hexdigit) {
            return Err(self.bad("a line does not begin with a SHA-1 hash"));
        }
        Ok(hash.map(|byte| byte.to_ascii_uppercase()))
    }

    fn bad(&self, reason: &str) -> Error {
        Error::BadList {
            path: self.path.clone(),
            reason: reason.into(),
        }
    }
}

fn hex(bytes: &[u8; 20]) -> [u8; HASH_CHARS] {
    let mut text = [0; HASH_CHARS];
    for (pair, byte) in text.chunks_exact_mut(2).zip(bytes) {
        pair[0] = b"0123456789ABCDEF"[usize::from(byte >> 4)];
        pair[1] = b"0123456789ABCDEF"[usize::from(byte & 15)];
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(lines: &[String], end: &str) -> (tempfile::TempDir, Result<Breached, Error>) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("list.txt");
        std::fs::write(
            &path,
            lines
                .iter()
                .map(|line| format!("{line}{end}"))
                .collect::<String>(),
        )
        .unwrap();
        let opened = Breached::open(&path);
        (folder, opened)
    }

    fn hashes(passwords: &[String]) -> Vec<String> {
        let hash = |password: &String| {
            String::from_utf8(hex(&Sha1::digest(password.as_bytes()).into()).to_vec()).unwrap()
        };
        let mut all: Vec<String> = passwords.iter().map(hash).collect();
        all.sort();
        all
    }

    #[track_caller]
    fn finds_all(count: usize, line: impl Fn(usize, String) -> String, end: &str) {
        let passwords: Vec<String> = (0..count).map(|n| format!("password-{n}")).collect();
        let lines = hashes(&passwords).into_iter().enumerate();
        let lines: Vec<String> = lines.map(|(n, hash)| line(n, hash)).collect();
        let (_folder, list) = list(&lines, end);
        let list = list.unwrap();
        for password in &passwords {
            assert!(list.holds(password.as_bytes()).unwrap(), "{password}");
        }
        assert!(!list.holds(b"correct horse battery").unwrap());
    }

    #[test]
    fn every_one_of_a_list_is_found_and_no_other() {
        finds_all(
            257,
            |n, hash| format!("{hash}:{}", 10_usize.pow((n % 9) as u32)),
            "\r\n",
        );
    }

    #[test]
    fn hashes_alone_in_lower_case_do_as_well() {
        finds_all(64, |_, hash| hash.to_lowercase(), "\n");
    }

    #[test]
    fn an_empty_list_holds_nothing() {
        let (_folder, list) = list(&[], "\n");
        assert!(!list.unwrap().holds(b"password").unwrap());
    }

    #[test]
    fn a_list_of_something_else_is_refused() {
        let (_folder, list) = list(&["password".into()], "\n");
        assert!(matches!(list, Err(Error::BadList { .. })));
    }

    #[test]
    fn a_list_that_is_not_sorted_is_refused() {
        let mut lines = hashes(&["a".into(), "b".into(), "c".into()]);
        lines.reverse();
        let (_folder, list) = list(&lines, "\n");
        assert!(matches!(list, Err(Error::BadList { .. })));
    }
}
