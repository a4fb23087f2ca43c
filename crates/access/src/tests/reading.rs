//! People who write policies, and what they are told.

use proptest::prelude::*;

use super::{PLACES, Texts, access, pack};
use crate::statement::{line, statements};

const GOOD: &str = r#"// Desk.
@id("looks")
@says_en("The desk looks; at everything.") // not the end: ;
@says_zh("指挥席可以查看。")
permit (principal in Role::"dispatcher", action in Action::"all of look", resource);
"#;

/// Adds one file to good policies, and expects exactly these mistakes.
#[track_caller]
fn mistakes(text: &str, expected: &[&str]) {
    let mut texts = Texts::of("yunzhou");
    texts.files.push(("more".parse().unwrap(), text.to_owned()));
    let found = texts.read().expect_err("the mistake went unnoticed");
    let found: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert_eq!(found, expected);
}

fn edited(from: &str, to: &str) -> String {
    assert!(GOOD.contains(from));
    GOOD.replacen(from, to, 1)
}

#[test]
fn the_policies_of_this_repository_are_good() {
    for place in PLACES {
        let access = access(place);
        assert!(access.policies().count() > 30);
        assert!(access.policies().any(|policy| policy.permits));
        assert!(access.policies().any(|policy| !policy.permits));
    }
}

/// Places differ where their law does, and nowhere by accident.
#[test]
fn places_say_the_same_but_for_cases() {
    let policies = |place| pack(place).policies.into_iter();
    let (one, other) = (policies("yunzhou"), policies("san-francisco"));
    assert_eq!(one.len(), other.len());
    for (one, other) in one.zip(other) {
        assert_eq!(one.name, other.name);
        assert_eq!(
            one.text == other.text,
            one.name.as_str() != "case",
            "{}",
            one.name
        );
    }
    let names = |place| {
        let policies = access(place);
        let names = policies.policies().map(|policy| policy.name.to_string());
        names.collect::<std::collections::BTreeSet<_>>()
    };
    let (one, other) = (names("yunzhou"), names("san-francisco"));
    let only: Vec<&String> = one.symmetric_difference(&other).collect();
    assert_eq!(only, ["case-callers"]);
}

#[test]
fn a_good_policy_is_added_under_its_name() {
    let mut texts = Texts::of("yunzhou");
    let before = texts.read().unwrap();
    texts.files.push(("more".parse().unwrap(), GOOD.to_owned()));
    let after = texts.read().unwrap();
    assert_eq!(after.policies().count(), before.policies().count() + 1);
    assert_ne!(after.digest(), before.digest());
    let looks = after
        .policies()
        .find(|policy| policy.name.as_str() == "looks");
    assert_eq!(looks.map(|policy| policy.line), Some(2));
    // The order in which files are handed over says nothing.
    texts.files.reverse();
    assert_eq!(texts.read().unwrap().digest(), after.digest());
}

#[test]
fn a_policy_has_a_name_and_says_itself_in_both_languages() {
    mistakes(
        &edited("@id(\"looks\")\n", ""),
        &["policies/more.cedar:2: the policy has no name; add @id(\"a-code\")"],
    );
    mistakes(
        &edited("\"looks\"", "\"The desk\""),
        &[
            "policies/more.cedar:2: the policy's @id: 'The desk' is not a code: lower-case letters, digits and hyphens, 1 to 48",
        ],
    );
    mistakes(
        &edited("@says_zh(\"指挥席可以查看。\")\n", ""),
        &[
            "policies/more.cedar:2: policy 'looks' does not say itself; add @says_zh(\"one sentence\")",
        ],
    );
    mistakes(
        &edited("指挥席可以查看。", " "),
        &["policies/more.cedar:2: @says_zh of policy 'looks': the text is empty"],
    );
    let twice = format!("{GOOD}\n{GOOD}");
    mistakes(
        &twice,
        &[
            "policies/more.cedar:8: policy 'looks' is already at more.cedar:2; give each a name of its own",
        ],
    );
}

