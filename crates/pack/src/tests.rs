//! Stories of people who write packs. Each mistake is made on purpose in a small good pack.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use domain::dispatch::Status;
use kernel::{Code, Digest, Point};
use proptest::prelude::*;

use crate::book::{Book, File};
use crate::{Error, Name, Pack, Service, Station, load};

const SMALL: &str = r#"place = "town"
name = { en = "Town", zh-CN = "镇" }
timezone = "Asia/Shanghai"
center = { lat = 30.5, lon = 112 }
zoom = 12
late_after_s = 120
channels = [{ code = "110", name = { en = "110", zh-CN = "报警" } }]
hazards = [{ code = "gas", name = { en = "Gas", zh-CN = "燃气" } }]
capabilities = [{ code = "police", name = { en = "Police", zh-CN = "治安" } }]

[[priorities]]
code = "p1"
name = { en = "Now", zh-CN = "特急" }
rank = 1
send_within_s = 45
arrive_within_s = 300

[[priorities]]
code = "p2"
name = { en = "Soon", zh-CN = "紧急" }
rank = 2

[[incident_types]]
code = "theft"
name = { en = "Theft", zh-CN = "盗窃" }
service = "police"
priority = "p2"
plan = "one-car"
[[incident_types.questions]]
code = "now"
text = { en = "Now?", zh-CN = "正在发生吗？" }
answers = [
  { code = "yes", text = { en = "Yes", zh-CN = "是" }, priority = "p1" },
  { code = "no", text = { en = "No", zh-CN = "否" } },
]

[[unit_kinds]]
code = "car"
name = { en = "Car", zh-CN = "警车" }
symbol = "P"
capabilities = ["police"]
crew = 2

[[plans]]
code = "one-car"
name = { en = "One car", zh-CN = "单车" }
needs = [{ capability = "police", count = 1 }]

[[outcomes]]
code = "resolved"
name = { en = "Resolved", zh-CN = "处结" }
reasons = [{ code = "settled", name = { en = "Settled", zh-CN = "已处置" } }]

[reasons]
divert = [{ code = "r", name = { en = "R", zh-CN = "因" } }]
cancel = [{ code = "r", name = { en = "R", zh-CN = "因" } }]
stand_down = [{ code = "r", name = { en = "R", zh-CN = "因" } }]
out_of_service = [{ code = "r", name = { en = "R", zh-CN = "因" } }]
reopen = [{ code = "r", name = { en = "R", zh-CN = "因" } }]
correct = [{ code = "r", name = { en = "R", zh-CN = "因" } }]

[transitions]
mode = "warn"
[transitions.allowed]
off_shift = ["available"]
available = ["sent", "off_shift"]
reserved = ["available"]
sent = ["acknowledged", "departed", "on_scene", "available"]
acknowledged = ["departed", "on_scene", "available"]
departed = ["on_scene", "available"]
on_scene = ["transporting", "available"]
transporting = ["at_destination", "available"]
at_destination = ["available"]
returning = ["available"]
out_of_service = ["available"]
"#;

const IMPORT: &str = r#"
[import.sf-fire]
channel = "110"
[import.sf-fire.types]
"Theft / Loss" = "theft"
[import.sf-fire.priorities]
"1" = "p1"
[import.sf-fire.unit_kinds]
CAR = "car"
[import.sf-fire.outcomes]
"Done" = { outcome = "resolved", reason = "settled" }
[import.sf-fire.stations]
"#;

fn assemble(files: &[(&str, &str)]) -> Result<Pack, crate::Mistakes> {
    let folder = File::new(PathBuf::from("town"), String::new());
    let files = files
        .iter()
        .map(|(name, text)| File::new(Path::new("town").join(name), (*text).into()));
    load::assemble(&folder, &files.collect::<Vec<_>>(), Book::default())
}

/// Replaces each text once, and expects exactly these messages.
#[track_caller]
fn mistakes(edits: &[(&str, &str)], expected: &[&str]) {
    let mut text = SMALL.to_owned();
    for (from, to) in edits {
        assert!(text.contains(from), "the small pack has no {from}");
        text = text.replacen(from, to, 1);
    }
    let found = assemble(&[("pack.toml", &text)]).expect_err("the mistake went unnoticed");
    assert_eq!(found.to_string(), expected.join("\n"));
}

