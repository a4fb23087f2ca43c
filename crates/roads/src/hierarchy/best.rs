//! The least times found so far, one for each unit.

use crate::fleet::UnitIx;
use crate::nearest::Found;

/// At most `count` units, the nearest first.
#[derive(Debug)]
pub(super) struct Best {
    count: usize,
    found: Vec<Found>,
}

impl Best {
    pub(super) fn of(count: usize) -> Self {
        Self {
            count,
            found: Vec::with_capacity(count.min(64)),
        }
    }

    pub(super) fn is_full(&self) -> bool {
        self.found.len() == self.count
    }

    /// What a further unit must not exceed to be among them.
    pub(super) fn limit_ms(&self) -> u32 {
        match self.found.last() {
            Some(last) if self.is_full() => last.time_ms,
            _ if self.count == 0 => 0,
            _ => u32::MAX,
        }
    }

    /// Takes a unit in, unless it is known to be as near or is not among the first.
    pub(super) fn offer(&mut self, found: Found, wanted: &mut impl FnMut(UnitIx) -> bool) {
        if self.is_full() && self.found.last().is_none_or(|last| found >= *last) {
            return;
        }
        match self.found.iter().position(|known| known.unit == found.unit) {
            Some(known) if self.found[known] <= found => return,
            Some(known) => {
                self.found.remove(known);
            }
            None if !wanted(found.unit) => return,
            None => {
                if self.is_full() {
                    self.found.pop();
                }
            }
        }
        let place = self.found.partition_point(|known| *known < found);
        self.found.insert(place, found);
    }

    pub(super) fn into_found(self) -> Vec<Found> {
        self.found
    }
}
