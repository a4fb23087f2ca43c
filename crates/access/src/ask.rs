//! A question, and how it is answered.

use std::collections::BTreeSet;

use kernel::{AgencyId, Code, UnitId};

use crate::action::{Action, Group};
use crate::read::PolicyName;

/// Whoever asks, as far as policies look: what they are, never who.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asker {
    /// For whom they work; for a person who is not signed in, the agency they ask.
    pub agency: AgencyId,
    /// Roles of the pack; one that the pack does not have gives nothing.
    pub roles: BTreeSet<Code>,
    /// The unit whose crew they are.
    pub unit: Option<UnitId>,
    /// They sit at a seat, which the record names.
    pub seat: bool,
    /// For a machine: what its key was made for.
    pub scopes: BTreeSet<Action>,
}

/// What is asked about. Its kind is that of the action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Whose record it is.
    pub agency: AgencyId,
    /// It is in the asker's hands: by seat, by unit, by assignment, received by them, or by a code
    /// they hold.
    pub mine: bool,
    /// It is about the asker's own account, it is the asker's own doing, or their own seat.
    pub own: bool,
    /// Everybody may see it.
    pub open: bool,
    /// For a request: what it asks for.
    pub asks: Option<Action>,
}

impl Record {
    /// A record of an agency that is nobody's in particular.
    #[must_use]
    pub fn of(agency: AgencyId) -> Self {
        Self {
            agency,
            mine: false,
            own: false,
            open: false,
            asks: None,
        }
    }

    /// Whether it is a request about how the house is run, and not about a record.
    pub(crate) fn house(&self) -> bool {
        self.asks.is_some_and(|asks| asks.is_in(Group::System))
    }
}

/// By what a record is the asker's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ground {
    /// They received the report.
    Report,
    /// The incident is theirs.
    Incident,
    /// The case is theirs.
    Case,
    /// They were given the inspection.
    Inspection,
}

impl Ground {
    /// Every ground.
    pub const ALL: &[Self] = &[Self::Report, Self::Incident, Self::Case, Self::Inspection];

    /// Its name in policies.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::Incident => "incident",
            Self::Case => "case",
            Self::Inspection => "inspection",
        }
    }
}

/// The circumstances of a question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// What the asker says it is for.
    pub purpose: Option<Code>,
    /// By what the record is theirs, found out and not only said.
    pub record: Option<Ground>,
    /// A second person has approved it.
    pub second: bool,
    /// The question came from the machine on which the program runs.
    pub loopback: bool,
}

/// The answer, with the policies that decided, by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Yes, because of these.
    Allowed {
        /// What permits it; never empty.
        policies: Vec<PolicyName>,
    },
    /// No; the asker may know that there is such a record.
    Refused {
        /// What forbids it; empty when nothing permits it.
        policies: Vec<PolicyName>,
    },
    /// No, and the asker may not know whether there is such a record: the answer is "not found".
    Unseen {
        /// What forbids it; empty when nothing permits it.
        policies: Vec<PolicyName>,
    },
}

impl Decision {
    /// Whether it is yes.
    #[must_use]
    pub fn is_allowed(&self) -> bool {
        matches!(self, Self::Allowed { .. })
    }

    /// The policies that decided.
    #[must_use]
    pub fn policies(&self) -> &[PolicyName] {
        match self {
            Self::Allowed { policies } | Self::Refused { policies } | Self::Unseen { policies } => {
                policies
            }
        }
    }
}

/// Which records of a list somebody may have, so that the others are never read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// All of their agency.
    All,
    /// Those in their hands.
    Mine,
    /// Those about their own account or of their own doing.
    Own,
    /// None.
    Nothing,
}