#[track_caller]
fn mistake(from: &str, to: &str, expected: &str) {
    mistakes(&[(from, to)], &[expected]);
}

#[test]
fn the_small_pack_is_good() {
    let pack = assemble(&[("pack.toml", SMALL), ("import.toml", IMPORT)]).unwrap();
    assert_eq!(pack.center, Point::from_degrees(30.5, 112.0).unwrap());
    assert_eq!(pack.import.unwrap().types["Theft / Loss"].as_str(), "theft");
}

#[test]
fn a_code_that_does_not_exist_is_named_with_those_that_do() {
    mistake(
        "priority = \"p2\"",
        "priority = \"p9\"",
        "town/pack.toml:27: incident type 'theft' names priority 'p9', which does not exist; priorities are: p1, p2",
    );
    mistake(
        "plan = \"one-car\"",
        "plan = \"two-cars\"",
        "town/pack.toml:28: incident type 'theft' names plan 'two-cars', which does not exist; plans are: one-car",
    );
    mistake(
        "capabilities = [\"police\"]",
        "capabilities = [\"police\", \"fly\"]",
        "town/pack.toml:41: unit kind 'car' names capability 'fly', which does not exist; capabilities are: police",
    );
    mistake(
        "{ capability = \"police\", count",
        "{ capability = \"fly\", count",
        "town/pack.toml:47: plan 'one-car' names capability 'fly', which does not exist; capabilities are: police",
    );
}

#[test]
fn every_mistake_is_reported_not_only_the_first() {
    mistakes(
        &[
            (
                "timezone = \"Asia/Shanghai\"",
                "timezone = \"Asia/Yunzhou\"",
            ),
            ("rank = 2", "rank = \"two\"\ncolour = \"red\""),
            (
                "name = { en = \"Car\", zh-CN = \"警车\" }",
                "name = { en = \"Car\" }",
            ),
            ("crew = 2", "crew = 0"),
        ],
        &[
            "town/pack.toml:3: the pack names timezone 'Asia/Yunzhou', which does not exist; use an IANA name such as \"Asia/Shanghai\"",
            "town/pack.toml:21: rank of priority 'p2' must be an integer, found a string",
            "town/pack.toml:22: priority 'p2' has an unknown field 'colour'; fields are: code, name, rank, send_within_s, arrive_within_s",
            "town/pack.toml:40: name of unit kind 'car' has no zh-CN; add zh-CN = \"...\"",
            "town/pack.toml:43: crew of unit kind 'car' is 0; it must be 1 to 100",
        ],
    );
}

#[test]
fn a_missing_field_is_named_with_an_example() {
    mistake(
        "service = \"police\"\n",
        "",
        "town/pack.toml:23: incident type 'theft' has no service; add service = \"police\"",
    );
    mistake(
        "zoom = 12\n",
        "",
        "town: the pack has no zoom; add zoom = 0",
    );
    mistake(
        "code = \"car\"\n",
        "",
        "town/pack.toml:37: unit kind 1 has no code; add code = \"a-code\"",
    );
}

#[test]
fn both_languages_are_asked_for_and_neither_may_be_empty() {
    mistake(
        "zh-CN = \"盗窃\"",
        "zh-CN = \" \"",
        "town/pack.toml:25: zh-CN of name of incident type 'theft': the text is empty",
    );
    mistake(
        "name = { en = \"Theft\", zh-CN = \"盗窃\" }",
        "name = \"Theft\"",
        "town/pack.toml:25: name of incident type 'theft' must be a table { en = \"...\", zh-CN = \"...\" }, found a string",
    );
}

#[test]
fn each_element_of_a_list_is_checked_for_its_type() {
    mistakes(
        &[(
            "capabilities = [\"police\"]",
            "capabilities = [\n 1,\n \"police\",\n true,\n]",
        )],
        &[
            "town/pack.toml:42: an entry of capabilities of unit kind 'car' must be a string, found an integer",
            "town/pack.toml:44: an entry of capabilities of unit kind 'car' must be a string, found a boolean",
        ],
    );
}

