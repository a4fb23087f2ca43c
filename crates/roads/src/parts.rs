//! The largest part of a network in which everything can be reached from everywhere: a unit or
//! a call is not put onto a road that leads nowhere.

use crate::drivable::Drivable;
use crate::network::ArcId;

/// For each piece whether it lies in the largest strongly connected part (Tarjan, "Depth-first search
/// and linear graph algorithms", SIAM J. Comput. 1(2), 1972, without recursion).
pub(crate) fn main_part(drivable: &Drivable) -> Vec<bool> {
    let parts = Tarjan::run(drivable);
    let mut sizes = vec![0_u32; parts.len()];
    for part in &parts {
        sizes[*part as usize] += 1;
    }
    // Of equals the last one; which, does not matter as long as it is always the same.
    let largest = (0..sizes.len()).max_by_key(|part| sizes[*part]);
    let inside = |arc: usize| {
        let open = !drivable.times().is_closed(ArcId(arc as u32));
        open && Some(parts[arc] as usize) == largest
    };
    let pieces = drivable.roads().pieces.len();
    (0..pieces)
        .map(|piece| inside(piece * 2) || inside(piece * 2 + 1))
        .collect()
}

const UNSEEN: u32 = u32::MAX;

/// The search for parts, over arcs and backwards along turns: the parts are the same.
struct Tarjan<'a> {
    drivable: &'a Drivable,
    seen: Vec<u32>,
    low: Vec<u32>,
    part: Vec<u32>,
    stack: Vec<ArcId>,
    /// Arcs that were entered, and how many of their turns were looked at.
    open: Vec<(ArcId, usize)>,
    count: u32,
}

impl<'a> Tarjan<'a> {
    /// The part of each arc; closed ones are parts of their own.
    fn run(drivable: &'a Drivable) -> Vec<u32> {
        let arcs = drivable.network().arcs();
        let mut search = Self {
            drivable,
            seen: vec![UNSEEN; arcs],
            low: vec![0; arcs],
            part: vec![UNSEEN; arcs],
            stack: vec![],
            open: vec![],
            count: 0,
        };
        let mut parts = 0;
        for arc in (0..arcs as u32).map(ArcId) {
            if search.seen[arc.at()] == UNSEEN {
                search.enter(arc);
                search.follow(&mut parts);
            }
        }
        search.part
    }

    fn enter(&mut self, arc: ArcId) {
        self.seen[arc.at()] = self.count;
        self.low[arc.at()] = self.count;
        self.count += 1;
        self.stack.push(arc);
        self.open.push((arc, 0));
    }

    fn follow(&mut self, parts: &mut u32) {
        while let Some((arc, looked)) = self.open.last_mut() {
            let arc = *arc;
            let closed = self.drivable.times().is_closed(arc);
            let turns = if closed {
                &[]
            } else {
                self.drivable.network().onto(arc)
            };
            match turns.get(*looked) {
                Some(turn) => {
                    *looked += 1;
                    self.look(arc, turn.from);
                }
                None => {
                    self.open.pop();
                    self.leave(arc, parts);
                }
            }
        }
    }

    fn look(&mut self, arc: ArcId, next: ArcId) {
        match (self.seen[next.at()], self.part[next.at()]) {
            _ if self.drivable.times().is_closed(next) => {}
            (UNSEEN, _) => self.enter(next),
            (seen, UNSEEN) => self.low[arc.at()] = self.low[arc.at()].min(seen),
            _ => {}
        }
    }

    fn leave(&mut self, arc: ArcId, parts: &mut u32) {
        if let Some((before, _)) = self.open.last() {
            self.low[before.at()] = self.low[before.at()].min(self.low[arc.at()]);
        }
        if self.low[arc.at()] < self.seen[arc.at()] {
            return;
        }
        while let Some(member) = self.stack.pop() {
            self.part[member.at()] = *parts;
            if member == arc {
                break;
            }
        }
        *parts += 1;
    }
}
