//! A back end that does what the one inside does, until a plan says that a call fails.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use tlog::{Hash, Tile};

use crate::error::StoreError;
use crate::store::{Beside, Group, Head, Read, Seal, Store};

/// How a call fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Before anything was done.
    Before,
    /// After all of it was done, so that nobody can know.
    After,
}

/// One way in which storage is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the function of the same name")]
pub enum Call {
    Size,
    Range,
    Find,
    Tile,
    Beside,
    AllBeside,
    Head,
    Append,
    Scrub,
    Reader,
    Seal,
    SwapHead,
}

type Fails = dyn Fn(u64, Call) -> Option<Fault> + Send + Sync;

/// Which calls fail, of the store and of all its readers together.
pub struct Plan {
    made: AtomicU64,
    calls: Mutex<Vec<Call>>,
    fails: Box<Fails>,
}

impl Plan {
    /// Asks for every call, counted from 0, whether and how it fails.
    pub fn new(fails: impl Fn(u64, Call) -> Option<Fault> + Send + Sync + 'static) -> Arc<Self> {
        Arc::new(Self {
            made: AtomicU64::new(0),
            calls: Mutex::default(),
            fails: Box::new(fails),
        })
    }

    /// Every append fails after so many that work.
    #[must_use]
    pub fn appends(work: u64, fault: Fault) -> Arc<Self> {
        let appended = AtomicU64::new(0);
        Self::new(move |_, call| {
            let next = call == Call::Append && appended.fetch_add(1, Ordering::SeqCst) >= work;
            next.then_some(fault)
        })
    }

    /// The calls made so far.
    #[must_use]
    pub fn calls(&self) -> Vec<Call> {
        self.calls
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn make<T>(
        &self,
        call: Call,
        make: impl FnOnce() -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let nth = self.made.fetch_add(1, Ordering::SeqCst);
        self.calls
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(call);
        let failed = || StoreError::Damaged("the disk failed on purpose".into());
        match (self.fails)(nth, call) {
            None => make(),
            Some(Fault::Before) => Err(failed()),
            Some(Fault::After) => {
                make()?;
                Err(failed())
            }
        }
    }
}

/// A back end, or a part of one, under a plan.
pub struct Faulty<T: ?Sized> {
    plan: Arc<Plan>,
    inside: Box<T>,
}

impl<T: ?Sized> Faulty<T> {
    /// Puts a back end under a plan.
    #[must_use]
    pub fn new(inside: Box<T>, plan: Arc<Plan>) -> Self {
        Self { plan, inside }
    }
}

impl<T: Read + ?Sized> Read for Faulty<T> {
    fn size(&mut self) -> Result<u64, StoreError> {
        self.plan.make(Call::Size, || self.inside.size())
    }

    fn range(
        &mut self,
        from: u64,
        to: u64,
        visit: &mut dyn FnMut(u64, Hash, &[u8]) -> bool,
    ) -> Result<(), StoreError> {
        let read = || self.inside.range(from, to, visit);
        self.plan.make(Call::Range, read)
    }

    fn find(&mut self, keys: &[[u8; 16]]) -> Result<Vec<Option<u64>>, StoreError> {
        self.plan.make(Call::Find, || self.inside.find(keys))
    }

    fn tile(&mut self, level: u8, index: u64) -> Result<Option<Tile>, StoreError> {
        let read = || self.inside.tile(level, index);
        self.plan.make(Call::Tile, read)
    }

    fn beside(&mut self, digest: &[u8; 32]) -> Result<Option<Vec<u8>>, StoreError> {
        self.plan.make(Call::Beside, || self.inside.beside(digest))
    }

    fn all_beside(&mut self, visit: &mut dyn FnMut(Beside<'_>)) -> Result<(), StoreError> {
        let read = || self.inside.all_beside(visit);
        self.plan.make(Call::AllBeside, read)
    }

    fn head(&mut self) -> Result<Option<Head>, StoreError> {
        self.plan.make(Call::Head, || self.inside.head())
    }
}

impl Store for Faulty<dyn Store> {
    fn append(&mut self, expected: u64, group: &Group) -> Result<(), StoreError> {
        let append = || self.inside.append(expected, group);
        self.plan.make(Call::Append, append)
    }

    fn scrub(&mut self) -> Result<Vec<String>, StoreError> {
        self.plan.make(Call::Scrub, || self.inside.scrub())
    }

    fn reader(&self) -> Result<Box<dyn Read>, StoreError> {
        let inside = self.plan.make(Call::Reader, || self.inside.reader())?;
        Ok(Box::new(Faulty::new(inside, self.plan.clone())))
    }

    fn seal(&self) -> Result<Box<dyn Seal>, StoreError> {
        let inside = self.plan.make(Call::Seal, || self.inside.seal())?;
        Ok(Box::new(Faulty::new(inside, self.plan.clone())))
    }
}

impl Seal for Faulty<dyn Seal> {
    fn swap_head(&mut self, expected: Option<&Head>, new: &Head) -> Result<(), StoreError> {
        let swap = || self.inside.swap_head(expected, new);
        self.plan.make(Call::SwapHead, swap)
    }
}
