//! An index opened again: what is searched is read into memory, the rest is asked for.

use std::path::Path;
use std::sync::Mutex;

use atlas::Settlement;
use kernel::{Digest, Point};
use rusqlite::{Connection, OpenFlags, Row};

use crate::vocabulary::Vocabulary;

use super::build::{APPLICATION, VERSION};
use super::{Entry, Error, Gazetteer, Named, Sort, names};

/// Opens a file for reading, when it is the index of this map.
pub(super) fn file(path: &Path, map: Digest) -> Result<Gazetteer, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let database = Connection::open_with_flags(path, flags)?;
    let pragma = |name: &str| database.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    if pragma("application_id")? != APPLICATION || pragma("user_version")? != VERSION {
        return Err(Error::Stale);
    }
    let of_map: String = database.query_row("SELECT map FROM about", (), |row| row.get(0))?;
    if of_map != map.to_string() {
        return Err(Error::Stale);
    }
    read(database)
}

/// Reads what is searched.
pub(super) fn read(database: Connection) -> Result<Gazetteer, Error> {
    let named = |row: &Row<'_>| row.get::<_, String>(0).map(|text| Named::new(names(&text)));
    let named = all(&database, "SELECT names FROM name ORDER BY id", named)?;
    let entries = "SELECT sort, category, names, within, number, lat_e7, lon_e7, uncertainty_m
        FROM entry ORDER BY id";
    let entries = all(&database, entries, |row| Ok(entry(row)))?;
    let entries: Vec<Entry> = entries.into_iter().collect::<Result<_, _>>()?;
    let words = "SELECT word, entries, spelt FROM word";
    let words = all(&database, words, |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?))
    })?;
    let there = |name: &u32| (*name as usize) < named.len();
    if !entries
        .iter()
        .all(|entry| entry.names.iter().chain(&entry.within).all(there))
    {
        return Err(Error::Broken("a name"));
    }
    Ok(Gazetteer {
        database: Mutex::new(database),
        entries,
        names: named,
        vocabulary: Vocabulary::new(words),
    })
}

fn all<T>(
    database: &Connection,
    text: &str,
    made: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Vec<T>, Error> {
    let mut statement = database.prepare(text)?;
    let rows = statement.query_map((), made)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn entry(row: &Row<'_>) -> Result<Entry, Error> {
    let category: String = row.get(1)?;
    let sort = match row.get::<_, u8>(0)? {
        0 => Sort::Street,
        1 => Sort::Crossing,
        2 => Sort::Settlement(Settlement::of_code(&category).ok_or(Error::Broken("a settlement"))?),
        3 => Sort::Landmark(category),
        _ => return Err(Error::Broken("an entry")),
    };
    let list = |text: String| -> Result<Vec<u32>, Error> {
        let numbers = text.split(' ').filter(|number| !number.is_empty());
        let number = |number: &str| number.parse().map_err(|_| Error::Broken("a list of names"));
        numbers.map(number).collect()
    };
    Ok(Entry {
        sort,
        names: list(row.get(2)?)?,
        within: list(row.get(3)?)?,
        number: row.get(4)?,
        point: point(row, 5)?,
        uncertainty_m: row.get(7)?,
    })
}

/// A point in two columns.
pub(crate) fn point(row: &Row<'_>, at: usize) -> Result<Point, Error> {
    Point::from_e7(row.get(at)?, row.get(at + 1)?).map_err(|_| Error::Broken("a point"))
}
