//! Ten thousand random questions on the roads of Luxembourg, by time and by distance, with turns that
//! cost something (RoutingKit's data for automatic tests; the map is (c) OpenStreetMap contributors,
//! ODbL 1.0).

use std::collections::BTreeMap;
use std::io::Read as _;

use kernel::Point;
use roads::{ArcId, Goal, Network, NodeId, Part, Ranking, Search, Spot, Times, UnitIx};

use crate::data;

type Arrays = BTreeMap<String, Vec<[u8; 4]>>;

fn arrays() -> Option<Arrays> {
    let archive = data::find("routing/luxembourg-graph.tar.zst")?;
    let packed = std::fs::File::open(archive).expect("the archive opens");
    let mut unpacked = tar::Archive::new(zstd::Decoder::new(packed).expect("zstd"));
    let entries = unpacked.entries().expect("a tar archive").map(|entry| {
        let mut entry = entry.expect("an entry");
        let path = entry.path().expect("a name").into_owned();
        let name = path
            .file_stem()
            .map(|name| name.to_string_lossy().into_owned());
        let mut bytes = vec![];
        entry.read_to_end(&mut bytes).expect("its bytes");
        let words = bytes
            .chunks_exact(4)
            .map(|word| word.try_into().expect("4 bytes"));
        (name.unwrap_or_default(), words.collect())
    });
    Some(entries.collect())
}

fn numbers(arrays: &Arrays, name: &str) -> Vec<u32> {
    let words = &arrays[&format!("luxembourg_{name}")];
    words.iter().map(|word| u32::from_le_bytes(*word)).collect()
}

fn degrees(arrays: &Arrays, name: &str) -> Vec<f64> {
    let words = &arrays[&format!("luxembourg_{name}")];
    words
        .iter()
        .map(|word| f64::from(f32::from_le_bytes(*word)))
        .collect()
}

/// The same numbers in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u32) -> u32 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % u64::from(limit)) as u32
    }

    fn spot(&mut self, network: &Network) -> Spot {
        Spot {
            arc: ArcId(self.below(network.arcs() as u32)),
            part: Part::new(self.below(65_537)),
        }
    }
}

/// Asks so many questions, between which units move and roads close and open again.
fn ask(ranking: &mut Ranking, questions: u32, chance: &mut Chance) {
    let network = ranking.network().clone();
    let mut search = Search::default();
    for question in 0..questions {
        let unit = UnitIx(chance.below(1_200));
        let spots = [chance.spot(&network), chance.spot(&network)];
        ranking.place(unit, &spots[..1 + question as usize % 2]);
        if question % 1_000 == 999 {
            for _ in 0..10 {
                let arc = chance.spot(&network).arc;
                let closed = ranking.times().is_closed(arc);
                ranking.close(arc, !closed);
            }
            ranking.catch_up();
        }
        let goals = [(); 2].map(|()| Goal {
            spot: chance.spot(&network),
            rest_ms: chance.below(9_000),
        });
        let goals = &goals[..1 + question as usize / 2 % 2];
        let found = ranking.nearest(goals, 10, |_| true);
        let on = (&network, ranking.times(), ranking.fleet());
        assert_eq!(found, search.nearest(on, goals, 10, |_| true), "{goals:?}");
    }
}

#[test]
fn ten_thousand_questions_without_a_difference() {
    let Some(arrays) = arrays() else {
        return;
    };
    let (first_out, heads) = (numbers(&arrays, "first_out"), numbers(&arrays, "head"));
    let nodes = first_out.len() as u32 - 1;
    let out = |node: u32| first_out[node as usize]..first_out[node as usize + 1];
    let ends: Vec<_> = (0..nodes)
        .flat_map(|node| out(node).map(move |arc| (node, arc)))
        .map(|(node, arc)| (NodeId(node), NodeId(heads[arc as usize])))
        .collect();
    let cost = |from: ArcId, onto: ArcId| match (from.0 * 7 + onto.0) % 11 {
        0 => None,
        rest => Some(rest * 400),
    };
    let network = Network::new(nodes, ends, cost);
    let (lat, lon) = (degrees(&arrays, "latitude"), degrees(&arrays, "longitude"));
    let places: Vec<Point> = lat
        .into_iter()
        .zip(lon)
        .map(|(lat, lon)| Point::from_degrees(lat, lon).expect("on the globe"))
        .collect();
    let mut chance = Chance(7);
    for metric in ["travel_time", "geo_distance"] {
        let times = Times::new(numbers(&arrays, metric));
        let mut ranking = Ranking::new(network.clone(), times, &places);
        for unit in (0..1_000).map(UnitIx) {
            let spot = chance.spot(&network);
            ranking.place(unit, &[spot]);
        }
        ranking.catch_up();
        ask(&mut ranking, 5_000, &mut chance);
        let plainly = ranking.answered_plainly();
        assert!(
            plainly < 50,
            "{metric}: {plainly} questions were left to the plain search"
        );
    }
}
