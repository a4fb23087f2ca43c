//! Measures the ranking on a network of plain arrays and leaves its questions and answers beside
//! them, so that others can be asked the same: see `benches/peers`.
//!
//! The folder named on the command line holds `first_out`, `head` and `travel_time`, numbers of four
//! bytes, and `latitude` and `longitude`, fractions of four bytes. Nobody but us takes turns with
//! plain arrays, so there are none here.

use std::io::{Error, Result};
use std::path::Path;
use std::time::{Duration, Instant};

use kernel::Point;
use roads::{ArcId, Goal, Network, NodeId, Part, Ranking, Spot, Times, UnitIx};

const UNITS: u32 = 1_000;
const QUESTIONS: u32 = 1_000;
const NEAREST: usize = 10;
const COLUMNS: u32 = 50;

fn main() -> Result<()> {
    let folder = std::env::args()
        .nth(1)
        .ok_or(Error::other("name a folder"))?;
    let folder = Path::new(&folder);
    let (first_out, heads) = (numbers(folder, "first_out")?, numbers(folder, "head")?);
    let nodes = first_out.len() as u32 - 1;
    let out = |node: u32| first_out[node as usize]..first_out[node as usize + 1];
    let ends = (0..nodes).flat_map(|tail| out(tail).map(move |arc| (tail, arc)));
    let ends: Vec<_> = ends
        .map(|(tail, arc)| (NodeId(tail), NodeId(heads[arc as usize])))
        .collect();
    let mut into: Vec<Vec<ArcId>> = vec![vec![]; nodes as usize];
    for (arc, head) in (0..).map(ArcId).zip(&heads) {
        into[*head as usize].push(arc);
    }
    let network = Network::new(nodes, ends, |_, _| Some(0));
    let places = degrees(folder, "latitude")?
        .into_iter()
        .zip(degrees(folder, "longitude")?);
    let places: std::result::Result<Vec<_>, _> = places
        .map(|(lat, lon)| Point::from_degrees(lat, lon))
        .collect();
    let places = places.map_err(Error::other)?;
    let begun = Instant::now();
    let times = Times::new(numbers(folder, "travel_time")?);
    let mut ranking = Ranking::new(network, times, &places);
    println!(
        "{nodes} nodes, {} arcs, prepared in {:.2} s",
        heads.len(),
        begun.elapsed().as_secs_f64()
    );
    let at = |node: u32, part: Part| {
        let arcs: Vec<ArcId> = match part {
            Part::TAIL => out(node).map(ArcId).collect(),
            _ => into[node as usize].clone(),
        };
        arcs.into_iter()
            .map(|arc| Spot { arc, part })
            .collect::<Vec<_>>()
    };
    let goals_at = |node: u32| {
        let spots = at(node, Part::HEAD).into_iter();
        spots
            .map(|spot| Goal { spot, rest_ms: 0 })
            .collect::<Vec<_>>()
    };
    let units: Vec<u32> = (0..UNITS).map(|unit| scatter(unit, nodes)).collect();
    let asked: Vec<u32> = (UNITS..UNITS + QUESTIONS)
        .map(|at| scatter(at, nodes))
        .collect();
    for (unit, node) in (0..).map(UnitIx).zip(&units) {
        ranking.place(unit, &at(*node, Part::TAIL));
    }
    ranking.catch_up();
    let (mut took, mut answers) = (vec![], vec![]);
    for node in &asked {
        let goals = goals_at(*node);
        let begun = Instant::now();
        let found = ranking.nearest(&goals, NEAREST, |_| true);
        took.push(begun.elapsed());
        answers
            .extend((0..NEAREST).map(|at| found.get(at).map_or(u32::MAX, |found| found.time_ms)));
    }
    print("ten nearest of 1000 units", &mut took);
    let (mut took, from) = (vec![], &units);
    let from: Vec<Spot> = from
        .iter()
        .filter_map(|node| at(*node, Part::TAIL).first().copied())
        .collect();
    let to: Vec<Goal> = asked
        .iter()
        .filter_map(|node| goals_at(*node).first().copied())
        .collect();
    for columns in to.chunks(COLUMNS as usize).take(20) {
        let begun = Instant::now();
        std::hint::black_box(ranking.matrix(&from, columns));
        took.push(begun.elapsed());
    }
    print("matrix 1000 x 50", &mut took);
    let mut took = vec![];
    for (from, to) in from.iter().zip(&to) {
        let begun = Instant::now();
        std::hint::black_box(ranking.matrix(std::slice::from_ref(from), std::slice::from_ref(to)));
        took.push(begun.elapsed());
    }
    print("single pair", &mut took);
    write(folder, "units", &units)?;
    write(folder, "asked", &asked)?;
    write(folder, "answers", &answers)
}

/// Spreads numbers over all nodes, in every run alike.
fn scatter(number: u32, nodes: u32) -> u32 {
    let mixed = (u64::from(number) + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    ((mixed >> 32) % u64::from(nodes)) as u32
}

fn print(what: &str, took: &mut [Duration]) {
    took.sort();
    let us = |share: usize| took[(took.len() - 1) * share / 100].as_secs_f64() * 1e6;
    println!(
        "ours: {what}: median {:.1} us, p99 {:.1} us, {} times",
        us(50),
        us(99),
        took.len()
    );
}

fn words(folder: &Path, name: &str) -> Result<Vec<[u8; 4]>> {
    let bytes = std::fs::read(folder.join(name))?;
    let words = bytes
        .chunks_exact(4)
        .map(|word| [word[0], word[1], word[2], word[3]]);
    Ok(words.collect())
}

fn numbers(folder: &Path, name: &str) -> Result<Vec<u32>> {
    Ok(words(folder, name)?
        .into_iter()
        .map(u32::from_le_bytes)
        .collect())
}

fn degrees(folder: &Path, name: &str) -> Result<Vec<f64>> {
    let words = words(folder, name)?.into_iter();
    Ok(words
        .map(|word| f64::from(f32::from_le_bytes(word)))
        .collect())
}

fn write(folder: &Path, name: &str, numbers: &[u32]) -> Result<()> {
    let bytes: Vec<u8> = numbers
        .iter()
        .flat_map(|number| number.to_le_bytes())
        .collect();
    std::fs::write(folder.join(name), bytes)
}
