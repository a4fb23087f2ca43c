//! The same question answered the slow way: forwards from one unit, trying everything until nothing
//! gets shorter. Shares no code with the search.

use roads::{ArcId, Goal, Network, Spot, Times};

/// The least time from a spot to any of the goals.
pub fn time_ms(network: &Network, times: &Times, from: Spot, goals: &[Goal]) -> Option<u32> {
    let arcs = || (0..network.arcs() as u32).map(ArcId);
    let mut best = None;
    let mut better = |time: u32| best = Some(best.map_or(time, |known: u32| known.min(time)));
    for goal in goals {
        if goal.spot.arc == from.arc && from.part <= goal.spot.part {
            let whole = times.ms(from.arc);
            better(goal.spot.part.of(whole) - from.part.of(whole) + goal.rest_ms);
        }
    }
    // The least time to the head of each arc.
    let mut to_head = vec![None; network.arcs()];
    let whole = times.ms(from.arc);
    to_head[from.arc.0 as usize] = Some(whole - from.part.of(whole));
    loop {
        let mut changed = false;
        for onto in arcs() {
            for turn in network.onto(onto) {
                let Some(before) = to_head[turn.from.0 as usize] else {
                    continue;
                };
                let at_tail: u32 = before + turn.cost_ms;
                for goal in goals.iter().filter(|goal| goal.spot.arc == onto) {
                    better(at_tail + goal.spot.part.of(times.ms(onto)) + goal.rest_ms);
                }
                let known = &mut to_head[onto.0 as usize];
                let at_head = at_tail + times.ms(onto);
                if !times.is_closed(onto) && known.is_none_or(|known| at_head < known) {
                    *known = Some(at_head);
                    changed = true;
                }
            }
        }
        if !changed {
            return best;
        }
    }
}
