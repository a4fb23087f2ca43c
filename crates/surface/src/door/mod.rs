//! The door: who comes in, and what they may do. Every request of the interface passes here before
//! any handler sees it; an address that no action is known for is not served.
//!
//! `who.rs` finds out who asks, `gate.rs` asks the policies, `hands.rs` finds whose a record is,
//! `pace.rs` knows how often somebody asked, `cookie.rs` and `site.rs` know what browsers send.

mod cookie;
mod gate;
mod hands;
mod pace;
mod site;
mod who;

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use access::{Access, Action, Asker, Context, Decision, Ground, Record};
use application::people::Post;
use application::{Application, Leave};
use axum::http::Method;
use identity::{DeviceId, Identity};
use kernel::{AccountId, AgencyId, Code};
use pack::Pack;

pub use cookie::{device_cookie, gone_cookie, session_cookie};
pub use gate::{Admitted, Signed, gate, may_still};
pub use hands::{Named, ground, listed};
pub use pace::Pace;
pub use who::{Way, Who, device, sits};

use crate::problem::Problem;
use crate::words::Language;

/// What nobody needs to sign in for is asked for as this.
const NOBODY: &str = "citizen";

/// How people come in.
#[derive(Clone)]
pub struct Entrance {
    /// Who proves who they are.
    pub identity: Arc<Identity>,
    /// Whoever does not say who they are is this person: for a demonstration on one machine alone.
    pub guest: Option<AccountId>,
    /// How often one account, and one device, may act and ask.
    pub pace: Pace,
}

/// Why there is no door to be had.
#[derive(Debug, thiserror::Error)]
pub enum DoorError {
    /// The policies of the pack are wrong.
    #[error("the policies of the pack are not sound:\n{}", .0.join("\n"))]
    Policies(Vec<String>),
    /// Nobody wrote what may be done with an operation.
    #[error("no action is known for {0}")]
    NoAction(String),
}

/// Who may come in, and what for.
pub struct Door {
    access: Access,
    entrance: Entrance,
    paces: pace::Paces,
    agency: AgencyId,
    actions: HashMap<(Method, String), Action>,
}

/// The policies of a pack, found sound, and what each operation of the interface asks of them.
pub struct Policies {
    access: Access,
    actions: HashMap<(Method, String), Action>,
}

impl Policies {
    /// Reads the policies of a pack. It is done before the pack is put in force: a record never names
    /// rules by which nobody could be let in.
    ///
    /// # Errors
    /// [`DoorError`] names every policy that is wrong, or an operation without an action.
    pub fn read(pack: &Pack) -> Result<Self, DoorError> {
        let roles: BTreeSet<Code> = pack.roles.iter().map(|role| role.code.clone()).collect();
        let purposes: BTreeSet<Code> = pack.purposes.iter().map(|one| one.code.clone()).collect();
        let files = pack.policies.iter().map(|file| access::File {
            name: &file.name,
            text: &file.text,
        });
        let known = access::Known {
            roles: &roles,
            purposes: &purposes,
        };
        let access = Access::read(&files.collect::<Vec<_>>(), known).map_err(|mistakes| {
            DoorError::Policies(mistakes.iter().map(ToString::to_string).collect())
        })?;
        let actions = actions()?;
        Ok(Self { access, actions })
    }

    /// The policies alone, for whoever asks them without a door.
    #[must_use]
    pub fn into_access(self) -> Access {
        self.access
    }
}

impl Door {
    /// Lets people in by these policies.
    #[must_use]
    pub fn new(policies: Policies, agency: AgencyId, entrance: Entrance) -> Self {
        let Policies { access, actions } = policies;
        Self {
            access,
            paces: pace::Paces::new(entrance.pace),
            entrance,
            agency,
            actions,
        }
    }

    /// Who proves who they are.
    pub fn identity(&self) -> &Arc<Identity> {
        &self.entrance.identity
    }

    /// The person that whoever does not sign in is taken for.
    pub fn guest(&self) -> Option<AccountId> {
        self.entrance.guest
    }

    /// The rules that decide.
    pub fn access(&self) -> &Access {
        &self.access
    }

    /// Which action an address is, by its pattern.
    pub fn action(&self, method: &Method, pattern: &str) -> Option<Action> {
        // What answers GET answers HEAD.
        let method = if method == Method::HEAD {
            &Method::GET
        } else {
            method
        };
        self.actions
            .get(&(method.clone(), pattern.to_owned()))
            .copied()
    }

