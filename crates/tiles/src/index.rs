//! Finds what a tile may show: a packed tree of rectangles, which also knows what is too small to be
//! shown yet.

use crate::world::Span;

/// Children of a node.
const FAN: usize = 16;

/// A rectangle, and the first zoom at which something in it is shown.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    pub span: Span,
    pub from: u8,
}

/// Things by where they lie and from which zoom they are shown.
#[derive(Debug, Default)]
pub struct Index {
    /// The things themselves first, then the nodes above each sixteen of the level before, up to one.
    levels: Vec<Vec<Entry>>,
    /// The number of each thing of the first level.
    numbers: Vec<u32>,
}

impl Index {
    /// Packs things, numbered as they come.
    pub fn new(entries: &[Entry]) -> Self {
        let mut numbers: Vec<u32> = (0..entries.len() as u32).collect();
        numbers.sort_by_cached_key(|number| curve(entries[*number as usize].span));
        let mut levels = vec![
            numbers
                .iter()
                .map(|number| entries[*number as usize])
                .collect::<Vec<_>>(),
        ];
        while let Some(below) = levels.last().filter(|level| level.len() > 1) {
            let above = below.chunks(FAN).map(hull).collect();
            levels.push(above);
        }
        Self { levels, numbers }
    }

    /// The numbers of all things that are shown at this zoom and may lie there, smallest first.
    pub fn find(&self, span: Span, zoom: u8) -> Vec<u32> {
        let mut found = vec![];
        let top = self.levels.len() - 1;
        let mut open: Vec<(usize, usize)> = (0..self.levels[top].len()).map(|n| (top, n)).collect();
        while let Some((level, n)) = open.pop() {
            let entry = self.levels[level][n];
            if entry.from > zoom || !entry.span.meets(span) {
                continue;
            }
            match level {
                0 => found.push(self.numbers[n]),
                _ => {
                    let end = ((n + 1) * FAN).min(self.levels[level - 1].len());
                    open.extend((n * FAN..end).map(|child| (level - 1, child)));
                }
            }
        }
        found.sort_unstable();
        found
    }
}

/// What holds all of these.
fn hull(entries: &[Entry]) -> Entry {
    let none = Entry {
        span: Span::NOTHING,
        from: u8::MAX,
    };
    entries.iter().fold(none, |hull, entry| Entry {
        span: hull.span.with(entry.span),
        from: hull.from.min(entry.from),
    })
}

/// The place of a rectangle's middle on a curve along which neighbours are mostly near: its bits of
/// `x` and `y` in turn (Morton).
fn curve(span: Span) -> u64 {
    let spread = |place: u32| {
        (0..32).fold(0_u64, |spread, bit| {
            spread | u64::from(place >> bit & 1) << (2 * bit)
        })
    };
    let middle = |low: u32, high: u32| low / 2 + high / 2;
    spread(middle(span.low.x, span.high.x)) | spread(middle(span.low.y, span.high.y)) << 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::Spot;
    use proptest::prelude::*;

    fn spans() -> impl Strategy<Value = Span> {
        let spot = || (0..1000_u32, 0..1000_u32).prop_map(|(x, y)| Spot { x, y });
        (spot(), spot()).prop_map(|(a, b)| Span::of([a, b]))
    }

    #[test]
    fn nothing_is_found_where_nothing_is() {
        assert!(Index::new(&[]).find(Span::NOTHING, 18).is_empty());
    }

    proptest! {
        #[test]
        fn what_is_found_is_what_a_look_at_everything_finds(
            things in proptest::collection::vec((spans(), 0..19_u8), 0..200),
            asked in spans(),
            zoom in 0..19_u8,
        ) {
            let entries: Vec<_> = things.iter().map(|(span, from)| Entry { span: *span, from: *from }).collect();
            let slow = (0..entries.len() as u32).filter(|n| {
                let entry = entries[*n as usize];
                entry.from <= zoom && entry.span.meets(asked)
            });
            prop_assert_eq!(Index::new(&entries).find(asked, zoom), slow.collect::<Vec<_>>());
        }
    }
}
