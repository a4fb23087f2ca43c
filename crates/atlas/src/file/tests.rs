//! A map comes back as it was, and no damage stays unseen.

use kernel::Point;
use proptest::prelude::*;

use super::layout::{self, BLOCK_BYTES, HEADER_BYTES};
use super::*;
use crate::{
    Along, Barrier, BarrierKind, Binds, Class, Geometry, HouseRange, Level, NameIx, Names,
    Numbering, Passage, Piece, PieceIx, Place, PlaceKind, Polygon, Restriction, Rule, Shape,
    ShapeKind, Source, Step,
};

fn at(lat: i64, lon: i64) -> Point {
    Point::from_e7(lat, lon).expect("on the globe")
}

/// A village with one of everything.
fn village(seed: i64) -> Atlas {
    let mut map = Builder::new();
    let street = map.name(Names::both("解放路", "Jiefang Road", "解放路"));
    let village = map.name(Names::plain(&format!("Village {seed}")));
    let corners = [at(seed, 0), at(seed, 9_000), at(seed + 9_000, 9_000)];
    let nodes = corners.map(|corner| map.node(corner));
    for (number, class) in [(0, Class::Residential), (1, Class::Footway)] {
        let piece = Piece {
            source_id: seed.wrapping_mul(31) - i64::from(number),
            names: if number == 0 { street } else { NameIx::NONE },
            class,
            tail: nodes[number as usize],
            head: nodes[number as usize + 1],
            line: vec![
                corners[number as usize],
                at(seed + 100, 9_100),
                corners[number as usize + 1],
            ],
            along: Passage::OPEN,
            against: Passage::OPEN.wrong_way(),
            along_km_h: (number == 0).then_some(30),
            against_km_h: None,
            roundabout: number == 1,
            layer: -1,
        };
        map.piece(piece).expect("it fits");
    }
    map.barrier(Barrier {
        node: nodes[1],
        kind: BarrierKind::Bollard,
        passage: Passage {
            car: Level::Closed,
            ..Passage::OPEN
        },
    })
    .expect("it fits");
    let step = |piece| Step {
        piece: PieceIx(piece),
        against: false,
    };
    map.restriction(Restriction {
        source_id: 7,
        path: vec![step(0), step(1)],
        rule: Rule::Only,
        binds: Binds {
            cars: true,
            motorcycles: false,
            emergency: false,
        },
    })
    .expect("it fits");
    for kind in [
        PlaceKind::Address,
        PlaceKind::Landmark("hospital".to_owned()),
        PlaceKind::KilometrePost,
    ] {
        let place = Place {
            source_id: -seed,
            kind,
            names: NameIx::NONE,
            street,
            number: "18-2".to_owned(),
            postcode: String::new(),
            locality: village,
            point: at(seed + 1, 2),
        };
        map.place(place).expect("it fits");
    }
    for along in [
        Along::Side {
            piece: PieceIx(1),
            left: true,
        },
        Along::Line(corners.to_vec()),
    ] {
        let range = HouseRange {
            street,
            along,
            from: 1,
            to: 99,
            numbering: Numbering::Odd,
            postcode: "250000".to_owned(),
        };
        map.range(range).expect("it fits");
    }
    let ring = [corners[0], corners[1], corners[2], corners[0]];
    for geometry in [
        Geometry::Line(corners.to_vec()),
        Geometry::Area(vec![Polygon {
            outer: ring.to_vec(),
            holes: vec![ring.to_vec()],
        }]),
    ] {
        let shape = Shape {
            source_id: 1,
            kind: ShapeKind::Water,
            names: village,
            geometry,
        };
        map.shape(shape).expect("it fits");
    }
    map.finish(Meta {
        title: Names::both("V", "Village", "村"),
        credit: Names::plain("nobody"),
        bounds: None,
        sources: vec![Source {
            name: "a.csv".to_owned(),
            digest: Digest::of(b"a"),
        }],
    })
}

#[test]
fn a_map_comes_back_from_its_file_and_says_what_names_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.map");
    let written = village(5).write(&path).expect("written");
    let file = MapFile::open(&path).expect("opened");
    assert_eq!(file.digest(), written);
    assert_eq!(file.read().expect("read"), village(5));
    assert_eq!(file.meta().expect("read").title, village(5).meta.title);
}

/// The bytes a reader of `formats/map.md` has to understand; they change with the version only.
#[test]
fn the_bytes_of_the_village_are_those_of_version_1() {
    // The digest is over every byte.
    let (_, digest) = village(5).to_bytes();
    assert_eq!(
        digest.to_string(),
        "ac15e050d6ba031bae1ee5290046123f3fa6b8753b58fe8282f8dc5e42ece092"
    );
}

#[test]
fn a_later_version_and_a_stranger_are_told_apart() {
    let (mut bytes, _) = village(5).to_bytes();
    bytes[8] = 2;
    assert!(matches!(read_bytes(&bytes), Err(Damage::Version(2))));
    assert!(matches!(
        read_bytes(b"PK\x03\x04 and so on"),
        Err(Damage::NotAMap)
    ));
    assert!(matches!(read_bytes(b""), Err(Damage::NotAMap)));
}

#[test]
fn damage_is_told_with_its_place() {
    let mut map = village(5);
    // More than one block of shapes.
    map.shapes = std::iter::repeat_n(map.shapes[0].clone(), 8_000).collect();
    let (mut bytes, _) = map.to_bytes();
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    let Err(Damage::Changed { place, from, to }) = read_bytes(&bytes) else {
        panic!("the damage stayed unseen");
    };
    assert_eq!(place, "section SHAP");
    assert!(to == bytes.len() as u64 && to - from < BLOCK_BYTES as u64);
}

proptest! {
    /// Every byte is under a digest.
    #[test]
    fn no_flipped_bit_and_no_missing_end_stays_unseen(seed in 0..50_i64, at in any::<prop::sample::Index>(), bit in 0..8) {
        let (mut bytes, _) = village(seed).to_bytes();
        let at = at.index(bytes.len());
        prop_assert!(read_bytes(&bytes[..at]).is_err());
        bytes[at] ^= 1_u8 << bit;
        prop_assert!(read_bytes(&bytes).is_err());
    }

    /// Somebody who makes a false map with true digests gets a sentence too.
    #[test]
    fn a_false_map_is_refused_or_read_but_breaks_nothing(
        seed in 0..50_i64,
        changes in prop::collection::vec((0..7_usize, any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let (bytes, _) = village(seed).to_bytes();
        let directory = Directory::read(&bytes).expect("as written");
        let mut sections = SECTIONS.map(|tag| directory.section(&bytes, tag).expect("as written").to_vec());
        for (section, at, byte) in changes {
            let section = &mut sections[section];
            let at = at.index(section.len());
            section[at] = byte;
        }
        let (bytes, _) = layout::write(&sections);
        if let Ok(map) = read_bytes(&bytes) {
            prop_assert_eq!(read_bytes(&map.to_bytes().0).expect("its own bytes"), map);
        }
    }

    #[test]
    fn whatever_follows_a_header_breaks_nothing(mut bytes in prop::collection::vec(any::<u8>(), HEADER_BYTES..400)) {
        bytes[..8].copy_from_slice(&layout::MAGIC);
        bytes[8..12].copy_from_slice(&layout::VERSION.to_le_bytes());
        prop_assert!(read_bytes(&bytes).is_err());
    }
}
