//! What came of a source: what was read, what was kept, and what was left out and why.

use std::collections::BTreeMap;
use std::fmt;

/// Objects that are named for each reason, at most; the count goes on.
const EXAMPLES_MAX: usize = 10;

/// What came of all sources.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// Each source, in the order in which they were read.
    pub sources: Vec<SourceReport>,
    /// How far a car gets on the whole map.
    pub parts: crate::Parts,
}

/// What came of one source.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SourceReport {
    /// The name of the file, without folders.
    pub name: String,
    /// What was in it.
    pub read: Read,
    /// What is on the map because of it, by a word and a code of the map: `way residential` and the
    /// pieces `road residential` into which such ways are cut, `barrier gate`, `sign only` and the `turn`s
    /// it rules, `address`, `settlement town`, `landmark`, `kilometre-post`, `house-range`, `shape water`;
    /// and, among all these, how many ends of a `course drawn to its node`.
    pub kept: BTreeMap<String, u64>,
    /// What was left out, by reason.
    pub dropped: BTreeMap<Reason, Dropped>,
    /// What holds for the source as a whole.
    pub remarks: Vec<Remark>,
}

/// How many objects a source has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Read {
    /// Nodes of an extract.
    pub nodes: u64,
    /// Ways of an extract.
    pub ways: u64,
    /// Relations of an extract.
    pub relations: u64,
    /// Rows of a table.
    pub rows: u64,
}

/// What was left out for one reason.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dropped {
    /// How many objects.
    pub count: u64,
    /// The first few of them.
    pub first: Vec<Example>,
}

/// An object that was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// Which.
    pub object: Object,
    /// What is the matter with it, where the reason alone does not say it; may be empty.
    pub detail: String,
}

/// An object of a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Object {
    /// A node of an extract.
    Node(i64),
    /// A way of an extract.
    Way(i64),
    /// A relation of an extract.
    Relation(i64),
    /// A line of a table, from 1.
    Line(u64),
}

impl fmt::Display for Object {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Node(id) => write!(to, "node {id}"),
            Self::Way(id) => write!(to, "way {id}"),
            Self::Relation(id) => write!(to, "relation {id}"),
            Self::Line(line) => write!(to, "line {line}"),
        }
    }
}

macro_rules! spoken {
    ($(#[$doc:meta])* $name:ident { $($variant:ident $code:literal $text:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name { $(#[doc = $text] $variant),* }

        impl $name {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// Its stable name.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
                to.write_str(match self { $(Self::$variant => $text),* })
            }
        }
    };
}

spoken! {
    /// Why something is not on the map.
    Reason {
        Construction "construction" "road that is being built or only planned",
        NoRoad "no-road" "highway of a kind that nobody moves along",
        Members "members" "relation with more members than OpenStreetMap takes",
        AreaOpen "area-open" "area whose outline is not closed",
        Conditional "conditional" "sign that holds at certain times only",
        Speed "speed" "speed limit that cannot be read",
        PointsMissing "points-missing" "line over points that are not in the file",
        WaysMissing "ways-missing" "area with ways that are not in the file",
        Ring "ring" "area whose ways do not make closed rings",
        Hole "hole" "hole that lies in no area",
        Line "line" "line that leads nowhere, or ring that encloses nothing",
        Globe "globe" "point outside the globe",
        NoObstacle "no-obstacle" "barrier that stops nobody, or of which a wall is drawn as a point",
        Interpolation "interpolation" "row of houses without numbers at both ends",
        PostBlank "post-blank" "kilometre post without its kilometre",
        Again "again" "object that another source had already brought",
        SignUnknown "sign-unknown" "turn sign of an unknown kind",
        SignConditional "sign-conditional" "turn sign that holds at certain times only",
        SignOthers "sign-others" "turn sign that binds neither cars nor motorcycles",
        SignIncomplete "sign-incomplete" "turn sign without a from, a via and a to",
        SignMissing "sign-missing" "turn sign whose ways are not on the map",
        SignApart "sign-apart" "turn sign whose ways do not meet at its via",
        SignUnclear "sign-unclear" "turn sign whose way goes on beyond its via, so that two turns are meant",
        Row "row" "row that is not a row of the table",
        FieldLong "field-long" "row with a field longer than any street",
        FieldEmpty "field-empty" "row with an empty field that must say something",
        FieldUnread "field-unread" "row with a field that cannot be read",
        Course "course" "row whose course is not LINESTRING (lon lat, lon lat)",
        CourseAside "course-aside" "row whose course does not end near its nodes",
        Numbers "numbers" "range of house numbers that cannot be read",
    }
}

spoken! {
    /// What holds for a source as a whole.
    Remark {
        CoastOpen "coast-open" "The coastline in it is not closed into sea: the sea is drawn as land.",
    }
}

impl SourceReport {
    pub(crate) fn keep(&mut self, what: &str) {
        self.keep_many(what, 1);
    }

    pub(crate) fn keep_many(&mut self, what: &str, many: u64) {
        match self.kept.get_mut(what) {
            Some(count) => *count += many,
            None => {
                self.kept.insert(what.to_owned(), many);
            }
        }
    }

    pub(crate) fn leave(&mut self, reason: Reason, object: Object) {
        self.leave_with(reason, object, String::new);
    }

    /// Leaves out an object, with words that are only made when they are kept.
    pub(crate) fn leave_with(
        &mut self,
        reason: Reason,
        object: Object,
        detail: impl FnOnce() -> String,
    ) {
        let dropped = self.dropped.entry(reason).or_default();
        dropped.count += 1;
        if dropped.first.len() < EXAMPLES_MAX {
            let detail = detail();
            dropped.first.push(Example { object, detail });
        }
    }

    pub(crate) fn remark(&mut self, remark: Remark) {
        if !self.remarks.contains(&remark) {
            self.remarks.push(remark);
        }
    }

    /// How many were kept of what begins with a word: `road`, `shape`, `address`.
    #[must_use]
    pub fn kept_of(&self, word: &str) -> u64 {
        let is = |what: &str| what.split(' ').next() == Some(word);
        let of_word = self.kept.iter().filter(|(what, _)| is(what));
        of_word.map(|(_, count)| count).sum()
    }

    /// How many were left out for a reason.
    #[must_use]
    pub fn dropped_for(&self, reason: Reason) -> u64 {
        self.dropped.get(&reason).map_or(0, |dropped| dropped.count)
    }
}
