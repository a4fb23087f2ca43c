//! Where a tile or a bundle of entries lies below the prefix of a log (C2SP tlog-tiles).
//!
//! `tile/<L>/<N>` holds hashes and `tile/entries/<N>` entries, 256 each; while it is filling,
//! `.p/<W>` with the width comes after. `N` is written in groups of three digits, all but the last
//! with an `x` before them, so that no folder holds more than a thousand names.

use std::fmt;
use std::str::FromStr;

use crate::text::decimal;
use crate::tree::{TILE_LEVELS, TILE_WIDTH};

/// The highest level a tile may have.
pub const TILE_LEVEL_MAX: u8 = 63;

/// What a path leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TileKind {
    /// Hashes of a level: 0 for leaves, 1 for roots of 256 leaves, and so on up to 63.
    Hashes(u8),
    /// The entries themselves.
    Entries,
}

/// The path of one tile or bundle. It has exactly one spelling.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TilePath {
    kind: TileKind,
    index: u64,
    width: u16,
}

/// The text is not the path of a tile, or not the one spelling of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the path of a tile: tile/<level>/<number> or tile/entries/<number>, then .p/<width>")]
pub struct TilePathError;

impl TilePath {
    /// The path of a full tile of hashes, or of the first `width` hashes of it.
    ///
    /// `None` for a level above 63, or a width that is not 1 to 256.
    #[must_use]
    pub fn hashes(level: u8, index: u64, width: u16) -> Option<Self> {
        (level <= TILE_LEVEL_MAX).then_some(())?;
        Self::new(TileKind::Hashes(level), index, width)
    }

    /// The path of a full bundle of entries, or of the first `width` entries of it.
    ///
    /// `None` for a width that is not 1 to 256.
    #[must_use]
    pub fn entries(index: u64, width: u16) -> Option<Self> {
        Self::new(TileKind::Entries, index, width)
    }

    fn new(kind: TileKind, index: u64, width: u16) -> Option<Self> {
        let real = (1..=TILE_WIDTH).contains(&usize::from(width));
        real.then_some(Self { kind, index, width })
    }

    /// What the path leads to.
    #[must_use]
    pub fn kind(self) -> TileKind {
        self.kind
    }

    /// Its place in its level, from 0.
    #[must_use]
    pub fn index(self) -> u64 {
        self.index
    }

    /// How many hashes or entries: 256 when it is full.
    #[must_use]
    pub fn width(self) -> u16 {
        self.width
    }

    /// Whether it will not grow any more.
    #[must_use]
    pub fn is_full(self) -> bool {
        usize::from(self.width) == TILE_WIDTH
    }

    /// The full tile that this one is, or will be.
    #[must_use]
    pub fn full(self) -> Self {
        Self {
            width: TILE_WIDTH as u16,
            ..self
        }
    }

    /// Whether a tree of `size` leaves has everything the tile holds.
    #[must_use]
    pub fn is_within(self, size: u64) -> bool {
        let count = match self.kind {
            TileKind::Hashes(level) => row_len(level, size),
            TileKind::Entries => size,
        };
        // Compared without a sum that could be larger than any number.
        let (tiles, rest) = (count / TILE_WIDTH as u64, count % TILE_WIDTH as u64);
        self.index < tiles || (self.index == tiles && u64::from(self.width) <= rest)
    }
}

/// How many hashes the rows of tiles at a level have in a tree of `size` leaves.
fn row_len(level: u8, size: u64) -> u64 {
    size.checked_shr(u32::from(level) * u32::from(TILE_LEVELS))
        .unwrap_or(0)
}

/// How many hashes the filling tile of a level has when the tree has `size` leaves; a tile without
/// hashes, width 0, is not served.
#[must_use]
pub fn partial_width(level: u8, size: u64) -> u16 {
    (row_len(level, size) % TILE_WIDTH as u64) as u16
}

impl fmt::Display for TilePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            TileKind::Hashes(level) => write!(f, "tile/{level}/")?,
            TileKind::Entries => write!(f, "tile/entries/")?,
        }
        let mut groups = vec![self.index % 1000];
        let mut rest = self.index / 1000;
        while rest > 0 {
            groups.push(rest % 1000);
            rest /= 1000;
        }
        for group in groups.iter().skip(1).rev() {
            write!(f, "x{group:03}/")?;
        }
        write!(f, "{:03}", groups[0])?;
        if !self.is_full() {
            write!(f, ".p/{}", self.width)?;
        }
        Ok(())
    }
}

impl FromStr for TilePath {
    type Err = TilePathError;
    fn from_str(text: &str) -> Result<Self, TilePathError> {
        let path = read(text).ok_or(TilePathError)?;
        // Whatever was read too kindly is not what would be written.
        if path.to_string() == text {
            Ok(path)
        } else {
            Err(TilePathError)
        }
    }
}

