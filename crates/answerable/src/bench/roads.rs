//! Who reaches a place first: how long the answer takes, from few and from many units, on a grid of
//! streets of any size, over the hierarchy and by the plain search, and against the same question
//! without turns.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use atlas::{Builder, Class, MapFile, Meta, NameIx, Passage, Piece, Roads};
use kernel::Point;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng as _, SeedableRng as _};
use roads::{
    ArcId, Drivable, Goal, Moves, Network, Part, Profile, Ranking, Search, Spot, TurnCosts, UnitIx,
};

use super::drawing;
use super::stats::{Run, expect};
use crate::{Failure, machine};

/// Asked at every size, unless that takes too long.
const QUERIES: usize = 1_000;
const WITHIN: Duration = Duration::from_secs(10);
/// Asked both searches on a grid of so many nodes.
const COMPARED: usize = 10_000;
const COMPARED_NODES: u32 = 16_000;
/// Rows and columns of a matrix.
const ROWS: usize = 1_000;
const COLUMNS: usize = 50;
/// Units that are found.
const NEAREST: usize = 10;
/// Every so manieth street is wide, and the distance between two in 1e-7 degrees, some 100 m.
const WIDE_EVERY: u32 = 8;
const BLOCK_E7: i64 = 9_000;
const TURNS: TurnCosts = TurnCosts {
    left_ms: 4_000,
    right_ms: 2_000,
    back_ms: 20_000,
};

/// What is asked.
#[derive(clap::Args)]
pub struct Args {
    /// A grid of at least so many nodes; may be given several times.
    #[arg(long, default_values_t = [263_169], value_parser = clap::value_parser!(u32).range(4..=16_000_000))]
    nodes: Vec<u32>,
    /// A map made by `import-map`; may be given several times.
    #[arg(long)]
    map: Vec<PathBuf>,
}

/// Measures every grid and map, and compares both searches.
pub fn run(args: &Args) -> Result<(), Failure> {
    let mut chance = ChaCha8Rng::seed_from_u64(7);
    for nodes in &args.nodes {
        let side = nodes.isqrt().max(2);
        let city = grid(side, &mut chance)?;
        measure(
            &format!("a jittered grid of {} nodes", side * side),
            &city,
            &mut chance,
        );
    }
    for map in &args.map {
        let city = open(map)?;
        measure(&map.display().to_string(), &city, &mut chance);
        drawing::run(map)?;
    }
    compare(&mut chance)?;
    println!("{}", machine::describe());
    Ok(())
}

fn open(map: &Path) -> Result<City, Failure> {
    let begun = Instant::now();
    let file = MapFile::open(map).map_err(|error| crate::map::about(map, error))?;
    let opened = begun.elapsed();
    let atlas = file.read().map_err(|error| crate::map::about(map, error))?;
    println!(
        "\n{}: {} kB, opened in {:.2} ms, read and checked in {:.0} ms",
        map.display(),
        file.length_bytes() >> 10,
        opened.as_secs_f64() * 1_000.0,
        begun.elapsed().as_secs_f64() * 1_000.0
    );
    Ok(City {
        roads: Arc::new(atlas.roads),
    })
}

/// Asks one city everything.
fn measure(name: &str, city: &City, chance: &mut ChaCha8Rng) {
    println!(
        "\n{name}: {} nodes and {} streets; {} MB",
        city.roads.nodes.len(),
        city.roads.pieces.len(),
        machine::memory_bytes().unwrap_or(0) >> 20
    );
    let mut ranking = city.ranking(TURNS);
    println!("the {NEAREST} nearest units, from up to {QUERIES} places");
    for units in [100, 1_000, 10_000] {
        spread(&mut ranking, units, chance);
        let run = ask(&mut ranking, chance);
        run.print(&format!("of {units} units"));
        ask_plainly(&ranking, chance).print(&format!("of {units} units, plainly"));
        let moved = moving(&mut ranking, units, chance);
        moved.print(&format!("one of {units} units moves"));
        if units == 1_000 {
            expect(
                "p99 of 1,000 units, times the median",
                run.ms(99.0) / run.ms(50.0),
                run.ms(99.0) <= 4.0 * run.ms(50.0),
                "at most 4",
            );
            let without_ms = without_turns(city, chance).ms(50.0);
            expect(
                "1,000 units with turns, times the median without",
                run.ms(50.0) / without_ms,
                run.ms(50.0) <= 3.0 * without_ms,
                "at most 3",
            );
            expect(
                "one of 1,000 units moves, ms",
                moved.ms(50.0),
                moved.ms(50.0) <= 0.05,
                "at most 0.05",
            );
        }
        if units == 10_000 {
            println!(
                "at 10,000 units and one position in two seconds that is {:.4} of a core",
                5_000.0 * moved.ms(50.0) / 1_000.0
            );
        }
    }
    spread(&mut ranking, 1_000, chance);
    closing(&mut ranking, chance);
    matrix(&mut ranking, chance).print(&format!("a matrix of {ROWS} by {COLUMNS}"));
}