#[test]
fn a_code_is_given_once_also_across_files() {
    let more = "\n[[incident_types]]\ncode = \"theft\"\nname = { en = \"T\", zh-CN = \"盗\" }\nservice = \"police\"\npriority = \"p1\"\n";
    let found = assemble(&[("pack.toml", SMALL), ("types/more.toml", more)]).unwrap_err();
    assert_eq!(
        found.to_string(),
        "town/types/more.toml:3: incident type 'theft' is already at pack.toml:24; give each a code of its own"
    );
    mistake(
        "code = \"no\"",
        "code = \"yes\"",
        "town/pack.toml:34: answer 'yes' of question 'now' of incident type 'theft' is already at pack.toml:33; give each a code of its own",
    );
}

#[test]
fn what_is_not_a_divided_list_stands_in_one_file() {
    let found = assemble(&[("a.toml", "zoom = 3"), ("pack.toml", SMALL)]).unwrap_err();
    assert_eq!(
        found.to_string(),
        "town/pack.toml:5: 'zoom' is already at a.toml:1; keep it in one file"
    );
}

#[test]
fn ranks_are_dense_and_distinct() {
    mistake(
        "rank = 2",
        "rank = 3",
        "town/pack.toml:21: priority 'p2' has rank 3, but no priority has rank 2; ranks are 1, 2, 3 ...",
    );
    mistake(
        "rank = 2",
        "rank = 1",
        "town/pack.toml:21: priority 'p2' has rank 1, which priority 'p1' has already; ranks are 1, 2, 3 ...",
    );
    mistake(
        "arrive_within_s = 300",
        "arrive_within_s = 30",
        "town/pack.toml:16: priority 'p1' should be served after 30 s but sent to only after 45 s",
    );
}

#[test]
fn an_answer_only_raises_the_priority() {
    mistakes(
        &[
            ("priority = \"p2\"", "priority = \"p1\""),
            ("priority = \"p1\" },", "priority = \"p2\" },"),
        ],
        &[
            "town/pack.toml:33: answer 'yes' of question 'now' of incident type 'theft' asks for 'p2', less urgent than its type's 'p1'; answers only raise",
        ],
    );
}

#[test]
fn empty_lists_are_mistakes() {
    mistake(
        "needs = [{ capability = \"police\", count = 1 }]",
        "needs = []",
        "town/pack.toml:47: plan 'one-car' has no needs; add at least 1",
    );
    mistake(
        "hazards = [{ code = \"gas\", name = { en = \"Gas\", zh-CN = \"燃气\" } }]\n",
        "",
        "town: the pack has no hazards; add at least 1",
    );
    mistake(
        "  { code = \"no\", text = { en = \"No\", zh-CN = \"否\" } },\n",
        "",
        "town/pack.toml:32: question 'now' of incident type 'theft' has 1 in answers; it needs at least 2",
    );
    mistakes(
        &[("capabilities = [\"police\"]", "capabilities = []")],
        &[
            "town/pack.toml:41: unit kind 'car' has an empty list of capabilities; name at least one",
            "town/pack.toml:47: plan 'one-car' needs 'police', which no unit kind can do; give it to one",
        ],
    );
}

#[test]
fn no_status_is_left_without_exit() {
    mistake(
        "on_scene = [\"transporting\", \"available\"]",
        "on_scene = []",
        "town/pack.toml:71: transitions.allowed leaves 'on_scene' without exit; name a status it leads to",
    );
    mistake(
        "returning = [\"available\"]\n",
        "",
        "town/pack.toml:64: transitions.allowed does not say where 'returning' leads; add returning = [\"available\"]",
    );
    mistake(
        "departed = [\"on_scene\"",
        "departed = [\"on_seen\"",
        "town/pack.toml:70: 'departed' of transitions.allowed is 'on_seen'; it must be one of: off_shift, available, reserved, sent, acknowledged, departed, on_scene, transporting, at_destination, returning, out_of_service",
    );
    mistake(
        "mode = \"warn\"",
        "mode = \"strict\"",
        "town/pack.toml:63: mode of transitions is 'strict'; it must be one of: off, warn, enforce",
    );
}

