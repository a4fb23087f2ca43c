//! One way from here to there, to be drawn and told: which roads, how long, how far.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap, HashMap};

use atlas::{Class, Step};
use kernel::Point;

use crate::drivable::Drivable;
use crate::nearest::Goal;
use crate::network::ArcId;
use crate::times::{Part, Spot, Times};

/// A way from a start to a goal.
#[derive(Clone, Debug, PartialEq)]
pub struct Route {
    /// How long it takes, with what is left at the goal.
    pub time_ms: u32,
    /// How far it is along the road.
    pub length_m: f64,
    /// The pieces of road it takes, in order.
    pub steps: Vec<Step>,
    /// Its course.
    pub line: Vec<Point>,
    /// How much of the time is spent on each class of road; the rest are turns, gates and what is
    /// left at the goal.
    pub on_ms: BTreeMap<Class, f64>,
}

impl Drivable {
    /// The quickest way from one of the starts to one of the goals; nothing when there is none. The
    /// answer of [`crate::Search::nearest`], with its course.
    #[must_use]
    pub fn route(&self, starts: &[Spot], goals: &[Goal]) -> Option<Route> {
        self.route_by(self.times(), starts, goals)
    }

    /// The same by the usual times, as if the desk had changed nothing.
    #[must_use]
    pub fn usual_route(&self, starts: &[Spot], goals: &[Goal]) -> Option<Route> {
        self.route_by(&self.usual_times(), starts, goals)
    }

    /// The quickest way from each of several places, whose spots are given together, to one of the
    /// goals: one search for all of them.
    #[must_use]
    pub fn routes(&self, places: &[Vec<Spot>], goals: &[Goal]) -> Vec<Option<Route>> {
        let mut search = Backwards::to(self, self.times(), goals);
        search.run(|_, _| true);
        let route = |starts: &Vec<Spot>| search.route(goals, starts);
        places.iter().map(route).collect()
    }

    fn route_by(&self, times: &Times, starts: &[Spot], goals: &[Goal]) -> Option<Route> {
        let mut search = Backwards::to(self, times, goals);
        let longest_ms = starts.iter().map(|start| times.ms(start.arc)).max()?;
        let mut best_ms = search.along(goals, starts).map(|(took_ms, ..)| took_ms);
        // Whoever starts on an arc needs less than the time from its tail, by no more than the whole
        // arc: the search ends when no start can still bring less.
        search.run(|arc, time_ms| {
            if best_ms.is_some_and(|known| known.saturating_add(longest_ms) < time_ms) {
                return false;
            }
            for start in starts.iter().filter(|start| start.arc == arc) {
                let took_ms = time_ms - start.part.of(times.ms(arc));
                best_ms = Some(best_ms.map_or(took_ms, |known| known.min(took_ms)));
            }
            true
        });
        search.route(goals, starts)
    }

    /// The course of arcs, from a part of the first to a part of the last.
    fn told(&self, (time_ms, times): (u32, &Times), arcs: &[ArcId], from: Part, to: Part) -> Route {
        let steps: Vec<Step> = arcs.iter().map(|arc| self.step(*arc)).collect();
        let (mut line, mut length_m, mut on_ms) = (vec![], 0.0, BTreeMap::new());
        for (at, (step, arc)) in steps.iter().zip(arcs).enumerate() {
            let from = if at == 0 { from } else { Part::TAIL };
            let to = if at + 1 == steps.len() {
                to
            } else {
                Part::HEAD
            };
            let course = self.course(*step, from, to);
            let legs = course.windows(2).map(|leg| leg[0].distance_m(leg[1]));
            length_m += legs.sum::<f64>();
            line.extend(course);
            let class = self.roads().pieces[step.piece.0 as usize].class;
            let share = to.share() - from.share();
            *on_ms.entry(class).or_insert(0.0) += share * f64::from(times.ms(*arc));
        }
        line.dedup();
        Route {
            time_ms,
            length_m,
            steps,
            line,
            on_ms,
        }
    }

    /// The points of one direction of a piece between two parts of it.
    pub(crate) fn course(&self, step: Step, from: Part, to: Part) -> Vec<Point> {
        let mut line = self.roads().pieces[step.piece.0 as usize].line.clone();
        if step.against {
            line.reverse();
        }
        cut(&line, from.share(), to.share())
    }
}

/// The course of a line between two shares of its length, `0.0` to `1.0`.
#[must_use]
pub fn cut(line: &[Point], from: f64, to: f64) -> Vec<Point> {
    let length = |leg: &[Point]| leg[0].distance_m(leg[1]);
    let whole: f64 = line.windows(2).map(length).sum();
    let (from, to) = (from * whole, to * whole);
    let mut cut = vec![point_at(line, from)];
    let mut passed = 0.0;
    for leg in line.windows(2) {
        passed += length(leg);
        if passed > from && passed < to {
            cut.push(leg[1]);
        }
    }
    cut.push(point_at(line, to));
    cut
}