/// Roads to ask, for a car whose turns cost what they cost.
struct City {
    roads: Arc<Roads>,
}

impl City {
    fn ranking(&self, turns: TurnCosts) -> Ranking {
        let begun = Instant::now();
        let drivable = Drivable::new(self.roads.clone(), &car(turns));
        let (network, times) = (drivable.network().clone(), drivable.times().clone());
        let ranking = Ranking::new(network, times, drivable.nodes());
        println!("prepared in {:.1} s", begun.elapsed().as_secs_f64());
        ranking
    }
}

/// Crossings that lie a little off their places; one street in twenty is missing, one in ten one-way.
fn grid(side: u32, chance: &mut ChaCha8Rng) -> Result<City, Failure> {
    let mut map = Builder::new();
    let mut nodes = Vec::with_capacity((side * side) as usize);
    for at in 0..side * side {
        let off = |place: u32, chance: &mut ChaCha8Rng| {
            i64::from(place) * BLOCK_E7 + i64::from(chance.next_u32() % 4_000)
        };
        let (lat, lon) = (off(at / side, chance), off(at % side, chance));
        let point = Point::from_e7(300_000_000 + lat, 1_000_000_000 + lon)?;
        nodes.push((map.node(point), point));
    }
    for at in 0..side * side {
        let (row, column) = (at / side, at % side);
        let east = (column + 1 < side).then_some((at + 1, row));
        let north = (row + 1 < side).then_some((at + side, column));
        for (other, street) in [east, north].into_iter().flatten() {
            let wide = street % WIDE_EVERY == 0;
            let drawn = chance.next_u32() % 100;
            if drawn < 5 && !wide {
                continue;
            }
            let ends = match drawn % 2 {
                0 => [at, other],
                _ => [other, at],
            };
            let [(tail, first), (head, last)] = ends.map(|end| nodes[end as usize]);
            let one_way = (5..15).contains(&drawn) && !wide;
            map.piece(Piece {
                source_id: 0,
                names: NameIx::NONE,
                class: if wide {
                    Class::Secondary
                } else {
                    Class::Residential
                },
                tail,
                head,
                line: vec![first, last],
                along: Passage::OPEN,
                against: if one_way {
                    Passage::OPEN.wrong_way()
                } else {
                    Passage::OPEN
                },
                along_km_h: None,
                against_km_h: None,
                roundabout: false,
                layer: 0,
            })?;
        }
    }
    let roads = Arc::new(map.finish(Meta::default()).roads);
    Ok(City { roads })
}

/// What a car drives on a grid and on a real map.
fn speeds_km_h() -> BTreeMap<Class, u16> {
    let fast = [Class::Motorway, Class::Trunk, Class::Primary];
    let wide = [Class::Secondary, Class::Tertiary];
    let links = [
        Class::MotorwayLink,
        Class::TrunkLink,
        Class::PrimaryLink,
        Class::SecondaryLink,
        Class::TertiaryLink,
    ];
    let small = [
        Class::Residential,
        Class::Unclassified,
        Class::LivingStreet,
        Class::Service,
        Class::Road,
    ];
    let of = |classes: &[Class], km_h: u16| {
        classes
            .iter()
            .map(|class| (*class, km_h))
            .collect::<Vec<_>>()
    };
    [of(&fast, 80), of(&wide, 60), of(&links, 50), of(&small, 30)]
        .concat()
        .into_iter()
        .collect()
}

/// A car, with turns as they are or forgotten.
fn car(turns: TurnCosts) -> Profile {
    Profile {
        moves: Moves::Car,
        passes: [].into(),
        opens: [].into(),
        open_ms: 0,
        emergency: false,
        ignores_turn_signs: false,
        speeds_km_h: speeds_km_h(),
        of_limit_percent: 100,
        wrong_way_km_h: 0,
        turns,
    }
}

fn anywhere(network: &Network, chance: &mut ChaCha8Rng) -> Spot {
    // Arcs are numbered in 32 bits.
    let arc = ArcId(chance.next_u32() % network.arcs() as u32);
    let part = Part::new(chance.next_u32() % 65_536);
    Spot { arc, part }
}

