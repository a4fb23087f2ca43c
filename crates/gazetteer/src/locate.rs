//! What is at a point: the address, the street and its side, the crossing, the kilometre.

use atlas::Names;
use kernel::Point;
use rusqlite::{Connection, Row};

use crate::geometry::{Course, Foot, offset_m};
use crate::houses::{kilometres, number_at};
use crate::index::{Error, Gazetteer, Kept, cells_around, course, point_at};

/// How far away something may be to be named, in metres.
const STREET_M: f64 = 1_000.0;
const ADDRESS_M: f64 = 100.0;
const CROSSING_M: f64 = 1_000.0;
const POST_M: f64 = 1_500.0;
/// A house this near is the house, and not one that is worked out from a range.
const HOUSE_M: f64 = 30.0;
/// Nearer to the middle of a street than this, a point is on no side of it.
const SIDE_M: f64 = 2.0;
/// Cells from the point that are looked at, step by step.
const STEPS: [i64; 4] = [1, 2, 4, 8];

/// What is at a point. What is too far away to help is left out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Location {
    /// The nearest house, known or worked out.
    pub address: Option<NearAddress>,
    /// The nearest street that has a name.
    pub street: Option<NearStreet>,
    /// The nearest crossing.
    pub crossing: Option<NearCrossing>,
    /// The nearest kilometre post.
    pub kilometre: Option<NearPost>,
}

/// A house near a point.
#[derive(Clone, Debug, PartialEq)]
pub struct NearAddress {
    /// Its street.
    pub street: Names,
    /// Its number.
    pub number: String,
    /// The number was worked out from a range of numbers.
    pub estimated: bool,
    /// How far away it is, in metres.
    pub distance_m: f64,
}

/// A street near a point.
#[derive(Clone, Debug, PartialEq)]
pub struct NearStreet {
    /// What it is called.
    pub street: Names,
    /// On which side of it the point lies; none in its middle.
    pub side: Option<Compass>,
    /// How far away its middle is, in metres.
    pub distance_m: f64,
    /// The point of it that is nearest.
    pub point: Point,
}

/// A crossing near a point.
#[derive(Clone, Debug, PartialEq)]
pub struct NearCrossing {
    /// The streets that meet there.
    pub streets: [Names; 2],
    /// How far away it is, in metres.
    pub distance_m: f64,
    /// Where it is.
    pub point: Point,
}

/// A kilometre post near a point.
#[derive(Clone, Debug, PartialEq)]
pub struct NearPost {
    /// Its road.
    pub road: Names,
    /// What it says, in kilometres.
    pub kilometre: String,
    /// How far away it is, in metres.
    pub distance_m: f64,
}

/// A quarter of the compass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compass {
    /// North.
    North,
    /// East.
    East,
    /// South.
    South,
    /// West.
    West,
}

/// The piece of street nearest to a point.
struct Nearest {
    piece: i64,
    street: u32,
    course: Course,
    foot: Foot,
}

impl Gazetteer {
    /// Says what is at a point.
    ///
    /// # Errors
    /// [`Error`] when the index cannot be read.
    pub fn locate(&self, point: Point) -> Result<Location, Error> {
        self.asked(|database| {
            let piece = nearest_piece(database, point)?;
            Ok(Location {
                address: self.address(database, point, piece.as_ref())?,
                crossing: self.crossing(database, point)?,
                kilometre: self.kilometre(database, point)?,
                street: piece.map(|piece| self.street(point, &piece)).transpose()?,
            })
        })
    }

    fn street(&self, point: Point, nearest: &Nearest) -> Result<NearStreet, Error> {
        let foot = nearest.foot;
        let (east, north) = offset_m(foot.point, point);
        let side = match east.abs() > north.abs() {
            true if east > 0.0 => Compass::East,
            true => Compass::West,
            false if north > 0.0 => Compass::North,
            false => Compass::South,
        };
        Ok(NearStreet {
            street: self.street_names(nearest.street)?,
            side: (foot.distance_m > SIDE_M).then_some(side),
            distance_m: foot.distance_m,
            point: foot.point,
        })
    }

    fn street_names(&self, street: u32) -> Result<Names, Error> {
        let entry = self.entries.get(street as usize);
        let name = entry.and_then(|entry| entry.names.first());
        let name = name.ok_or(Error::Broken("a street"))?;
        Ok(self.named(*name)?.names.clone())
    }

    /// A known house when one is near; else a number of the range beside the point; else the nearest.
    fn address(
        &self,
        database: &Connection,
        point: Point,
        piece: Option<&Nearest>,
    ) -> Result<Option<NearAddress>, Error> {
        let text = "SELECT lat_e7, lon_e7, shown, street FROM address WHERE id = ?1";
        let row = |row: &Row<'_>| Ok((point_at(row, 0), (row.get(2)?, row.get(3)?)));
        let known = nearest(database, point, Kept::Address, ADDRESS_M, text, row)?;
        if let Some((at, (number, street))) = known {
            let distance_m = point.distance_m(at);
            let estimate = match distance_m > HOUSE_M {
                true => self.estimated(database, piece)?,
                false => None,
            };
            return match estimate {
                Some(estimate) => Ok(Some(estimate)),
                None => Ok(Some(NearAddress {
                    street: self.street_names(street)?,
                    number,
                    estimated: false,
                    distance_m,
                })),
            };
        }
        self.estimated(database, piece)
    }

