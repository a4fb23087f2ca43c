//! A file as it is read: what kind it is, how far one is, and its digest.

use std::io::{Read, Seek, SeekFrom};

use kernel::Digest;
use sha2::Digest as _;

/// How far the reading of a source is. A source is read several times, and each time counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Bytes that were read.
    pub read_bytes: u64,
    /// Bytes that will have been read at the end.
    pub total_bytes: u64,
}

/// What a file is, told by its first bytes: names of files lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Extract,
    Table(Packing),
}

/// How a table is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Packing {
    Plain,
    Gzip,
    Zstd,
}

impl Kind {
    /// Tells what begins so; nothing for what can be neither.
    pub(crate) fn of(first: &[u8]) -> Option<Self> {
        match first {
            [0x1f, 0x8b, ..] => Some(Self::Table(Packing::Gzip)),
            [0x28, 0xb5, 0x2f, 0xfd, ..] => Some(Self::Table(Packing::Zstd)),
            _ if first.windows(9).any(|word| word == b"OSMHeader") => Some(Self::Extract),
            _ if first.contains(&0) || first.is_empty() => None,
            _ => Some(Self::Table(Packing::Plain)),
        }
    }
}

/// A source under way.
pub(crate) struct Source<'a, R> {
    from: &'a mut R,
    progress: &'a mut dyn FnMut(Progress),
    bytes: u64,
    passes: u64,
    read_bytes: u64,
}

impl<'a, R: Read + Seek> Source<'a, R> {
    pub(crate) fn new(
        from: &'a mut R,
        progress: &'a mut dyn FnMut(Progress),
    ) -> std::io::Result<Self> {
        let bytes = from.seek(SeekFrom::End(0))?;
        from.rewind()?;
        Ok(Self {
            from,
            progress,
            bytes,
            passes: 1,
            read_bytes: 0,
        })
    }

    pub(crate) fn kind(&mut self) -> std::io::Result<Option<Kind>> {
        let mut first = vec![];
        self.from.by_ref().take(64).read_to_end(&mut first)?;
        self.from.rewind()?;
        Ok(Kind::of(&first))
    }

    /// The digest of its bytes.
    pub(crate) fn digest(&mut self, passes: u64) -> std::io::Result<Digest> {
        self.passes = passes + 1;
        let mut hasher = sha2::Sha256::new();
        let mut bytes = vec![0; 1 << 16];
        loop {
            match self.read(&mut bytes)? {
                0 => break,
                many => hasher.update(&bytes[..many]),
            }
        }
        Ok(Digest(hasher.finalize().into()))
    }

    /// The source once more, from its beginning.
    pub(crate) fn again(&mut self) -> std::io::Result<std::io::BufReader<&mut Self>> {
        self.from.rewind()?;
        Ok(std::io::BufReader::with_capacity(1 << 16, self))
    }
}

impl<R: Read> Read for Source<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let many = self.from.read(into)?;
        self.read_bytes += many as u64;
        let total_bytes = self.bytes * self.passes;
        // The file may grow while it is read; the reading never is beyond its end.
        let read_bytes = self.read_bytes.min(total_bytes);
        (self.progress)(Progress {
            read_bytes,
            total_bytes,
        });
        Ok(many)
    }
}
