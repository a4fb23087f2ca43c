//! Where every unit is: at home, on patrol, driving over the streets, or standing where it was sent.
//!
//! A state machine without a clock: what it is told, and the instant asked for, decide the answer.

pub(crate) mod route;

use std::collections::BTreeMap;
use std::sync::Arc;

use kernel::{Code, MINUTE_MS, Point, Timestamp, UnitId};

use crate::chance::Chance;
use crate::city::City;
use crate::num;
use crate::plane::Spot;
use route::{Pace, Route};

/// A unit's place and the way it faces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// Where it is, on a street.
    pub point: Point,
    /// Compass bearing in degrees: 0 north, 90 east.
    pub heading_deg: u16,
    /// Whether it is driving.
    pub moving: bool,
}

#[derive(Clone, Debug)]
struct Rider {
    kind: Code,
    home: Spot,
    /// The last drive; after its end the unit stands where it ended.
    drive: Route,
    /// Whether it is free to patrol once the drive is over, and not before then.
    patrols_from: Option<Timestamp>,
}

/// All units of a city on its streets.
#[derive(Clone, Debug)]
pub struct Fleet {
    city: Arc<City>,
    chance: Chance,
    riders: BTreeMap<UnitId, Rider>,
}

/// New patrol legs planned in one call: the call stays short however long nobody asked.
const LEGS_MAX: usize = 8;

impl Fleet {
    /// All units of the city at home.
    #[must_use]
    pub fn new(city: &Arc<City>, seed: u64) -> Self {
        let start = Timestamp(0);
        let riders = city
            .units()
            .iter()
            .map(|unit| {
                let home = Spot::from(unit.home);
                let drive = route::plan(city, home, home, Pace::Usual, start);
                let patrols_from = patrols(&unit.kind).then_some(start);
                (
                    unit.unit.clone(),
                    Rider {
                        kind: unit.kind.clone(),
                        home,
                        drive,
                        patrols_from,
                    },
                )
            })
            .collect();
        Self {
            city: Arc::clone(city),
            chance: Chance::new(seed, "fleet"),
            riders,
        }
    }

    /// Sends a unit from where it is at `now`; gives the instant it will arrive. Nothing for a unit
    /// that the city does not have.
    pub fn dispatch(
        &mut self,
        unit: &UnitId,
        to: Point,
        urgent: bool,
        now: Timestamp,
    ) -> Option<Timestamp> {
        let pace = if urgent { Pace::Urgent } else { Pace::Usual };
        self.drive(unit, Spot::from(to), pace, now)
    }

    /// Sends a unit back to its station; gives the instant it will be there.
    pub fn go_home(&mut self, unit: &UnitId, now: Timestamp) -> Option<Timestamp> {
        let home = self.riders.get(unit)?.home;
        let there = self.drive(unit, home, Pace::Usual, now)?;
        let rider = self.riders.get_mut(unit)?;
        // A patrol turns into its beat on the way, after a few minutes.
        rider.patrols_from = patrols(&rider.kind).then(|| now.plus_ms(3 * MINUTE_MS));
        Some(there)
    }

    /// Stops a unit where it is at `now`; it stays there until it is told otherwise.
    pub fn halt(&mut self, unit: &UnitId, now: Timestamp) {
        if let Some((spot, _)) = self.riders.get(unit).map(|rider| rider.drive.at(now)) {
            self.stand(unit, spot, now);
        }
    }

    /// Puts a unit on the street nearest to a point: what is known of it from elsewhere.
    pub fn place(&mut self, unit: &UnitId, point: Point, now: Timestamp) {
        self.stand(unit, Spot::from(point), now);
    }

    /// Where a unit is at an instant not before the last thing it was told.
    #[must_use]
    pub fn position(&self, unit: &UnitId, now: Timestamp) -> Option<Position> {
        self.riders.get(unit).map(|rider| position(rider, now))
    }

    /// Where all units are, in the order of their call signs.
    pub fn positions(&self, now: Timestamp) -> impl Iterator<Item = (&UnitId, Position)> {
        self.riders
            .iter()
            .map(move |(unit, rider)| (unit, position(rider, now)))
    }

    /// When the unit's present drive ends, also after it has.
    #[must_use]
    pub fn arrives_at(&self, unit: &UnitId) -> Option<Timestamp> {
        self.riders.get(unit).map(|rider| rider.drive.end())
    }

    /// What kind of unit this is.
    #[must_use]
    pub fn kind(&self, unit: &UnitId) -> Option<&Code> {
        self.riders.get(unit).map(|rider| &rider.kind)
    }

    /// The call signs of all units.
    pub fn units(&self) -> impl Iterator<Item = &UnitId> {
        self.riders.keys()
    }

    /// Gives patrols that have reached the end of a leg the next one, some at a time.
    pub fn patrol(&mut self, now: Timestamp) {
        let due: Vec<UnitId> = self
            .riders
            .iter()
            .filter(|(_, rider)| rider.patrols_from.is_some_and(|from| from <= now))
            .map(|(unit, _)| unit.clone())
            .take(LEGS_MAX)
            .collect();
        for unit in due {
            let Some(rider) = self.riders.get(&unit) else {
                continue;
            };
            let reach = 1_500.0;
            let aim =
                Spot::new(self.chance.around(reach), self.chance.around(reach)).plus(rider.home);
            self.drive(&unit, aim, Pace::Slow, now);
            let pause = self.chance.skewed_ms(30_000, 4 * MINUTE_MS);
            if let Some(rider) = self.riders.get_mut(&unit) {
                rider.patrols_from = Some(rider.drive.end().plus_ms(pause));
            }
        }
    }

    fn drive(&mut self, unit: &UnitId, to: Spot, pace: Pace, now: Timestamp) -> Option<Timestamp> {
        let rider = self.riders.get_mut(unit)?;
        let pace = if rider.kind.as_str() == "police-foot" {
            Pace::Walk
        } else {
            pace
        };
        let (from, _) = rider.drive.at(now);
        rider.drive = route::plan(&self.city, from, to, pace, now);
        rider.patrols_from = None;
        Some(rider.drive.end())
    }

    fn stand(&mut self, unit: &UnitId, spot: Spot, now: Timestamp) {
        if let Some(rider) = self.riders.get_mut(unit) {
            rider.drive = route::plan(&self.city, spot, spot, Pace::Usual, now.plus_ms(-1));
            rider.patrols_from = None;
        }
    }
}

fn patrols(kind: &Code) -> bool {
    matches!(
        kind.as_str(),
        "police-car" | "police-motorcycle" | "traffic-car"
    )
}

fn position(rider: &Rider, now: Timestamp) -> Position {
    let (spot, way) = rider.drive.at(now);
    Position {
        point: spot.point(),
        heading_deg: num::bearing_deg(way.x, way.y),
        moving: now >= rider.drive.start() && now < rider.drive.end() && way.length() > 0.5,
    }
}
