//! Where units are on the network: found by the arc, moved in constant time.

use crate::network::ArcId;
use crate::times::{Part, Spot};

/// A unit by its place in the fleet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnitIx(pub u32);

/// No further slot.
const NONE: u32 = u32::MAX;

/// A unit on an arc. Slots of one arc form a list in both directions.
#[derive(Clone, Copy, Debug)]
struct Slot {
    unit: UnitIx,
    spot: Spot,
    before: u32,
    after: u32,
}

/// Units on the arcs of one network. A unit of which it is not known in which direction it stands is
/// on the arcs of both.
#[derive(Clone, Debug)]
pub struct Fleet {
    first: Vec<u32>,
    slots: Vec<Slot>,
    free: Vec<u32>,
    of_unit: Vec<Vec<u32>>,
}

impl Fleet {
    /// Nobody yet, on a network of so many arcs.
    #[must_use]
    pub fn new(arcs: usize) -> Self {
        Self {
            first: vec![NONE; arcs],
            slots: vec![],
            free: vec![],
            of_unit: vec![],
        }
    }

    /// Puts a unit at these spots and nowhere else.
    pub fn place(&mut self, unit: UnitIx, spots: &[Spot]) {
        self.remove(unit);
        let at = unit.0 as usize;
        if self.of_unit.len() <= at {
            self.of_unit.resize_with(at + 1, Vec::new);
        }
        for spot in spots {
            let after = self.first[spot.arc.at()];
            let slot = Slot {
                unit,
                spot: *spot,
                before: NONE,
                after,
            };
            let place = match self.free.pop() {
                Some(place) => {
                    self.slots[place as usize] = slot;
                    place
                }
                None => {
                    self.slots.push(slot);
                    self.slots.len() as u32 - 1
                }
            };
            if after != NONE {
                self.slots[after as usize].before = place;
            }
            self.first[spot.arc.at()] = place;
            self.of_unit[at].push(place);
        }
    }

    /// Takes a unit off the network.
    pub fn remove(&mut self, unit: UnitIx) {
        let Some(places) = self.of_unit.get_mut(unit.0 as usize) else {
            return;
        };
        for place in places.drain(..) {
            let Slot {
                spot,
                before,
                after,
                ..
            } = self.slots[place as usize];
            match before {
                NONE => self.first[spot.arc.at()] = after,
                before => self.slots[before as usize].after = after,
            }
            if after != NONE {
                self.slots[after as usize].before = before;
            }
            self.free.push(place);
        }
    }

    /// Where a unit is; nowhere when it was never placed or was taken off.
    pub fn spots(&self, unit: UnitIx) -> impl Iterator<Item = Spot> {
        let places = self.of_unit.get(unit.0 as usize).into_iter().flatten();
        places.map(|place| self.slots[*place as usize].spot)
    }

    /// The units that are on the network, by number.
    pub fn units(&self) -> impl Iterator<Item = UnitIx> {
        let numbered = (0..).map(UnitIx).zip(&self.of_unit);
        numbered.filter_map(|(unit, places)| (!places.is_empty()).then_some(unit))
    }

    /// The units on an arc, and how far along they are.
    pub fn on(&self, arc: ArcId) -> impl Iterator<Item = (UnitIx, Part)> {
        let mut next = self.first[arc.at()];
        std::iter::from_fn(move || {
            let slot = self.slots.get(next as usize)?;
            next = slot.after;
            Some((slot.unit, slot.spot.part))
        })
    }
}
