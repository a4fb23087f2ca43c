//! Streets from pieces: pieces of one name that lie together, and the addresses along them.

use std::collections::{BTreeMap, HashMap};

use atlas::{Atlas, NameIx, Place};
use kernel::Point;

use crate::forms::words_of;
use crate::geometry::{Course, mean};

/// The side of a cell in 1e-7 degrees: pieces of one name in neighbouring cells are one street.
const NEAR_E7: i32 = 40_000;
/// How many cells away an address may lie from its street.
const ADDRESS_CELLS: i32 = 4;

/// A street.
#[derive(Clone, Debug, Default)]
pub(super) struct Street {
    pub(super) names: NameIx,
    pub(super) pieces: Vec<u32>,
    pub(super) length_m: f64,
    /// Its addresses, by their place among all places.
    pub(super) addresses: Vec<u32>,
    /// In which localities they lie.
    pub(super) localities: BTreeMap<NameIx, u32>,
}

/// All streets of a map.
pub(super) struct Streets {
    pub(super) all: Vec<Street>,
    /// The street of each piece.
    pub(super) of_piece: Vec<Option<u32>>,
    /// Names that are written alike have the same key.
    key_of: Vec<Option<u32>>,
    /// Which streets of a name pass a cell.
    cells: HashMap<(u32, i32, i32), u32>,
}

impl Streets {
    pub(super) fn of(atlas: &Atlas) -> Self {
        let mut streets = Self {
            all: vec![],
            of_piece: vec![None; atlas.roads.pieces.len()],
            key_of: keys(atlas),
            cells: HashMap::new(),
        };
        let mut by_key: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for (at, piece) in atlas.roads.pieces.iter().enumerate() {
            if let Some(key) = streets.key(piece.names) {
                by_key.entry(key).or_default().push(at as u32);
            }
        }
        for (key, pieces) in by_key {
            streets.add(atlas, key, &pieces);
        }
        for (at, place) in atlas.places.iter().enumerate() {
            streets.add_address(place, at as u32);
        }
        streets
    }

    /// The street of this name at a point.
    pub(super) fn at(&self, name: NameIx, point: Point) -> Option<u32> {
        let (key, (row, column)) = (self.key(name)?, near_cell(point));
        let ring = |ring: i32| {
            let across = (-ring..=ring).flat_map(move |r| (-ring..=ring).map(move |c| (r, c)));
            across.filter(move |(r, c)| r.abs().max(c.abs()) == ring)
        };
        let mut near = (0..=ADDRESS_CELLS).flat_map(ring);
        near.find_map(|(r, c)| self.cells.get(&(key, row + r, column + c)).copied())
    }

    /// The streets, the longest first: rows with a low number are looked at first.
    pub(super) fn by_length(&self) -> Vec<u32> {
        let mut order: Vec<u32> = (0..self.all.len() as u32).collect();
        let length_m = |at: &u32| self.all[*at as usize].length_m;
        order.sort_by(|a, b| length_m(b).total_cmp(&length_m(a)).then(a.cmp(b)));
        order
    }

    fn key(&self, name: NameIx) -> Option<u32> {
        self.key_of.get(name.0 as usize).copied().flatten()
    }

    /// Adds the streets of one name: pieces in the same or in neighbouring cells belong together.
    fn add(&mut self, atlas: &Atlas, key: u32, pieces: &[u32]) {
        let mut cells: HashMap<(i32, i32), Vec<usize>> = HashMap::new();
        for (at, piece) in pieces.iter().enumerate() {
            for point in &atlas.roads.pieces[*piece as usize].line {
                let here = cells.entry(near_cell(*point)).or_default();
                if here.last() != Some(&at) {
                    here.push(at);
                }
            }
        }
        let mut sets = Sets::new(pieces.len());
        for ((row, column), here) in &cells {
            for next in (-1..=1).flat_map(|r| (-1..=1).map(move |c| (row + r, column + c))) {
                let there = cells.get(&next).and_then(|there| there.first());
                for at in here {
                    sets.join(*at, *there.unwrap_or(&here[0]));
                }
            }
        }
        let mut numbers: HashMap<usize, u32> = HashMap::new();
        for (at, piece) in pieces.iter().enumerate() {
            let next = self.all.len() as u32;
            let number = *numbers.entry(sets.root(at)).or_insert(next);
            if number == next {
                self.all.push(Street::default());
            }
            let (street, piece_at) = (&mut self.all[number as usize], *piece as usize);
            let on_map = &atlas.roads.pieces[piece_at];
            street.names = richer(atlas, street.names, on_map.names);
            street.length_m += on_map.length_m();
            street.pieces.push(*piece);
            self.of_piece[piece_at] = Some(number);
            for point in &on_map.line {
                let (row, column) = near_cell(*point);
                self.cells.entry((key, row, column)).or_insert(number);
            }
        }
    }

