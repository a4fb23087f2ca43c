//! A running record: opened, verified, and ready to take acts.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Instant;

use domain::record::{self, ClockKind};
use domain::{Command, Entry, State, evolve, people};
use journal::{Folder, Head, Journal, Options, Sealer, SqliteStore, Store};
use kernel::{ActKey, AgencyId, SeatId, Timestamp};
use pack::Pack;
use projections::{Reader, Views};
use receipt_code::Codes;
use tokio::sync::{Semaphore, mpsc, oneshot, watch};
use uuid::Uuid;

use crate::act::{Act, Recorded};
use crate::ceremonies::Shares;
use crate::clock::Clock;
use crate::error::{Error, StartError};
use crate::feed::Feed;
use crate::keeping::Keeping;
use crate::load::{ANSWER_WITHIN, Load};
use crate::packs;
use crate::pictures::Pictures;
use crate::positions::Positions;
use crate::projector::{Projector, Rebuild};
use crate::published::{Cosigners, Publication, Publishing};
use crate::sealing::{LastHead, Sealing};
use crate::snapshot::Snapshot;
use crate::stop::Stop;
use crate::writer::{Answer, Pending, Writer, dates_others};

/// Acts that may wait for the writer; whoever comes then waits to be let in.
const WAITING_MAX: usize = 16_384;

/// Goes around a back end.
pub type Around = fn(Box<dyn Store>) -> Box<dyn Store>;

/// With what a record is opened.
pub struct Start {
    /// Where it lies.
    pub folder: PathBuf,
    /// Whose it is.
    pub agency: AgencyId,
    /// By which clock it runs.
    pub clock_kind: ClockKind,
    /// The pack to put in force, unless it is already.
    pub pack: Option<Pack>,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// How the back end is run.
    pub options: Options,
    /// Goes around the back end; for tests that make it fail.
    pub around: Option<Around>,
    /// How the log is published.
    pub publish: PublishAs,
}

/// How a log is published.
#[derive(Default)]
pub struct PublishAs {
    /// The name that other people know the log by, when the record is begun: best the address it
    /// is published at, without scheme. `answerable/<agency>` when nobody says.
    pub origin: Option<String>,
    /// Whose cosignatures a receipt needs, as a C2SP tlog-policy file; without one, nobody's.
    pub policy: Option<String>,
    /// Who is asked for them.
    pub cosigners: Option<Box<dyn Cosigners>>,
    /// Whether everybody may read the entries, and not their hashes alone: their times tell how busy
    /// a city's units are.
    pub entries_public: bool,
}

/// How a record is doing.
#[derive(Clone, Debug)]
pub struct Status {
    /// Whose it is.
    pub agency: AgencyId,
    /// By which clock it runs.
    pub clock: ClockKind,
    /// In which zone its days begin.
    pub timezone: String,
    /// Entries that are durable.
    pub entries: u64,
    /// Entries the views have folded.
    pub views_entry: u64,
    /// The last signed head, and when it was signed.
    pub head: Option<(Head, Timestamp)>,
    /// Why nothing more is written.
    pub stopped: Option<String>,
    /// The time by the record's clock.
    pub now: Timestamp,
}

/// A running record.
pub struct Application {
    pub(crate) folder: PathBuf,
    pub(crate) feed: Arc<Feed>,
    pub(crate) folded: watch::Receiver<u64>,
    officials: watch::Receiver<Arc<people::State>>,
    pub(crate) readers: Mutex<Vec<(u64, Reader)>>,
    pub(crate) journals: Mutex<Vec<Box<dyn journal::Read>>>,
    clock: Arc<dyn Clock>,
    opened: record::Opened,
    waiting: Mutex<Option<mpsc::Sender<Pending>>>,
    stop: Arc<Stop>,
    load: Arc<Load>,
    ending: Arc<AtomicBool>,
    pub(crate) rebuild: Arc<Rebuild>,
    last_head: LastHead,
    pub(crate) publication: Arc<Publication>,
    pub(crate) vault: Keeping,
    pub(crate) shares: Shares,
    pub(crate) pictures: Pictures,
    pub(crate) drawing: Semaphore,
    pub(crate) codes: Codes,
    positions: Positions,
    threads: Mutex<Vec<JoinHandle<()>>>,
    _taken: Folder,
}

