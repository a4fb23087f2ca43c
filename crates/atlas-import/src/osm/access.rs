//! Who may pass: the access tags in their order of precedence, and one-way roads.
//!
//! # Source
//! OpenStreetMap wiki, "Key:access", section "Transport mode restrictions": the tag of the narrower kind of
//! traveller wins over that of the wider one, and the tag of one direction over that of both.

use atlas::{Class, Level, Passage};

use super::Tags;
use super::class::default_passage;

const CAR: [&str; 3] = ["motorcar", "motor_vehicle", "vehicle"];
const MOTORCYCLE: [&str; 3] = ["motorcycle", "motor_vehicle", "vehicle"];
const BUS: [&str; 2] = ["bus", "psv"];
const FORWARD: &str = ":forward";
const BACKWARD: &str = ":backward";

/// Who may move along a way and against it.
pub(super) fn of_way(tags: Tags<'_>, class: Class) -> (Passage, Passage) {
    let default = default_passage(class);
    let along = passage(tags, default, FORWARD);
    let against = passage(tags, default, BACKWARD);
    match Oneway::of(tags, class) {
        Oneway::Both => (along, against),
        Oneway::Along => (along, wrong_way(against, buses_against(tags))),
        Oneway::Against => (wrong_way(along, buses_against(tags)), against),
        Oneway::Changing => (changing(along), changing(against)),
    }
}

/// Who may pass a point, where `default` may pass without further words.
pub(super) fn of_point(tags: Tags<'_>, default: Passage) -> Passage {
    // What is said of a barrier is said of the barrier, so that it opens it too.
    let said = signed(tags, &["access"], "").map(Passage::all);
    passage(tags, said.unwrap_or(default), "")
}

fn passage(tags: Tags<'_>, default: Passage, direction: &str) -> Passage {
    let mut foot = signed(tags, &["foot"], direction);
    // A road for cars alone: its sign names no one else.
    if foot.is_none() && tags.is("motorroad", "yes") {
        foot = Some(Level::Closed);
    }
    Passage {
        car: vehicle(tags, &CAR, default.car, direction),
        motorcycle: vehicle(tags, &MOTORCYCLE, default.motorcycle, direction),
        foot: foot.unwrap_or_else(|| generally(tags, default.foot, direction)),
    }
}

fn vehicle(tags: Tags<'_>, keys: &[&str], default: Level, direction: &str) -> Level {
    let level = signed(tags, keys, direction);
    let level = level.unwrap_or_else(|| generally(tags, default, direction));
    if matches!(level, Level::Open | Level::Destination) {
        return level;
    }
    match (emergency(tags), buses(tags, direction)) {
        (Some(true), _) => Level::Emergency,
        (Some(false), _) => Level::Closed,
        (None, true) => Level::Transit,
        (None, false) => level,
    }
}

/// What the tag `access` says of those it does not name. It opens nothing that the road itself closes: a
/// footway with `access=yes` is still no road.
fn generally(tags: Tags<'_>, default: Level, direction: &str) -> Level {
    match signed(tags, &["access"], direction) {
        Some(level) if default != Level::Closed => match level {
            Level::Open => default,
            level => level,
        },
        _ => default,
    }
}

/// What the first of these keys says that says anything, of this direction or of both.
fn signed(tags: Tags<'_>, keys: &[&str], direction: &str) -> Option<Level> {
    keys.iter().find_map(|key| {
        let of_direction = tags.get_with(key, direction).and_then(level_of);
        of_direction.or_else(|| tags.get(key).and_then(level_of))
    })
}

/// The words of an access tag. What is not among them says nothing.
fn level_of(value: &str) -> Option<Level> {
    value.split(';').find_map(|word| {
        Some(match word.trim() {
            "yes" | "permissive" | "designated" | "official" | "public" | "discouraged"
            | "allowed" | "permitted" => Level::Open,
            "destination" | "customers" | "delivery" | "visitors" => Level::Destination,
            "private" | "residents" | "resident" | "permit" | "agricultural" | "forestry"
            | "military" | "employees" | "members" | "staff" => Level::Private,
            "bus" | "psv" => Level::Transit,
            "emergency" => Level::Emergency,
            "no" | "use_sidepath" | "restricted" => Level::Closed,
            _ => return None,
        })
    })
}

/// What the sign says of emergency vehicles. The key has other values too, for hydrants and the like.
fn emergency(tags: Tags<'_>) -> Option<bool> {
    match tags.get("emergency")? {
        "yes" | "designated" | "official" | "permissive" | "destination" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}

fn buses(tags: Tags<'_>, direction: &str) -> bool {
    let level = signed(tags, &BUS, direction);
    matches!(level, Some(Level::Open | Level::Destination))
}

/// Buses may go against a one-way road.
fn buses_against(tags: Tags<'_>) -> bool {
    let free = |key| tags.is(key, "no");
    free("oneway:bus") || free("oneway:psv") || tags.is("busway", "opposite_lane")
}

fn wrong_way(passage: Passage, buses: bool) -> Passage {
    let level = |level: Level| match level {
        Level::Closed => Level::Closed,
        _ if buses => Level::Transit,
        _ => Level::WrongWay,
    };
    Passage {
        car: level(passage.car),
        motorcycle: level(passage.motorcycle),
        foot: passage.foot,
    }
}

fn changing(passage: Passage) -> Passage {
    let level = |level: Level| match level {
        Level::Open | Level::Destination => Level::Reversible,
        level => level,
    };
    Passage {
        car: level(passage.car),
        motorcycle: level(passage.motorcycle),
        foot: passage.foot,
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Oneway {
    Both,
    Along,
    Against,
    /// One way now and the other later, by the clock or by a signal.
    Changing,
}

impl Oneway {
    /// What the tags say of vehicles with an engine; what they say of bicycles is not asked. A motorway
    /// and a roundabout are one-way unless they say otherwise.
    fn of(tags: Tags<'_>, class: Class) -> Self {
        const KEYS: [&str; 4] = [
            "oneway:motorcar",
            "oneway:motor_vehicle",
            "oneway:vehicle",
            "oneway",
        ];
        let said = KEYS.iter().find_map(|key| match tags.get(key)? {
            "yes" | "true" | "1" => Some(Self::Along),
            "-1" | "reverse" => Some(Self::Against),
            "no" | "false" | "0" => Some(Self::Both),
            "reversible" | "alternating" => Some(Self::Changing),
            _ => None,
        });
        let implied = match class == Class::Motorway || is_roundabout(tags) {
            true => Self::Along,
            false => Self::Both,
        };
        said.unwrap_or(implied)
    }
}

pub(super) fn is_roundabout(tags: Tags<'_>) -> bool {
    matches!(tags.get("junction"), Some("roundabout" | "circular"))
}

#[cfg(test)]
mod tests;