#[test]
fn a_symbol_is_short() {
    mistake(
        "symbol = \"P\"",
        "symbol = \"CAR\"",
        "town/pack.toml:40: unit kind 'car' has symbol 'CAR'; a symbol is one or two characters",
    );
}

#[test]
fn a_point_is_on_the_globe() {
    mistake(
        "lat = 30.5",
        "lat = 305",
        "town/pack.toml:4: center of the pack: latitude 3050000000e-7 is outside -90..90 degrees",
    );
    mistake(
        "lat = 30.5",
        "lat = nan",
        "town/pack.toml:4: lat of center of the pack is nan; write degrees such as 30.6",
    );
}

#[test]
fn an_import_maps_to_what_the_pack_has() {
    let import = IMPORT
        .replace("\"theft\"", "\"loss\"")
        .replace("\"settled\"", "\"gone\"")
        .replace("channel = \"110\"", "channel = 110");
    let found = assemble(&[("pack.toml", SMALL), ("import.toml", &import)]).unwrap_err();
    assert_eq!(
        found.to_string(),
        "town/import.toml:3: channel of import 'sf-fire' must be a string, found an integer\n\
         town/import.toml:5: types of import 'sf-fire' names incident type 'loss', which does not exist; incident types are: theft\n\
         town/import.toml:11: 'Done' of outcomes of import 'sf-fire' names reason 'gone', which outcome 'resolved' does not have; reasons are: settled"
    );
}

#[test]
fn a_broken_file_is_reported_and_its_content_is_not_missed_elsewhere() {
    let broken = "\n[[stations]\ncode = \n";
    let found = assemble(&[("pack.toml", SMALL), ("stations.toml", broken)]).unwrap_err();
    let text = found.to_string();
    assert!(
        text.starts_with("town/stations.toml:2: not TOML: "),
        "{text}"
    );
    assert!(
        found
            .list()
            .iter()
            .all(|m| m.file.ends_with("stations.toml")),
        "{text}"
    );
}

#[test]
fn a_file_that_cannot_be_read_is_named() {
    let dir = tempfile::tempdir().unwrap();
    let path = |name: &str| dir.path().join(name);
    std::fs::write(path("pack.toml"), SMALL).unwrap();
    std::fs::write(path("large.toml"), vec![b'#'; (1 << 20) + 1]).unwrap();
    std::fs::write(path("latin.toml"), b"# ok\nname = \"caf\xe9\"\n").unwrap();
    std::fs::write(path("notes.md"), b"\xff not a part of the pack").unwrap();
    let found = Pack::load(dir.path()).unwrap_err();
    let text = found
        .to_string()
        .replace(&*dir.path().to_string_lossy(), "town");
    assert_eq!(
        text,
        "town/large.toml: the file is larger than 1048576 bytes; divide it\n\
         town/latin.toml: the file is not UTF-8 text, first on line 2; save it as UTF-8"
    );
}

#[test]
fn a_folder_without_a_pack_says_what_to_do() {
    let dir = tempfile::tempdir().unwrap();
    let text = Pack::load(dir.path()).unwrap_err().to_string();
    assert!(
        text.ends_with("the folder has no .toml files; a pack starts with pack.toml"),
        "{text}"
    );
    let text = Pack::load(&dir.path().join("nowhere"))
        .unwrap_err()
        .to_string();
    assert!(text.contains("nowhere: cannot list the folder: "), "{text}");
    for i in 0..65 {
        std::fs::write(dir.path().join(format!("{i}.toml")), "").unwrap();
    }
    let text = Pack::load(dir.path()).unwrap_err().to_string();
    assert!(
        text.contains("the folder has more than 64 .toml files; join some"),
        "{text}"
    );
}

