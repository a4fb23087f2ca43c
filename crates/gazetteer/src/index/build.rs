//! The index written: one transaction, from the map alone.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::rc::Rc;

use atlas::{Along, Atlas, HouseRange, NameIx, Names, Numbering, Place, PlaceKind, Settlement};
use kernel::{Digest, Point};
use rusqlite::{Connection, Transaction};

use crate::forms::{Terms, forms};
use crate::query::House;

use super::crossings::crossings;
use super::grid::{Kept, cells_of};
use super::pack::{line_bytes, packed};
use super::streets::{Street, Streets};
use super::{Entry, Error, Sort};

/// Marks the file as ours (`ansG`), and the tables and terms as those of this program.
pub(super) const APPLICATION: i64 = 0x616e_7347;
pub(super) const VERSION: i64 = 1;
/// How far away a settlement may be to lend its name to a street, in metres.
const SETTLEMENT_M: f64 = 5_000.0;
/// How far a landmark reaches from its point, in metres.
const LANDMARK_M: f64 = 30.0;

const TABLES: &str = "
    CREATE TABLE about (map TEXT NOT NULL);
    CREATE TABLE name (id INTEGER PRIMARY KEY, names TEXT NOT NULL);
    CREATE TABLE entry (id INTEGER PRIMARY KEY, sort INTEGER NOT NULL, category TEXT NOT NULL,
        names TEXT NOT NULL, within TEXT NOT NULL, number TEXT NOT NULL,
        lat_e7 INTEGER NOT NULL, lon_e7 INTEGER NOT NULL, uncertainty_m REAL NOT NULL);
    CREATE VIRTUAL TABLE terms USING fts5(words, content = '', detail = none, prefix = '1 2',
        tokenize = 'unicode61 remove_diacritics 0');
    CREATE TABLE word (word TEXT PRIMARY KEY, entries INTEGER NOT NULL, spelt INTEGER NOT NULL)
        WITHOUT ROWID;
    CREATE TABLE piece (id INTEGER PRIMARY KEY, street INTEGER NOT NULL, line BLOB NOT NULL);
    CREATE INDEX piece_of_street ON piece (street);
    CREATE TABLE address (id INTEGER PRIMARY KEY, street INTEGER, first INTEGER NOT NULL,
        rest TEXT NOT NULL, shown TEXT NOT NULL, lat_e7 INTEGER NOT NULL, lon_e7 INTEGER NOT NULL);
    CREATE INDEX address_of_street ON address (street, first);
    CREATE TABLE range (street INTEGER NOT NULL, low INTEGER NOT NULL, high INTEGER NOT NULL,
        first INTEGER NOT NULL, last INTEGER NOT NULL, numbering INTEGER NOT NULL,
        piece INTEGER, is_left INTEGER, line BLOB);
    CREATE INDEX range_of_street ON range (street, low);
    CREATE INDEX range_of_piece ON range (piece);
    CREATE TABLE post (id INTEGER PRIMARY KEY, street INTEGER NOT NULL, along_m INTEGER NOT NULL,
        lat_e7 INTEGER NOT NULL, lon_e7 INTEGER NOT NULL);
    CREATE INDEX post_of_street ON post (street, along_m);
    CREATE TABLE cell (kept INTEGER, cell INTEGER, item INTEGER, PRIMARY KEY (kept, cell, item))
        WITHOUT ROWID;
";

/// Writes a file beside its place, and puts it there when it is whole and on the disk.
pub(super) fn write_file(path: &Path, atlas: &Atlas, map: Digest) -> Result<(), Error> {
    let mut name = path.as_os_str().to_owned();
    name.push(".part");
    let part = Path::new(&name);
    if part.exists() {
        std::fs::remove_file(part)?;
    }
    let mut database = Connection::open(part)?;
    // A file that was not finished is never looked at, so nothing need survive a crash.
    database.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")?;
    write(&mut database, atlas, map)?;
    database.close().map_err(|(_, error)| error)?;
    std::fs::File::open(part)?.sync_all()?;
    Ok(std::fs::rename(part, path)?)
}

