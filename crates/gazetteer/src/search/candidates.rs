//! Rows of the index that may fit: all words first, then what they may mean, then fewer words.

use std::collections::BTreeSet;

use rusqlite::Connection;

use crate::index::Error;

use super::meaning::{Said, is_run};

/// Rows of one question at most; the index has the large things first.
const ROWS_MAX: usize = 400;
/// Rows of a word alone at most: its streets, which come before their crossings.
const ROWS_ALONE_MAX: usize = 100;
/// Words of which each is left out once.
const LEFT_OUT_MAX: usize = 6;

/// The rows that are worth weighing.
pub(super) fn rows(
    database: &Connection,
    said: &[Said<'_>],
    crossing: bool,
) -> Result<Vec<u32>, Error> {
    let mut found = BTreeSet::new();
    let strict: Vec<&str> = asked(said, |said| said.strict.as_deref());
    add(database, &mut found, &strict)?;
    // With its number as a word: `Pier 39`.
    let named = said.iter().filter(|said| said.strict.is_none());
    let named: Vec<&str> = named.filter_map(|said| said.wide.as_deref()).collect();
    if !named.is_empty() {
        add(database, &mut found, &[strict.as_slice(), &named].concat())?;
    }
    if !found.is_empty() && !crossing {
        return Ok(found.into_iter().collect());
    }
    let wide = asked(said, |said| {
        said.wide.as_deref().filter(|_| said.strict.is_some())
    });
    if found.is_empty() {
        add(database, &mut found, &wide)?;
    }
    if found.is_empty() || crossing && found.len() < LEFT_OUT_MAX {
        fewer(database, &mut found, said, &wide)?;
    }
    Ok(found.into_iter().collect())
}

/// All words but one, each in its turn; and each word alone.
fn fewer(
    database: &Connection,
    found: &mut BTreeSet<u32>,
    said: &[Said<'_>],
    wide: &[&str],
) -> Result<(), Error> {
    let wide = &wide[..wide.len().min(LEFT_OUT_MAX)];
    if wide.len() > 2 {
        for left_out in 0..wide.len() {
            let others = [&wide[..left_out], &wide[left_out + 1..]].concat();
            add(database, found, &others)?;
        }
    }
    if !found.is_empty() && !said.iter().any(is_run) {
        let parts: BTreeSet<usize> = said.iter().map(|said| said.unit.part).collect();
        if parts.len() < 2 {
            return Ok(());
        }
    }
    for one in wide {
        few(database, found, &[one], ROWS_ALONE_MAX)?;
    }
    for run in said.iter().filter(|said| is_run(said)) {
        // Of characters that stand nowhere together, each pair.
        let pairs = run
            .strict
            .iter()
            .flat_map(|text| text.trim_matches(['(', ')']).split(" AND "));
        for pair in pairs.take(LEFT_OUT_MAX) {
            few(database, found, &[pair], ROWS_ALONE_MAX)?;
        }
    }
    Ok(())
}

/// What is asked for: the words that say something, or all when none does.
fn asked<'a>(said: &'a [Said<'_>], text: impl Fn(&'a Said<'_>) -> Option<&'a str>) -> Vec<&'a str> {
    let telling: Vec<&str> = said
        .iter()
        .filter(|said| !said.is_optional())
        .filter_map(&text)
        .collect();
    match telling.is_empty() {
        true => said.iter().filter_map(&text).collect(),
        false => telling,
    }
}

fn add(database: &Connection, found: &mut BTreeSet<u32>, all: &[&str]) -> Result<(), Error> {
    few(database, found, all, ROWS_MAX)
}

/// Adds the first rows that have all of these.
fn few(
    database: &Connection,
    found: &mut BTreeSet<u32>,
    all: &[&str],
    most: usize,
) -> Result<(), Error> {
    if all.is_empty() {
        return Ok(());
    }
    let text = "SELECT rowid FROM terms WHERE terms MATCH ?1 LIMIT ?2";
    let mut statement = database.prepare_cached(text)?;
    let rows = statement.query_map((all.join(" AND "), most as i64), |row| row.get(0))?;
    for row in rows {
        found.insert(row?);
    }
    Ok(())
}