    /// Puts an address to its street, or to its village where houses have no street; a street that no
    /// piece has is made of its addresses.
    fn add_address(&mut self, place: &Place, at: u32) {
        let name = [place.street, place.locality]
            .into_iter()
            .find(|name| self.key(*name).is_some());
        let (Some(name), false) = (name, place.number.is_empty()) else {
            return;
        };
        if place.kind == atlas::PlaceKind::KilometrePost {
            return;
        }
        let Some(key) = self.key(name) else { return };
        let number = self.at(name, place.point).unwrap_or_else(|| {
            self.all.push(Street {
                names: name,
                ..Street::default()
            });
            self.all.len() as u32 - 1
        });
        let (row, column) = near_cell(place.point);
        self.cells.entry((key, row, column)).or_insert(number);
        let street = &mut self.all[number as usize];
        street.addresses.push(at);
        if place.locality != NameIx::NONE && place.locality != name {
            *street.localities.entry(place.locality).or_default() += 1;
        }
    }
}

impl Street {
    /// A point of it near its middle, and how far it reaches from there, in metres.
    pub(super) fn middle(&self, atlas: &Atlas) -> Option<(Point, f64)> {
        let lines = self
            .pieces
            .iter()
            .map(|piece| &atlas.roads.pieces[*piece as usize].line);
        let mut points: Vec<Point> = lines.clone().flatten().copied().collect();
        points.extend(
            self.addresses
                .iter()
                .map(|at| atlas.places[*at as usize].point),
        );
        let centre = mean(&points)?;
        let feet = lines.map(|line| Course(line.clone()).foot(centre));
        let nearest = feet.min_by(|a, b| a.distance_m.total_cmp(&b.distance_m));
        let middle = nearest.map_or(centre, |foot| foot.point);
        let reach_m = points
            .iter()
            .map(|point| middle.distance_m(*point))
            .fold(0.0, f64::max);
        Some((middle, reach_m))
    }

    /// The localities of most of its addresses.
    pub(super) fn main_localities(&self) -> Vec<NameIx> {
        let mut most: Vec<_> = self
            .localities
            .iter()
            .map(|(name, count)| (*count, *name))
            .collect();
        most.sort_unstable_by(|a, b| b.cmp(a));
        most.into_iter().take(2).map(|(_, name)| name).collect()
    }
}

/// The same number for names whose words are the same: `Market St` and `Market Street`.
fn keys(atlas: &Atlas) -> Vec<Option<u32>> {
    let mut known: HashMap<Vec<String>, u32> = HashMap::new();
    let key = |names: &atlas::Names| {
        let shown = if names.plain.is_empty() {
            &names.reference
        } else {
            &names.plain
        };
        let words = words_of(shown);
        let next = known.len() as u32;
        (!words.is_empty()).then(|| *known.entry(words).or_insert(next))
    };
    atlas.names.iter().map(key).collect()
}

/// The names with more in them.
fn richer(atlas: &Atlas, one: NameIx, other: NameIx) -> NameIx {
    let many = |name: NameIx| atlas.named(name).all().count();
    if many(other) > many(one) { other } else { one }
}

fn near_cell(point: Point) -> (i32, i32) {
    (
        point.lat_e7().div_euclid(NEAR_E7),
        point.lon_e7().div_euclid(NEAR_E7),
    )
}

/// Sets that grow together (union by path halving).
struct Sets(Vec<usize>);

impl Sets {
    fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    fn root(&mut self, mut of: usize) -> usize {
        while self.0[of] != of {
            self.0[of] = self.0[self.0[of]];
            of = self.0[of];
        }
        of
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        // The smaller number stays, so that the order of joining does not matter.
        self.0[one.max(other)] = one.min(other);
    }
}
