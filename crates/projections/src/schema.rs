//! The tables of `views.db`. Any change of them, or of what is folded into them, is a new format,
//! and the old file is thrown away.

pub(crate) const FORMAT: i64 = 7;

pub(crate) const TABLES: &str = "
    CREATE TABLE meta (
        one     INTEGER PRIMARY KEY CHECK (one = 1),
        entries INTEGER NOT NULL,
        leaf    BLOB
    ) STRICT;
    CREATE TABLE incident (
        id        BLOB PRIMARY KEY,
        number    TEXT NOT NULL,
        open      INTEGER NOT NULL,
        opened_ms INTEGER NOT NULL,
        closed_ms INTEGER,
        entry     INTEGER NOT NULL,
        owner     TEXT,
        view      TEXT NOT NULL
    ) STRICT;
    CREATE INDEX incident_owner ON incident (owner) WHERE owner IS NOT NULL;
    CREATE INDEX incident_shown ON incident (open, closed_ms);
    CREATE INDEX incident_entry ON incident (entry);
    CREATE INDEX incident_number ON incident (number);
    CREATE INDEX incident_opened ON incident (opened_ms);
    CREATE TABLE report (
        id       BLOB PRIMARY KEY,
        waiting  INTEGER NOT NULL,
        entry    INTEGER NOT NULL,
        incident BLOB,
        view     TEXT NOT NULL
    ) STRICT;
    CREATE INDEX report_waiting ON report (entry) WHERE waiting = 1;
    CREATE TABLE unit (
        id       TEXT PRIMARY KEY,
        on_shift INTEGER NOT NULL,
        entry    INTEGER NOT NULL,
        view     TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE road_change (
        id       BLOB PRIMARY KEY,
        standing INTEGER NOT NULL,
        until_ms INTEGER,
        entry    INTEGER NOT NULL,
        view     TEXT NOT NULL
    ) STRICT;
    CREATE INDEX road_change_entry ON road_change (entry);
    CREATE INDEX road_change_standing ON road_change (until_ms) WHERE standing = 1;
    CREATE TABLE speeds (
        one   INTEGER PRIMARY KEY CHECK (one = 1),
        entry INTEGER NOT NULL,
        view  TEXT NOT NULL
    ) STRICT;
    CREATE TABLE received (
        holder BLOB NOT NULL,
        report BLOB NOT NULL,
        PRIMARY KEY (holder, report)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE hand (
        holder   BLOB NOT NULL,
        incident BLOB NOT NULL,
        PRIMARY KEY (holder, incident)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE subject (
        subject BLOB NOT NULL,
        entry   INTEGER NOT NULL,
        PRIMARY KEY (subject, entry)
    ) STRICT, WITHOUT ROWID;";