/// The point so many metres along a line.
fn point_at(line: &[Point], along_m: f64) -> Point {
    let mut left = along_m;
    for leg in line.windows(2) {
        let long = leg[0].distance_m(leg[1]);
        if left <= long && long > 0.0 {
            let mix = |a: i32, b: i32| {
                i64::from(a) + ((f64::from(b) - f64::from(a)) * left / long).round() as i64
            };
            let (lat, lon) = (
                mix(leg[0].lat_e7(), leg[1].lat_e7()),
                mix(leg[0].lon_e7(), leg[1].lon_e7()),
            );
            // Between two points of the globe lies a point of the globe.
            return Point::from_e7(lat, lon).unwrap_or(leg[1]);
        }
        left -= long;
    }
    line[line.len() - 1]
}

/// What comes after an arc on the way to the goal.
#[derive(Clone, Copy, Debug)]
enum Next {
    /// The whole of another.
    Over(ArcId),
    /// The beginning of the one with the goal on it.
    Onto(Spot),
    /// Nothing: the goal is further along the same arc.
    Along(Spot),
}

/// The search of `nearest`, which remembers the way and may take longer.
struct Backwards<'a> {
    drivable: &'a Drivable,
    times: &'a Times,
    /// The time from the tail of each arc to the goal along it, and what comes after it.
    from_tail: HashMap<ArcId, (u32, Next)>,
    queue: BinaryHeap<Reverse<(u32, ArcId)>>,
}

impl<'a> Backwards<'a> {
    fn to(drivable: &'a Drivable, times: &'a Times, goals: &[Goal]) -> Self {
        let mut search = Self {
            drivable,
            times,
            from_tail: HashMap::new(),
            queue: BinaryHeap::new(),
        };
        for goal in goals {
            let part_ms = goal.spot.part.of(times.ms(goal.spot.arc));
            let rest_ms = goal.rest_ms.saturating_add(part_ms);
            search.turn_onto(goal.spot.arc, rest_ms, Next::Onto(goal.spot));
        }
        search
    }

    /// Settles arcs, the near ones first, as long as it is told to go on.
    fn run(&mut self, mut go_on: impl FnMut(ArcId, u32) -> bool) {
        while let Some(Reverse((time_ms, arc))) = self.queue.pop() {
            if self.from_tail[&arc].0 != time_ms {
                continue;
            }
            if !go_on(arc, time_ms) {
                return;
            }
            if !self.times.is_closed(arc) {
                self.turn_onto(arc, time_ms, Next::Over(arc));
            }
        }
    }

    fn turn_onto(&mut self, arc: ArcId, rest_ms: u32, next: Next) {
        for turn in self.drivable.network().onto(arc) {
            let time_ms = rest_ms
                .saturating_add(turn.cost_ms)
                .saturating_add(self.times.ms(turn.from));
            let known = self.from_tail.get(&turn.from);
            if known.is_some_and(|(known, _)| *known <= time_ms) {
                continue;
            }
            self.from_tail.insert(turn.from, (time_ms, next));
            self.queue.push(Reverse((time_ms, turn.from)));
        }
    }

    /// The quickest way from one of the starts, by what was settled.
    fn route(&self, goals: &[Goal], starts: &[Spot]) -> Option<Route> {
        let turning = starts.iter().filter_map(|start| {
            let (time_ms, next) = self.from_tail.get(&start.arc)?;
            let took_ms = time_ms - start.part.of(self.times.ms(start.arc));
            Some((took_ms, *start, *next))
        });
        let best = turning.chain(self.along(goals, starts));
        let (time_ms, start, mut next) = best.min_by_key(|(took_ms, ..)| *took_ms)?;
        let mut arcs = vec![start.arc];
        loop {
            match next {
                Next::Over(arc) => {
                    arcs.push(arc);
                    next = self.from_tail.get(&arc)?.1;
                }
                Next::Onto(goal) => {
                    arcs.push(goal.arc);
                    return Some(self.told(time_ms, &arcs, start.part, goal.part));
                }
                Next::Along(goal) => {
                    return Some(self.told(time_ms, &arcs, start.part, goal.part));
                }
            }
        }
    }

    fn told(&self, time_ms: u32, arcs: &[ArcId], from: Part, to: Part) -> Route {
        self.drivable.told((time_ms, self.times), arcs, from, to)
    }

    /// The best of the starts that have a goal before them on their own arc.
    fn along(&self, goals: &[Goal], starts: &[Spot]) -> Option<(u32, Spot, Next)> {
        let pairs = starts
            .iter()
            .flat_map(|start| goals.iter().map(move |goal| (*start, *goal)));
        let ahead = pairs
            .filter(|(start, goal)| start.arc == goal.spot.arc && start.part <= goal.spot.part);
        let timed = ahead.map(|(start, goal)| {
            let whole_ms = self.times.ms(start.arc);
            let drive_ms = goal.spot.part.of(whole_ms) - start.part.of(whole_ms);
            (
                goal.rest_ms.saturating_add(drive_ms),
                start,
                Next::Along(goal.spot),
            )
        });
        timed.min_by_key(|(took_ms, ..)| *took_ms)
    }
}