impl Application {
    /// Opens the record of a folder, or begins one, and starts its threads.
    ///
    /// # Errors
    /// [`StartError`] says what is wrong with the folder and what to do; nothing was changed when
    /// record and head disagree.
    pub fn start(start: Start) -> Result<Self, StartError> {
        let taken = Folder::take(&start.folder)?;
        let folder = start.folder.clone();
        let PublishAs {
            origin,
            policy,
            cosigners,
            entries_public,
        } = start.publish;
        let origin = origin.unwrap_or_else(|| format!("answerable/{}", start.agency));
        let fresh = !folder.join("journal.db").exists() && !folder.join("head.db").exists();
        let signer = journal::signer(&folder, fresh.then_some(origin.as_str()))?;
        let key = signer.verifier();
        let mut store: Box<dyn Store> = Box::new(SqliteStore::open(&folder, start.options)?);
        if let Some(around) = start.around {
            store = around(store);
        }
        let mut journal = Journal::open(store, &key)?;
        let restored = restore(&folder, &mut journal)?;
        let codes = codes(&folder.join("codes.key"), fresh)?;
        let known = restored.state.personal.epoch;
        let vault = Keeping::open(&folder, known, journal.read())?;
        let mut views = Views::open(&folder)?;
        if !views.belong_to(journal.read())? {
            views = Views::fresh(&folder)?;
        }
        let size = journal.size();
        let feed = Arc::new(Feed::new(size));
        let (stop, ending) = (Arc::new(Stop::default()), Arc::default());
        let load: Arc<Load> = Arc::default();
        let rebuild: Arc<Rebuild> = Arc::default();
        let last_head: LastHead = Arc::default();
        let mut sealer = Sealer::new(
            &journal,
            journal.seal().map_err(journal::Error::from)?,
            signer,
        );
        if sealer.head().is_none() {
            // A head from the very first: from then on, a missing one is noticed.
            sealer.seal(0)?;
        }
        *last_head.lock().unwrap_or_else(PoisonError::into_inner) =
            sealer.head().cloned().map(|head| (head, start.clock.now()));
        let folded = watch::Sender::new(views.entries());
        let reader = |journal: &Journal| journal.reader().map_err(journal::Error::from);
        let projector = Projector {
            views,
            feed: feed.clone(),
            journal: reader(&journal)?,
            ending: Arc::clone(&ending),
            folded: folded.clone(),
            rebuild: rebuild.clone(),
            folder: folder.clone(),
        };
        let publication = Arc::new(Publication::new(policy, &key, entries_public)?);
        let publishing = match cosigners {
            None => None,
            Some(cosigners) => Some(Publishing {
                publication: publication.clone(),
                cosigners,
                journal: reader(&journal)?,
                stop: stop.clone(),
                ending: Arc::clone(&ending),
            }),
        };
        let sealing = Sealing {
            sealer,
            feed: feed.clone(),
            clock: start.clock.clone(),
            stop: stop.clone(),
            ending: Arc::clone(&ending),
            last: last_head.clone(),
            publication: publication.clone(),
            cosigned: publishing.is_some(),
        };
        let journals = vec![reader(&journal)?];
        let (people, officials) = watch::channel(Arc::new(restored.state.people.clone()));
        let held = &restored.state.intake.incidents;
        let over: Vec<_> = held
            .iter()
            .filter(|(_, found)| !found.is_open())
            .map(|(id, _)| *id)
            .collect();
        let writer = Writer {
            journal,
            state: restored.state,
            rules: None,
            zone: jiff::tz::TimeZone::UTC,
            last_at: restored.last_at,
            clock: start.clock.clone(),
            feed: feed.clone(),
            stop: stop.clone(),
            load: load.clone(),
            folded: folded.subscribe(),
            people,
            folder: folder.clone(),
            ended: over.iter().map(|incident| (size, *incident)).collect(),
            last_touch: over.iter().map(|incident| (*incident, size)).collect(),
            // Whatever the picture of the state left out, the views must know.
            taken_out_to: size,
            snapshot_at: restored.entries,
        };
        let (mut writer, opened) =
            begin(writer, start.pack.as_ref(), &start.agency, start.clock_kind)?;
        writer.restore_rules()?;
        if let Some(turned) = vault.untold(known)? {
            writer.at_once(turned)?;
        }
        let (sender, receiver) = mpsc::channel(WAITING_MAX);
        let mut threads = vec![
            thread("journal-writer", move || writer.run(receiver))?,
            thread("views", move || projector.run())?,
            thread("journal-sealer", move || sealing.run())?,
        ];
        if let Some(publishing) = publishing {
            threads.push(thread("journal-publisher", move || publishing.run())?);
        }
        let application = Self {
            folder,
            feed,
            folded: folded.subscribe(),
            officials,
            readers: Mutex::default(),
            journals: Mutex::new(journals),
            clock: start.clock,
            opened,
            waiting: Mutex::new(Some(sender)),
            stop,
            load,
            ending,
            rebuild,
            last_head,
            publication,
            vault,
            shares: Shares::default(),
            pictures: Pictures::of(&start.folder),
            drawing: Semaphore::new(1),
            codes,
            positions: Positions::default(),
            threads: Mutex::new(threads),
            _taken: taken,
        };
        Ok(application)
    }

