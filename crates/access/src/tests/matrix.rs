//! The whole of it: the page, what it leaves out, and that nothing can be left out of it.

use std::collections::{BTreeMap, BTreeSet};

use kernel::Code;

use super::{PLACES, Texts, access, kept, pack, root};
use crate::ask::{Asker, Context, Ground, Record};
use crate::matrix::{Asked, Cell, Need, Trial};
use crate::statement::statements;
use crate::{Action, Group, Kind};

fn roles(place: &str) -> Vec<Code> {
    pack(place)
        .roles
        .into_iter()
        .map(|role| role.code)
        .collect()
}

#[test]
fn the_matrix_is_the_one_that_was_reviewed_and_nothing_in_it_is_for_nobody() {
    for place in PLACES {
        let matrix = access(place).matrix(&roles(place));
        let mut granted = BTreeMap::new();
        for (asked, _, cell) in matrix.rows() {
            *granted.entry(asked).or_insert(false) |= !cell.0.is_empty();
        }
        for (asked, somebody) in granted {
            assert!(somebody, "{place}: nobody may {asked:?}");
        }
        kept(
            &format!("crates/access/matrix/{place}.txt"),
            &matrix.to_string(),
        );
    }
}

#[test]
fn the_schema_is_the_one_that_was_reviewed() {
    kept("crates/access/schema.cedarschema", &crate::schema());
}

#[test]
fn every_operation_of_the_interface_is_an_action() {
    let text = std::fs::read_to_string(root().join("formats/openapi.json")).unwrap();
    let document: serde_json::Value = serde_json::from_str(&text).unwrap();
    let mut operations = 0;
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let id = operation["operationId"].as_str().unwrap_or_default();
            let action = Action::of(id);
            assert!(
                action.is_some(),
                "{method} {path}: '{id}' is no action; add it to the table in crates/access/src/action.rs"
            );
            operations += 1;
        }
    }
    assert!(operations > 60, "only {operations} operations");
}

#[test]
fn an_action_and_its_name_are_one_to_one() {
    let names: BTreeSet<&str> = Action::ALL.iter().map(|action| action.name()).collect();
    assert_eq!(names.len(), Action::ALL.len());
    for (place, action) in Action::ALL.iter().enumerate() {
        assert_eq!(Action::of(action.name()), Some(*action));
        assert_eq!(*action as usize, place);
    }
    for group in Group::ALL {
        assert!(Action::of(group.name()).is_none());
        assert!(
            Action::ALL.iter().any(|action| action.is_in(*group)),
            "{} is empty",
            group.name()
        );
    }
    for (place, kind) in Kind::ALL.iter().enumerate() {
        assert_eq!(*kind as usize, place);
        assert!(Action::ALL.iter().any(|action| action.kind() == *kind));
    }
    assert_eq!(Action::of("see"), None);
    assert_eq!(Action::of("Board"), None);
}

/// Whether the page says that this is enough.
fn promised(cell: &Cell, record: &Record, context: &Context) -> bool {
    cell.0.iter().any(|way| {
        way.iter().all(|need| match need {
            Need::Own => record.own,
            Need::Mine => record.mine,
            Need::Open => record.open,
            Need::Local => context.loopback,
            Need::Purpose if way.contains(&Need::Mine) => {
                context.purpose.is_some() && context.record.is_some()
            }
            Need::Purpose => context.purpose.is_some(),
            Need::Two => context.second,
        })
    })
}

