//! How much of a source may be held at once.

/// What is left of the memory that an import may take. What is counted is what grows with the source:
/// lines, points, texts. A small file that unpacks to a large one ends here.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Memory {
    left_bytes: u64,
}

/// A source holds more than was allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Spent;

impl Memory {
    pub(crate) fn new(bytes: u64) -> Self {
        Self { left_bytes: bytes }
    }

    pub(crate) fn take(&mut self, bytes: usize) -> Result<(), Spent> {
        let left = self.left_bytes.checked_sub(bytes as u64).ok_or(Spent)?;
        self.left_bytes = left;
        Ok(())
    }
}