    /// Hands an act to the writer and waits for the answer.
    ///
    /// # Errors
    /// [`Error`] says why it did not enter the journal; [`Error::Overloaded`] when the answer could not
    /// come in time, mostly at once.
    pub async fn act(&self, act: Act) -> Result<Recorded, Error> {
        let sender = self.sender()?;
        if !self.load.admits(sender.max_capacity() - sender.capacity()) {
            return Err(Error::Overloaded);
        }
        let (pending, answer) = pending(act, Some(Instant::now() + ANSWER_WITHIN))?;
        sender.send(pending).await.map_err(|_| self.stopped())?;
        answer.await.unwrap_or_else(|_| Err(self.stopped()))
    }

    /// Hands an act to the writer; the answer comes once it is durable, however long that takes. Acts
    /// are decided in the order in which they are handed over.
    ///
    /// # Errors
    /// [`Error`] when the act cannot even be handed over.
    pub async fn submit(&self, act: Act) -> Result<oneshot::Receiver<Answer>, Error> {
        let (pending, answer) = pending(act, None)?;
        let sender = self.sender()?;
        sender.send(pending).await.map_err(|_| self.stopped())?;
        Ok(answer)
    }

    /// [`Application::submit`] for threads outside the runtime.
    ///
    /// # Errors
    /// [`Error`] when the act cannot even be handed over.
    pub fn submit_blocking(&self, act: Act) -> Result<oneshot::Receiver<Answer>, Error> {
        let (pending, answer) = pending(act, None)?;
        self.sender()?
            .blocking_send(pending)
            .map_err(|_| self.stopped())?;
        Ok(answer)
    }

    fn sender(&self) -> Result<mpsc::Sender<Pending>, Error> {
        let waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.clone().ok_or_else(|| self.stopped())
    }

    fn stopped(&self) -> Error {
        Error::Stopped(self.stop.reason().unwrap_or("the program is ending").into())
    }

    /// The time by the record's clock.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Where the record lies.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Officials as of the last entry: accounts, seats, and what waits for a second person.
    #[must_use]
    pub fn people(&self) -> Arc<people::State> {
        self.officials.borrow().clone()
    }

    /// The same, for whoever has to hear of every change.
    #[must_use]
    pub fn watch_people(&self) -> watch::Receiver<Arc<people::State>> {
        self.officials.clone()
    }

    /// Where units are.
    #[must_use]
    pub fn positions(&self) -> &Positions {
        &self.positions
    }

    /// How the record is doing.
    #[must_use]
    pub fn status(&self) -> Status {
        Status {
            agency: self.opened.agency.clone(),
            clock: self.opened.clock,
            timezone: self.opened.timezone.clone(),
            entries: self.feed.size(),
            views_entry: *self.folded.borrow(),
            head: self
                .last_head
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .clone(),
            stopped: self.stop.reason().map(str::to_owned),
            now: self.clock.now(),
        }
    }

    /// Folds the views again from the first entry, beside everything else; the ones there are stay
    /// in use until the new ones are as far.
    pub fn rebuild(&self) {
        self.rebuild.asked.store(true, Ordering::Release);
        self.feed.wake();
    }

    /// Takes no more acts, writes what is waiting, folds and signs it, and ends the threads.
    pub fn end(&self) {
        self.waiting
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        let mut threads = self.threads.lock().unwrap_or_else(PoisonError::into_inner);
        for (at, thread) in std::mem::take(&mut *threads).into_iter().enumerate() {
            // The writer comes first: the others end only after the last entry.
            if at == 1 {
                self.ending.store(true, Ordering::Release);
                self.feed.wake();
                self.publication.signed.wake();
            }
            thread.thread().unpark();
            let _ = thread.join();
        }
    }
}

impl Drop for Application {
    fn drop(&mut self) {
        self.end();
        #[cfg(debug_assertions)]
        self.vault.tell_openings();
    }
}

fn pending(
    act: Act,
    until: Option<Instant>,
) -> Result<(Pending, oneshot::Receiver<Answer>), Error> {
    let fingerprint = act
        .fingerprint()
        .map_err(|_| Error::TooLarge { bytes: usize::MAX })?;
    let (answer, answered) = oneshot::channel();
    Ok((
        Pending {
            act,
            fingerprint,
            until,
            answer,
        },
        answered,
    ))
}

