//! How long a search takes in a city of 50,000 addresses, made from a fixed seed.
//!
//! `cargo run --release -p gazetteer --example speed`. Every search is asked letter by letter, as it is
//! typed, and each of these is counted. Where Linux says how long the thread ran, that is told, so that
//! others on the same machine do not matter; elsewhere the time that passed.

use std::time::{Duration, Instant};

use atlas::{Atlas, Builder, Class, Meta, NameIx, Names, NodeIx, Passage, Piece, Place, PlaceKind};
use gazetteer::{Gazetteer, Home};
use kernel::{Digest, Point};

/// Avenues, and streets across them; sections of each that have a name of their own.
const LINES: usize = 200;
const SECTIONS: usize = 5;
const ADDRESSES: usize = 50_000;
const SEARCHES: usize = 2_000;

/// Park and Miller (1988): the same city every time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0 * 48_271 % 2_147_483_647;
        self.0 as usize % limit
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }
}

const FIRST: [&str; 24] = [
    "Ash", "Birch", "Cedar", "Clay", "Copper", "Eagle", "Elm", "Fern", "Grant", "Hazel", "Iron",
    "King", "Lake", "Maple", "Mill", "North", "Oak", "Pine", "Queen", "River", "Silver", "Stone",
    "Walnut", "Willow",
];
const SECOND: [&str; 16] = [
    "brook", "burn", "dale", "field", "ford", "gate", "ham", "hurst", "land", "ley", "more",
    "ridge", "side", "ton", "view", "wood",
];
const KINDS: [&str; 6] = ["Street", "Avenue", "Road", "Lane", "Drive", "Boulevard"];
const CHARACTERS: [char; 40] = [
    '解', '放', '人', '民', '和', '平', '中', '山', '建', '设', '文', '化', '胜', '利', '光', '明',
    '新', '华', '友', '谊', '长', '江', '黄', '河', '东', '风', '红', '旗', '青', '年', '工', '业',
    '北', '京', '南', '海', '西', '湖', '金', '水',
];
const WAYS: [&str; 4] = ["路", "街", "大道", "巷"];

fn name(chance: &mut Chance) -> Names {
    if chance.below(2) == 0 {
        let kind = chance.one(&KINDS);
        return Names::plain(&format!(
            "{}{} {kind}",
            chance.one(&FIRST),
            chance.one(&SECOND)
        ));
    }
    let characters: String = (0..2).map(|_| chance.one(&CHARACTERS)).collect();
    Names::plain(&format!("{characters}{}", chance.one(&WAYS)))
}

fn point(row: f64, column: f64) -> Point {
    Point::from_degrees(30.0 + row * 0.000_9, 114.0 + column * 0.001).expect("on the globe")
}

fn city(chance: &mut Chance) -> Atlas {
    let mut builder = Builder::new();
    let node = |at: usize| point((at / LINES) as f64, (at % LINES) as f64);
    let nodes: Vec<NodeIx> = (0..LINES * LINES)
        .map(|at| builder.node(node(at)))
        .collect();
    let mut streets: Vec<(NameIx, bool, usize, usize)> = vec![];
    for across in [false, true] {
        for line in 0..LINES {
            for section in 0..SECTIONS {
                streets.push((builder.name(name(chance)), across, line, section));
            }
        }
    }
    let length = LINES / SECTIONS;
    for (names, across, line, section) in &streets {
        let at = |step: usize| {
            if *across {
                step * LINES + line
            } else {
                line * LINES + step
            }
        };
        let last = (section * length + length).min(LINES - 1);
        for step in section * length..last {
            let (tail, head) = (nodes[at(step)], nodes[at(step + 1)]);
            let piece = Piece {
                source_id: 0,
                names: *names,
                class: Class::Residential,
                tail,
                head,
                line: vec![node(at(step)), node(at(step + 1))],
                along: Passage::OPEN,
                against: Passage::OPEN,
                along_km_h: None,
                against_km_h: None,
                roundabout: false,
                layer: 0,
            };
            builder.piece(piece).expect("a piece");
        }
    }
    for at in 0..ADDRESSES {
        let (street, across, line, section) = streets[at % streets.len()];
        let number = at / streets.len() * 2 + at % 2 + 1;
        let along = (section * length) as f64 + number as f64 * 0.7;
        let aside = line as f64 + if number.is_multiple_of(2) { 0.1 } else { -0.1 };
        let place = Place {
            source_id: 0,
            kind: PlaceKind::Address,
            names: NameIx::NONE,
            street,
            number: number.to_string(),
            postcode: String::new(),
            locality: NameIx::NONE,
            point: if across {
                point(along, aside)
            } else {
                point(aside, along)
            },
        };
        builder.place(place).expect("a place");
    }
    builder.finish(Meta::default())
}

