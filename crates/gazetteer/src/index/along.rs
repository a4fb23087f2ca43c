//! What lies along streets: their pieces, house numbers and kilometre posts.

use atlas::{Along, HouseRange, Numbering, Place, PlaceKind};

use crate::query::House;

use super::Error;
use super::build::Writer;
use super::grid::Kept;
use super::pack::line_bytes;

impl Writer<'_> {
    pub(super) fn pieces(&self) -> Result<(), Error> {
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

    pub(super) fn ranges(&self) -> Result<(), Error> {
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
    pub(super) fn places(&self) -> Result<(), Error> {
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
}
