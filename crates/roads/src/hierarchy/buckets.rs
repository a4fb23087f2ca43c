//! What each unit leaves at the ranks above it: how long it takes to there.
//!
//! The time is counted from the end of the arc where the unit is. As long as it drives along this
//! arc, only what is left of the arc changes, and that is kept in one place.

use crate::fleet::UnitIx;
use crate::network::ArcId;

/// A way up to a rank: from where, and how long from the end of the arc there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    ms: u32,
    stand: StandIx,
}

/// A stand by its place among all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct StandIx(u32);

/// A unit on an arc.
#[derive(Clone, Debug)]
pub(super) struct Stand {
    unit: UnitIx,
    pub(super) arc: ArcId,
    /// What the unit takes to the end of the arc.
    left_ms: u32,
    /// Where it has entries, and what they say.
    ranks: Vec<(u32, u32)>,
}

/// The entries at every rank, the nearest first.
#[derive(Clone, Debug, Default)]
pub(super) struct Buckets {
    at: Vec<Vec<Entry>>,
    stands: Vec<Stand>,
    free: Vec<StandIx>,
    of_unit: Vec<Vec<StandIx>>,
}

impl Buckets {
    pub(super) fn of(ranks: usize) -> Self {
        Self {
            at: vec![vec![]; ranks],
            ..Self::default()
        }
    }

    /// How long the `count`th unit takes to a rank, if there are as many. A unit on several arcs counts
    /// once.
    pub(super) fn nth_ms(&self, rank: u32, count: usize) -> Option<u32> {
        let mut units = Vec::with_capacity(count);
        self.at[rank as usize].iter().find_map(|entry| {
            let unit = self.stand(entry.stand).unit;
            if !units.contains(&unit) {
                units.push(unit);
            }
            (units.len() == count).then_some(entry.ms)
        })
    }

    /// Offers the units that get to a rank, each with its time when it goes on from there for
    /// `rest_ms`, and goes on as long as one may be within the limit that `offer` answers.
    pub(super) fn offer(
        &self,
        (rank, rest_ms): (u32, u32),
        mut limit_ms: u32,
        mut offer: impl FnMut(u32, UnitIx) -> u32,
    ) {
        for Entry { ms, stand } in &self.at[rank as usize] {
            let from_end = rest_ms + ms;
            if from_end > limit_ms {
                break;
            }
            let stand = &self.stands[stand.0 as usize];
            // Three numbers that are not too long have a sum.
            limit_ms = offer(from_end + stand.left_ms, stand.unit);
        }
    }

    /// Where a unit stands.
    pub(super) fn of_unit(&self, unit: UnitIx) -> &[StandIx] {
        self.of_unit.get(unit.0 as usize).map_or(&[], Vec::as_slice)
    }

    /// The units with an entry at one of the ranks that are marked.
    pub(super) fn units_at(&self, marked: &[bool]) -> impl Iterator<Item = UnitIx> {
        let is_at = |stand: &StandIx| {
            let mut ranks = self.stand(*stand).ranks.iter();
            ranks.any(|(rank, _)| marked[*rank as usize])
        };
        let numbered = (0..).map(UnitIx).zip(&self.of_unit);
        numbered.filter_map(move |(unit, stands)| stands.iter().any(is_at).then_some(unit))
    }

    pub(super) fn stand(&self, stand: StandIx) -> &Stand {
        &self.stands[stand.0 as usize]
    }

    /// The unit drives along the arc where it stands.
    pub(super) fn drive(&mut self, stand: StandIx, left_ms: u32) {
        self.stands[stand.0 as usize].left_ms = left_ms;
    }

    /// Puts a unit on a further arc, with no entries yet.
    pub(super) fn add(&mut self, unit: UnitIx, arc: ArcId, left_ms: u32) -> StandIx {
        let number = unit.0 as usize;
        if self.of_unit.len() <= number {
            self.of_unit.resize_with(number + 1, Vec::new);
        }
        let stand = Stand {
            unit,
            arc,
            left_ms,
            ranks: vec![],
        };
        let place = match self.free.pop() {
            Some(place) => {
                self.stands[place.0 as usize] = stand;
                place
            }
            None => {
                self.stands.push(stand);
                StandIx(self.stands.len() as u32 - 1)
            }
        };
        self.of_unit[number].push(place);
        place
    }

    /// Takes a unit away.
    pub(super) fn remove(&mut self, unit: UnitIx) {
        let Some(stands) = self.of_unit.get_mut(unit.0 as usize) else {
            return;
        };
        for stand in std::mem::take(stands) {
            self.clear(stand);
            self.free.push(stand);
        }
    }

    /// Takes all entries of a stand away.
    pub(super) fn clear(&mut self, stand: StandIx) {
        for (rank, ms) in std::mem::take(&mut self.stands[stand.0 as usize].ranks) {
            let bucket = &mut self.at[rank as usize];
            if let Ok(place) = bucket.binary_search(&Entry { ms, stand }) {
                bucket.remove(place);
            }
        }
    }

    pub(super) fn leave(&mut self, stand: StandIx, rank: u32, ms: u32) {
        self.stands[stand.0 as usize].ranks.push((rank, ms));
        let entry = Entry { ms, stand };
        let bucket = &mut self.at[rank as usize];
        let place = bucket.partition_point(|known| *known < entry);
        bucket.insert(place, entry);
    }
}