/// So many units anywhere, and nobody else.
fn spread(ranking: &mut Ranking, units: u32, chance: &mut ChaCha8Rng) {
    let before: Vec<UnitIx> = ranking.fleet().units().collect();
    before.into_iter().for_each(|unit| ranking.remove(unit));
    for unit in 0..units {
        let spot = anywhere(ranking.network(), chance);
        ranking.place(UnitIx(unit), &[spot]);
    }
    let begun = Instant::now();
    ranking.catch_up();
    println!(
        "{units} units laid out in {:.2} s",
        begun.elapsed().as_secs_f64()
    );
}

fn goal(network: &Network, chance: &mut ChaCha8Rng) -> Goal {
    Goal {
        spot: anywhere(network, chance),
        rest_ms: 0,
    }
}

fn ask(ranking: &mut Ranking, chance: &mut ChaCha8Rng) -> Run {
    timed(QUERIES, || {
        let goal = goal(ranking.network(), chance);
        let begun = Instant::now();
        std::hint::black_box(ranking.nearest(&[goal], NEAREST, |_| true));
        begun.elapsed()
    })
}

fn ask_plainly(ranking: &Ranking, chance: &mut ChaCha8Rng) -> Run {
    let mut search = Search::default();
    let on = (ranking.network(), ranking.times(), ranking.fleet());
    timed(QUERIES, || {
        let goal = goal(ranking.network(), chance);
        let begun = Instant::now();
        std::hint::black_box(search.nearest(on, &[goal], NEAREST, |_| true));
        begun.elapsed()
    })
}

fn without_turns(city: &City, chance: &mut ChaCha8Rng) -> Run {
    let mut ranking = city.ranking(TurnCosts::default());
    spread(&mut ranking, 1_000, chance);
    let run = ask(&mut ranking, chance);
    run.print("of 1000 units, turns forgotten");
    run
}

fn timed(times: usize, mut once: impl FnMut() -> Duration) -> Run {
    let mut run = Run::default();
    while run.latencies.len() < times && run.elapsed < WITHIN {
        let took = once();
        run.latencies.push(took);
        run.elapsed += took;
    }
    run
}

fn moving(ranking: &mut Ranking, units: u32, chance: &mut ChaCha8Rng) -> Run {
    timed(10_000, || {
        let unit = UnitIx(chance.next_u32() % units);
        let spot = anywhere(ranking.network(), chance);
        let begun = Instant::now();
        ranking.place(unit, &[spot]);
        begun.elapsed()
    })
}

/// Ten roads are closed, and the next question already knows; then the hierarchy catches up.
fn closing(ranking: &mut Ranking, chance: &mut ChaCha8Rng) {
    let roads: Vec<ArcId> = (0..10)
        .map(|_| anywhere(ranking.network(), chance).arc)
        .collect();
    let begun = Instant::now();
    roads.iter().for_each(|road| ranking.close(*road, true));
    let took_ms = begun.elapsed().as_secs_f64() * 1_000.0;
    expect(
        "closing ten roads, ms",
        took_ms,
        took_ms <= 5.0,
        "at most 5",
    );
    let meanwhile = ask(ranking, chance);
    let begun = Instant::now();
    ranking.catch_up();
    println!(
        "the next questions take {:.3} ms at the median, until the hierarchy has caught up, which \
         takes {:.1} ms",
        meanwhile.ms(50.0),
        begun.elapsed().as_secs_f64() * 1_000.0
    );
}

fn matrix(ranking: &mut Ranking, chance: &mut ChaCha8Rng) -> Run {
    timed(10, || {
        let network = ranking.network();
        let from: Vec<Spot> = (0..ROWS).map(|_| anywhere(network, chance)).collect();
        let to: Vec<Goal> = (0..COLUMNS).map(|_| goal(network, chance)).collect();
        let begun = Instant::now();
        std::hint::black_box(ranking.matrix(&from, &to));
        begun.elapsed()
    })
}

/// Both searches are asked the same while units move.
fn compare(chance: &mut ChaCha8Rng) -> Result<(), Failure> {
    let mut ranking = grid(COMPARED_NODES.isqrt(), chance)?.ranking(TURNS);
    spread(&mut ranking, 400, chance);
    let mut search = Search::default();
    let mut different = 0;
    for _ in 0..COMPARED {
        let unit = UnitIx(chance.next_u32() % 400);
        let spot = anywhere(ranking.network(), chance);
        ranking.place(unit, &[spot]);
        let goal = goal(ranking.network(), chance);
        let found = ranking.nearest(&[goal], NEAREST, |_| true);
        let on = (ranking.network(), ranking.times(), ranking.fleet());
        different += u32::from(found != search.nearest(on, &[goal], NEAREST, |_| true));
    }
    println!(
        "{COMPARED} questions to both searches: {different} different answers; {} needed the plain one",
        ranking.answered_plainly()
    );
    expect(
        "different answers",
        f64::from(different),
        different == 0,
        "none",
    );
    Ok(())
}
