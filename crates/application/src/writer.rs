//! The one writer: takes everything that is waiting, decides in memory, appends the group in one
//! durable write, and only then answers.

use std::collections::{BTreeMap, VecDeque};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use domain::{Command, Day, Entry, Event, Moment, Rules, State, decide, evolve, people, record};
use journal::{Draft, Journal};
use kernel::{ActKey, IncidentId, Timestamp};
use tokio::sync::{mpsc, oneshot, watch};

use crate::act::{Act, Recorded};
use crate::clock::Clock;
use crate::error::Error;
use crate::feed::{Committed, Feed};
use crate::load::Load;
use crate::packs;
use crate::recall::Recall;
use crate::snapshot::Snapshot;
use crate::stop::Stop;

/// Acts in one group at most, and the bytes after which a group is closed.
pub(crate) const GROUP_ACTS_MAX: usize = 1_024;
const GROUP_BYTES_MAX: usize = 1 << 20;
/// Entries between two pictures of the state.
const SNAPSHOT_EVERY: u64 = 200_000;
/// Incidents taken out of memory after one group, so that nobody waits when the views have been behind.
const LET_GO_MAX: usize = 2_048;
/// A closed incident stays in memory for this many entries, because news often follows.
const KEPT_CLOSED: u64 = 1_000;

pub(crate) type Answer = Result<Recorded, Error>;

/// An act that waits, with its fingerprint and whom to tell.
pub(crate) struct Pending {
    pub(crate) act: Act,
    pub(crate) fingerprint: String,
    /// Whoever asked has gone by then; nobody goes when it is none.
    pub(crate) until: Option<Instant>,
    pub(crate) answer: oneshot::Sender<Answer>,
}

/// What the writing thread works with.
pub(crate) struct Writer {
    pub(crate) journal: Journal,
    pub(crate) state: State,
    pub(crate) rules: Option<Arc<Rules>>,
    pub(crate) zone: jiff::tz::TimeZone,
    pub(crate) last_at: Timestamp,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) feed: Arc<Feed>,
    pub(crate) stop: Arc<Stop>,
    pub(crate) load: Arc<Load>,
    pub(crate) folded: watch::Receiver<u64>,
    /// Officials as of the last entry, for whoever has to know who may come in.
    pub(crate) people: watch::Sender<Arc<people::State>>,
    pub(crate) folder: PathBuf,
    pub(crate) ended: VecDeque<(u64, IncidentId)>,
    pub(crate) last_touch: BTreeMap<IncidentId, u64>,
    pub(crate) taken_out_to: u64,
    pub(crate) snapshot_at: u64,
}

/// Entries of the group at hand.
#[derive(Default)]
struct Staged {
    entries: Vec<One>,
    by_key: BTreeMap<ActKey, usize>,
    bytes: usize,
}

/// An entry with its bytes and what is kept beside it.
struct One {
    entry: Entry,
    bytes: Arc<[u8]>,
    beside: Vec<Arc<[u8]>>,
}

/// What becomes of a pending act once the group is durable.
enum Outcome {
    Entry(usize),
    /// The entry of an act with the same key.
    Again(usize),
    Answer(Box<Answer>),
}

impl Outcome {
    fn refused(error: Error) -> Self {
        Self::Answer(Box::new(Err(error)))
    }
}

impl Writer {
    /// Runs until every sender is gone, then keeps a picture of the state.
    pub(crate) fn run(mut self, mut waiting: mpsc::Receiver<Pending>) {
        let mut group = VecDeque::with_capacity(GROUP_ACTS_MAX);
        loop {
            if group.is_empty() {
                match waiting.blocking_recv() {
                    Some(first) => group.push_back(first),
                    None => break,
                }
            }
            while group.len() < GROUP_ACTS_MAX
                && let Ok(next) = waiting.try_recv()
            {
                group.push_back(next);
            }
            self.load.begin();
            self.group(&mut group);
            self.load.end();
        }
        self.keep_snapshot(false);
    }

