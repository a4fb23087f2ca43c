//! One way of moving over the roads of a map.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use atlas::{Class, PieceIx, Roads, Step};
use domain::roads::{Effect, Speeds};
use kernel::{Point, UnitId};
use pack::{Profile, RoadUse};
use roads::{
    Change, Drivable, Fleet, Goal, Part, Reach, Search, Side, Snapped, Snapper, Spot, UnitIx,
};

use super::cover::ReachedParts;
use super::{TravelTime, Wanted, Way, profile};

/// Further from a road than this nobody is placed on it.
const SNAP_WITHIN_M: f64 = 3_000.0;
/// A unit whose heading is nearer than this to a road's direction drives that way.
const SAME_WAY_DEG: f64 = 60.0;

/// Where a unit is, in which direction it stands, and who it is.
pub(super) type Standing<'a> = (Point, Option<u16>, &'a UnitId);

pub(super) struct Mover {
    drivable: Drivable,
    snapper: Snapper,
    walk_m_s: f64,
    /// Where people drive on the left, the far side is the other one.
    on_left: bool,
    changed: Vec<Step>,
    /// It drives with signals on.
    urgent: bool,
    /// The network forwards, for questions of cover; made when somebody asks for the first time.
    forwards: OnceLock<Reach>,
    /// The memory of the last questions, for the next ones.
    searches: Mutex<Vec<Search>>,
}

impl Mover {
    /// Nothing for a profile that moves straight.
    pub fn new(roads: Arc<Roads>, profile: &Profile) -> Option<Self> {
        let (
            made,
            RoadUse {
                walk_km_h, on_left, ..
            },
        ) = profile::of(profile)?;
        let drivable = Drivable::new(roads.clone(), &made);
        let snapper = Snapper::new(&roads.pieces, |piece| drivable.in_main_part(piece));
        Some(Self {
            drivable,
            snapper,
            walk_m_s: f64::from(*walk_km_h) / 3.6,
            on_left: *on_left,
            changed: vec![],
            urgent: made.emergency,
            forwards: OnceLock::new(),
            searches: Mutex::default(),
        })
    }

    /// Whether it drives with signals on.
    pub fn is_urgent(&self) -> bool {
        self.urgent
    }

    /// Drives by speeds that were found, or by those of the pack; changes have to be made known again.
    pub fn drive_by(&mut self, speeds: Option<&Speeds>, hour: u8) {
        let factor = |class: Class| {
            let Some(speeds) = speeds else { return 1.0 };
            let known = speeds.classes.iter();
            let mut of_class = known.filter(|one| one.class.as_str() == class.code());
            let class = of_class.next().map_or(1_000, |one| one.permille);
            let hour = speeds.hour_permille.get(usize::from(hour)).copied();
            let urgency = match self.urgent {
                true => speeds.urgent_permille,
                false => speeds.calm_permille,
            };
            [class, hour.unwrap_or(1_000), urgency]
                .map(|permille| f64::from(permille) / 1_000.0)
                .iter()
                .product()
        };
        self.drivable.scale(factor);
        self.changed.clear();
    }

    /// Forgets what was changed before, and knows this.
    pub fn change(&mut self, steps: &[(Step, Effect)]) {
        for step in self.changed.drain(..) {
            self.drivable.reset(step);
        }
        for (step, effect) in steps {
            let change = match effect {
                Effect::Closed => Change::Closed,
                Effect::Slow { percent } => Change::Slow { percent: *percent },
                Effect::Open => Change::Open,
            };
            self.drivable.change(*step, change);
            self.changed.push(*step);
        }
    }