/// What somebody looks for: a house, a crossing, a street in letters, one with a slip.
fn words(chance: &mut Chance, names: &[Names]) -> String {
    let mut one = || names[1 + chance.below(names.len() - 1)].plain.clone();
    let (street, other) = (one(), one());
    let number = chance.below(50) + 1;
    let chinese = !street.is_ascii();
    match chance.below(4) {
        0 if chinese => format!("{street}{number}号"),
        0 => format!("{number} {street}"),
        1 if chinese => format!("{street}与{other}路口"),
        1 => format!("{street} & {other}"),
        2 => street,
        _ => {
            let mut letters: Vec<char> = street.chars().collect();
            if letters.len() > 4 {
                letters.swap(2, 3);
            }
            letters.into_iter().collect()
        }
    }
}

/// How long this thread has run.
fn ran(since: Instant) -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|told| told.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| since.elapsed(), Duration::from_nanos)
}

fn main() {
    let (start, mut chance) = (Instant::now(), Chance(20_260_101));
    let atlas = city(&mut chance);
    let path = std::env::temp_dir().join(format!("gazetteer-speed-{}", std::process::id()));
    let map = Digest::of(b"speed");
    let started = ran(start);
    drop(Gazetteer::build(&atlas, map, Home::File(&path)).expect("an index"));
    let built = ran(start) - started;
    let bytes = std::fs::metadata(&path).expect("a file").len();
    let started = ran(start);
    let gazetteer = Gazetteer::open(&path, map).expect("an index");
    println!(
        "{ADDRESSES} addresses, {} pieces, {} names: built in {built:.1?}, {:.1} MB, opened in {:.1?}",
        atlas.roads.pieces.len(),
        atlas.names.len(),
        bytes as f64 / 1e6,
        ran(start) - started
    );
    let near = Some(point(100.0, 100.0));
    let mut typed: Vec<Took> = vec![];
    let mut whole: Vec<Took> = vec![];
    for _ in 0..SEARCHES {
        let words = words(&mut chance, &atlas.names);
        let ends: Vec<usize> = words
            .char_indices()
            .map(|(at, c)| at + c.len_utf8())
            .collect();
        for end in &ends {
            let started = Instant::now();
            gazetteer
                .search(&words[..*end], near, 10)
                .expect("a search");
            let took = started.elapsed();
            typed.push((took, words[..*end].to_owned()));
            if *end == words.len() {
                whole.push((took, words.clone()));
            }
        }
    }
    report("each letter typed", &mut typed);
    report("whole searches", &mut whole);
    let started = ran(start);
    for _ in 0..SEARCHES {
        let at = point(
            chance.below(20_000) as f64 / 100.0,
            chance.below(20_000) as f64 / 100.0,
        );
        gazetteer.locate(at).expect("a place");
    }
    println!(
        "what is at a point: {:.2?} each",
        (ran(start) - started) / SEARCHES as u32
    );
    std::fs::remove_file(&path).expect("the file was there");
}

/// How long a search took, and for what.
type Took = (Duration, String);

fn report(what: &str, took: &mut [Took]) {
    took.sort();
    let at = |permille: usize| took[(took.len() - 1) * permille / 1_000].0;
    let total: Duration = took.iter().map(|(took, _)| *took).sum();
    println!(
        "{what}: {} searches, {:.0} a second; median {:.2?}, p99 {:.2?}, slowest {:.2?} ({:?})",
        took.len(),
        took.len() as f64 / total.as_secs_f64(),
        at(500),
        at(990),
        at(1_000),
        took.last().map_or("", |(_, words)| words)
    );
}
