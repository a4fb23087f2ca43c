//! Where everything lies in a map file, and how damage is found: `formats/map.md`, byte by byte.

use kernel::Digest;

/// Every map file begins with this. The bytes are those of PNG in spirit: a file that was moved as
/// text, or cut to seven bits, shows it at once.
pub const MAGIC: [u8; 8] = *b"\x89AMAP\r\n\x1a";
/// The version this program writes and reads.
pub const VERSION: u32 = 1;
/// The header.
pub const HEADER_BYTES: usize = 96;
/// A section is hashed in blocks of so many bytes; the last one may be shorter.
pub const BLOCK_BYTES: usize = 1 << 16;
/// One line of the directory.
pub const SECTION_BYTES: usize = 24;
const DIGEST_BYTES: usize = 32;

/// The sections, in the order in which they lie in the file.
pub const SECTIONS: [[u8; 4]; 7] = [
    *b"META", *b"NAME", *b"ROAD", *b"RULE", *b"PLAC", *b"RANG", *b"SHAP",
];

/// What is wrong with a file, and where.
#[derive(Debug, thiserror::Error)]
pub enum Damage {
    /// Something else than a map.
    #[error("it is not a map of this program: it does not begin like one")]
    NotAMap,
    /// A later program wrote it.
    #[error(
        "it is a map of version {0}; this program reads version {VERSION}: make it again, or use a later program"
    )]
    Version(u32),
    /// It has not the length it says.
    #[error("it has {there} bytes and should have {said}: it was cut, or something was added")]
    Length {
        /// How many there are.
        there: u64,
        /// How many it says.
        said: u64,
    },
    /// Some of its bytes have changed.
    #[error("bytes {from} to {to} ({place}) have changed since they were written")]
    Changed {
        /// What lies there.
        place: String,
        /// The first byte of the stretch that was hashed.
        from: u64,
        /// The byte after its last.
        to: u64,
    },
    /// Its bytes are as they were written, and still make no sense.
    #[error("its section {section} cannot be read: {what}")]
    Malformed {
        /// Which section.
        section: String,
        /// Why.
        what: super::wire::Malformed,
    },
}

/// Where a section lies.
#[derive(Clone, Copy, Debug)]
struct Section {
    tag: [u8; 4],
    offset: u64,
    length: u64,
}

/// The directory of a file: sections, and the digest of every block.
#[derive(Debug)]
pub struct Directory {
    sections: Vec<Section>,
    blocks: Vec<Digest>,
    /// The digest that names the map.
    pub digest: Digest,
}

/// How many blocks so many bytes have.
fn blocks_of(length: u64) -> u64 {
    length.div_ceil(BLOCK_BYTES as u64)
}

/// The whole file.
pub fn write(sections: &[Vec<u8>; SECTIONS.len()]) -> (Vec<u8>, Digest) {
    let blocks: Vec<Digest> = sections
        .iter()
        .flat_map(|section| section.chunks(BLOCK_BYTES))
        .map(Digest::of)
        .collect();
    let directory_bytes = SECTIONS.len() * SECTION_BYTES + blocks.len() * DIGEST_BYTES;
    let mut offset = HEADER_BYTES + directory_bytes;
    let mut directory = Vec::with_capacity(directory_bytes);
    for (tag, section) in SECTIONS.iter().zip(sections) {
        directory.extend_from_slice(tag);
        directory.extend_from_slice(&[0; 4]);
        directory.extend_from_slice(&(offset as u64).to_le_bytes());
        directory.extend_from_slice(&(section.len() as u64).to_le_bytes());
        offset += section.len();
    }
    blocks.iter().for_each(|block| directory.extend(block.0));
    let mut file = Vec::with_capacity(offset);
    file.extend_from_slice(&MAGIC);
    file.extend_from_slice(&VERSION.to_le_bytes());
    // Seven sections, and fewer blocks than bytes.
    file.extend_from_slice(&(SECTIONS.len() as u32).to_le_bytes());
    file.extend_from_slice(&(offset as u64).to_le_bytes());
    file.extend_from_slice(&(blocks.len() as u64).to_le_bytes());
    file.extend_from_slice(&Digest::of(&directory).0);
    let digest = Digest::of(&file);
    file.extend_from_slice(&digest.0);
    file.extend_from_slice(&directory);
    sections.iter().for_each(|section| file.extend(section));
    (file, digest)
}

