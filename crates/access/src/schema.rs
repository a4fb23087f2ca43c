//! The words in which policies are written: what can be asked, by whom, about what.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::action::{Action, Group, Kind};

/// Seeing that a record exists: asked of every kind once something else was refused.
pub(crate) const SEE: &str = "see";

/// Who and what there is; the actions come from the table of [`Action`].
const SHAPES: &str = include_str!("shapes.cedarschema");

/// The whole schema, in the language that people read.
#[must_use]
pub fn schema() -> String {
    let mut text = SHAPES.to_owned();
    text.push_str("\n// Actions that belong together.\n");
    for group in Group::ALL {
        let _ = writeln!(text, "action \"{}\";", group.name());
    }
    let kinds: Vec<&str> = Kind::ALL.iter().map(|kind| kind.name()).collect();
    text.push_str("\n// Seeing that a record exists; who may not is told that there is none.\n");
    action(&mut text, SEE, &[], &kinds.join(", "));
    text.push_str("\n// The operations.\n");
    for asked in Action::ALL {
        action(&mut text, asked.name(), asked.groups(), asked.kind().name());
    }
    text
}

fn action(text: &mut String, name: &str, groups: &[Group], kinds: &str) {
    let groups: BTreeSet<String> = groups.iter().map(|g| format!("\"{}\"", g.name())).collect();
    let within = match groups.len() {
        0 => String::new(),
        _ => format!(
            " in [{}]",
            groups.into_iter().collect::<Vec<_>>().join(", ")
        ),
    };
    let _ = writeln!(
        text,
        "action \"{name}\"{within} appliesTo {{ principal: User, resource: [{kinds}], context: Asked }};"
    );
}