    /// Decides the acts of a group and commits what came of them; those that a full group has no
    /// room for stay.
    pub(crate) fn group(&mut self, group: &mut VecDeque<Pending>) {
        let keys: Vec<[u8; 16]> = group.iter().map(|one| *one.act.key.0.as_bytes()).collect();
        // Once the writer has stopped, every act is told so below.
        let known = match self.stop.reason() {
            Some(_) => vec![],
            None => self.journal.find(&keys).unwrap_or_else(|error| {
                self.failed(&error);
                vec![]
            }),
        };
        let mut known = known.into_iter();
        let mut staged = Staged::default();
        let mut answers = Vec::with_capacity(group.len());
        while staged.bytes < GROUP_BYTES_MAX
            && let Some(pending) = group.pop_front()
        {
            let known = known.next().flatten();
            let outcome = self.stage(&pending, known, &mut staged);
            answers.push((pending.answer, outcome.unwrap_or_else(Outcome::refused)));
        }
        self.commit(staged, answers);
    }

    fn stage(
        &mut self,
        pending: &Pending,
        known: Option<u64>,
        staged: &mut Staged,
    ) -> Result<Outcome, Error> {
        if let Some(reason) = self.stop.reason() {
            return Err(Error::Stopped(reason.into()));
        }
        if pending.until.is_some_and(|until| Instant::now() > until) {
            return Err(Error::Overloaded);
        }
        match self.repeated(pending, known, staged)? {
            Some(outcome) => Ok(outcome),
            None => self.decided(pending, staged),
        }
    }

    /// The answer this key had before, in this group or in the journal.
    fn repeated(
        &mut self,
        pending: &Pending,
        known: Option<u64>,
        staged: &Staged,
    ) -> Result<Option<Outcome>, Error> {
        let key = pending.act.key;
        let same = |entry: &Entry| match entry.request == pending.fingerprint {
            true => Ok(()),
            false => Err(Error::KeyReused(key)),
        };
        if let Some(at) = staged.by_key.get(&key) {
            same(&staged.entries[*at].entry)?;
            return Ok(Some(Outcome::Again(*at)));
        }
        let Some(seq) = known else { return Ok(None) };
        let read = journal::read_some(self.journal.read(), seq, 1, usize::MAX);
        let read = read.map_err(|error| self.failed(&error))?;
        let Some(stored) = read.into_iter().next() else {
            return Ok(None);
        };
        let committed = Committed::read(stored)?;
        same(&committed.entry)?;
        let recorded = Recorded::of(Arc::new(committed)).repeated();
        Ok(Some(Outcome::Answer(Box::new(Ok(recorded)))))
    }

    fn failed(&self, error: &journal::StoreError) -> Error {
        self.stop.set(error.to_string());
        Error::Stopped(error.to_string())
    }

    fn decided(&mut self, pending: &Pending, staged: &mut Staged) -> Result<Outcome, Error> {
        let act = &pending.act;
        let at = self.instant(act)?;
        let day = self.day(at);
        self.recall(&act.command)?;
        let moment = Moment {
            at,
            day,
            key: act.key,
            seat: act.seat.clone(),
            by: act.leave.as_ref().map(|leave| leave.account),
        };
        let events = decide(self.rules.as_deref(), &self.state, &moment, &act.command)?;
        let agency = self
            .agency(&act.command)
            .ok_or(domain::Refusal::from(record::Refusal::NotOpen))?;
        let entry = Entry {
            act: act.key,
            agency,
            at_ms: at,
            events,
            leave: act.leave.clone(),
            request: pending.fingerprint.clone(),
            seat: act.seat.clone(),
            seq: self.journal.size() + staged.entries.len() as u64,
            v: domain::ENTRY_VERSION,
        };
        let bytes = entry.to_bytes().map_err(|_| Error::NotRecordable)?;
        if bytes.len() > journal::ENTRY_BYTES_MAX {
            return Err(Error::TooLarge { bytes: bytes.len() });
        }
        self.take_in(&entry)?;
        let at = staged.entries.len();
        staged.bytes += bytes.len();
        staged.by_key.insert(act.key, at);
        staged.bytes += act.beside.iter().map(|one| one.len()).sum::<usize>();
        staged.entries.push(One {
            entry,
            bytes: bytes.into(),
            beside: act.beside.clone(),
        });
        Ok(Outcome::Entry(at))
    }