impl Directory {
    /// Reads header and directory, and checks both against their digests.
    pub fn read(file: &[u8]) -> Result<Self, Damage> {
        let there = file.len() as u64;
        if file.get(..MAGIC.len()) != Some(&MAGIC) {
            return Err(Damage::NotAMap);
        }
        let cut = Damage::Length {
            there,
            said: HEADER_BYTES as u64,
        };
        let header = file.get(..HEADER_BYTES).ok_or(cut)?;
        let (signed, digest) = header.split_at(HEADER_BYTES - DIGEST_BYTES);
        // The version comes first: a later one may hash its header in another way.
        let version = u32_at(header, 8);
        if version != VERSION {
            return Err(Damage::Version(version));
        }
        let digest = unchanged(signed, digest, "header", 0)?;
        let said = u64_at(header, 16);
        if said != there {
            return Err(Damage::Length { there, said });
        }
        let (sections, blocks) = (u64::from(u32_at(header, 12)), u64_at(header, 24));
        let bytes = blocks
            .checked_mul(DIGEST_BYTES as u64)
            .and_then(|bytes| bytes.checked_add(sections * SECTION_BYTES as u64))
            .filter(|bytes| *bytes <= there - HEADER_BYTES as u64)
            .ok_or(Damage::Length { there, said })?;
        let (directory, _) = file[HEADER_BYTES..].split_at(bytes as usize);
        unchanged(directory, &header[32..64], "directory", HEADER_BYTES as u64)?;
        let (lines, digests) = directory.split_at(sections as usize * SECTION_BYTES);
        let sections = lines.chunks_exact(SECTION_BYTES).map(|line| Section {
            tag: [line[0], line[1], line[2], line[3]],
            offset: u64_at(line, 8),
            length: u64_at(line, 16),
        });
        Ok(Self {
            sections: sections.collect(),
            blocks: digests.chunks_exact(DIGEST_BYTES).map(digest_of).collect(),
            digest,
        })
    }

    /// The bytes of a section, each block checked.
    pub fn section<'a>(&self, file: &'a [u8], tag: [u8; 4]) -> Result<&'a [u8], Damage> {
        let name = String::from_utf8_lossy(&tag).into_owned();
        let missing = || Damage::Malformed {
            section: name.clone(),
            what: super::wire::Malformed::Ended,
        };
        let at = self.sections.iter().position(|one| one.tag == tag);
        let at = at.ok_or_else(missing)?;
        let Section { offset, length, .. } = self.sections[at];
        let end = offset.checked_add(length).ok_or_else(missing)?;
        let bytes = file
            .get(offset as usize..end as usize)
            .ok_or_else(missing)?;
        let before = self.sections[..at].iter().map(|one| blocks_of(one.length));
        // Lengths were checked against a digest; a hostile file may still let them overflow.
        let first = before.fold(0_u64, u64::saturating_add);
        for (number, block) in (0..).zip(bytes.chunks(BLOCK_BYTES)) {
            let index = usize::try_from(first.saturating_add(number)).ok();
            let known = index
                .and_then(|at| self.blocks.get(at))
                .ok_or_else(missing)?;
            let from = offset + number * BLOCK_BYTES as u64;
            unchanged(block, &known.0, &format!("section {name}"), from)?;
        }
        Ok(bytes)
    }
}

fn unchanged(bytes: &[u8], digest: &[u8], place: &str, from: u64) -> Result<Digest, Damage> {
    let found = Digest::of(bytes);
    match found.0 == digest {
        true => Ok(found),
        false => Err(Damage::Changed {
            place: place.to_owned(),
            from,
            to: from + bytes.len() as u64,
        }),
    }
}

fn digest_of(bytes: &[u8]) -> Digest {
    let mut digest = [0; DIGEST_BYTES];
    digest.copy_from_slice(bytes);
    Digest(digest)
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    let mut number = [0; 4];
    number.copy_from_slice(&bytes[at..at + 4]);
    u32::from_le_bytes(number)
}

fn u64_at(bytes: &[u8], at: usize) -> u64 {
    let mut number = [0; 8];
    number.copy_from_slice(&bytes[at..at + 8]);
    u64::from_le_bytes(number)
}
