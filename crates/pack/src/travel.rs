//! How units move: the profiles of a pack, in the words of the map.

use std::collections::{BTreeMap, BTreeSet};

use atlas::{BarrierKind, Class, Level};
use kernel::Code;

use crate::fields::Fields;
use crate::model::{Moves, Profile, RoadUse};

/// Nothing on a road, on the water or in the air that is sent to people is faster.
const SPEED_MAX_KM_H: u32 = 400;
/// What a turn or a gate may cost.
const WAIT_MAX_S: u32 = 600;

pub(crate) fn profile(f: &mut Fields<'_>) -> Option<Profile> {
    let (code, name) = (f.code("code"), f.name("name"));
    let moves = f.choice("moves", Moves::ALL)?;
    let straight = moves == Moves::Straight;
    let straight_km_h = match straight {
        true => f.integer("straight_km_h", 1, SPEED_MAX_KM_H).map(Some),
        false => Some(None),
    };
    let roads = match straight {
        true => Some(None),
        false => road_use(f).map(Some),
    };
    Some(Profile {
        code: code?,
        name: name?,
        moves,
        straight_km_h: straight_km_h?,
        roads: roads?,
    })
}

fn road_use(f: &mut Fields<'_>) -> Option<RoadUse> {
    let levels: Vec<&str> = Level::ALL.iter().map(|one| one.code()).collect();
    let barriers: Vec<&str> = BarrierKind::ALL.iter().map(|one| one.code()).collect();
    let (passes, opens) = (words(f, "passes", &levels), words(f, "opens", &barriers));
    let open_s = f.integer("open_s", 0, WAIT_MAX_S);
    let (emergency, ignores_turn_signs) = (f.flag("emergency"), f.flag("ignores_turn_signs"));
    let speeds_km_h = speeds(f);
    let of_limit_percent = f.integer("of_limit_percent", 1, 300);
    let wrong_way_km_h = f.integer("wrong_way_km_h", 0, SPEED_MAX_KM_H);
    let [left_s, right_s, back_s] =
        ["left_s", "right_s", "back_s"].map(|turn| f.integer(turn, 0, WAIT_MAX_S));
    let on_left = f.flag("on_left");
    let walk_km_h = f.integer("walk_km_h", 1, 20);
    Some(RoadUse {
        passes,
        opens,
        open_s: open_s?,
        emergency: emergency?,
        ignores_turn_signs: ignores_turn_signs?,
        speeds_km_h: speeds_km_h?,
        of_limit_percent: of_limit_percent?,
        wrong_way_km_h: wrong_way_km_h?,
        left_s: left_s?,
        right_s: right_s?,
        back_s: back_s?,
        on_left: on_left?,
        walk_km_h: walk_km_h?,
    })
}

/// A list of words of the map; none when it is absent.
fn words(f: &mut Fields<'_>, field: &'static str, known: &[&str]) -> BTreeSet<Code> {
    let choices: Vec<(&str, &str)> = known.iter().map(|word| (*word, *word)).collect();
    let Some(value) = f.find(field) else {
        return BTreeSet::new();
    };
    if !value.inner.is_array() {
        f.note(value.at, &format!("must give {field} a list"));
    }
    let words = value
        .elements()
        .filter_map(|element| f.as_choice(element, field, &choices));
    // Words of the map are codes.
    words.filter_map(|word| Code::new(word).ok()).collect()
}

fn speeds(f: &mut Fields<'_>) -> Option<BTreeMap<Code, u32>> {
    let mut table = f.table("speeds_km_h", &format!("speeds_km_h of {}", f.label))?;
    let mut speeds = BTreeMap::new();
    for class in Class::ALL.iter().map(|class| class.code()) {
        if let Some(Some(speed)) = table.integer_or_none(class, 1, SPEED_MAX_KM_H) {
            speeds.extend(Code::new(class).ok().map(|class| (class, speed)));
        }
    }
    table.finish();
    if speeds.is_empty() {
        f.note(
            table.at,
            "has no speed for any class of road; it could go nowhere",
        );
    }
    Some(speeds)
}
