//! Answering: one question at a time, with the policies that speak of that action alone.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use cedar_policy::{
    ActionConstraint, Authorizer, Entities, Entity, EntityId, EntityTypeName, EntityUid, PolicyId,
    PolicySet, PrincipalConstraint, Request, ResourceConstraint, RestrictedExpression as Value,
    Schema,
};
use kernel::{AgencyId, Code, Digest};

use crate::action::{Action, Kind};
use crate::ask::{Asker, Context, Decision, Ground, Record, Scope};
use crate::memory::{Answer, Asked, Memory};
use crate::read::{Known, Language, Policy, PolicyName};
use crate::schema::SEE;

/// Who may do what, by the policies of one pack.
#[derive(Debug)]
pub struct Access {
    policies: BTreeMap<PolicyName, Policy>,
    digest: Digest,
    /// By action, in the order of [`Action::ALL`].
    acts: Vec<Question>,
    /// Seeing that there is such a record, by kind, in the order of [`Kind::ALL`].
    sees: Vec<Question>,
    roles: BTreeMap<Code, EntityUid>,
    purposes: BTreeMap<Code, EntityUid>,
    grounds: BTreeMap<Ground, EntityUid>,
    user: EntityUid,
    authorizer: Authorizer,
    memory: Memory,
}

/// What is ready before anybody asks: everything about an action that does not depend on who asks.
#[derive(Debug)]
struct Question {
    name: &'static str,
    kind: Kind,
    action: EntityUid,
    resource: EntityUid,
    /// The action and the groups it is in.
    entities: Entities,
    /// The policies whose head fits the action and the kind; the others could not apply.
    policies: Arc<PolicySet>,
    /// Of these, the policies whose head fits somebody of this role and no other.
    of_role: BTreeMap<Code, Arc<PolicySet>>,
}

/// Sets of policies, each of which is kept once however many questions it answers.
struct Shelf<'a> {
    all: &'a [cedar_policy::Policy],
    sets: BTreeMap<Vec<&'a PolicyId>, Arc<PolicySet>>,
}

impl<'a> Shelf<'a> {
    fn set(&mut self, found: impl Iterator<Item = &'a cedar_policy::Policy>) -> Arc<PolicySet> {
        let found: Vec<&cedar_policy::Policy> = found.collect();
        let names = found.iter().map(|policy| policy.id()).collect();
        let set = self.sets.entry(names).or_insert_with(|| {
            let set = PolicySet::from_policies(found.into_iter().cloned());
            Arc::new(set.expect("policies of different names make a set"))
        });
        set.clone()
    }
}

impl Access {
    pub(crate) fn new(
        schema: &Schema,
        set: &[cedar_policy::Policy],
        policies: BTreeMap<PolicyName, Policy>,
        known: Known<'_>,
        digest: Digest,
    ) -> Self {
        let actions = schema
            .action_entities()
            .expect("the actions of the schema are a tree");
        let uids = |words: &BTreeSet<Code>, kind| -> BTreeMap<Code, EntityUid> {
            let uid = |code: &Code| (code.clone(), uid(kind, code.as_str()));
            words.iter().map(uid).collect()
        };
        let roles = uids(known.roles, "Role");
        let mut shelf = Shelf {
            all: set,
            sets: BTreeMap::new(),
        };
        let mut question = |name, kind| Question::new(&actions, &mut shelf, &roles, name, kind);
        let acts = Action::ALL.iter();
        let acts = acts.map(|action| question(action.name(), action.kind()));
        let acts = acts.collect();
        let sees = Kind::ALL.iter().map(|kind| question(SEE, *kind)).collect();
        Self {
            policies,
            digest,
            acts,
            sees,
            roles,
            purposes: uids(known.purposes, "Purpose"),
            grounds: Ground::ALL
                .iter()
                .map(|ground| (*ground, uid("Ground", ground.name())))
                .collect(),
            user: uid("User", "asker"),
            authorizer: Authorizer::new(),
            memory: Memory::default(),
        }
    }

    /// SHA-256 over the policies and the schema they were checked by; every decision can name it.
    #[must_use]
    pub fn digest(&self) -> Digest {
        self.digest
    }

    /// The policies by name.
    pub fn policies(&self) -> impl Iterator<Item = &Policy> {
        self.policies.values()
    }

    /// What a policy says, in one sentence.
    #[must_use]
    pub fn sentence(&self, policy: &PolicyName, language: Language) -> Option<&str> {
        self.policies
            .get(policy)
            .map(|policy| policy.sentence(language))
    }

    /// The policies that could decide it.
    pub(crate) fn speaking(&self, action: Option<Action>, kind: Kind) -> Vec<&Policy> {
        let question = match action {
            Some(action) => &self.acts[action as usize],
            None => &self.sees[kind as usize],
        };
        let names = question.policies.policies();
        let names = names.filter_map(|policy| {
            let name: &str = policy.id().as_ref();
            self.policies.get(name)
        });
        names.collect()
    }