/// Writes the index into an empty database.
pub(super) fn write(database: &mut Connection, atlas: &Atlas, map: Digest) -> Result<(), Error> {
    let transaction = database.transaction()?;
    transaction.execute_batch(TABLES)?;
    transaction.execute("INSERT INTO about VALUES (?1)", [map.to_string()])?;
    let mut streets = Streets::of(atlas);
    let rows = writing_order(&mut streets);
    let mut writer = Writer {
        to: &transaction,
        atlas,
        streets,
        rows,
        terms: vec![None; atlas.names.len()],
        words: BTreeMap::new(),
        next: 0,
    };
    writer.names()?;
    writer.entries()?;
    writer.pieces()?;
    writer.ranges()?;
    writer.places()?;
    writer.words()?;
    transaction.execute("INSERT INTO terms(terms) VALUES ('optimize')", ())?;
    transaction.pragma_update(None, "application_id", APPLICATION)?;
    transaction.pragma_update(None, "user_version", VERSION)?;
    Ok(transaction.commit()?)
}

/// The streets by length, and the place of each street in that order: rows with a low number are
/// looked at first.
fn writing_order(streets: &mut Streets) -> Vec<u32> {
    let mut order: Vec<u32> = (0..streets.all.len() as u32).collect();
    let length = |at: &u32| -streets.all[*at as usize].length_m;
    order.sort_by(|a, b| length(a).total_cmp(&length(b)).then(a.cmp(b)));
    order
}

struct Writer<'a> {
    to: &'a Transaction<'a>,
    atlas: &'a Atlas,
    streets: Streets,
    /// Before the entries are written, the streets in their order; after, the entry of each street.
    rows: Vec<u32>,
    /// The terms of each name, made once.
    terms: Vec<Option<Rc<Terms>>>,
    /// In how many entries a term stands, and whether it is spelt.
    words: BTreeMap<String, (u32, bool)>,
    next: u32,
}