fn read(text: &str) -> Option<TilePath> {
    let (kind, rest) = text.strip_prefix("tile/")?.split_once('/')?;
    let (number, width) = match rest.split_once(".p/") {
        Some((number, width)) => (number, u16::try_from(decimal(width)?).ok()?),
        None => (rest, TILE_WIDTH as u16),
    };
    let mut index: u64 = 0;
    for group in number.split('/') {
        let digits = group.strip_prefix('x').unwrap_or(group);
        let value: u64 = digits.parse().ok()?;
        index = index.checked_mul(1000)?.checked_add(value)?;
    }
    match kind {
        "entries" => TilePath::entries(index, width),
        level => TilePath::hashes(u8::try_from(decimal(level)?).ok()?, index, width),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::Tree;
    use proptest::prelude::*;

    /// 1234067 is the example of C2SP tlog-tiles; the others follow its rule at the ends.
    #[test]
    fn paths_are_spelled_as_published() {
        for (path, text) in [
            (TilePath::hashes(0, 1_234_067, 256), "tile/0/x001/x234/067"),
            (TilePath::hashes(0, 0, 256), "tile/0/000"),
            (TilePath::hashes(1, 999, 17), "tile/1/999.p/17"),
            (TilePath::hashes(63, 1000, 1), "tile/63/x001/000.p/1"),
            (TilePath::entries(273, 112), "tile/entries/273.p/112"),
            (
                TilePath::entries(u64::MAX, 255),
                "tile/entries/x018/x446/x744/x073/x709/x551/615.p/255",
            ),
        ] {
            let path = path.unwrap();
            assert_eq!(path.to_string(), text);
            assert_eq!(text.parse(), Ok(path));
        }
    }

    #[test]
    fn another_spelling_is_another_path_and_there_is_none() {
        for text in [
            "",
            "tile/0/0",
            "tile/0/0000",
            "tile/00/000",
            "tile/64/000",
            "tile/-1/000",
            "tile/0/x000/000",
            "tile/0/001/000",
            "tile/0/x001/x000",
            "tile/0/000.p/0",
            "tile/0/000.p/256",
            "tile/0/000.p/01",
            "tile/0/000.p/1.p/1",
            "tile/0/000.p",
            "tile/0/000/",
            "/tile/0/000",
            "tile/0/+01",
            "tile/data/000",
            "tile/8/0/000",
            "tile/entries/x018/x446/x744/x073/x709/x551/616",
        ] {
            assert_eq!(text.parse::<TilePath>(), Err(TilePathError), "{text}");
        }
        assert_eq!(TilePath::hashes(0, 0, 0), None);
        assert_eq!(TilePath::hashes(64, 0, 1), None);
        assert_eq!(TilePath::entries(0, 257), None);
    }

    /// The counts that C2SP tlog-tiles gives for 256 and for 70,000 entries.
    #[test]
    fn widths_are_those_that_the_format_names() {
        let widths = |size| [0, 1, 2, 3].map(|level| partial_width(level, size));
        assert_eq!(widths(70_000), [112, 17, 1, 0]);
        assert_eq!(widths(256), [0, 1, 0, 0]);
        assert_eq!(partial_width(63, u64::MAX), 0);
    }

    #[test]
    fn a_tile_is_within_a_tree_that_has_all_its_hashes() {
        let within = |text: &str, size| text.parse::<TilePath>().unwrap().is_within(size);
        assert!(within("tile/0/272", 70_000));
        assert!(within("tile/0/273.p/112", 70_000));
        assert!(!within("tile/0/273.p/113", 70_000));
        assert!(!within("tile/0/273", 70_000));
        assert!(within("tile/2/000.p/1", 70_000));
        assert!(!within("tile/3/000.p/1", 70_000));
        assert!(within("tile/entries/273.p/112", 70_000));
        assert!(!within("tile/0/000.p/1", 0));
    }

    proptest! {
        #[test]
        fn paths_are_read_as_they_are_written(
            level in prop::option::of(0_u8..64),
            index in prop_oneof![0_u64..3000, any::<u64>()],
            width in 1_u16..=256,
        ) {
            let path = match level {
                Some(level) => TilePath::hashes(level, index, width),
                None => TilePath::entries(index, width),
            };
            prop_assert_eq!(path.unwrap().to_string().parse(), Ok(path.unwrap()));
        }

        #[test]
        fn what_is_read_is_what_would_be_written(text in "tile/([0-9]{1,2}|entries)/(x?[0-9]{2,4}/){0,3}[0-9]{3}(\\.p/[0-9]{1,3})?") {
            if let Ok(path) = text.parse::<TilePath>() {
                prop_assert_eq!(path.to_string(), text);
            }
        }

        #[test]
        fn widths_agree_with_the_growing_tree(size in 0_u64..100_000_000) {
            let widths: Vec<usize> = (0..=3).map(|level| partial_width(level, size).into()).collect();
            let mut edge = Tree::widths(size);
            edge.resize(4, 0);
            prop_assert_eq!(widths, edge);
        }

        #[test]
        fn paths_agree_with_another_implementation(level in 0_u8..64, index in 0_u64..1 << 52, width in 1_u16..=256) {
            // Go's checksum database, whose paths these are, writes the height of its tiles first.
            let other = tlog_tiles::Tile::new(8, level, index, width.into(), false).path();
            let path = TilePath::hashes(level, index, width).unwrap();
            prop_assert_eq!(path.to_string(), other.replace("tile/8/", "tile/"));
        }
    }
}