    /// By the record's own clock, which never goes back; or as the act says, in a replay.
    fn instant(&self, act: &Act) -> Result<Timestamp, Error> {
        let real = self
            .state
            .record
            .opened
            .as_ref()
            .is_none_or(|o| o.clock == record::ClockKind::Real);
        let said = match (act.at, real) {
            (Some(at), false) => at,
            (None, _) => self.clock.now(),
            (Some(at), true)
                if matches!(act.command, Command::Record(record::Command::Open { .. })) =>
            {
                at
            }
            (Some(_), true) => return Err(Error::Clock),
        };
        Ok(said.max(self.last_at))
    }

    fn day(&self, at: Timestamp) -> Day {
        let instant = jiff::Timestamp::from_millisecond(at.0).unwrap_or_default();
        let date = instant.to_zoned(self.zone.clone()).date();
        let two = |number: i16| u32::try_from(number.rem_euclid(100)).unwrap_or_default();
        Day(two(date.year()) * 10_000 + two(date.month().into()) * 100 + two(date.day().into()))
    }

    fn agency(&self, command: &Command) -> Option<kernel::AgencyId> {
        match command {
            Command::Record(record::Command::Open { agency, .. }) => Some(agency.clone()),
            _ => self
                .state
                .record
                .opened
                .as_ref()
                .map(|opened| opened.agency.clone()),
        }
    }

    fn recall(&mut self, command: &Command) -> Result<(), Error> {
        let (folder, taken_out_to) = (&self.folder, self.taken_out_to);
        let journal = self.journal.read();
        let back = Recall {
            folder,
            journal,
            taken_out_to,
        }
        .bring(&mut self.state, command)?;
        // Whatever came back goes again once nothing has been asked of it for a while.
        let now = self.journal.size();
        back.into_iter()
            .for_each(|incident| self.ends(now, incident));
        Ok(())
    }

    /// Notes that an incident in memory is not open, as of this entry.
    fn ends(&mut self, seq: u64, incident: IncidentId) {
        self.last_touch.insert(incident, seq);
        self.ended.push_back((seq, incident));
    }

    /// Folds an accepted entry into the state, before it is durable: if it never becomes durable,
    /// the writer stops and the state is thrown away with it.
    fn take_in(&mut self, entry: &Entry) -> Result<(), Error> {
        if dates_others(&self.state, entry) {
            self.last_at = entry.at_ms;
        }
        self.state = entry
            .events
            .iter()
            .fold(std::mem::take(&mut self.state), evolve);
        for event in &entry.events {
            match event {
                Event::Record(record::Event::PackAdopted { pack, .. }) => {
                    let found = packs::get(&self.folder, *pack);
                    self.rules = Some(Arc::new(
                        found.map_err(|e| self.broken(e.to_string()))?.rules(),
                    ));
                }
                Event::Record(record::Event::Opened { timezone, .. }) => {
                    let zone = jiff::tz::TimeZone::get(timezone);
                    self.zone = zone.map_err(|e| self.broken(e.to_string()))?;
                }
                _ => {}
            }
            for incident in event.incidents() {
                let held = self.state.intake.incidents.get(&incident);
                if held.is_some_and(|held| !held.is_open()) {
                    self.ends(entry.seq, incident);
                }
            }
        }
        Ok(())
    }

    /// The state has moved and cannot go on: the act was decided by rules that are not there.
    fn broken(&self, reason: String) -> Error {
        self.stop.set(reason.clone());
        Error::Stopped(reason)
    }

