//! An account of an official.

use kernel::{Code, Sealed, ServiceNumber, UnitId};
use serde::{Deserialize, Serialize};

/// The role that looks after accounts and the machine, and of which one person at least must be left.
pub const ADMINISTRATOR: &str = "administrator";

/// The role of what acts by itself, with a key instead of a person.
pub const MACHINE: &str = "machine";

/// What somebody is in the agency.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Post {
    /// A role of the pack.
    pub role: Code,
    /// The unit it is held in, for roles that act for one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitId>,
}

/// Whether somebody may act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Has not come in yet.
    Invited,
    /// May act.
    Active,
    /// May not, for now.
    Suspended,
    /// May not any more.
    Closed,
}

impl Standing {
    /// As the interface says it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Invited => "invited",
            Self::Active => "active",
            Self::Suspended => "suspended",
            Self::Closed => "closed",
        }
    }
}

/// An account, as decisions see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// The number it is known by in the service.
    pub service_number: ServiceNumber,
    /// What its person is.
    pub posts: Vec<Post>,
    /// Whether its person may act.
    pub standing: Standing,
    /// What its person is called, when that was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Sealed>,
}

impl Account {
    /// Whether it is a machine's, and nobody's besides.
    #[must_use]
    pub fn is_machine(&self) -> bool {
        self.posts.iter().all(|post| post.role.as_str() == MACHINE)
    }

    /// Whether its person may act as an administrator.
    #[must_use]
    pub fn administers(&self) -> bool {
        self.standing == Standing::Active && is_administrator(&self.posts)
    }
}

pub(super) fn is_administrator(posts: &[Post]) -> bool {
    posts.iter().any(|post| post.role.as_str() == ADMINISTRATOR)
}
