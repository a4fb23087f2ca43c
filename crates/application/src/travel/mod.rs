//! How long every unit takes to a place, by the roads as they are known now.

mod changes;
mod cover;
mod mover;
mod profile;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use atlas::{Atlas, Class, Piece};
use kernel::{Code, Digest, Point, RoadChangeId, UnitId};
use pack::Pack;
use projections::{RoadChangeView, SpeedsView};

use changes::Stretches;
pub use cover::Cover;
use cover::ReachedParts;
use mover::{Mover, Standing};

/// A map and what each profile of the pack makes of it.
pub struct Travel {
    map: Arc<Atlas>,
    digest: Digest,
    stretches: Stretches,
    /// The profile of each kind of unit, and how fast those are that move straight.
    of_kind: BTreeMap<Code, Moving>,
    by_road: RwLock<ByRoad>,
    /// How many house numbers each piece has; counted when somebody asks for the first time.
    houses: OnceLock<Vec<u32>>,
}

/// How a kind of unit moves.
#[derive(Clone, Debug)]
enum Moving {
    ByRoad(Code),
    Straight { km_h: u32 },
}

struct ByRoad {
    movers: BTreeMap<Code, Mover>,
    /// What the movers know of.
    known: Known,
}

/// What makes the same road take another time: the standing changes, the entry that adopted the
/// speeds, and the hour of the day when there are such speeds.
#[derive(Clone, Debug, Default, PartialEq)]
struct Known {
    changes: Vec<RoadChangeId>,
    speeds: Option<(u64, u8)>,
}

/// How the roads are at the moment of a question.
#[derive(Clone, Copy, Debug, Default)]
pub struct Conditions<'a> {
    /// What the desk has changed.
    pub changes: &'a [RoadChangeView],
    /// The speeds that were adopted.
    pub speeds: Option<&'a SpeedsView>,
    /// The hour of the local day, 0 to 23.
    pub hour: u8,
}

impl Conditions<'_> {
    fn known(&self) -> Known {
        Known {
            changes: self.changes.iter().map(|change| change.change).collect(),
            speeds: self.speeds.map(|speeds| (speeds.entry, self.hour)),
        }
    }

    fn pause_ms(&self) -> u32 {
        self.speeds.map_or(0, |view| view.speeds.pause_ms)
    }
}

/// Where a unit is, for a question.
#[derive(Clone, Debug)]
pub struct Whereabouts {
    /// Who.
    pub unit: UnitId,
    /// What kind it is.
    pub kind: Code,
    /// Where.
    pub point: Point,
    /// In which direction it stands, clockwise from north, when that is known.
    pub heading_deg: Option<u16>,
}

/// Whose times are wanted: those of all would take a search over the whole city.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// The first so many of each way of moving.
    pub near: usize,
    /// The first so many of some units, however far they are.
    pub groups: Vec<(usize, BTreeSet<UnitId>)>,
}

impl Wanted {
    /// Everybody who can get there.
    #[must_use]
    pub fn all() -> Self {
        Self {
            near: usize::MAX,
            groups: vec![],
        }
    }
}

/// How long a unit takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TravelTime {
    /// To set off and to find the door, as drives have shown.
    pub pause_ms: u32,
    /// On the road, in the air or over the water.
    pub drive_ms: u32,
    /// From the road to the door.
    pub walk_ms: u32,
}

impl TravelTime {
    /// All of it.
    #[must_use]
    pub fn whole_ms(self) -> u32 {
        let under_way_ms = self.drive_ms.saturating_add(self.walk_ms);
        under_way_ms.saturating_add(self.pause_ms)
    }
}

