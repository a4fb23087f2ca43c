//! What stands in the way at a node, and whom it stops.

use atlas::{BarrierKind, Level, Passage};

use super::{Tags, access};

/// What a node with the key `barrier` is to traffic; nothing when it stops nobody.
///
/// A gate or a bar without further words is taken as one that is passed, because mappers put the sign on
/// those that are not; a toll booth and a border control cost time and stop nobody.
///
/// # Source
/// OpenStreetMap wiki, "Key:barrier" and the pages of its values. A bollard implies no cars, and lets
/// people, bicycles and mopeds through; motorcycles fit where mopeds do.
pub(super) fn barrier(tags: Tags<'_>) -> Option<(BarrierKind, Passage)> {
    let (kind, default) = default(tags, tags.get("barrier")?)?;
    let passage = access::of_point(tags, default);
    let stands = kind != BarrierKind::Other || passage != Passage::OPEN;
    stands.then_some((kind, passage))
}

fn default(tags: Tags<'_>, value: &str) -> Option<(BarrierKind, Passage)> {
    let people = |car, motorcycle| Passage {
        car,
        motorcycle,
        foot: Level::Open,
    };
    let narrow = people(Level::Closed, Level::Closed);
    // Who has the key.
    let locked = people(Level::Private, Level::Private);
    let gate = match tags.is("locked", "yes") {
        true => locked,
        false => Passage::OPEN,
    };
    Some(match value {
        "gate" | "swing_gate" | "hampshire_gate" | "sliding_gate" | "wicket_gate"
        | "sliding_beam" | "bump_gate" => (BarrierKind::Gate, gate),
        "lift_gate" => (BarrierKind::LiftGate, gate),
        "bollard" => match tags.get("bollard") {
            Some("rising" | "removable" | "foldable" | "flexible") => {
                (BarrierKind::Bollard, people(Level::Private, Level::Open))
            }
            _ => (BarrierKind::Bollard, people(Level::Closed, Level::Open)),
        },
        "block" | "jersey_barrier" | "log" | "debris" | "planter" | "rock" => {
            (BarrierKind::Block, narrow)
        }
        "chain" | "rope" => (BarrierKind::Chain, locked),
        "toll_booth" => (BarrierKind::Toll, Passage::OPEN),
        "border_control" => (BarrierKind::Border, Passage::OPEN),
        "bus_trap" | "sump_buster" => (BarrierKind::Other, people(Level::Transit, Level::Open)),
        "cycle_barrier"
        | "motorcycle_barrier"
        | "kissing_gate"
        | "stile"
        | "turnstile"
        | "full-height_turnstile"
        | "horse_stile"
        | "step" => (BarrierKind::Other, narrow),
        // Entrances, grids and kerbs are driven over; walls, fences and hedges are lines, and a point of one
        // that lies on a road is where the road goes through. Their own access tags still hold.
        _ => (BarrierKind::Other, Passage::OPEN),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(tags: &[(&str, &str)], kind: BarrierKind, levels: [Level; 3]) {
        let [car, motorcycle, foot] = levels;
        let passage = Passage {
            car,
            motorcycle,
            foot,
        };
        assert_eq!(barrier(Tags(tags)), Some((kind, passage)));
    }

    #[test]
    fn a_bollard_stops_cars_and_no_one_else() {
        let levels = [Level::Closed, Level::Open, Level::Open];
        check(&[("barrier", "bollard")], BarrierKind::Bollard, levels);
        let rising = [
            ("barrier", "bollard"),
            ("bollard", "rising"),
            ("emergency", "yes"),
        ];
        let levels = [Level::Emergency, Level::Open, Level::Open];
        check(&rising, BarrierKind::Bollard, levels);
    }

    #[test]
    fn a_gate_is_passed_unless_it_says_otherwise() {
        check(&[("barrier", "gate")], BarrierKind::Gate, [Level::Open; 3]);
        let private = [("barrier", "gate"), ("access", "private")];
        check(&private, BarrierKind::Gate, [Level::Private; 3]);
        let locked = [("barrier", "lift_gate"), ("locked", "yes")];
        let levels = [Level::Private, Level::Private, Level::Open];
        check(&locked, BarrierKind::LiftGate, levels);
    }

    #[test]
    fn tolls_and_borders_stop_nobody() {
        check(
            &[("barrier", "toll_booth")],
            BarrierKind::Toll,
            [Level::Open; 3],
        );
        check(
            &[("barrier", "border_control")],
            BarrierKind::Border,
            [Level::Open; 3],
        );
    }

    #[test]
    fn what_is_driven_over_is_no_barrier() {
        assert_eq!(barrier(Tags(&[("barrier", "cattle_grid")])), None);
        assert_eq!(barrier(Tags(&[("barrier", "hedge")])), None);
    }
}
