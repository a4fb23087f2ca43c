//! Where each policy of a file begins, so that every mistake has its line and one mistake does not
//! hide the next.

/// One policy as it stands in its file, from its first annotation to its semicolon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Statement<'a> {
    /// Where it begins, in bytes.
    pub start: usize,
    /// Its text.
    pub text: &'a str,
}

/// The statements of a file; what follows the last semicolon is one too.
pub(crate) fn statements(file: &str) -> Vec<Statement<'_>> {
    let bytes = file.as_bytes();
    let mut found = Vec::new();
    let mut start = None;
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'/' if bytes.get(at + 1) == Some(&b'/') => {
                at += bytes[at..]
                    .iter()
                    .position(|b| *b == b'\n')
                    .unwrap_or(bytes.len() - at);
                continue;
            }
            b if b.is_ascii_whitespace() => {}
            b'"' => {
                start = start.or(Some(at));
                at = string_end(bytes, at);
                continue;
            }
            b';' => {
                let from = start.take().unwrap_or(at);
                found.push(Statement {
                    start: from,
                    text: &file[from..=at],
                });
            }
            _ => start = start.or(Some(at)),
        }
        at += 1;
    }
    if let Some(start) = start {
        let text = file[start..].trim_end();
        found.push(Statement { start, text });
    }
    found
}

/// The byte after a string that begins here.
fn string_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'"' => return at + 1,
            _ => {}
        }
        at += 1;
    }
    bytes.len()
}

/// The line of a byte, counted from 1.
pub(crate) fn line(file: &str, byte: usize) -> usize {
    let before = &file.as_bytes()[..byte.min(file.len())];
    1 + before.iter().filter(|b| **b == b'\n').count()
}