/// Everything that an asker, a record and the circumstances can be, one after another.
fn every_combination(
    trial: &Trial<'_>,
    asked: Asked,
    role: &Code,
    mut each: impl FnMut(&Asker, &Record, &Context),
) {
    let written = trial.written(asked);
    let mut said: Vec<(Option<&Code>, Option<Ground>)> = vec![(None, None)];
    if written.contains("purpose") {
        let purposes: Vec<Option<&Code>> = trial.purposes.iter().map(Some).chain([None]).collect();
        let grounds = || Ground::ALL.iter().copied().map(Some).chain([None]);
        said = purposes
            .iter()
            .flat_map(|p| grounds().map(|g| (*p, g)))
            .collect();
    }
    let has = trial.asker(role, asked);
    // What no policy mentions makes no difference, and is tried in one way only.
    let words = [
        "principal.seat",
        "principal has unit",
        "resource.mine",
        "resource.own",
        "resource.open",
        "context.second",
        "context.loopback",
        "principal.scopes",
    ];
    let matters = words.map(|word| written.contains(word));
    let scoped = !has.scopes.is_empty();
    for bits in 0..1_u32 << words.len() {
        let bit = |place: usize| bits >> place & 1 == 1;
        let idle = |place: usize| bit(place) && !(matters[place] && (place < 7 || scoped));
        if (0..words.len()).any(idle) {
            continue;
        }
        let asker = Asker {
            seat: bit(0),
            unit: bit(1).then(|| "U1".parse().unwrap()),
            scopes: if bit(7) {
                has.scopes.clone()
            } else {
                BTreeSet::new()
            },
            ..has.clone()
        };
        let asks = match asked {
            Asked::Act(_, asks) => asks,
            Asked::See(_) => None,
        };
        let record = Record {
            mine: bit(2),
            own: bit(3),
            open: bit(4),
            asks,
            ..Record::of(trial.here.clone())
        };
        for (purpose, ground) in &said {
            let context = Context {
                purpose: purpose.cloned(),
                record: *ground,
                second: bit(5),
                loopback: bit(6),
            };
            each(&asker, &record, &context);
            let elsewhere = Record {
                agency: trial.elsewhere.clone(),
                ..record.clone()
            };
            each(&asker, &elsewhere, &context);
        }
    }
}

#[track_caller]
fn what_the_page_refuses_is_refused(place: &str) {
    let access = access(place);
    let roles = roles(place);
    let trial = Trial::new(&access, &roles);
    let matrix = access.matrix(&roles);
    for (asked, role, cell) in matrix.rows() {
        every_combination(&trial, asked, role, |asker, record, context| {
            let here = record.agency == trial.here || record.open;
            let public = matches!(asked, Asked::Act(action, _) if action.is_in(Group::Public));
            if !promised(cell, record, context) || !(here || public) {
                assert!(
                    !trial.allows(asked, asker, record, context),
                    "{place}: {role} may {asked:?} although the page says {cell}: {asker:?} {record:?} {context:?}"
                );
            }
        });
    }
}

#[test]
fn what_the_page_refuses_is_refused_however_things_are_in_yunzhou() {
    what_the_page_refuses_is_refused("yunzhou");
}

#[test]
fn what_the_page_refuses_is_refused_however_things_are_in_san_francisco() {
    what_the_page_refuses_is_refused("san-francisco");
}

/// Takes each policy out of the set in turn: a page on which that does not show would not show
/// either that somebody has forgotten it.
#[test]
fn no_policy_can_go_unnoticed() {
    let roles = roles("yunzhou");
    let texts = Texts::of("yunzhou");
    let whole = texts.read().unwrap();
    for policy in whole.policies() {
        let mut texts = Texts::of("yunzhou");
        let mut left = whole.policies().count();
        for (_, text) in &mut texts.files {
            let found = statements(text);
            let gone = found.iter().find(|statement| statement.text == policy.text);
            if let Some(gone) = gone.copied() {
                *text = text.replacen(gone.text, "", 1);
                left -= 1;
            }
        }
        assert_eq!(left + 1, whole.policies().count());
        let without = texts.read().unwrap();
        assert_ne!(without.digest(), whole.digest());
        let touched = |asked: &Asked| {
            let policies = asked.policies(&whole);
            policies.iter().any(|other| other.name == policy.name)
        };
        let (before, after) = (
            whole.matrix_of(&roles, touched),
            without.matrix_of(&roles, touched),
        );
        assert_ne!(
            before.to_string(),
            after.to_string(),
            "nobody would notice that {} is gone",
            policy.name
        );
    }
}