    /// The number beside the point, from the range on that side of the nearest piece of street.
    fn estimated(
        &self,
        database: &Connection,
        piece: Option<&Nearest>,
    ) -> Result<Option<NearAddress>, Error> {
        let Some(Nearest {
            piece,
            street,
            course,
            foot,
        }) = piece.filter(|near| near.foot.distance_m <= ADDRESS_M)
        else {
            return Ok(None);
        };
        let text = "SELECT first, last, numbering FROM range WHERE piece = ?1
            ORDER BY is_left = ?2 DESC LIMIT 1";
        let mut statement = database.prepare_cached(text)?;
        let mut rows = statement.query((piece, foot.left))?;
        let Some(row) = rows.next()? else {
            return Ok(None);
        };
        let part = foot.along_m / course.length_m().max(1.0);
        let number = number_at(row.get(0)?, row.get(1)?, part, row.get(2)?);
        Ok(Some(NearAddress {
            street: self.street_names(*street)?,
            number: number.to_string(),
            estimated: true,
            distance_m: foot.distance_m,
        }))
    }

    fn crossing(&self, database: &Connection, point: Point) -> Result<Option<NearCrossing>, Error> {
        let text = "SELECT lat_e7, lon_e7, id FROM entry WHERE id = ?1";
        let row = |row: &Row<'_>| Ok((point_at(row, 0), row.get::<_, u32>(2)?));
        let found = nearest(database, point, Kept::Crossing, CROSSING_M, text, row)?;
        let Some((at, entry)) = found else {
            return Ok(None);
        };
        let names = self
            .entries
            .get(entry as usize)
            .map(|entry| entry.names.as_slice());
        let Some([one, other]) = names else {
            return Err(Error::Broken("a crossing"));
        };
        Ok(Some(NearCrossing {
            streets: [
                self.named(*one)?.names.clone(),
                self.named(*other)?.names.clone(),
            ],
            distance_m: point.distance_m(at),
            point: at,
        }))
    }

    fn kilometre(&self, database: &Connection, point: Point) -> Result<Option<NearPost>, Error> {
        let text = "SELECT lat_e7, lon_e7, along_m, street FROM post WHERE id = ?1";
        let row = |row: &Row<'_>| Ok((point_at(row, 0), (row.get(2)?, row.get(3)?)));
        let found = nearest(database, point, Kept::Post, POST_M, text, row)?;
        let Some((at, (along_m, street))) = found else {
            return Ok(None);
        };
        Ok(Some(NearPost {
            road: self.street_names(street)?,
            kilometre: kilometres(along_m),
            distance_m: point.distance_m(at),
        }))
    }
}

/// The nearest thing of a kind, cell by cell.
fn nearest<T>(
    database: &Connection,
    point: Point,
    kept: Kept,
    within_m: f64,
    text: &str,
    read: impl Fn(&Row<'_>) -> rusqlite::Result<(Result<Point, Error>, T)>,
) -> Result<Option<(Point, T)>, Error> {
    let mut best: Option<(f64, Point, T)> = None;
    for step in STEPS {
        let (items, seen_m) = cells_around(database, point, kept, step)?;
        let mut statement = database.prepare_cached(text)?;
        for item in items {
            let (at, what) = statement.query_row([item], &read)?;
            let at = at?;
            let distance_m = point.distance_m(at);
            let nearer = best
                .as_ref()
                .is_none_or(|(nearest_m, ..)| distance_m < *nearest_m);
            if nearer && distance_m <= within_m {
                best = Some((distance_m, at, what));
            }
        }
        if best
            .as_ref()
            .is_some_and(|(nearest_m, ..)| *nearest_m <= seen_m)
            || seen_m > within_m
        {
            break;
        }
    }
    Ok(best.map(|(_, at, what)| (at, what)))
}

fn nearest_piece(database: &Connection, point: Point) -> Result<Option<Nearest>, Error> {
    let mut best: Option<Nearest> = None;
    for step in STEPS {
        let (items, seen_m) = cells_around(database, point, Kept::Piece, step)?;
        let mut statement =
            database.prepare_cached("SELECT line, street FROM piece WHERE id = ?1")?;
        for piece in items {
            let row = |row: &Row<'_>| Ok((row.get::<_, Vec<u8>>(0)?, row.get(1)?));
            let (bytes, street) = statement.query_row([piece], row)?;
            let course = course(&bytes)?;
            let foot = course.foot(point);
            let nearest_m = best.as_ref().map_or(STREET_M, |best| best.foot.distance_m);
            if foot.distance_m < nearest_m {
                best = Some(Nearest {
                    piece,
                    street,
                    course,
                    foot,
                });
            }
        }
        let found_m = best.as_ref().map(|best| best.foot.distance_m);
        if found_m.is_some_and(|found_m| found_m <= seen_m) || seen_m > STREET_M {
            break;
        }
    }
    Ok(best)
}