    /// Purposes of the pack.
    pub(crate) fn purposes(&self) -> impl Iterator<Item = &Code> {
        self.purposes.keys()
    }

    /// Whether somebody may do something to a record.
    ///
    /// After a no it is asked whether they may even see that there is such a record.
    #[must_use]
    pub fn may(
        &self,
        asker: &Asker,
        action: Action,
        record: &Record,
        context: &Context,
    ) -> Decision {
        let (allowed, policies) = self.ask(&self.acts[action as usize], asker, record, context);
        if allowed {
            Decision::Allowed { policies }
        } else if self.sees(asker, action.kind(), record, context) {
            Decision::Refused { policies }
        } else {
            Decision::Unseen { policies }
        }
    }

    /// Whether somebody may ask for something, to be done once a second person has approved it.
    #[must_use]
    pub fn may_ask(
        &self,
        asker: &Asker,
        action: Action,
        record: &Record,
        context: &Context,
    ) -> Decision {
        let approved = Context {
            second: true,
            ..context.clone()
        };
        self.may(asker, action, record, &approved)
    }

    /// The purposes for which somebody may do this to a record that is theirs by one of these grounds.
    #[must_use]
    pub fn purposes_for(&self, asker: &Asker, action: Action, grounds: &[Ground]) -> Vec<&Code> {
        let theirs = Record {
            mine: true,
            ..Record::of(asker.agency.clone())
        };
        let may = |purpose: &&Code| {
            let mut grounds = grounds.iter();
            grounds.any(|ground| {
                let context = Context {
                    purpose: Some((*purpose).clone()),
                    record: Some(*ground),
                    ..Context::default()
                };
                self.allows(asker, action, &theirs, &context)
            })
        };
        self.purposes.keys().filter(may).collect()
    }

    /// Which records of a list somebody may have, of those that are their agency's.
    #[must_use]
    pub fn scope(&self, asker: &Asker, action: Action) -> Scope {
        self.scope_asking(asker, action, None)
    }

    /// Which requests of a list somebody may have, of those that ask for one thing.
    #[must_use]
    pub fn scope_asking(&self, asker: &Asker, action: Action, asks: Option<Action>) -> Scope {
        let question = &self.acts[action as usize];
        let any = Record {
            asks,
            ..Record::of(asker.agency.clone())
        };
        let mine = Record {
            mine: true,
            ..any.clone()
        };
        let own = Record {
            own: true,
            ..any.clone()
        };
        let context = Context::default();
        [(any, Scope::All), (mine, Scope::Mine), (own, Scope::Own)]
            .into_iter()
            .find(|(record, _)| self.ask(question, asker, record, &context).0)
            .map_or(Scope::Nothing, |(_, scope)| scope)
    }

    /// Whether somebody may do something, and no more than that.
    pub(crate) fn allows(
        &self,
        asker: &Asker,
        action: Action,
        record: &Record,
        context: &Context,
    ) -> bool {
        let question = &self.acts[action as usize];
        self.ask(question, asker, record, context).0
    }

    /// Whether somebody may know that there is such a record.
    pub(crate) fn sees(
        &self,
        asker: &Asker,
        kind: Kind,
        record: &Record,
        context: &Context,
    ) -> bool {
        self.ask(&self.sees[kind as usize], asker, record, context)
            .0
    }

    fn ask(
        &self,
        question: &Question,
        asker: &Asker,
        record: &Record,
        context: &Context,
    ) -> Answer {
        let known = |purpose: &Code| self.purposes.contains_key(purpose);
        let asked = (question.name, question.kind);
        let asked = Asked::new(asked, asker, record, context, known);
        let find = || self.find(question, asker, record, context);
        self.memory.answer(asked, find)
    }

    /// What the policies say, found out by asking them.
    fn find(
        &self,
        question: &Question,
        asker: &Asker,
        record: &Record,
        context: &Context,
    ) -> Answer {
        // Strings and truths always make an entity; should that change, the answer is no.
        let Some((request, entities)) = self.facts(question, asker, record, context) else {
            return (false, Vec::new());
        };
        let policies = question.policies(asker);
        let response = self.authorizer.is_authorized(&request, policies, &entities);
        // A policy that fails is passed over by the library. One that forbids must not be.
        let failed = response.diagnostics().errors().next().is_some();
        let allowed = response.decision() == cedar_policy::Decision::Allow && !failed;
        let mut policies: Vec<PolicyName> = response
            .diagnostics()
            .reason()
            .filter_map(|id| {
                let name: &str = id.as_ref();
                Some(self.policies.get(name)?.name.clone())
            })
            .collect();
        policies.sort();
        (allowed, policies)
    }