    fn commit(&mut self, staged: Staged, answers: Vec<(oneshot::Sender<Answer>, Outcome)>) {
        let drafts = staged.entries.iter().map(|one| Draft {
            key: *one.entry.act.0.as_bytes(),
            bytes: one.bytes.clone(),
            beside: one.beside.clone(),
        });
        let appended = match (staged.entries.is_empty(), self.stop.reason()) {
            (true, _) => Ok(vec![]),
            (false, Some(reason)) => Err(reason.to_owned()),
            (false, None) => self.journal.append(drafts.collect()).map_err(|error| {
                let reason = std::error::Error::source(&error)
                    .map_or_else(|| error.to_string(), |source| format!("{error}: {source}"));
                self.stop.set(reason.clone());
                reason
            }),
        };
        let committed: Result<Vec<Arc<Committed>>, String> = appended.map(|appended| {
            let pairs = staged.entries.into_iter().zip(appended);
            let whole = |(one, place): (One, journal::Appended)| Committed {
                entry: one.entry,
                leaf: place.leaf,
                bytes: one.bytes,
            };
            pairs.map(|pair| Arc::new(whole(pair))).collect()
        });
        // Known to everybody before it is answered: whoever reads after an answer finds the entry.
        if let Ok(committed) = &committed {
            let mut events = committed.iter().flat_map(|one| &one.entry.events);
            if events.any(|event| matches!(event, Event::People(_))) {
                self.people
                    .send_replace(Arc::new(self.state.people.clone()));
            }
            self.feed.publish(committed, *self.folded.borrow());
        }
        for (asked, outcome) in answers {
            let answer = match (outcome, &committed) {
                (Outcome::Answer(answer), _) => *answer,
                (Outcome::Entry(_) | Outcome::Again(_), Err(reason)) => {
                    Err(Error::Stopped(reason.clone()))
                }
                (Outcome::Entry(at), Ok(all)) => Ok(Recorded::of(all[at].clone())),
                (Outcome::Again(at), Ok(all)) => Ok(Recorded::of(all[at].clone()).repeated()),
            };
            // Whoever asked may have gone; the act stands all the same.
            let _ = asked.send(answer);
        }
        if committed.is_ok() {
            self.let_go();
            if self.journal.size() >= self.snapshot_at + SNAPSHOT_EVERY {
                self.keep_snapshot(true);
            }
        }
    }

    /// Takes closed incidents out of memory once the views know every entry about them.
    fn let_go(&mut self) {
        let folded = *self.folded.borrow();
        let size = self.journal.size();
        for _ in 0..LET_GO_MAX {
            let Some((seq, incident)) = self.ended.front().copied() else {
                return;
            };
            if seq + KEPT_CLOSED > size || folded <= seq {
                return;
            }
            self.ended.pop_front();
            // Touched again since: a later place in the queue stands for it.
            if self.last_touch.get(&incident) != Some(&seq) {
                continue;
            }
            self.last_touch.remove(&incident);
            if self.state.take_out(incident) {
                self.taken_out_to = self.taken_out_to.max(seq + 1);
            }
        }
    }

    fn keep_snapshot(&mut self, beside: bool) {
        let size = self.journal.size();
        let last = size
            .checked_sub(1)
            .map(|last| journal::read_some(self.journal.read(), last, 1, usize::MAX));
        let Some(Ok(last)) = last else { return };
        let Some(leaf) = last.first().map(|entry| entry.leaf) else {
            return;
        };
        self.snapshot_at = size;
        let picture = Snapshot {
            entries: size,
            leaf,
            state: self.state.clone(),
        };
        let folder = self.folder.clone();
        let save = move || {
            if let Err(error) = picture.save(&folder) {
                tracing::warn!(%error, "the state was not pictured; the next start takes longer");
            }
        };
        if beside {
            std::thread::spawn(save);
        } else if self.stop.reason().is_none() {
            save();
        }
    }
}

/// Whether later entries may not be dated before this one. A replayed record is opened now and goes
/// on then: what concerns the record itself says when it was really done.
pub(crate) fn dates_others(state: &State, entry: &Entry) -> bool {
    let opened = state.record.opened.as_ref();
    let real = opened.is_some_and(|opened| opened.clock == record::ClockKind::Real);
    let of_the_record = |event: &Event| matches!(event, Event::Record(_));
    real || !entry.events.iter().all(of_the_record)
}