    /// How long the units that are wanted take to a place.
    pub fn times(
        &self,
        place: Point,
        standing: &[Standing<'_>],
        wanted: &Wanted,
        pause_ms: u32,
    ) -> BTreeMap<UnitId, TravelTime> {
        let Some((goals, walk_ms)) = self.goals(place) else {
            return BTreeMap::new();
        };
        let mut fleet = Fleet::new(self.drivable.network().arcs());
        for ((point, heading, _), unit) in standing.iter().zip(0..) {
            fleet.place(UnitIx(unit), &self.starts(*point, *heading));
        }
        let pool = || self.searches.lock().unwrap_or_else(PoisonError::into_inner);
        let mut search = pool().pop().unwrap_or_default();
        let on = (self.drivable.network(), self.drivable.times(), &fleet);
        let name = |unit: UnitIx| standing[unit.0 as usize].2;
        let near = wanted.near.min(standing.len());
        let mut found = search.nearest(on, &goals, near, |_| true);
        for (many, group) in &wanted.groups {
            let members = standing.iter().filter(|one| group.contains(one.2)).count();
            let known = found.iter().filter(|one| group.contains(name(one.unit)));
            let many = (*many).min(members);
            if known.count() < many {
                let more = search.nearest(on, &goals, many, |unit| group.contains(name(unit)));
                found.extend(more);
            }
        }
        pool().push(search);
        let timed = found.into_iter().map(|found| {
            let time = TravelTime {
                pause_ms,
                drive_ms: found.time_ms - walk_ms.min(found.time_ms),
                walk_ms,
            };
            (name(found.unit).clone(), time)
        });
        timed.collect()
    }

    /// The way from one place to another, and the steps it would take if nothing were changed.
    pub fn route(
        &self,
        place: Point,
        (point, heading): (Point, Option<u16>),
    ) -> Option<(Way, Vec<Step>)> {
        let (goals, walk_ms) = self.goals(place)?;
        let starts = self.starts(point, heading);
        let route = self.drivable.route(&starts, &goals)?;
        let usual = match self.changed.is_empty() {
            true => vec![],
            false => self
                .drivable
                .usual_route(&starts, &goals)
                .map_or(vec![], |usual| usual.steps),
        };
        let way = Way {
            time: TravelTime {
                pause_ms: 0,
                drive_ms: route.time_ms - walk_ms.min(route.time_ms),
                walk_ms,
            },
            length_m: route.length_m,
            line: route.line,
            avoided: vec![],
            on_ms: route.on_ms,
        };
        Some((way, usual))
    }

    /// Adds the parts of pieces that units reach within a time.
    pub fn reach(&self, standing: &[Standing<'_>], within_ms: u32, parts: &mut ReachedParts) {
        let starts = standing
            .iter()
            .flat_map(|(point, heading, _)| self.starts(*point, *heading));
        let starts: Vec<Spot> = starts.collect();
        let forwards = self.forwards.get_or_init(|| Reach::new(&self.drivable));
        for reached in forwards.within(&self.drivable, &starts, within_ms) {
            let step = self.drivable.step(reached.arc);
            let (from, to) = (reached.from.share(), reached.to.share());
            let part = if step.against {
                (1.0 - to, 1.0 - from)
            } else {
                (from, to)
            };
            parts.entry(step.piece).or_default().push(part);
        }
    }

    fn snap(&self, point: Point) -> Option<Snapped> {
        self.snapper
            .nearest(&self.drivable.roads().pieces, point, SNAP_WITHIN_M)
    }

    /// Where the driving may end, and the walk from there. Who arrives with the door on the far side
    /// has the road to cross.
    fn goals(&self, place: Point) -> Option<(Vec<Goal>, u32)> {
        let snapped = self.snap(place)?;
        let width_m = width_m(self.drivable.roads().pieces[snapped.piece.0 as usize].class);
        let walk_ms = |distance_m: f64| (distance_m / self.walk_m_s * 1_000.0).round() as u32;
        let near_ms = walk_ms(snapped.distance_m);
        let goals = self
            .drivable
            .goals(snapped.piece, snapped.part)
            .map(|spot| {
                let against = self.drivable.step(spot.arc).against;
                let far = match snapped.side {
                    Side::On => false,
                    Side::Left => against == self.on_left,
                    Side::Right => against != self.on_left,
                };
                let cross_ms = if far { walk_ms(width_m) } else { 0 };
                Goal {
                    spot,
                    rest_ms: near_ms.saturating_add(cross_ms),
                }
            });
        let goals: Vec<Goal> = goals.collect();
        // The crossing counts for choosing the way and is part of the drive that is told.
        (!goals.is_empty()).then_some((goals, near_ms))
    }

    /// Where a unit's way begins: in the direction in which it stands, or in both.
    fn starts(&self, point: Point, heading: Option<u16>) -> Vec<Spot> {
        let Some(snapped) = self.snap(point) else {
            return vec![];
        };
        let all: Vec<Spot> = self.drivable.starts(snapped.piece, snapped.part).collect();
        let Some(heading) = heading else { return all };
        let along = self.bearing_deg(snapped.piece, snapped.part);
        let ahead = |spot: &&Spot| {
            let against = self.drivable.step(spot.arc).against;
            let bearing = if against { along + 180.0 } else { along };
            let off = (f64::from(heading) - bearing).rem_euclid(360.0);
            off.min(360.0 - off) < SAME_WAY_DEG
        };
        let facing: Vec<Spot> = all.iter().filter(ahead).copied().collect();
        match facing.is_empty() {
            true => all,
            false => facing,
        }
    }

    /// The direction of a piece around a part of it, clockwise from north.
    fn bearing_deg(&self, piece: PieceIx, part: Part) -> f64 {
        let line = &self.drivable.roads().pieces[piece.0 as usize].line;
        let length = |leg: &[Point]| leg[0].distance_m(leg[1]);
        let mut left = part.share() * line.windows(2).map(length).sum::<f64>();
        let leg = line.windows(2).find(|leg| {
            left -= length(leg);
            left <= 0.0
        });
        let leg = leg.unwrap_or(&line[line.len() - 2..]);
        let east = (leg[1].lon() - leg[0].lon()) * leg[0].lat().to_radians().cos();
        east.atan2(leg[1].lat() - leg[0].lat()).to_degrees()
    }
}

/// About how wide a road is between its kerbs.
fn width_m(class: Class) -> f64 {
    match class {
        Class::Motorway | Class::Trunk | Class::Primary => 18.0,
        Class::Secondary | Class::Tertiary => 12.0,
        _ => 7.0,
    }
}
