//! How far one gets: the roads that can be reached from some places within a time.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::drivable::Drivable;
use crate::network::{ArcId, Turn};
use crate::times::{Part, Spot};

/// The network forwards: onto which arcs one may turn from each.
#[derive(Clone, Debug)]
pub struct Reach {
    first: Vec<u32>,
    onto: Vec<Turn>,
}

/// What can be reached of one direction of a piece of road.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reached {
    /// Which arc.
    pub arc: ArcId,
    /// From here, where it is entered,
    pub from: Part,
    /// to here.
    pub to: Part,
    /// How long it takes to where it is entered.
    pub time_ms: u32,
}

impl Reach {
    /// Turns the network of a profile around.
    #[must_use]
    pub fn new(drivable: &Drivable) -> Self {
        let network = drivable.network();
        let arcs = || (0..network.arcs() as u32).map(ArcId);
        let mut first = vec![0_u32; network.arcs() + 1];
        for turn in arcs().flat_map(|arc| network.onto(arc)) {
            first[turn.from.at() + 1] += 1;
        }
        for arc in 1..first.len() {
            first[arc] += first[arc - 1];
        }
        let mut next = first.clone();
        let nowhere = Turn {
            from: ArcId(0),
            cost_ms: 0,
        };
        let mut onto = vec![nowhere; first.last().copied().unwrap_or(0) as usize];
        for arc in arcs() {
            for turn in network.onto(arc) {
                let place = &mut next[turn.from.at()];
                // Here `from` is the arc one turns onto: the same turn, seen from its other end.
                onto[*place as usize] = Turn {
                    from: arc,
                    cost_ms: turn.cost_ms,
                };
                *place += 1;
            }
        }
        Self { first, onto }
    }

    fn after(&self, arc: ArcId) -> &[Turn] {
        &self.onto[self.first[arc.at()] as usize..self.first[arc.at() + 1] as usize]
    }

    /// Everything that is reached from one of the starts within `within_ms`. An arc may be there
    /// twice: from its beginning, and from a start on it.
    #[must_use]
    pub fn within(&self, drivable: &Drivable, starts: &[Spot], within_ms: u32) -> Vec<Reached> {
        let times = drivable.times();
        let mut reached = vec![];
        let mut known = vec![u32::MAX; self.first.len() - 1];
        let mut queue = BinaryHeap::new();
        let go_on = |queue: &mut BinaryHeap<_>, known: &mut [u32], arc: ArcId, head_ms: u32| {
            for turn in self.after(arc) {
                let time_ms = head_ms.saturating_add(turn.cost_ms);
                if time_ms <= within_ms && time_ms < known[turn.from.at()] {
                    known[turn.from.at()] = time_ms;
                    queue.push(Reverse((time_ms, turn.from)));
                }
            }
        };
        for start in starts {
            let whole_ms = times.ms(start.arc);
            let part_ms = start.part.of(whole_ms);
            reached.push(Reached {
                arc: start.arc,
                from: start.part,
                to: reached_to(whole_ms, part_ms.saturating_add(within_ms)),
                time_ms: 0,
            });
            go_on(&mut queue, &mut known, start.arc, whole_ms - part_ms);
        }
        while let Some(Reverse((time_ms, arc))) = queue.pop() {
            if known[arc.at()] != time_ms {
                continue;
            }
            // A closed road is not entered; whoever has to go to a place on it is another question.
            if times.is_closed(arc) {
                continue;
            }
            let whole_ms = times.ms(arc);
            reached.push(Reached {
                arc,
                from: Part::TAIL,
                to: reached_to(whole_ms, within_ms - time_ms),
                time_ms,
            });
            go_on(
                &mut queue,
                &mut known,
                arc,
                time_ms.saturating_add(whole_ms),
            );
        }
        reached
    }
}

/// How far along an arc one is after so long.
fn reached_to(whole_ms: u32, after_ms: u32) -> Part {
    match whole_ms {
        0 => Part::HEAD,
        whole => Part::of_length(f64::from(after_ms) / f64::from(whole)),
    }
}
