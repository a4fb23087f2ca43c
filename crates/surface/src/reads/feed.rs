//! The live feed: server-sent events whose id is the entry number.
//!
//! Every stream keeps its own place in the journal and asks for what comes after it, so a client
//! that reconnects with its last id misses nothing and gets nothing twice. When the server stops,
//! every stream is told goodbye and ends. So it does, without a word, once whoever follows may no longer:
//! a stream is a question that is asked for as long as it lasts.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::{Duration, Instant};

use access::Action;
use application::{Committed, people};
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::stream::{Stream, unfold};
use serde::Deserialize;
use utoipa::IntoParams;

use super::entries::StoredEntry;
use super::feeds::Place;
use super::units::UnitPositions;
use crate::caller::Reader;
use crate::door::{Signed, Who, may_still};
use crate::extract::Query;
use crate::problem::Problem;
use crate::server::App;

/// A comment is sent after so much silence, so that a dead link shows.
const HEARTBEAT: Duration = Duration::from_secs(10);
/// How often it is asked whether the session still holds. Who is suspended, or whose posts change, is
/// asked about at once.
const STILL_EVERY: Duration = Duration::from_secs(2);

/// From where to follow.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct FeedQuery {
    /// The last entry that is known; the header `Last-Event-ID` says the same and wins.
    pub after: Option<u64>,
}

/// Follows the journal.
#[utoipa::path(get, path = "/v1/feed", tag = "reads", params(FeedQuery),
    responses((status = 200, content_type = "text/event-stream", body = String,
        description = "`entry` events with the entry number as id, `positions` events, and `bye` when the server stops"),
        (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn feed(
    State(app): State<App>,
    reader: Reader,
    Signed(who): Signed,
    headers: HeaderMap,
    Query(query): Query<FeedQuery>,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, Problem> {
    let last = match headers
        .get("last-event-id")
        .map(|id| id.to_str().unwrap_or("").parse())
    {
        None => query.after,
        Some(Ok(last)) => Some(last),
        Some(Err(_)) => {
            return Err(Problem::bad_request(
                reader.0,
                "Last-Event-ID is not an entry number",
            ));
        }
    };
    let of = (!who.is_guest()).then_some(who.account);
    let place = app.feeds.take(of, reader.0)?;
    let next = last.map_or_else(
        || app.application.status().entries,
        |last| last.saturating_add(1),
    );
    let follower = Follower {
        entries: app.application.watch(),
        positions: app.application.positions().watch(),
        people: app.application.watch_people(),
        app,
        who,
        asked: Instant::now(),
        _place: place,
        next,
        ready: vec![].into_iter(),
        ended: false,
    };
    let stream = unfold(follower, |mut follower| async move {
        follower
            .next_event()
            .await
            .map(|event| (Ok(event), follower))
    });
    Ok(Sse::new(stream).keep_alive(KeepAlive::new().interval(HEARTBEAT)))
}

struct Follower {
    app: App,
    entries: tokio::sync::watch::Receiver<u64>,
    positions: tokio::sync::watch::Receiver<Arc<Vec<application::Position>>>,
    people: tokio::sync::watch::Receiver<Arc<people::State>>,
    who: Arc<Who>,
    /// When it was last asked whether they may.
    asked: Instant,
    _place: Place,
    next: u64,
    ready: std::vec::IntoIter<Arc<Committed>>,
    ended: bool,
}

impl Follower {
    /// Whether whoever follows still may, asked anew when officials changed or some time has passed.
    fn may_still(&mut self) -> bool {
        let moved = self.people.has_changed().unwrap_or(true);
        if !moved && self.asked.elapsed() < STILL_EVERY {
            return true;
        }
        self.people.mark_unchanged();
        self.asked = Instant::now();
        may_still(&self.app, &self.who, Action::Feed)
    }

    async fn next_event(&mut self) -> Option<Event> {
        loop {
            if self.ended || !self.may_still() {
                return None;
            }
            if let Some(one) = self.ready.next() {
                self.next = one.entry.seq + 1;
                return entry_event(&one);
            }
            self.entries.mark_unchanged();
            let (application, from) = (self.app.application.clone(), self.next);
            let read = tokio::task::spawn_blocking(move || application.follow(from)).await;
            match read {
                Ok(Ok(found)) if !found.is_empty() => {
                    self.ready = found.into_iter();
                    continue;
                }
                Ok(Ok(_)) => {}
                // The client comes back with its last id; a stream with a hole would be worse.
                _ => return None,
            }
            if let Some(event) = self.wait().await? {
                return Some(event);
            }
        }
    }

    /// Waits until there may be another entry, or something else to be told.
    async fn wait(&mut self) -> Option<Option<Event>> {
        let stopping = self.app.stopping.clone();
        while self.may_still() {
            tokio::select! {
                () = stopping.cancelled() => {
                    self.ended = true;
                    return Some(Some(Event::default().event("bye").data("{}")));
                }
                changed = self.entries.changed() => {
                    changed.ok()?;
                    return Some(None);
                }
                changed = self.positions.changed() => {
                    changed.ok()?;
                    let now = self.app.application.now().0;
                    let positions = UnitPositions::of(self.app.application.positions(), now);
                    return Event::default().event("positions").json_data(positions).ok().map(Some);
                }
                changed = self.people.changed() => {
                    changed.ok()?;
                    // Heard of, and not yet asked about.
                    self.people.mark_changed();
                }
                () = tokio::time::sleep(STILL_EVERY) => {}
            }
        }
        None
    }
}

fn entry_event(one: &Committed) -> Option<Event> {
    let event = Event::default()
        .event("entry")
        .id(one.entry.seq.to_string());
    event.json_data(StoredEntry::of(one)?).ok()
}
