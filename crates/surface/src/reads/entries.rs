//! Entries as they are stored.

use application::Committed;
use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::caller::Reader;
use crate::extract::Query;
use crate::problem::Problem;
use crate::server::App;

/// An entry and its leaf hash.
#[derive(Debug, Serialize, ToSchema)]
pub struct StoredEntry {
    /// Its place in the journal, from 0.
    pub seq: u64,
    /// Its leaf hash, 64 hexadecimal digits.
    pub leaf_hash: String,
    /// The stored entry; its form is in `formats/journal.md`.
    #[schema(value_type = Object)]
    pub entry: Box<serde_json::value::RawValue>,
}

impl StoredEntry {
    /// The entry with its stored bytes, not written anew.
    pub fn of(one: &Committed) -> Option<Self> {
        let text = std::str::from_utf8(&one.bytes).ok()?.to_owned();
        let entry = serde_json::value::RawValue::from_string(text).ok()?;
        Some(Self {
            seq: one.entry.seq,
            leaf_hash: one.leaf.to_string(),
            entry,
        })
    }
}

/// Which entries.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct EntriesQuery {
    /// The first of them.
    pub from: Option<u64>,
    /// At most so many, 500 at most.
    pub limit: Option<usize>,
}

/// Entries and how many there are.
#[derive(Debug, Serialize, ToSchema)]
pub struct Entries {
    /// In order.
    pub entries: Vec<StoredEntry>,
    /// Entries in the journal.
    pub size: u64,
}

/// Entries in order.
#[utoipa::path(get, path = "/v1/entries", tag = "reads", params(EntriesQuery),
    responses((status = 200, body = Entries), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn entries(
    State(app): State<App>,
    reader: Reader,
    Query(query): Query<EntriesQuery>,
) -> Result<Json<Entries>, Problem> {
    let (from, limit) = (query.from.unwrap_or(0), query.limit.unwrap_or(100).min(500));
    let found = app
        .ask(reader.0, move |application| application.follow(from))
        .await?;
    let entries = found
        .iter()
        .take(limit)
        .filter_map(|one| StoredEntry::of(one))
        .collect();
    Ok(Json(Entries {
        entries,
        size: app.application.status().entries,
    }))
}
