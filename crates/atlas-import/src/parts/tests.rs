//! Parts of random networks, held against who reaches whom by plain search.

use atlas::{Builder, Class, Meta, NameIx, NodeIx, Passage, Piece};
use kernel::Point;
use proptest::prelude::*;

use super::*;

fn roads(nodes: u32, arcs: &[(u32, u32)]) -> Roads {
    let mut builder = Builder::new();
    let point = |number: u32| Point::from_e7(i64::from(number), 0).expect("on the globe");
    let nodes: Vec<NodeIx> = (0..nodes)
        .map(|number| builder.node(point(number)))
        .collect();
    for (tail, head) in arcs {
        let line = vec![
            point(*tail),
            Point::from_e7(0, 9).expect("on the globe"),
            point(*head),
        ];
        let piece = Piece {
            source_id: 0,
            names: NameIx::NONE,
            class: Class::Residential,
            tail: nodes[*tail as usize],
            head: nodes[*head as usize],
            line,
            along: Passage::OPEN,
            against: Passage::OPEN.wrong_way(),
            along_km_h: None,
            against_km_h: None,
            roundabout: false,
            layer: 0,
        };
        builder.piece(piece).expect("a piece");
    }
    builder.finish(Meta::default()).roads
}

/// Who reaches whom, by going on until nothing new is found.
fn reached(nodes: u32, arcs: &[(u32, u32)]) -> Vec<Vec<bool>> {
    let of = |start: u32| {
        let mut seen = vec![false; nodes as usize];
        seen[start as usize] = true;
        for _ in 0..nodes {
            for (tail, head) in arcs {
                seen[*head as usize] |= seen[*tail as usize];
            }
        }
        seen
    };
    (0..nodes).map(of).collect()
}

proptest! {
    #[test]
    fn the_largest_part_is_the_largest(
        arcs in prop::collection::vec((0..12_u32, 0..12_u32), 1..30),
    ) {
        let reached = reached(12, &arcs);
        let on_road = |node: usize| {
            arcs.iter().any(|arc| arc.0 as usize == node || arc.1 as usize == node)
        };
        let size = |node: usize| {
            (0..12).filter(|other| reached[node][*other] && reached[*other][node]).count()
        };
        let most = (0..12).filter(|node| on_road(*node)).map(size).max().unwrap_or_default();
        let found = parts(&roads(12, &arcs));
        prop_assert_eq!(found.largest.nodes as usize, most);
        let all = (0..12).filter(|node| on_road(*node)).count();
        prop_assert_eq!((found.largest.nodes + found.rest.nodes) as usize, all);
        prop_assert_eq!(found.largest.pieces + found.rest.pieces, arcs.len() as u64);
    }
}

#[test]
fn a_long_road_does_not_exhaust_the_stack() {
    let arcs: Vec<(u32, u32)> = (0..100_000).map(|node| (node, node + 1)).collect();
    let found = parts(&roads(100_001, &arcs));
    assert_eq!((found.largest.nodes, found.rest_parts), (1, 100_000));
}