    /// For how many seconds somebody has to wait first, when they came too often. A guest of a
    /// demonstration is everybody at once, and does not.
    pub fn wait(&self, who: &Who, device: Option<DeviceId>, action: Action) -> Option<i64> {
        match who.is_guest() {
            true => None,
            false => self.paces.wait(who.account, device, action.is_act()),
        }
    }

    /// A record of this agency.
    pub fn record(&self) -> Record {
        Record::of(self.agency.clone())
    }

    /// What somebody is, as far as policies look.
    pub fn asker(&self, who: Option<&Who>, application: &Application) -> Asker {
        let Some(who) = who else {
            return Asker {
                agency: self.agency.clone(),
                roles: Code::new(NOBODY).into_iter().collect(),
                unit: None,
                seat: false,
                scopes: BTreeSet::new(),
            };
        };
        let seats = &application.people().seats;
        Asker {
            agency: self.agency.clone(),
            roles: who.roles().collect(),
            unit: who.posts.iter().find_map(|post| post.unit.clone()),
            // A guest sits wherever the page says.
            seat: matches!(who.way, Way::Guest) || seats.values().any(|one| *one == who.account),
            scopes: who.scopes(),
        }
    }

    /// For which purposes somebody in these posts opens the personal fields of a report in their hands,
    /// when they sit at a desk.
    pub fn purposes(&self, posts: &[Post]) -> Vec<String> {
        let asker = Asker {
            agency: self.agency.clone(),
            roles: posts.iter().map(|post| post.role.clone()).collect(),
            unit: posts.iter().find_map(|post| post.unit.clone()),
            seat: true,
            scopes: BTreeSet::new(),
        };
        let grounds = [Ground::Report, Ground::Incident];
        let purposes = self
            .access
            .purposes_for(&asker, Action::OpenCaller, &grounds);
        purposes.into_iter().map(ToString::to_string).collect()
    }

    /// What the policies say, with who asked and why it was allowed, as an entry keeps it.
    ///
    /// # Errors
    /// The problem to answer with: 401 for nobody, 404 where even knowing of it is not theirs.
    pub fn decide(
        &self,
        question: &Question<'_>,
        language: Language,
    ) -> Result<Option<Leave>, Problem> {
        let Question {
            who,
            asker,
            action,
            record,
            ground,
            purpose,
            ask,
        } = question;
        let context = Context {
            purpose: purpose.cloned(),
            record: *ground,
            second: false,
            loopback: self.entrance.guest.is_some(),
        };
        let decision = match ask {
            true => self.access.may_ask(asker, *action, record, &context),
            false => self.access.may(asker, *action, record, &context),
        };
        match decision {
            Decision::Allowed { policies } => Ok(who.map(|who| Leave {
                account: who.account,
                roles: who.roles().collect(),
                policies,
                set: self.access.digest(),
            })),
            _ if who.is_none() => Err(Problem::new(language, "sign-in-needed", &[])),
            Decision::Unseen { .. } => Err(Problem::new(language, "not-found", &[])),
            Decision::Refused { policies } => {
                let names: Vec<_> = policies.iter().map(Code::as_str).collect();
                let names = if names.is_empty() {
                    "-".to_owned()
                } else {
                    names.join(", ")
                };
                Err(Problem::new(
                    language,
                    "not-allowed",
                    &[("policies", names)],
                ))
            }
        }
    }
}

/// A question to the policies.
pub struct Question<'a> {
    /// Who asks.
    pub who: Option<&'a Who>,
    /// What they are.
    pub asker: &'a Asker,
    /// What for.
    pub action: Action,
    /// About what.
    pub record: Record,
    /// By what it is theirs.
    pub ground: Option<Ground>,
    /// For which purpose of the pack.
    pub purpose: Option<&'a Code>,
    /// Whether it is only asked for, to be done once a second person agrees.
    pub ask: bool,
}

/// The action of every operation, by method and pattern of its address.
fn actions() -> Result<HashMap<(Method, String), Action>, DoorError> {
    let document = crate::server::api_document();
    let mut actions = HashMap::new();
    for (pattern, item) in &document.paths.paths {
        let operations = [
            (Method::GET, &item.get),
            (Method::POST, &item.post),
            (Method::PUT, &item.put),
            (Method::DELETE, &item.delete),
        ];
        for (method, operation) in operations {
            let Some(operation) = operation else { continue };
            let name = operation.operation_id.as_deref().unwrap_or_default();
            let action = Action::of(name);
            let action =
                action.ok_or_else(|| DoorError::NoAction(format!("{method} {pattern}")))?;
            actions.insert((method, pattern.clone()), action);
        }
    }
    Ok(actions)
}