/// The codes of receipts. A record from before there were any is given a key now.
fn codes(path: &Path, fresh: bool) -> Result<Codes, StartError> {
    if path.exists() {
        return Ok(Codes::open(path)?);
    }
    if !fresh {
        tracing::warn!(path = %path.display(), "made a new key of receipt codes: codes from before, if there were any, are not known any more");
    }
    Ok(Codes::make(path)?)
}

fn thread(name: &str, run: impl FnOnce() + Send + 'static) -> Result<JoinHandle<()>, StartError> {
    let spawned = std::thread::Builder::new().name(name.into()).spawn(run);
    spawned.map_err(|source| StartError::System {
        what: format!("cannot start the thread {name}"),
        source,
    })
}

struct Restored {
    state: State,
    last_at: Timestamp,
    entries: u64,
}

/// The state after every entry: from its picture and the entries after it, or from all of them.
fn restore(folder: &Path, journal: &mut Journal) -> Result<Restored, StartError> {
    let size = journal.size();
    let (mut state, entries) = match Snapshot::load(folder, journal.read()) {
        Some(picture) => (picture.state, picture.entries),
        None => (State::default(), 0),
    };
    let (mut last_at, mut unread) = (Timestamp(0), None);
    // The last entry is read in any case: it says how late it already is.
    let from = entries.min(size.saturating_sub(1));
    let read = journal.read().range(
        from,
        size,
        &mut |seq, _, bytes| match Entry::from_bytes(bytes) {
            Ok(entry) => {
                if seq >= entries {
                    state = entry.events.iter().fold(std::mem::take(&mut state), evolve);
                }
                if dates_others(&state, &entry) {
                    last_at = entry.at_ms;
                }
                true
            }
            Err(source) => {
                unread = Some(StartError::Entry { seq, source });
                false
            }
        },
    );
    read.map_err(journal::Error::from)?;
    match unread {
        Some(error) => Err(error),
        None => Ok(Restored {
            state,
            last_at,
            entries,
        }),
    }
}

/// Makes sure the record is the one that was asked for: begins a fresh one, and puts the pack in force.
fn begin(
    mut writer: Writer,
    pack: Option<&Pack>,
    agency: &AgencyId,
    clock: ClockKind,
) -> Result<(Writer, record::Opened), StartError> {
    if writer.state.record.opened.is_none() {
        let Some(pack) = pack else {
            return Err(StartError::Nothing);
        };
        writer.at_once(Command::Record(record::Command::Open {
            agency: agency.clone(),
            clock,
            timezone: pack.timezone.to_string(),
        }))?;
    }
    let Some(opened) = writer.state.record.opened.clone() else {
        return Err(StartError::Nothing);
    };
    if opened.agency != *agency || opened.clock != clock {
        return Err(StartError::Other {
            found: format!(
                "belongs to '{}' and runs by a {} clock",
                opened.agency, opened.clock
            ),
            asked: format!("'{agency}' with a {clock} clock was asked for"),
        });
    }
    if let Some(pack) = pack {
        let digest = packs::keep(&writer.folder, pack)?;
        if writer.state.record.pack != Some(digest) {
            let place = pack.place.to_string();
            writer.at_once(Command::Record(record::Command::AdoptPack {
                place,
                pack: digest,
            }))?;
        }
    }
    Ok((writer, opened))
}

impl Writer {
    /// Takes one act of the program itself before anybody else is let in.
    fn at_once(&mut self, command: Command) -> Result<(), StartError> {
        // A key that no client makes, unique because the journal grows with every such act.
        let key = ActKey(Uuid::new_v8(u128::from(self.journal.size()).to_be_bytes()));
        let seat = SeatId::new("system").map_err(|error| StartError::System {
            what: error.to_string(),
            source: std::io::ErrorKind::InvalidInput.into(),
        })?;
        let act = Act::new(key, seat, command);
        let (pending, mut answered) = pending(act, None)?;
        self.group(&mut [pending].into());
        match answered.try_recv() {
            Ok(answer) => Ok(answer.map(|_| ())?),
            Err(_) => Err(StartError::Begin(Error::Stopped("no answer".into()))),
        }
    }

    /// Reads the rules and the zone that the state names.
    fn restore_rules(&mut self) -> Result<(), StartError> {
        if let Some(digest) = self.state.record.pack {
            self.rules = Some(Arc::new(packs::get(&self.folder, digest)?.rules()));
        }
        if let Some(opened) = &self.state.record.opened {
            let zone = jiff::tz::TimeZone::get(&opened.timezone);
            self.zone = zone.map_err(|_| StartError::Timezone(opened.timezone.clone()))?;
        }
        Ok(())
    }
}