#[test]
fn the_digest_does_not_change_with_files_or_comments() {
    let (head, types) = SMALL.split_at(SMALL.find("[[incident_types]]").unwrap());
    let (theft, rest) = types.split_at(types.find("[[unit_kinds]]").unwrap());
    let fire = theft
        .replace("theft", "fire")
        .replace("\"police\"", "\"fire\"");
    let one = assemble(&[("pack.toml", &[head, theft, &fire, rest].concat())]).unwrap();
    let (commented, rest) = (format!("# why\n\n{fire}"), format!("# tail\n{rest}"));
    let many = assemble(&[
        ("a/z.toml", &rest),
        ("b.toml", &commented),
        ("c.toml", theft),
        ("z.toml", head),
    ]);
    assert_eq!(many.unwrap().digest(), one.digest());
    let other = assemble(&[("pack.toml", &SMALL.replace("zoom = 12", "zoom = 13"))]).unwrap();
    assert_ne!(
        other.digest(),
        assemble(&[("pack.toml", SMALL)]).unwrap().digest()
    );
}

#[test]
fn policies_are_kept_as_they_were_written() {
    let desk = "// who may do what\r\npermit(principal, action, resource);\r\n";
    let pack = assemble(&[
        (
            "policies/never.cedar",
            "forbid(principal, action, resource);",
        ),
        ("policies/desk.cedar", desk),
        ("pack.toml", SMALL),
    ]);
    let pack = pack.unwrap();
    let names: Vec<&str> = pack.policies.iter().map(|p| p.name.as_str()).collect();
    assert_eq!(names, ["desk", "never"]);
    assert_eq!(pack.policies[0].text, desk.replace('\r', ""));
    assert_eq!(Pack::from_canonical(&pack.canonical()).unwrap(), pack);
    let without = assemble(&[("pack.toml", SMALL)]).unwrap();
    assert_ne!(pack.digest(), without.digest());
}

#[test]
fn a_policy_that_would_not_be_in_force_is_a_mistake() {
    let found = assemble(&[
        ("desk.cedar", ""),
        ("pack.toml", SMALL),
        ("policies/Front Desk.cedar", ""),
        ("policies/old/desk.cedar", ""),
    ]);
    assert_eq!(
        found.unwrap_err().to_string(),
        "town/desk.cedar: policies stand in the folder policies of the pack; move it there\n\
         town/policies/Front Desk.cedar: the file's name: 'Front Desk' is not a code: lower-case letters, digits and hyphens, 1 to 48\n\
         town/policies/old/desk.cedar: policies stand in the folder policies of the pack; move it there"
    );
}

#[test]
fn policies_are_bounded() {
    let dir = tempfile::tempdir().unwrap();
    let policies = dir.path().join("policies");
    std::fs::create_dir(&policies).unwrap();
    std::fs::write(dir.path().join("pack.toml"), SMALL).unwrap();
    std::fs::write(policies.join("a.cedar"), vec![b' '; (64 << 10) + 1]).unwrap();
    std::fs::write(policies.join("b.cedar"), b"permit\n\xff").unwrap();
    let text = Pack::load(dir.path()).unwrap_err().to_string();
    assert!(
        text.contains("a.cedar: the file is larger than 65536 bytes; divide it"),
        "{text}"
    );
    assert!(
        text.contains("b.cedar: the file is not UTF-8 text, first on line 2; save it as UTF-8"),
        "{text}"
    );
    for i in 0..33 {
        std::fs::write(policies.join(format!("{i}.cedar")), "").unwrap();
    }
    let text = Pack::load(dir.path()).unwrap_err().to_string();
    assert!(
        text.contains("the folder has more than 32 .cedar files; join some"),
        "{text}"
    );
}

