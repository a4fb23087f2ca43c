//! Turn signs that speak of more than one turn.
//!
//! A sign may forbid a path over several pieces of road, while a search sees one turn at a time. So
//! an arc that can be the middle of such a path has copies, one for each beginning of a forbidden
//! path that may lie behind: whoever has taken that beginning is on the copy. The copies are the
//! states of the automaton of Aho and Corasick ("Efficient string matching", CACM 18(6), 1975) over
//! all forbidden paths, so that paths may overlap in any way.

use std::collections::{HashMap, VecDeque};

use crate::network::ArcId;

/// A state by its number; the first is "nothing behind".
type StateIx = usize;
const ROOT: StateIx = 0;

#[derive(Debug, Default)]
struct State {
    next: HashMap<ArcId, StateIx>,
    /// The longest other beginning of a forbidden path that lies behind too.
    shorter: StateIx,
    /// A forbidden path has been taken whole.
    forbidden: bool,
    /// The arc one is on.
    on: Option<ArcId>,
    /// The number it has in the network.
    arc: Option<ArcId>,
}

/// All forbidden paths at once.
#[derive(Debug)]
pub(crate) struct Signs {
    states: Vec<State>,
    /// The state of each arc that has one.
    of_arc: HashMap<ArcId, StateIx>,
    /// The arcs that are copies, in the order of their numbers, and what they are copies of.
    copies: Vec<ArcId>,
}

impl Signs {
    /// - `plain`: how many arcs there are; copies are numbered from there.
    /// - `forbidden`: paths of two arcs or more that must not be taken whole.
    pub fn new(plain: usize, forbidden: &[Vec<ArcId>]) -> Self {
        let mut signs = Self {
            states: vec![State::default()],
            of_arc: HashMap::new(),
            copies: vec![],
        };
        for path in forbidden {
            signs.add(path);
        }
        signs.link();
        signs.number(plain);
        signs
    }

    fn add(&mut self, path: &[ArcId]) {
        let mut at = ROOT;
        for arc in path {
            let fresh = self.states.len();
            let next = *self.states[at].next.entry(*arc).or_insert(fresh);
            if next == fresh {
                self.states.push(State {
                    on: Some(*arc),
                    ..State::default()
                });
            }
            at = next;
        }
        self.states[at].forbidden = true;
    }

    /// Finds what else lies behind each state, the short ones first.
    fn link(&mut self) {
        let mut waiting: VecDeque<StateIx> = self.states[ROOT].next.values().copied().collect();
        while let Some(at) = waiting.pop_front() {
            let next: Vec<_> = self.states[at]
                .next
                .iter()
                .map(|(arc, to)| (*arc, *to))
                .collect();
            for (arc, to) in next {
                let shorter = self.after(self.states[at].shorter, arc);
                self.states[to].shorter = shorter;
                self.states[to].forbidden |= self.states[shorter].forbidden;
                waiting.push_back(to);
            }
        }
    }

    /// The state after an arc.
    fn after(&self, mut at: StateIx, arc: ArcId) -> StateIx {
        loop {
            match self.states[at].next.get(&arc) {
                Some(next) => return *next,
                None if at == ROOT => return ROOT,
                None => at = self.states[at].shorter,
            }
        }
    }

    /// A state with one arc behind is that arc; longer ones are copies of their last.
    fn number(&mut self, plain: usize) {
        let first: Vec<StateIx> = self.states[ROOT].next.values().copied().collect();
        for at in 1..self.states.len() {
            let Some(on) = self.states[at].on else {
                continue;
            };
            let arc = match first.contains(&at) {
                true => on,
                false if self.states[at].forbidden => continue,
                false => {
                    self.copies.push(on);
                    // A map has fewer signs than numbers are left.
                    ArcId((plain + self.copies.len() - 1) as u32)
                }
            };
            self.states[at].arc = Some(arc);
            self.of_arc.insert(arc, at);
        }
    }

    /// What the copies are copies of, in the order of their numbers.
    pub fn copies(&self) -> &[ArcId] {
        &self.copies
    }

    /// On which arc, plain or copy, one is who comes from an arc, plain or copy, and goes on over
    /// a plain one; nothing when a sign forbids it.
    pub fn go_on(&self, from: ArcId, over: ArcId) -> Option<ArcId> {
        let behind = self.of_arc.get(&from).copied().unwrap_or(ROOT);
        let state = &self.states[self.after(behind, over)];
        match (state.forbidden, state.arc) {
            (true, _) => None,
            (false, arc) => Some(arc.unwrap_or(over)),
        }
    }
}
