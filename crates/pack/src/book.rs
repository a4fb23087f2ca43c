//! What is known while a pack is read: its files, the codes that exist, the mistakes so far.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use kernel::Code;

use crate::mistake::Mistake;

/// How many codes a message lists before it stops.
const LISTED_MAX: usize = 20;

/// One file of the pack; the pack's folder is one without text.
pub(crate) struct File {
    pub path: PathBuf,
    pub text: String,
    /// Where lines end, so that thousands of mistakes do not each count from the top.
    line_ends: Vec<usize>,
}

impl File {
    pub fn new(path: PathBuf, text: String) -> Self {
        let line_ends = text.match_indices('\n').map(|(byte, _)| byte).collect();
        Self {
            path,
            text,
            line_ends,
        }
    }
}

/// A place in a file; without a byte the file or folder as a whole.
#[derive(Clone, Copy)]
pub(crate) struct At<'a> {
    pub file: &'a File,
    pub byte: Option<usize>,
}

impl At<'_> {
    /// The line, counted from 1.
    pub fn line(self) -> Option<usize> {
        let byte = self.byte?;
        Some(1 + self.file.line_ends.partition_point(|end| *end < byte))
    }

    /// `types/fire.toml:12`, for a mistake that points at two places.
    pub fn short(self) -> String {
        let name = self
            .file
            .path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy();
        match self.line() {
            Some(line) => format!("{name}:{line}"),
            None => name.into_owned(),
        }
    }
}

/// The lists whose elements other parts of a pack name by code.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum List {
    Priorities,
    IncidentTypes,
    Capabilities,
    UnitKinds,
    Profiles,
    Plans,
    Stations,
    Channels,
    Outcomes,
    Hazards,
    Purposes,
    Roles,
}

impl List {
    pub const ALL: [Self; 12] = [
        Self::Priorities,
        Self::IncidentTypes,
        Self::Capabilities,
        Self::UnitKinds,
        Self::Profiles,
        Self::Plans,
        Self::Stations,
        Self::Channels,
        Self::Outcomes,
        Self::Hazards,
        Self::Purposes,
        Self::Roles,
    ];

    /// The field of the pack, what one element is called, and what several are called.
    pub fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Priorities => ("priorities", "priority", "priorities"),
            Self::IncidentTypes => ("incident_types", "incident type", "incident types"),
            Self::Capabilities => ("capabilities", "capability", "capabilities"),
            Self::UnitKinds => ("unit_kinds", "unit kind", "unit kinds"),
            Self::Profiles => ("profiles", "profile", "profiles"),
            Self::Plans => ("plans", "plan", "plans"),
            Self::Stations => ("stations", "station", "stations"),
            Self::Channels => ("channels", "channel", "channels"),
            Self::Outcomes => ("outcomes", "outcome", "outcomes"),
            Self::Hazards => ("hazards", "hazard", "hazards"),
            Self::Purposes => ("purposes", "purpose", "purposes"),
            Self::Roles => ("roles", "role", "roles"),
        }
    }
}

/// What is known while a pack is read: the mistakes so far and the codes that exist.
#[derive(Default)]
pub(crate) struct Book {
    pub mistakes: RefCell<Vec<Mistake>>,
    /// Codes of elements; those with other mistakes count too.
    pub codes: BTreeMap<List, BTreeSet<Code>>,
    /// A file could not be read at all, so what seems to be missing may stand there.
    pub partial: bool,
}

impl Book {
    pub fn note(&self, at: At<'_>, message: String) {
        let mistake = Mistake {
            file: at.file.path.clone(),
            line: at.line(),
            message,
        };
        self.mistakes.borrow_mut().push(mistake);
    }

    /// Notes that something is missing, unless it may stand in a file that could not be read.
    pub fn note_missing(&self, at: At<'_>, message: String) {
        if !self.partial {
            self.note(at, message);
        }
    }

    pub fn knows(&self, list: List, code: &Code) -> bool {
        self.codes
            .get(&list)
            .is_some_and(|codes| codes.contains(code))
    }
}

/// `a, b, c and 4 more`.
pub(crate) fn listed<T: std::fmt::Display>(items: impl ExactSizeIterator<Item = T>) -> String {
    let count = items.len();
    let shown: Vec<String> = items
        .take(LISTED_MAX)
        .map(|item| item.to_string())
        .collect();
    match count.saturating_sub(LISTED_MAX) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}