    fn facts(
        &self,
        question: &Question,
        asker: &Asker,
        record: &Record,
        context: &Context,
    ) -> Option<(Request, Entities)> {
        let scopes = asker.scopes.iter().map(|action| text(action.name()));
        let mut attributes = HashMap::from([
            ("agency".to_owned(), agency(&asker.agency)),
            ("seat".to_owned(), Value::new_bool(asker.seat)),
            ("scopes".to_owned(), Value::new_set(scopes)),
        ]);
        if let Some(unit) = &asker.unit {
            attributes.insert("unit".to_owned(), text(unit.as_str()));
        }
        let roles = asker.roles.iter().filter_map(|role| self.roles.get(role));
        let roles: HashSet<EntityUid> = roles.cloned().collect();
        let user = Entity::new(self.user.clone(), attributes, roles).ok()?;

        let mut attributes = HashMap::from([
            ("agency".to_owned(), agency(&record.agency)),
            ("mine".to_owned(), Value::new_bool(record.mine)),
            ("own".to_owned(), Value::new_bool(record.own)),
            ("open".to_owned(), Value::new_bool(record.open)),
        ]);
        if question.kind == Kind::Request {
            attributes.insert("house".to_owned(), Value::new_bool(record.house()));
        }
        let resource = Entity::new(question.resource.clone(), attributes, HashSet::new()).ok()?;

        let mut circumstances = vec![
            ("operation".to_owned(), text(question.name)),
            ("second".to_owned(), Value::new_bool(context.second)),
            ("loopback".to_owned(), Value::new_bool(context.loopback)),
        ];
        // A purpose that the pack does not have is none.
        let purpose = context.purpose.as_ref();
        if let Some(purpose) = purpose.and_then(|purpose| self.purposes.get(purpose)) {
            let purpose = Value::new_entity_uid(purpose.clone());
            circumstances.push(("purpose".to_owned(), purpose));
        }
        if let Some(ground) = context.record.and_then(|ground| self.grounds.get(&ground)) {
            let ground = Value::new_entity_uid(ground.clone());
            circumstances.push(("record".to_owned(), ground));
        }
        let request = Request::new(
            self.user.clone(),
            question.action.clone(),
            question.resource.clone(),
            cedar_policy::Context::from_pairs(circumstances).ok()?,
            None,
        )
        .ok()?;
        let entities = question.entities.clone();
        let entities = entities.add_entities([user, resource], None).ok()?;
        Some((request, entities))
    }
}

impl Question {
    fn new(
        actions: &Entities,
        shelf: &mut Shelf<'_>,
        roles: &BTreeMap<Code, EntityUid>,
        name: &'static str,
        kind: Kind,
    ) -> Self {
        let action = uid("Action", name);
        let entity = actions
            .get(&action)
            .expect("the schema is made of the same table")
            .clone();
        let fits = |policy: &cedar_policy::Policy| {
            let of_action = match policy.action_constraint() {
                ActionConstraint::Any => true,
                ActionConstraint::Eq(one) => one == action,
                ActionConstraint::In(groups) => groups
                    .iter()
                    .any(|group| *group == action || actions.is_ancestor_of(group, &action)),
            };
            let of_kind = match policy.resource_constraint() {
                ResourceConstraint::Is(one) | ResourceConstraint::IsIn(one, _) => {
                    one.basename() == kind.name()
                }
                _ => true,
            };
            of_action && of_kind
        };
        // Few speak of one action, so that only these are asked which roles they concern.
        let speaking: Vec<_> = shelf.all.iter().filter(|policy| fits(policy)).collect();
        let of_role = roles.iter().map(|(code, role)| {
            let theirs = speaking.iter().copied();
            let theirs = theirs.filter(|policy| concerns(policy, role));
            (code.clone(), shelf.set(theirs))
        });
        Self {
            name,
            kind,
            resource: uid(kind.name(), "record"),
            entities: Entities::from_entities([entity], None).expect("one entity makes a set"),
            of_role: of_role.collect(),
            policies: shelf.set(speaking.iter().copied()),
            action,
        }
    }

    /// The policies to ask about somebody: most have one role.
    fn policies(&self, asker: &Asker) -> &PolicySet {
        let mut roles = asker.roles.iter();
        match (roles.next(), roles.next()) {
            (Some(one), None) => self.of_role.get(one).unwrap_or(&self.policies),
            _ => &self.policies,
        }
    }
}

/// Whether the head of a policy lets it apply to somebody of this role alone.
fn concerns(policy: &cedar_policy::Policy, role: &EntityUid) -> bool {
    match policy.principal_constraint() {
        PrincipalConstraint::In(one) | PrincipalConstraint::IsIn(_, one) => one == *role,
        _ => true,
    }
}

fn text(text: &str) -> Value {
    Value::new_string(text.to_owned())
}

fn agency(agency: &AgencyId) -> Value {
    text(agency.as_str())
}

fn uid(kind: &str, id: &str) -> EntityUid {
    let kind: EntityTypeName = kind.parse().expect("kinds are plain names");
    EntityUid::from_type_name_and_id(kind, EntityId::new(id))
}
