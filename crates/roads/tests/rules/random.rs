//! All forbidden paths at once, against a search that remembers the whole way it came.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use atlas::{
    Binds, Builder, Class, Meta, NameIx, Passage, Piece, PieceIx, Restriction, Roads, Rule, Step,
};
use kernel::Point;
use proptest::prelude::*;
use roads::{Drivable, Goal, Part};

use crate::town::car;

type Path = Vec<Step>;

fn ends(roads: &Roads, step: Step) -> (u32, u32) {
    let piece = &roads.pieces[step.piece.0 as usize];
    match step.against {
        false => (piece.tail.0, piece.head.0),
        true => (piece.head.0, piece.tail.0),
    }
}

/// A way of steps is allowed when it has no forbidden path in it, and goes on as commanded.
fn allowed(signs: &[(Rule, Path)], way: &[Step]) -> bool {
    signs.iter().all(|(rule, path)| match rule {
        Rule::Forbidden => !way.windows(path.len()).any(|part| part == path),
        Rule::Only => (0..way.len()).all(|at| {
            let rest = &way[at..];
            let long = rest.len().min(path.len());
            rest[0] != path[0] || rest[..long] == path[..long]
        }),
    })
}

/// The quickest allowed way by trying all ways of up to so many steps, the quick ones first. The
/// memory of a way is its last steps: more than the longest sign does not matter.
fn plain(
    roads: &Roads,
    signs: &[(Rule, Path)],
    ms: &BTreeMap<Step, u32>,
    from: Step,
    to: Step,
) -> Option<u32> {
    let all: Vec<Step> = ms.keys().copied().collect();
    let mut done: BTreeSet<Path> = BTreeSet::new();
    let mut waiting: BTreeSet<(u32, Path)> = [(0, vec![from])].into();
    while let Some((time_ms, way)) = waiting.pop_first() {
        let last = way[way.len() - 1];
        // At the head of the goal's step the whole of it has been driven.
        if last == to && way.len() > 1 {
            return Some(time_ms);
        }
        if !done.insert(way.clone()) {
            continue;
        }
        for next in all
            .iter()
            .filter(|next| ends(roads, **next).0 == ends(roads, last).1)
        {
            let mut on = way.clone();
            on.push(*next);
            if !allowed(signs, &on) {
                continue;
            }
            let eastward = |step: Step| ends(roads, step).0 < ends(roads, step).1;
            let back = eastward(*next) != eastward(last);
            let cost_ms = ms[next] + if back { 60_000 } else { 0 };
            on.drain(..on.len().saturating_sub(4));
            waiting.insert((time_ms + cost_ms, on));
        }
    }
    None
}

/// Roads between few nodes, and paths over them made from a choice at every node.
fn town(
    roads: &[(u32, u32)],
    signs: &[(bool, prop::sample::Index, Vec<prop::sample::Index>)],
) -> (Roads, Vec<(Rule, Path)>) {
    let mut map = Builder::new();
    // Nodes on a line, so that no turn has an angle that costs.
    let points: Vec<Point> = (0..6)
        .map(|n| Point::from_e7(0, n * 9_000).expect("near"))
        .collect();
    let nodes: Vec<_> = points.iter().map(|point| map.node(*point)).collect();
    let open = Passage::OPEN;
    for (a, b) in roads.iter().filter(|(a, b)| a != b) {
        let (a, b) = (*a as usize, *b as usize);
        let piece = Piece {
            source_id: 0,
            names: NameIx::NONE,
            class: Class::Residential,
            tail: nodes[a],
            head: nodes[b],
            line: vec![points[a], points[b]],
            along: open,
            against: open,
            along_km_h: None,
            against_km_h: None,
            roundabout: false,
            layer: 0,
        };
        map.piece(piece).expect("it fits");
    }
    let pieces = map.so_far().roads.pieces.len() as u32;
    let steps: Vec<Step> = (0..pieces)
        .flat_map(|piece| {
            [false, true].map(|against| Step {
                piece: PieceIx(piece),
                against,
            })
        })
        .collect();
    let mut paths = vec![];
    for (only, first, choices) in signs.iter().filter(|_| !steps.is_empty()) {
        let mut path = vec![*first.get(&steps)];
        for choice in choices {
            let here = ends(&map.so_far().roads, path[path.len() - 1]).1;
            let on: Vec<Step> = steps
                .iter()
                .copied()
                .filter(|step| ends(&map.so_far().roads, *step).0 == here)
                .collect();
            path.push(*choice.get(&on));
        }
        let rule = if *only { Rule::Only } else { Rule::Forbidden };
        let binds = Binds {
            cars: true,
            motorcycles: true,
            emergency: true,
        };
        map.restriction(Restriction {
            source_id: 0,
            path: path.clone(),
            rule,
            binds,
        })
        .expect("it fits");
        paths.push((rule, path));
    }
    (map.finish(Meta::default()).roads, paths)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn the_quickest_allowed_way_is_found(
        roads in prop::collection::vec((0..6_u32, 0..6_u32), 3..9),
        signs in prop::collection::vec((any::<bool>(), any::<prop::sample::Index>(), prop::collection::vec(any::<prop::sample::Index>(), 1..4)), 0..5),
        from in any::<prop::sample::Index>(),
        to in any::<prop::sample::Index>(),
    ) {
        let (roads, signs) = town(&roads, &signs);
        prop_assume!(!roads.pieces.is_empty());
        let drivable = Drivable::new(Arc::new(roads.clone()), &car());
        let steps: Vec<Step> = (0..roads.pieces.len() as u32).flat_map(|piece| [false, true].map(|against| Step { piece: PieceIx(piece), against })).collect();
        let ms = steps.iter().map(|step| {
            let arc = drivable.arcs(*step).next().expect("the plain one");
            (*step, drivable.times().ms(arc))
        }).collect();
        let (from, to) = (*from.get(&steps), *to.get(&steps));
        // From the head of one step to the head of another.
        let head = |step: &Step| if step.against { Part::TAIL } else { Part::HEAD };
        let starts: Vec<_> = drivable.starts(from.piece, head(&from)).filter(|spot| drivable.step(spot.arc) == from).collect();
        let goals: Vec<_> = drivable.goals(to.piece, head(&to)).filter(|spot| drivable.step(spot.arc) == to).map(|spot| Goal { spot, rest_ms: 0 }).collect();
        let found = drivable.route(&starts, &goals);
        let plain = if from == to { Some(0) } else { plain(&roads, &signs, &ms, from, to) };
        prop_assert_eq!(found.as_ref().map(|route| route.time_ms), plain);
        if let Some(route) = found {
            prop_assert!(allowed(&signs, &route.steps), "a sign is broken");
        }
    }
}