#[test]
fn roles_have_a_code_and_both_names() {
    let roles = "[[roles]]\ncode = \"clerk\"\nname = { en = \"Clerk\", zh-CN = \"办事员\" }\n";
    let pack = assemble(&[("pack.toml", SMALL), ("roles.toml", roles)]).unwrap();
    assert_eq!(pack.roles[0].name.zh_cn.as_str(), "办事员");
    assert!(pack.rules().roles.contains("clerk"));
    let twice = format!(
        "{roles}{}",
        roles.replace("name = { en = \"Clerk\", ", "name = { ")
    );
    let found = assemble(&[("pack.toml", SMALL), ("roles.toml", &twice)]).unwrap_err();
    assert_eq!(
        found.to_string(),
        "town/roles.toml:5: role 'clerk' is already at roles.toml:2; give each a code of its own\n\
         town/roles.toml:6: name of role 'clerk' has no en; add en = \"...\""
    );
}

/// As packs were written before there were roles and policies.
#[test]
fn a_pack_kept_before_there_were_roles_is_read_under_its_digest() {
    let old = assemble(&[("pack.toml", SMALL)]).unwrap();
    let kept = old.canonical();
    let text = String::from_utf8(kept.clone()).unwrap();
    assert!(!text.contains("roles") && !text.contains("policies"));
    let pack = Pack::from_canonical(&kept).unwrap();
    assert_eq!(pack.digest(), Digest::of(&kept));
    assert!(pack.roles.is_empty() && pack.policies.is_empty());
    assert!(pack.rules().roles.is_empty());
}

#[test]
fn every_place_has_the_roles_that_the_program_speaks_of() {
    let roles = [
        "call-taker",
        "dispatcher",
        "supervisor",
        "crew",
        "case-officer",
        "custody-officer",
        "legal-reviewer",
        "mediator",
        "clerk",
        "analyst",
        "oversight-inspector",
        "administrator",
        "machine",
        "citizen",
    ];
    for place in PLACES {
        let pack = real(place);
        let found: Vec<&str> = pack.roles.iter().map(|role| role.code.as_str()).collect();
        assert_eq!(found, roles, "{place}");
        assert!(!pack.policies.is_empty(), "{place}");
    }
}

fn real_dir(place: &str) -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../packs")).join(place)
}

#[track_caller]
fn real(place: &str) -> Pack {
    Pack::load(&real_dir(place)).unwrap_or_else(|mistakes| panic!("{mistakes}"))
}

const PLACES: [&str; 2] = ["yunzhou", "san-francisco"];

#[test]
fn the_packs_of_this_repository_have_no_mistake_and_survive_storage() {
    for place in PLACES {
        let pack = real(place);
        assert_eq!(pack.place.as_str(), place);
        let again = Pack::from_canonical(&pack.canonical()).unwrap();
        assert_eq!(again, pack);
        assert_eq!(again.digest(), pack.digest());
        assert_eq!(pack.digest(), Digest::of(&pack.canonical()));
    }
}

#[test]
fn every_reference_of_the_rules_holds() {
    for place in PLACES {
        let rules = real(place).rules();
        for incident_type in rules.incident_types.values() {
            assert!(rules.priorities.contains_key(&incident_type.priority));
        }
        for kind in rules.unit_kinds.values() {
            assert!(kind.capabilities.is_subset(&rules.capabilities));
        }
        assert!(rules.incident_types.contains_key("unlisted"));
        assert!(
            rules.transitions.allows(Status::Sent, Status::OnScene),
            "crews skip steps"
        );
        assert_eq!(rules.late_after_ms, 120_000);
    }
    assert_eq!(
        real("yunzhou").rules().priorities["p1"].send_within_ms,
        Some(45_000)
    );
}

#[test]
fn yunzhou_has_the_types_and_kinds_that_the_demo_city_uses() {
    let pack = real("yunzhou");
    let of = |service| {
        let types = pack
            .incident_types
            .iter()
            .filter(move |t| t.service == service);
        types.count()
    };
    assert_eq!(
        [
            Service::Police,
            Service::Fire,
            Service::Medical,
            Service::Rescue
        ]
        .map(of),
        [15, 7, 8, 6]
    );
    assert_eq!(
        [Service::Utility, Service::Traffic, Service::Service].map(of),
        [6, 5, 6]
    );
    assert_eq!((pack.unit_kinds.len(), pack.priorities.len()), (14, 5));
    let asked = pack.incident_types.iter().map(|t| t.questions.len());
    assert!(asked.clone().min() >= Some(2) && asked.max() <= Some(4));
    assert!(pack.stations.is_empty());
}

