//! Maps that nobody would draw, and everything that is asked of every tile of them.

use std::sync::Arc;

use atlas::{Builder, Class, Geometry, Meta, Names, Passage, Piece, Polygon, Shape, ShapeKind};
use kernel::{Digest, Point};
use proptest::prelude::*;
use tiles::{Cell, Tiles};

use crate::reader::read;

fn point() -> impl Strategy<Value = Point> {
    let near = (-30_000..30_000_i64, -30_000..30_000_i64);
    let far = (
        -900_000_000..=900_000_000_i64,
        -1_800_000_000..=1_800_000_000_i64,
    );
    let edge = (
        prop_oneof![Just(900_000_000_i64), Just(-900_000_000), Just(0)],
        prop_oneof![Just(1_800_000_000_i64), Just(-1_800_000_000), Just(0)],
    );
    prop_oneof![6 => near, 1 => far, 1 => edge]
        .prop_map(|(lat, lon)| Point::from_e7(lat, lon).expect("on the globe"))
}

fn line() -> impl Strategy<Value = Vec<Point>> {
    proptest::collection::vec(point(), 2..12)
}

fn kind() -> impl Strategy<Value = ShapeKind> {
    (0..ShapeKind::ALL.len()).prop_map(|n| ShapeKind::ALL[n])
}

fn map(roads: &[(usize, Vec<Point>)], shapes: &[(ShapeKind, Vec<Vec<Point>>)]) -> Tiles {
    let mut builder = Builder::new();
    let names = builder.name(Names::both("名", "Name", "名"));
    for (class, line) in roads {
        let (tail, head) = (builder.node(line[0]), builder.node(line[line.len() - 1]));
        // What the map refuses is not on it.
        let _ = builder.piece(Piece {
            source_id: 0,
            names,
            class: Class::ALL[class % Class::ALL.len()],
            tail,
            head,
            line: line.clone(),
            along: Passage::OPEN,
            against: Passage::OPEN,
            along_km_h: None,
            against_km_h: None,
            roundabout: false,
            layer: i8::MIN,
        });
    }
    for (kind, rings) in shapes {
        let closed = |ring: &Vec<Point>| ring.iter().chain(ring.first()).copied().collect();
        let mut rings: Vec<Vec<Point>> = rings.iter().map(closed).collect();
        let polygon = Polygon {
            outer: rings.remove(0),
            holes: rings,
        };
        let geometry = Geometry::Area(vec![polygon]);
        let _ = builder.shape(Shape {
            source_id: 0,
            kind: *kind,
            names,
            geometry,
        });
    }
    Tiles::new(
        Arc::new(builder.finish(Meta::default())),
        Digest::of(b"a map"),
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// The reader complains about every empty, open, wrongly turned or outlying geometry.
    #[test]
    fn every_tile_of_every_map_can_be_read(
        roads in proptest::collection::vec((0..99_usize, line()), 0..8),
        shapes in proptest::collection::vec((kind(), proptest::collection::vec(line(), 1..4)), 0..6),
    ) {
        let tiles = map(&roads, &shapes);
        for z in 0..=18_u32 {
            let middle = 1_u32 << z >> 1;
            for x in [middle.saturating_sub(1), middle.min((1 << z) - 1), (1 << z) - 1] {
                for y in [middle.saturating_sub(1), middle.min((1 << z) - 1), 0] {
                    read(&tiles.tile(Cell::new(z, x, y).expect("such a tile")));
                }
            }
        }
    }

    #[test]
    fn a_tile_is_there_or_is_refused(z in any::<u32>(), x in any::<u32>(), y in any::<u32>(), shift in 0..32_u32) {
        if let Some(cell) = Cell::new(z % 40, x >> shift, y >> shift) {
            prop_assert!(cell.zoom() <= 18);
            prop_assert!(u64::from(cell.column().max(cell.row())) < 1 << cell.zoom());
        }
    }
}
