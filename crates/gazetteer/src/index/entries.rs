//! What is found by words, written with the terms by which it is found.

use std::collections::BTreeSet;
use std::rc::Rc;

use atlas::{Atlas, NameIx, Names, Place, PlaceKind, Settlement};

use crate::forms::{Terms, forms};

use super::build::Writer;
use super::crossings::crossings;
use super::grid::Kept;
use super::streets::Street;
use super::{Entry, Error, Sort};

/// How far away a settlement may be to lend its name to a street, in metres.
const SETTLEMENT_M: f64 = 5_000.0;

/// How far a landmark reaches from its point, in metres.
const LANDMARK_M: f64 = 30.0;

impl Writer<'_> {
    /// Everything that is found by words: settlements, streets, landmarks, crossings.
    pub(super) fn entries(&mut self) -> Result<(), Error> {
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
        let mut within = vec![vec![]; self.streets.all.len()];
        for at in self.streets.by_length() {
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