impl Writer<'_> {
    fn names(&self) -> Result<(), Error> {
        let mut statement = self.to.prepare("INSERT INTO name VALUES (?1, ?2)")?;
        for (at, names) in self.atlas.names.iter().enumerate() {
            statement.execute((at as i64, packed(names)))?;
        }
        Ok(())
    }

    /// Everything that is found by words: settlements, streets, landmarks, crossings.
    fn entries(&mut self) -> Result<(), Error> {
        let atlas = self.atlas;
        let settlements = settlements(atlas);
        for (size, place) in &settlements {
            self.entry(&Entry {
                sort: Sort::Settlement(*size),
                names: vec![place.names.0],
                within: belongs(&[place.locality], place.names),
                number: String::new(),
                point: place.point,
                uncertainty_m: settlement_m(*size),
            })?;
        }
        let order = std::mem::replace(&mut self.rows, vec![0; self.streets.all.len()]);
        let mut within = vec![vec![]; self.streets.all.len()];
        for at in order {
            let street = self.streets.all[at as usize].clone();
            self.rows[at as usize] = self.next;
            within[at as usize] = self.street(&street, &settlements)?;
        }
        let landmarks = atlas.places.iter().filter_map(|place| match &place.kind {
            PlaceKind::Landmark(category) => Some((category.as_str(), place)),
            PlaceKind::Address if place.names != NameIx::NONE => Some(("building", place)),
            _ => None,
        });
        for (category, place) in landmarks {
            self.landmark(category, place)?;
        }
        for crossing in crossings(atlas, &self.streets) {
            let (a, b) = crossing.streets;
            let name = |street: u32| self.streets.all[street as usize].names.0;
            let entry = Entry {
                sort: Sort::Crossing,
                names: vec![name(a), name(b)],
                within: within[a as usize].clone(),
                number: String::new(),
                point: crossing.point,
                uncertainty_m: crossing.uncertainty_m,
            };
            self.kept(Kept::Crossing, self.next, &[crossing.point])?;
            self.entry(&entry)?;
        }
        Ok(())
    }

    fn street(
        &mut self,
        street: &Street,
        towns: &[(Settlement, &Place)],
    ) -> Result<Vec<u32>, Error> {
        let mut within = street.main_localities();
        let Some((point, uncertainty_m)) = street.middle(self.atlas) else {
            return Ok(vec![]);
        };
        let nearest = towns
            .iter()
            .filter(|(size, _)| *size != Settlement::Locality)
            .map(|(_, place)| (place.point.distance_m(point), place.names))
            .filter(|(distance_m, _)| *distance_m <= SETTLEMENT_M)
            .min_by(|a, b| a.0.total_cmp(&b.0));
        if within.is_empty() {
            within.extend(nearest.map(|(_, name)| name));
        }
        let within = belongs(&within, street.names);
        self.entry(&Entry {
            sort: Sort::Street,
            names: vec![street.names.0],
            within: within.clone(),
            number: String::new(),
            point,
            uncertainty_m,
        })?;
        Ok(within)
    }

    fn landmark(&mut self, category: &str, place: &Place) -> Result<(), Error> {
        let entry = Entry {
            sort: Sort::Landmark(category.to_owned()),
            names: vec![place.names.0],
            within: belongs(&[place.street, place.locality], place.names),
            number: place.number.clone(),
            point: place.point,
            uncertainty_m: LANDMARK_M,
        };
        self.entry(&entry)
    }

    /// Writes an entry and the terms by which it is found.
    fn entry(&mut self, entry: &Entry) -> Result<(), Error> {
        let (sort, category) = match &entry.sort {
            Sort::Street => (0, ""),
            Sort::Crossing => (1, ""),
            Sort::Settlement(size) => (2, size.code()),
            Sort::Landmark(category) => (3, category.as_str()),
        };
        let list = |names: &[u32]| {
            let numbers: Vec<String> = names.iter().map(u32::to_string).collect();
            numbers.join(" ")
        };
        let text = "INSERT INTO entry VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
        let (names, within, point) = (list(&entry.names), list(&entry.within), entry.point);
        self.to.prepare_cached(text)?.execute((
            self.next,
            sort,
            category,
            names,
            within,
            &entry.number,
            point.lat_e7(),
            point.lon_e7(),
            entry.uncertainty_m,
        ))?;
        let category = Rc::new(Terms::of(&forms(&Names::plain(category))));
        let names = entry.names.iter().chain(&entry.within);
        let mut made: Vec<Rc<Terms>> = names.map(|name| self.terms_of(*name)).collect();
        made.push(category);
        let mut all = BTreeSet::new();
        for terms in made {
            for term in terms.all.difference(&all) {
                let word = self.words.entry(term.clone()).or_default();
                word.0 += 1;
                word.1 |= terms.words.contains(term);
            }
            all.extend(terms.all.iter().cloned());
        }
        let words: Vec<String> = all.into_iter().collect();
        let text = "INSERT INTO terms(rowid, words) VALUES (?1, ?2)";
        self.to
            .prepare_cached(text)?
            .execute((self.next, words.join(" ")))?;
        self.next += 1;
        Ok(())
    }

    fn terms_of(&mut self, name: u32) -> Rc<Terms> {
        let names = &self.atlas.names[name as usize];
        let made = || Rc::new(Terms::of(&forms(names)));
        self.terms[name as usize].get_or_insert_with(made).clone()
    }

    fn words(&self) -> Result<(), Error> {
        let mut statement = self.to.prepare("INSERT INTO word VALUES (?1, ?2, ?3)")?;
        for (word, (entries, spelt)) in &self.words {
            statement.execute((word, entries, spelt))?;
        }
        Ok(())
    }

    fn pieces(&self) -> Result<(), Error> {
        let mut statement = self.to.prepare("INSERT INTO piece VALUES (?1, ?2, ?3)")?;
        for (at, piece) in self.atlas.roads.pieces.iter().enumerate() {
            if let Some(street) = self.streets.of_piece[at] {
                let row = self.rows[street as usize];
                statement.execute((at as i64, row, line_bytes(&piece.line)))?;
                self.kept(Kept::Piece, at as u32, &piece.line)?;
            }
        }
        Ok(())
    }

    fn ranges(&self) -> Result<(), Error> {
        let text = "INSERT INTO range VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
        let mut statement = self.to.prepare(text)?;
        for range in &self.atlas.ranges {
            let Some(row) = self
                .street_of_range(range)
                .map(|street| self.rows[street as usize])
            else {
                continue;
            };
            let (piece, left, line) = match &range.along {
                Along::Side { piece, left } => (Some(piece.0), Some(*left), None),
                Along::Line(line) => (None, None, Some(line_bytes(line))),
            };
            let (low, high) = (range.from.min(range.to), range.from.max(range.to));
            let numbering = match range.numbering {
                Numbering::All => -1,
                Numbering::Even => 0,
                Numbering::Odd => 1,
            };
            statement.execute((
                row, low, high, range.from, range.to, numbering, piece, left, line,
            ))?;
        }
        Ok(())
    }

    fn street_of_range(&self, range: &HouseRange) -> Option<u32> {
        let line = match &range.along {
            Along::Side { piece, .. } => {
                let on_map = &self.atlas.roads.pieces[piece.0 as usize];
                if on_map.names == range.street {
                    return self.streets.of_piece[piece.0 as usize];
                }
                &on_map.line
            }
            Along::Line(line) => line,
        };
        self.streets.at(range.street, line[line.len() / 2])
    }

    /// Addresses and kilometre posts.
    fn places(&self) -> Result<(), Error> {
        let mut street_of: Vec<Option<u32>> = vec![None; self.atlas.places.len()];
        for (street, row) in self.streets.all.iter().zip(&self.rows) {
            for at in &street.addresses {
                street_of[*at as usize] = Some(*row);
            }
        }
        let mut address = self
            .to
            .prepare("INSERT INTO address VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?;
        let mut post = self
            .to
            .prepare("INSERT INTO post VALUES (?1, ?2, ?3, ?4, ?5)")?;
        for (at, place) in self.atlas.places.iter().enumerate() {
            let (lat, lon) = (place.point.lat_e7(), place.point.lon_e7());
            if place.kind == PlaceKind::KilometrePost {
                let Some((street, along_m)) = self.post(place) else {
                    continue;
                };
                post.execute((at as i64, street, along_m, lat, lon))?;
                self.kept(Kept::Post, at as u32, &[place.point])?;
            } else if let (Some(street), Some(house)) = (street_of[at], House::read(&place.number))
            {
                let House { first, rest } = house;
                address.execute((at as i64, street, first, rest, &place.number, lat, lon))?;
                self.kept(Kept::Address, at as u32, &[place.point])?;
            }
        }
        Ok(())
    }

    /// The row of the road of a post, and its metres along it.
    fn post(&self, place: &Place) -> Option<(u32, u32)> {
        let kilometres: f64 = place.number.trim().replace(',', ".").parse().ok()?;
        let along_m = (kilometres * 1_000.0).round();
        if !(0.0..1e8).contains(&along_m) {
            return None;
        }
        let street = [place.street, place.names]
            .into_iter()
            .find_map(|name| self.streets.at(name, place.point))?;
        Some((self.rows[street as usize], along_m as u32))
    }

    fn kept(&self, kept: Kept, item: u32, line: &[Point]) -> Result<(), Error> {
        let mut statement = self
            .to
            .prepare_cached("INSERT INTO cell VALUES (?1, ?2, ?3)")?;
        for cell in cells_of(line) {
            statement.execute((kept as i64, cell, item))?;
        }
        Ok(())
    }
}

/// Settlements that have a name, the largest first.
fn settlements(atlas: &Atlas) -> Vec<(Settlement, &Place)> {
    let named = |place: &&Place| atlas.named(place.names) != &Names::default();
    let sized = |place: &'_ Place| match place.kind {
        PlaceKind::Settlement(size) => Some(size),
        _ => None,
    };
    let all = atlas.places.iter().filter(named);
    let mut all: Vec<_> = all
        .filter_map(|place| Some((sized(place)?, place)))
        .collect();
    all.sort_by_key(|(size, _)| *size);
    all
}

/// How far a settlement reaches, in metres.
fn settlement_m(size: Settlement) -> f64 {
    match size {
        Settlement::City => 5_000.0,
        Settlement::Town | Settlement::Suburb => 1_500.0,
        Settlement::Village | Settlement::Quarter => 500.0,
        Settlement::Hamlet | Settlement::Locality => 200.0,
    }
}

/// The names something belongs to, without its own.
fn belongs(to: &[NameIx], own: NameIx) -> Vec<u32> {
    let other = |name: &&NameIx| **name != NameIx::NONE && **name != own;
    to.iter().filter(other).map(|name| name.0).collect()
}
