//! A thousand queries on the roads of Luxembourg, by time and by distance, with published answers
//! (RoutingKit's data for automatic tests; the map is (c) OpenStreetMap contributors, ODbL 1.0).

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::Path;

use roads::{ArcId, Fleet, Goal, Network, NodeId, Part, Search, Spot, Times, UnitIx};

use crate::data;

fn files(archive: &Path) -> BTreeMap<String, Vec<u8>> {
    let packed = std::fs::File::open(archive).expect("the archive opens");
    let mut unpacked = tar::Archive::new(zstd::Decoder::new(packed).expect("zstd"));
    let entries = unpacked.entries().expect("a tar archive");
    entries
        .map(|entry| {
            let mut entry = entry.expect("an entry");
            let path = entry.path().expect("a name").into_owned();
            let name = path
                .file_name()
                .map(|name| name.to_string_lossy().into_owned());
            let mut bytes = vec![];
            entry.read_to_end(&mut bytes).expect("its bytes");
            (name.unwrap_or_default(), bytes)
        })
        .collect()
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    let words = bytes.chunks_exact(4);
    words
        .map(|word| u32::from_le_bytes(word.try_into().expect("4 bytes")))
        .collect()
}

/// Source, target, and the two answers.
type Query = (u32, u32, [Option<u32>; 2]);

fn queries(text: &str) -> Vec<Query> {
    let line = |line: &str| {
        let mut fields = line
            .split(',')
            .map(|field| field.trim().parse::<u32>().ok());
        let mut next = || fields.next().flatten();
        let (source, target) = (next().expect("a source"), next().expect("a target"));
        (source, target, [next(), next()])
    };
    text.lines().skip(1).map(line).collect()
}

#[test]
fn every_published_answer_is_found_to_the_last_unit() {
    let Some(archive) = data::find("routing/luxembourg-graph.tar.zst") else {
        return;
    };
    let files = files(&archive);
    let numbers = |name: &str| numbers(&files[&format!("luxembourg_{name}.bin")]);
    let (first_out, heads) = (numbers("first_out"), numbers("head"));
    let nodes = first_out.len() as u32 - 1;
    let out = |node: u32| first_out[node as usize]..first_out[node as usize + 1];
    let ends: Vec<_> = (0..nodes)
        .flat_map(|node| out(node).map(move |arc| (node, arc)))
        .map(|(node, arc)| (NodeId(node), NodeId(heads[arc as usize])))
        .collect();
    let network = Network::new(nodes, ends, |_, _| Some(0));
    let mut into: BTreeMap<u32, Vec<ArcId>> = BTreeMap::new();
    for (arc, head) in (0..).map(ArcId).zip(&heads) {
        into.entry(*head).or_default().push(arc);
    }
    let text = String::from_utf8_lossy(&files["luxembourg_queries_first1000.csv"]);
    let asked = queries(&text);
    assert_eq!(asked.len(), 1_000);
    let mut search = Search::default();
    let mut fleet = Fleet::new(network.arcs());
    let unit = UnitIx(0);
    for (metric, name) in ["geo_distance", "travel_time"].into_iter().enumerate() {
        let times = Times::new(numbers(name));
        for (source, target, answers) in &asked {
            let starts = out(*source).map(|arc| Spot {
                arc: ArcId(arc),
                part: Part::TAIL,
            });
            fleet.place(unit, &starts.collect::<Vec<_>>());
            let goals: Vec<Goal> = into
                .get(target)
                .into_iter()
                .flatten()
                .map(|arc| Goal {
                    spot: Spot {
                        arc: *arc,
                        part: Part::HEAD,
                    },
                    rest_ms: 0,
                })
                .collect();
            let found = search.nearest((&network, &times, &fleet), &goals, 1, |_| true);
            let found = match source == target {
                true => Some(0),
                false => found.first().map(|found| found.time_ms),
            };
            assert_eq!(found, answers[metric], "{name} from {source} to {target}");
        }
    }
}