#[test]
fn san_francisco_knows_every_word_of_the_export() {
    let import = real("san-francisco").import.unwrap();
    // All texts of the fourteen days in the shared data set.
    let types = "Medical Incident|Alarms|Structure Fire|Traffic Collision|Outside Fire|Other|\
        Citizen Assist / Service Call|Gas Leak (Natural and LP Gases)|Water Rescue|\
        Smoke Investigation (Outside)|Vehicle Fire|Electrical Hazard|Elevator / Escalator Rescue|\
        Assist Police|Odor (Strange / Unknown)|Fuel Spill";
    let outcomes = "Code 2 Transport|Fire|Patient Declined Transport|No Merit|Code 3 Transport|Other|\
        Against Medical Advice|Cancelled|Medical Examiner|Unable to Locate|SFPD|Gone on Arrival|CHP";
    let kinds =
        "MEDIC|ENGINE|PRIVATE|CHIEF|TRUCK|SUPPORT|RESCUE CAPTAIN|RESCUE SQUAD|INVESTIGATION";
    let stations = "03 01 36 07 06 17 08 05 13 41 35 16 43 38 11 10 02 42 21 33 15 22 31 09 44 32 \
        28 23 14 29 37 19 34 18 12 25 40 48 24 39 04 26 51 20";
    assert!(types.split('|').all(|text| import.types.contains_key(text)));
    assert!(
        outcomes
            .split('|')
            .all(|text| import.outcomes.contains_key(text))
    );
    assert!(
        kinds
            .split('|')
            .all(|text| import.unit_kinds.contains_key(text))
    );
    assert!(
        "1 2 3 A B C D E I"
            .split(' ')
            .all(|text| import.priorities.contains_key(text))
    );
    assert!(
        stations
            .split(' ')
            .all(|text| import.stations.contains_key(text))
    );
    let pack = real("san-francisco");
    let names: BTreeSet<&str> = pack
        .incident_types
        .iter()
        .map(|t| t.name.en.as_str())
        .collect();
    assert!(
        import
            .types
            .keys()
            .all(|text| names.contains(text.as_str())),
        "labels of figures"
    );
}

#[test]
fn the_demo_city_brings_its_stations_and_centre() {
    let point = Point::from_degrees(30.6, 112.1).unwrap();
    let station = |code: &str, en: &str| Station {
        code: Code::new(code).unwrap(),
        name: Name {
            en: en.parse().unwrap(),
            zh_cn: "所".parse().unwrap(),
        },
        point,
    };
    let pack = real("yunzhou").with_center(point, 9);
    let pack = pack.with_stations(vec![station("b", "Old"), station("a", "A")]);
    let pack = pack.with_stations(vec![station("b", "New")]);
    let names: Vec<&str> = pack.stations.iter().map(|s| s.name.en.as_str()).collect();
    assert_eq!(
        (names, pack.center, pack.zoom),
        (vec!["A", "New"], point, 9)
    );
    assert!(pack.rules().stations.contains("a"));
}

#[test]
fn the_json_has_the_fields_of_the_contract() {
    let json: serde_json::Value = serde_json::from_slice(&real("yunzhou").canonical()).unwrap();
    let fields: Vec<&str> = json
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    let expected = "capabilities center channels hazards incident_types late_after_s name outcomes \
        place plans policies priorities profiles purposes reasons roles stations timezone transitions \
        unit_kinds zoom";
    assert_eq!(fields.join(" "), expected);
    assert_eq!(json["name"]["zh-CN"], "云州市");
    assert_eq!(
        json["priorities"][4]["arrive_within_s"],
        serde_json::Value::Null
    );
    assert_eq!(json["transitions"]["mode"], "warn");
}