#[test]
fn policies_speak_of_the_pack_and_of_nobody_in_person() {
    mistakes(
        &edited("Role::\"dispatcher\"", "Role::\"emperor\""),
        &[
            "policies/more.cedar:5: names role 'emperor', which the pack does not have; roles are: \
           administrator, analyst, call-taker, case-officer, citizen, clerk, crew, custody-officer, dispatcher, \
           legal-reviewer, machine, mediator, oversight-inspector, supervisor",
        ],
    );
    mistakes(
        &edited(
            "principal in Role::\"dispatcher\"",
            "principal == User::\"zhang\"",
        ),
        &[
            "policies/more.cedar:5: names one User ('zhang'); policies speak of roles and kinds of records",
        ],
    );
    let personal = GOOD.replace("all of look", "all of personal").replace(
        "resource);",
        "resource)\nwhen { context has purpose && context.purpose == Purpose::\"curiosity\" };",
    );
    mistakes(
        &personal,
        &[
            "policies/more.cedar:6: names purpose 'curiosity', which the pack does not have; purposes are: \
           call-back, case-handling, find-caller, oversight, persons-request, same-caller, secret-inquiry, \
           staffing",
        ],
    );
}

/// The library's own words are not ours to fix; that they come, with their line, is.
#[track_caller]
fn noted(text: &str, line: usize, word: &str) {
    let mut texts = Texts::of("yunzhou");
    texts.files.push(("more".parse().unwrap(), text.to_owned()));
    let found = texts.read().expect_err("the mistake went unnoticed");
    let fits = |mistake: &&crate::Mistake| mistake.line == line && mistake.sentence.contains(word);
    assert!(found.iter().any(|mistake| fits(&mistake)), "{found:#?}");
}

#[test]
fn what_does_not_fit_the_schema_is_a_mistake() {
    noted(
        &edited("all of look", "all of everything"),
        5,
        "all of everything",
    );
    noted(
        &edited("resource);", "resource)\nwhen { resource.secret };"),
        6,
        "secret",
    );
    noted(
        &edited(
            "resource);",
            "resource)\nwhen { context.purpose == Purpose::\"oversight\" };",
        ),
        6,
        "purpose",
    );
    noted(
        &edited(
            "resource);",
            "resource)\nwhen { principal.seat == \"desk-1\" };",
        ),
        6,
        "type",
    );
    noted(
        &edited("resource);", "resource)\nwhen { resource is Key };"),
        2,
        "impossible",
    );
    noted(&edited("permit", "allow"), 5, "not a policy");
    noted(&edited("resource);", "resource"), 5, "not a policy");
    noted(
        &edited(
            "principal in Role::\"dispatcher\"",
            "principal == ?principal",
        ),
        5,
        "template",
    );
    noted("@id(\"", 1, "not a policy");
}

#[test]
fn every_mistake_is_reported_not_only_the_first() {
    let text = [
        edited("@id(\"looks\")\n", ""),
        edited("permit", "allow"),
        edited("dispatcher", "emperor"),
    ];
    let mut texts = Texts::of("yunzhou");
    texts.files.push(("more".parse().unwrap(), text.join("\n")));
    let found = texts.read().unwrap_err();
    let lines: Vec<usize> = found.iter().map(|mistake| mistake.line).collect();
    assert_eq!(lines, [2, 10, 16], "{found:#?}");
}

#[test]
fn a_statement_ends_at_its_own_semicolon() {
    let text = "// a; b\n@id(\"x;\\\";\") permit; // c;\n\nforbid\n;  tail ";
    let found = statements(text);
    let texts: Vec<&str> = found.iter().map(|statement| statement.text).collect();
    assert_eq!(texts, ["@id(\"x;\\\";\") permit;", "forbid\n;", "tail"]);
    let lines: Vec<usize> = found.iter().map(|s| line(text, s.start)).collect();
    assert_eq!(lines, [2, 4, 5]);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) })]

    #[test]
    fn statements_hold_everything_but_comments_and_white_space(text in "[a;/\"\\\\ \n云]{0,40}") {
        let mut end = 0;
        for statement in statements(&text) {
            prop_assert!(statement.start >= end);
            prop_assert_eq!(&text[statement.start..statement.start + statement.text.len()], statement.text);
            end = statement.start + statement.text.len();
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(24) })]

    /// Damages a policy: a stretch is cut out or written over.
    #[test]
    fn no_damage_makes_the_reader_panic(
        start in any::<prop::sample::Index>(), length in 0..30_usize, patch in "[ -~\n云]{0,12}",
    ) {
        let chars: Vec<char> = GOOD.chars().collect();
        let from = start.index(chars.len());
        let to = (from + length).min(chars.len());
        let damaged: String = chars[..from].iter().copied().chain(patch.chars()).chain(chars[to..].iter().copied()).collect();
        let mut texts = Texts::of("yunzhou");
        texts.files = vec![("more".parse().unwrap(), damaged)];
        if let Err(mistakes) = texts.read() {
            prop_assert!(!mistakes.is_empty());
        }
    }
}