impl Travel {
    /// Prepares a map for the profiles of a pack. It takes some seconds for a large city.
    #[must_use]
    pub fn new(map: Arc<Atlas>, digest: Digest, pack: &Pack) -> Self {
        let used = |code: &Code| {
            let kinds = pack.unit_kinds.iter();
            kinds
                .filter_map(|kind| kind.profile.as_ref())
                .any(|profile| profile == code)
        };
        let roads = Arc::new(map.roads.clone());
        let by_road = pack.profiles.iter().filter(|profile| used(&profile.code));
        let movers = by_road.filter_map(|profile| {
            let mover = Mover::new(roads.clone(), profile)?;
            Some((profile.code.clone(), mover))
        });
        let moving = |code: &Code| {
            let profile = pack.profiles.iter().find(|profile| profile.code == *code)?;
            Some(match profile.straight_km_h {
                Some(km_h) => Moving::Straight { km_h },
                None => Moving::ByRoad(code.clone()),
            })
        };
        let of_kind = pack.unit_kinds.iter();
        Self {
            stretches: Stretches::new(&map.roads),
            by_road: RwLock::new(ByRoad {
                movers: movers.collect(),
                known: Known::default(),
            }),
            of_kind: of_kind
                .filter_map(|kind| Some((kind.code.clone(), moving(kind.profile.as_ref()?)?)))
                .collect(),
            houses: OnceLock::new(),
            map,
            digest,
        }
    }

    /// The map.
    #[must_use]
    pub fn map(&self) -> &Arc<Atlas> {
        &self.map
    }

    /// The piece of road nearest to a point, whoever may use it.
    #[must_use]
    pub fn road_at(&self, point: Point, within_m: f64) -> Option<&Piece> {
        let piece = self.stretches.nearest(&self.map.roads, point, within_m)?;
        self.map.roads.pieces.get(piece.0 as usize)
    }

    /// What names the map.
    #[must_use]
    pub fn digest(&self) -> Digest {
        self.digest
    }

    /// The times of the units that are wanted to a place, in no order; who cannot get there is left out. Kinds without
    /// a profile are left out too: they are nobody's guess.
    #[must_use]
    pub fn to(
        &self,
        place: Point,
        units: &[Whereabouts],
        conditions: Conditions<'_>,
        wanted: &Wanted,
    ) -> BTreeMap<UnitId, TravelTime> {
        self.follow(conditions);
        let pause_ms = conditions.pause_ms();
        let mut times = BTreeMap::new();
        let mut by_profile: BTreeMap<&Code, Vec<Standing<'_>>> = BTreeMap::new();
        for unit in units {
            match self.of_kind.get(&unit.kind) {
                None => {}
                Some(Moving::Straight { km_h }) => {
                    let time = TravelTime {
                        pause_ms,
                        drive_ms: straight_ms(unit.point, place, *km_h),
                        walk_ms: 0,
                    };
                    times.insert(unit.unit.clone(), time);
                }
                Some(Moving::ByRoad(profile)) => {
                    let standing = (unit.point, unit.heading_deg, &unit.unit);
                    by_profile.entry(profile).or_default().push(standing);
                }
            }
        }
        let by_road = self.by_road.read().unwrap_or_else(PoisonError::into_inner);
        for (profile, standing) in by_profile {
            if let Some(mover) = by_road.movers.get(profile) {
                times.extend(mover.times(place, &standing, wanted, pause_ms));
            }
        }
        times
    }

    /// The way of one unit to a place, to be drawn and told.
    #[must_use]
    pub fn route(
        &self,
        unit: &Whereabouts,
        place: Point,
        conditions: Conditions<'_>,
    ) -> Option<Way> {
        self.follow(conditions);
        let pause_ms = conditions.pause_ms();
        match self.of_kind.get(&unit.kind)? {
            Moving::Straight { km_h } => Some(Way {
                time: TravelTime {
                    pause_ms,
                    drive_ms: straight_ms(unit.point, place, *km_h),
                    walk_ms: 0,
                },
                length_m: unit.point.distance_m(place),
                line: vec![unit.point, place],
                avoided: vec![],
                on_ms: BTreeMap::new(),
            }),
            Moving::ByRoad(profile) => {
                let by_road = self.by_road.read().unwrap_or_else(PoisonError::into_inner);
                let mover = by_road.movers.get(profile)?;
                let (mut way, usual) = mover.route(place, (unit.point, unit.heading_deg))?;
                way.time.pause_ms = pause_ms;
                // What the desk changed was avoided when the usual way leads over it.
                way.avoided = conditions
                    .changes
                    .iter()
                    .filter(|change| {
                        let steps = self.stretches.steps(&self.map.roads, change);
                        steps.iter().any(|step| usual.contains(step))
                    })
                    .map(|change| change.change)
                    .collect();
                Some(way)
            }
        }
    }

