//! From the words of a pack to those of the roads.

use atlas::{BarrierKind, Class, Level};
use kernel::Code;
use pack::{Moves, Profile, RoadUse};
use roads::TurnCosts;

/// What the roads need to know of a profile; nothing for one that moves straight.
pub(super) fn of(profile: &Profile) -> Option<(roads::Profile, &RoadUse)> {
    let used = profile.roads.as_ref()?;
    let moves = match profile.moves {
        Moves::Car => roads::Moves::Car,
        Moves::Motorcycle => roads::Moves::Motorcycle,
        Moves::Foot => roads::Moves::Foot,
        Moves::Straight => return None,
    };
    let ms = |seconds: u32| seconds.saturating_mul(1_000);
    let small = |number: u32| u16::try_from(number).unwrap_or(u16::MAX);
    // A pack was checked against the same words; what a later map no longer knows is left out.
    let speed =
        |(class, km_h): (&Code, &u32)| Some((Class::of_code(class.as_str())?, small(*km_h)));
    let made = roads::Profile {
        moves,
        passes: used
            .passes
            .iter()
            .filter_map(|word| Level::of_code(word.as_str()))
            .collect(),
        opens: used
            .opens
            .iter()
            .filter_map(|word| BarrierKind::of_code(word.as_str()))
            .collect(),
        open_ms: ms(used.open_s),
        emergency: used.emergency,
        ignores_turn_signs: used.ignores_turn_signs,
        speeds_km_h: used.speeds_km_h.iter().filter_map(speed).collect(),
        of_limit_percent: small(used.of_limit_percent),
        wrong_way_km_h: small(used.wrong_way_km_h),
        turns: TurnCosts {
            left_ms: ms(used.left_s),
            right_ms: ms(used.right_s),
            back_ms: ms(used.back_s),
        },
    };
    Some((made, used))
}
