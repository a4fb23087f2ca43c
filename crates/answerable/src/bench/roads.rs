//! Who reaches a place first: how long the answer takes, from few and from many units, on a grid of
//! streets of any size, and against the same question without turns.

use std::sync::Arc;
use std::time::{Duration, Instant};

use atlas::{Builder, Class, Meta, NameIx, Passage, Piece, Roads};
use kernel::Point;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng as _, SeedableRng as _};
use roads::{
    ArcId, Drivable, Fleet, Goal, Moves, Network, Part, Profile, Search, Spot, Times, TurnCosts,
    UnitIx,
};

use super::stats::{Run, expect};
use crate::{Failure, machine};

/// Asked at every size, unless that takes too long.
const QUERIES: usize = 1_000;
const WITHIN: Duration = Duration::from_secs(10);
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

/// Measures a grid of at least so many nodes.
pub fn run(nodes: u32) -> Result<(), Failure> {
    let side = nodes.isqrt().max(2);
    let mut chance = ChaCha8Rng::seed_from_u64(7);
    let begun = Instant::now();
    let roads = grid(side, &mut chance)?;
    let drivable = Drivable::new(roads.clone(), &car(TURNS));
    let free = Drivable::new(roads, &car(TurnCosts::default()));
    let (network, times) = (drivable.network(), drivable.times().clone());
    println!(
        "\na jittered grid of {} nodes and {} arcs, made in {:.1} s; {} MB",
        side * side,
        network.arcs(),
        begun.elapsed().as_secs_f64(),
        machine::memory_bytes().unwrap_or(0) >> 20
    );
    println!("the {NEAREST} nearest units, from up to {QUERIES} places");
    let mut of_1000 = Run::default();
    for units in [100, 1_000, 10_000] {
        let fleet = spread(network, units, &mut chance);
        let run = ask((network, &times, &fleet), &mut chance);
        run.print(&format!("of {units} units"));
        if units == 1_000 {
            let plain = ask((free.network(), free.times(), &fleet), &mut chance);
            plain.print("of 1000 units, turns forgotten");
            println!();
            expect(
                "p99 of 1,000 units, times the median",
                run.ms(99.0) / run.ms(50.0),
                run.ms(99.0) <= 4.0 * run.ms(50.0),
                "at most 4",
            );
            expect(
                "1,000 units with turns, times the median without",
                run.ms(50.0) / plain.ms(50.0),
                run.ms(50.0) <= 3.0 * plain.ms(50.0),
                "at most 3",
            );
            println!();
            of_1000 = run;
        }
    }
    moving(network, &mut chance).print("one of 10,000 units moves");
    println!(
        "at 10,000 units and one position in two seconds that is {:.4} of a core",
        5_000.0 * moving(network, &mut chance).ms(50.0) / 1_000.0
    );
    closing(network, times, &mut chance, of_1000.ms(50.0));
    println!("{}", machine::describe());
    Ok(())
}

/// Crossings that lie a little off their places; one street in twenty is missing, one in ten one-way.
fn grid(side: u32, chance: &mut ChaCha8Rng) -> Result<Arc<Roads>, Failure> {
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
    Ok(Arc::new(map.finish(Meta::default()).roads))
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
        speeds_km_h: [(Class::Secondary, 60), (Class::Residential, 30)].into(),
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

fn spread(network: &Network, units: u32, chance: &mut ChaCha8Rng) -> Fleet {
    let mut fleet = Fleet::new(network.arcs());
    for unit in 0..units {
        fleet.place(UnitIx(unit), &[anywhere(network, chance)]);
    }
    fleet
}

fn ask(on: (&Network, &Times, &Fleet), chance: &mut ChaCha8Rng) -> Run {
    let mut search = Search::default();
    timed(QUERIES, || {
        let goal = Goal {
            spot: anywhere(on.0, chance),
            rest_ms: 0,
        };
        let begun = Instant::now();
        std::hint::black_box(search.nearest(on, &[goal], NEAREST, |_| true));
        begun.elapsed()
    })
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

fn moving(network: &Network, chance: &mut ChaCha8Rng) -> Run {
    let mut fleet = spread(network, 10_000, chance);
    timed(10_000, || {
        let unit = UnitIx(chance.next_u32() % 10_000);
        let spots = [anywhere(network, chance), anywhere(network, chance)];
        let begun = Instant::now();
        fleet.place(unit, &spots);
        begun.elapsed()
    })
}

/// Ten roads are closed, and the next question already knows.
fn closing(network: &Network, mut times: Times, chance: &mut ChaCha8Rng, before_ms: f64) {
    let fleet = spread(network, 1_000, chance);
    let roads: Vec<ArcId> = (0..10).map(|_| anywhere(network, chance).arc).collect();
    let begun = Instant::now();
    roads.iter().for_each(|road| times.close(*road, true));
    let took_ms = begun.elapsed().as_secs_f64() * 1_000.0;
    let after = ask((network, &times, &fleet), chance);
    expect(
        "closing ten roads, ms",
        took_ms,
        took_ms <= 5.0,
        "at most 5",
    );
    println!(
        "the next questions take {:.3} ms at the median, before it {before_ms:.3} ms",
        after.ms(50.0)
    );
}