#[test]
fn stored_bytes_of_another_shape_are_not_a_pack() {
    let text = String::from_utf8(real("yunzhou").canonical()).unwrap();
    let read = |text: &str| Pack::from_canonical(text.as_bytes());
    assert!(matches!(
        read(&text.replacen(",\"zoom\"", ", \"zoom\"", 1)),
        Err(Error::Canonical(_))
    ));
    assert!(matches!(
        read(&text.replacen("\"zoom\"", "\"zoomy\"", 1)),
        Err(Error::Canonical(_))
    ));
    // A text that would be trimmed: the pack would go by another digest than the journal names.
    assert!(matches!(
        read(&text.replacen("云州市", "云州市 ", 1)),
        Err(Error::Changed { .. })
    ));
}

/// No ethnic, religious or political field or word, and no list of groups of people.
#[test]
fn no_pack_sorts_people() {
    let never = [
        "ethnic",
        "minority",
        "relig",
        "muslim",
        "politic",
        "petition",
        "mental",
        "dissident",
        "released prisoner",
        "addict",
        "homeless",
        "民族",
        "少数",
        "宗教",
        "信教",
        "政治",
        "上访",
        "信访",
        "维稳",
        "精神病",
        "刑满",
        "前科",
        "吸毒",
        "重点人员",
        "流动人口",
    ];
    for place in PLACES {
        let text = String::from_utf8(real(place).canonical())
            .unwrap()
            .to_lowercase();
        for word in never {
            assert!(!text.contains(word), "{place} has '{word}'");
        }
    }
}

/// The text files of a folder, each by its path inside it.
fn files_of(dir: &Path, inside: &Path, into: &mut Vec<(String, String)>) {
    let entries = std::fs::read_dir(dir.join(inside)).unwrap();
    let mut names: Vec<_> = entries.map(|e| e.unwrap().file_name()).collect();
    names.sort();
    for name in names {
        let path = inside.join(name);
        if dir.join(&path).is_dir() {
            files_of(dir, &path, into);
        } else {
            let text = std::fs::read_to_string(dir.join(&path)).unwrap();
            into.push((path.to_string_lossy().into_owned(), text));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("pack.toml"), &bytes).unwrap();
        prop_assert!(Pack::load(dir.path()).is_err());
        prop_assert!(Pack::from_canonical(&bytes).is_err());
    }

    #[test]
    fn no_shape_makes_the_reader_panic(text in "([a-z_]{1,9}|priorities|import|reasons|allowed|code|name|\\[\\[|\\]\\]|\\[|\\]|\\{|\\}| = |\"|[0-9.]{1,3}|\n|,){0,60}") {
        prop_assert!(assemble(&[("pack.toml", &text)]).is_err());
        let _ = assemble(&[("pack.toml", SMALL), ("more.toml", &text)]);
    }

    /// Damages a real pack: a stretch is cut out, doubled or written over.
    #[test]
    fn no_damage_to_a_real_pack_makes_the_reader_panic(
        place in 0..2_usize,
        which in any::<prop::sample::Index>(),
        start in any::<prop::sample::Index>(),
        length in 0..40_usize,
        patch in "[ -~\n云]{0,12}",
    ) {
        let mut files = Vec::new();
        files_of(&real_dir(PLACES[place]), Path::new(""), &mut files);
        let text = &mut which.get_mut(&mut files).1;
        let chars: Vec<char> = text.chars().collect();
        let from = start.index(chars.len());
        let to = (from + length).min(chars.len());
        *text = chars[..from].iter().chain(&patch.chars().collect::<Vec<_>>()).chain(&chars[to..]).collect();
        let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (&**name, &**text)).collect();
        if let Err(mistakes) = assemble(&files) {
            prop_assert!(!mistakes.list().is_empty());
        }
    }

    #[test]
    fn a_stored_pack_with_a_flipped_byte_is_refused_or_reads_as_what_it_says(
        at in any::<prop::sample::Index>(), to in any::<u8>(),
    ) {
        let mut bytes = assemble(&[("pack.toml", SMALL), ("import.toml", IMPORT)]).unwrap().canonical();
        *at.get_mut(&mut bytes) = to;
        if let Ok(pack) = Pack::from_canonical(&bytes) {
            prop_assert_eq!(pack.canonical(), bytes);
            let _ = pack.rules();
        }
    }
}
