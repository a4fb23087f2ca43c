//! The index written: one transaction, from the map alone.

use std::collections::BTreeMap;
use std::path::Path;
use std::rc::Rc;

use atlas::Atlas;
use kernel::{Digest, Point};
use rusqlite::{Connection, Transaction};

use crate::forms::Terms;

use super::Error;
use super::grid::{Kept, cells_of};
use super::pack::packed;
use super::streets::Streets;

/// Marks the file as ours (`ansG`), and the tables and terms as those of this program.
pub(super) const APPLICATION: i64 = 0x616e_7347;
pub(super) const VERSION: i64 = 1;

const TABLES: &str = "
    CREATE TABLE about (map TEXT NOT NULL);
    CREATE TABLE name (id INTEGER PRIMARY KEY, names TEXT NOT NULL);
    CREATE TABLE entry (id INTEGER PRIMARY KEY, sort INTEGER NOT NULL, category TEXT NOT NULL,
        names TEXT NOT NULL, within TEXT NOT NULL, number TEXT NOT NULL,
        lat_e7 INTEGER NOT NULL, lon_e7 INTEGER NOT NULL, uncertainty_m REAL NOT NULL);
    CREATE VIRTUAL TABLE terms USING fts5(words, content = '', detail = none, prefix = '1 2 3 4',
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
    let streets = Streets::of(atlas);
    let mut writer = Writer {
        to: &transaction,
        atlas,
        rows: vec![0; streets.all.len()],
        streets,
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

/// Writes one map into one database.
pub(super) struct Writer<'a> {
    pub(super) to: &'a Transaction<'a>,
    pub(super) atlas: &'a Atlas,
    pub(super) streets: Streets,
    /// The entry of each street.
    pub(super) rows: Vec<u32>,
    /// The terms of each name, made once.
    pub(super) terms: Vec<Option<Rc<Terms>>>,
    /// In how many entries a term stands, and whether it is spelt.
    pub(super) words: BTreeMap<String, (u32, bool)>,
    /// The row of the next entry.
    pub(super) next: u32,
}

impl Writer<'_> {
    fn names(&self) -> Result<(), Error> {
        let mut statement = self.to.prepare("INSERT INTO name VALUES (?1, ?2)")?;
        for (at, names) in self.atlas.names.iter().enumerate() {
            statement.execute((at as i64, packed(names)))?;
        }
        Ok(())
    }

    fn words(&self) -> Result<(), Error> {
        let mut statement = self.to.prepare("INSERT INTO word VALUES (?1, ?2, ?3)")?;
        for (word, (entries, spelt)) in &self.words {
            statement.execute((word, entries, spelt))?;
        }
        Ok(())
    }

    /// Notes in which cells something lies.
    pub(super) fn kept(&self, kept: Kept, item: u32, line: &[Point]) -> Result<(), Error> {
        let mut statement = self
            .to
            .prepare_cached("INSERT INTO cell VALUES (?1, ?2, ?3)")?;
        for cell in cells_of(line) {
            statement.execute((kept as i64, cell, item))?;
        }
        Ok(())
    }
}