    /// Whether a kind of unit drives with signals on; nothing for one that does not drive.
    #[must_use]
    pub fn is_urgent(&self, kind: &Code) -> Option<bool> {
        let Some(Moving::ByRoad(profile)) = self.of_kind.get(kind) else {
            return None;
        };
        let by_road = self.by_road.read().unwrap_or_else(PoisonError::into_inner);
        by_road.movers.get(profile).map(Mover::is_urgent)
    }

    /// Where units get within a time, each by its own way of moving; those that move straight are
    /// left out, since they cover everything.
    #[must_use]
    pub fn cover(
        &self,
        units: &[Whereabouts],
        within_ms: u32,
        conditions: Conditions<'_>,
    ) -> Cover {
        self.follow(conditions);
        let within_ms = within_ms.saturating_sub(conditions.pause_ms());
        let mut by_profile: BTreeMap<&Code, Vec<Standing<'_>>> = BTreeMap::new();
        for unit in units {
            if let Some(Moving::ByRoad(profile)) = self.of_kind.get(&unit.kind) {
                let standing = (unit.point, unit.heading_deg, &unit.unit);
                by_profile.entry(profile).or_default().push(standing);
            }
        }
        let mut reached = ReachedParts::new();
        let by_road = self.by_road.read().unwrap_or_else(PoisonError::into_inner);
        let mut counted = 0;
        for (profile, standing) in by_profile {
            if let Some(mover) = by_road.movers.get(profile) {
                counted += standing.len();
                mover.reach(&standing, within_ms, &mut reached);
            }
        }
        let houses = self.houses.get_or_init(|| cover::houses(&self.map));
        // There are fewer units than numbers.
        cover::cover(&self.map, houses, counted as u32, &reached)
    }

    /// Makes the movers know how the roads are.
    fn follow(&self, conditions: Conditions<'_>) {
        let wanted = conditions.known();
        let knows = |by_road: &ByRoad| by_road.known == wanted;
        if knows(&self.by_road.read().unwrap_or_else(PoisonError::into_inner)) {
            return;
        }
        let mut by_road = self.by_road.write().unwrap_or_else(PoisonError::into_inner);
        if knows(&by_road) {
            return;
        }
        let steps = conditions.changes.iter().flat_map(|change| {
            let effect = change.effect;
            let steps = self.stretches.steps(&self.map.roads, change);
            steps.into_iter().map(move |step| (step, effect))
        });
        let steps: Vec<_> = steps.collect();
        let other_speeds = by_road.known.speeds != wanted.speeds;
        for mover in by_road.movers.values_mut() {
            if other_speeds {
                mover.drive_by(conditions.speeds.map(|view| &view.speeds), conditions.hour);
            }
            mover.change(&steps);
        }
        by_road.known = wanted;
    }
}

/// A way, to be drawn and told.
#[derive(Clone, Debug, PartialEq)]
pub struct Way {
    /// How long it takes.
    pub time: TravelTime,
    /// How far it is.
    pub length_m: f64,
    /// Its course.
    pub line: Vec<Point>,
    /// The changes of roads without which another way would be taken.
    pub avoided: Vec<RoadChangeId>,
    /// How much of the drive is spent on each class of road; the rest are turns and gates.
    pub on_ms: BTreeMap<Class, f64>,
}

/// How long it takes at a speed in a straight line.
pub(crate) fn straight_ms(from: Point, to: Point, km_h: u32) -> u32 {
    // Half the globe at walking speed takes less than 2^32 milliseconds times ten; the cast stops there.
    (from.distance_m(to) * 3_600.0 / f64::from(km_h.max(1))).round() as u32
}
