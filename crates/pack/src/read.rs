//! What stands in a pack: one function per kind of table, in the order of the JSON.

use std::collections::{BTreeMap, BTreeSet};

use domain::dispatch::Status;
use kernel::Code;

use crate::book::{At, List};
use crate::check;
use crate::fields::{Fields, Value};
use crate::model::{
    Answer, Capability, Channel, Ending, Hazard, Import, IncidentType, Mode, Need, Outcome, Pack,
    Plan, PolicyFile, Priority, Purpose, Question, Reason, Reasons, Role, Secrecy, Service,
    Station, Transitions, UnitKind,
};
use crate::travel;

/// Targets and lateness are within a day.
const DAY_S: u32 = 86_400;
/// Nothing is kept from a person for longer without being asked for anew.
const SECRET_DAYS_MAX: u32 = 366;

/// Makes the pack of its tables and of the policies beside them.
pub(crate) fn pack(root: &mut Fields<'_>, policies: Vec<PolicyFile>) -> Option<Pack> {
    let place = root.code("place");
    let name = root.name("name");
    let timezone = root.line("timezone", "\"Asia/Shanghai\"");
    check::timezone(root, timezone.as_ref());
    let center = root.point("center");
    let zoom = root
        .integer("zoom", 0, 22)
        .and_then(|zoom| u8::try_from(zoom).ok());
    let late_after_s = root.integer("late_after_s", 0, DAY_S);

    let mut ranks = check::Ranks::default();
    let mut priorities = list(root, List::Priorities, 1, |f| priority(f, &mut ranks));
    ranks.finish(root);
    priorities.sort_by_key(|priority| priority.rank);

    let ranks: BTreeMap<Code, u32> = priorities
        .iter()
        .map(|p| (p.code.clone(), p.rank))
        .collect();
    let mut incident_types = list(root, List::IncidentTypes, 1, |f| incident_type(f, &ranks));
    incident_types.sort_by(|a, b| (a.service, &a.code).cmp(&(b.service, &b.code)));

    let capabilities = list(root, List::Capabilities, 1, |f| {
        let (code, name) = (f.code("code"), f.name("name"));
        Some(Capability {
            code: code?,
            name: name?,
        })
    });
    let mut abilities = check::Abilities::default();
    let unit_kinds = list(root, List::UnitKinds, 1, |f| unit_kind(f, &mut abilities));
    let profiles = list(root, List::Profiles, 0, travel::profile);
    let plans = list(root, List::Plans, 1, |f| plan(f, &abilities));
    let mut stations = list(root, List::Stations, 0, |f| {
        let (code, name, point) = (f.code("code"), f.name("name"), f.point("point"));
        Some(Station {
            code: code?,
            name: name?,
            point: point?,
        })
    });
    stations.sort_by(|a, b| a.code.cmp(&b.code));
    let channels = list(root, List::Channels, 1, |f| {
        let (code, name) = (f.code("code"), f.name("name"));
        Some(Channel {
            code: code?,
            name: name?,
        })
    });
    let outcomes = list(root, List::Outcomes, 1, outcome);
    let reasons = root
        .table("reasons", "reasons")
        .and_then(|mut f| reasons(&mut f));
    let hazards = list(root, List::Hazards, 1, |f| {
        let (code, name) = (f.code("code"), f.name("name"));
        Some(Hazard {
            code: code?,
            name: name?,
        })
    });
    let purposes = list(root, List::Purposes, 0, purpose);
    let roles = list(root, List::Roles, 0, |f| {
        let (code, name) = (f.code("code"), f.name("name"));
        Some(Role {
            code: code?,
            name: name?,
        })
    });
    let transitions = root
        .table("transitions", "transitions")
        .and_then(|mut f| transitions(&mut f));
    let import = match root.find("import") {
        None => Some(None),
        Some(_) => root
            .table("import", "import")
            .and_then(|f| import(&f, &outcomes))
            .map(Some),
    };
    root.finish();
    Some(Pack {
        place: place?,
        name: name?,
        timezone: timezone?,
        center: center?,
        zoom: zoom?,
        priorities,
        incident_types,
        capabilities,
        unit_kinds,
        profiles,
        plans,
        stations,
        channels,
        outcomes,
        reasons: reasons?,
        hazards,
        purposes,
        roles,
        policies,
        transitions: transitions?,
        late_after_s: late_after_s?,
        import: import?,
    })
}

fn list<'a, T>(
    root: &mut Fields<'a>,
    list: List,
    least: usize,
    read: impl FnMut(&mut Fields<'a>) -> Option<T>,
) -> Vec<T> {
    let (field, one, _) = list.words();
    root.list(field, one, least, read)
}

fn purpose(f: &mut Fields<'_>) -> Option<Purpose> {
    let (code, name) = (f.code("code"), f.name("name"));
    let officials = f.flag("officials");
    let secret = match f.find("secret") {
        None => Some(None),
        Some(_) => f.table("secret", "secret").and_then(secrecy).map(Some),
    };
    Some(Purpose {
        code: code?,
        name: name?,
        officials: officials?,
        secret: secret?,
    })
}

fn secrecy(mut f: Fields<'_>) -> Option<Secrecy> {
    let days = f.integer("days", 1, SECRET_DAYS_MAX);
    let basis = f.line("basis", "\"PIPL, articles 18 and 35\"");
    f.finish();
    Some(Secrecy {
        days: days?,
        basis: basis?,
    })
}

fn priority<'a>(f: &mut Fields<'a>, ranks: &mut check::Ranks<'a>) -> Option<Priority> {
    let (code, name) = (f.code("code"), f.name("name"));
    let at = f.place("rank");
    let rank = f.integer("rank", 1, 1_000);
    ranks.add(f, rank, at);
    let send_within_s = f.integer_or_none("send_within_s", 1, DAY_S);
    let arrive_within_s = f.integer_or_none("arrive_within_s", 1, DAY_S);
    if let (Some(Some(send)), Some(Some(arrive))) = (send_within_s, arrive_within_s)
        && arrive < send
    {
        let at = f.place("arrive_within_s");
        f.note(
            at,
            &format!("should be served after {arrive} s but sent to only after {send} s"),
        );
    }
    Some(Priority {
        code: code?,
        name: name?,
        rank: rank?,
        send_within_s: send_within_s?,
        arrive_within_s: arrive_within_s?,
    })
}

fn incident_type(f: &mut Fields<'_>, ranks: &BTreeMap<Code, u32>) -> Option<IncidentType> {
    let (code, name) = (f.code("code"), f.name("name"));
    let service = f.choice("service", Service::ALL);
    let priority = f.reference("priority", List::Priorities);
    let plan = f.reference_or_none("plan", List::Plans);
    let questions = f.list("questions", "question", 0, |f| {
        question(f, |f, at, raised| {
            check::raises(f, at, raised, priority.as_ref(), ranks)
        })
    });
    let feedback = f.flag("feedback");
    Some(IncidentType {
        code: code?,
        name: name?,
        service: service?,
        priority: priority?,
        plan: plan?,
        questions,
        feedback: feedback?,
    })
}

fn question<'a>(
    f: &mut Fields<'a>,
    raises: impl Fn(&Fields<'a>, At<'a>, &Code),
) -> Option<Question> {
    let (code, text) = (f.code("code"), f.name("text"));
    let answers = f.list("answers", "answer", 2, |f| {
        let (code, text) = (f.code("code"), f.name("text"));
        let priority = f.reference_or_none("priority", List::Priorities);
        if let Some(Some(priority)) = &priority {
            raises(f, f.place("priority"), priority);
        }
        Some(Answer {
            code: code?,
            text: text?,
            priority: priority?,
        })
    });
    Some(Question {
        code: code?,
        text: text?,
        answers,
    })
}

fn unit_kind<'a>(f: &mut Fields<'a>, abilities: &mut check::Abilities<'a>) -> Option<UnitKind> {
    let (code, name) = (f.code("code"), f.name("name"));
    let at = f.place("symbol");
    let symbol = f.line("symbol", "\"P\"");
    let capabilities = f.references("capabilities", List::Capabilities);
    let capabilities: BTreeSet<Code> = capabilities.into_iter().map(|(code, _)| code).collect();
    abilities.add(f, symbol.as_ref(), at, &capabilities);
    let crew = f.integer("crew", 1, 100);
    let profile = f.reference_or_none("profile", List::Profiles);
    Some(UnitKind {
        code: code?,
        name: name?,
        symbol: symbol?,
        capabilities,
        crew: crew?,
        profile: profile?,
    })
}

fn plan<'a>(f: &mut Fields<'a>, abilities: &check::Abilities<'a>) -> Option<Plan> {
    let (code, name) = (f.code("code"), f.name("name"));
    let label = f.label.clone();
    let mut named = BTreeSet::new();
    let needs = f.list("needs", "need", 1, |f| {
        f.label.clone_from(&label);
        let at = f.place("capability");
        let capability = f.reference("capability", List::Capabilities);
        let count = f.integer("count", 1, 1_000);
        let capability = capability?;
        abilities.check(f, at, &capability);
        if !named.insert(capability.clone()) {
            f.note(at, &format!("needs '{capability}' twice; add the counts"));
        }
        Some(Need {
            capability,
            count: count?,
        })
    });
    Some(Plan {
        code: code?,
        name: name?,
        needs,
    })
}

fn reason(f: &mut Fields<'_>) -> Option<Reason> {
    let (code, name) = (f.code("code"), f.name("name"));
    Some(Reason {
        code: code?,
        name: name?,
    })
}

fn outcome(f: &mut Fields<'_>) -> Option<Outcome> {
    let (code, name) = (f.code("code"), f.name("name"));
    let reasons = f.list("reasons", "reason", 1, reason);
    let feedback = f.flag("feedback");
    Some(Outcome {
        code: code?,
        name: name?,
        reasons,
        feedback: feedback?,
    })
}

fn reasons(f: &mut Fields<'_>) -> Option<Reasons> {
    let reasons = Reasons {
        divert: f.list("divert", "reason", 1, reason),
        cancel: f.list("cancel", "reason", 1, reason),
        stand_down: f.list("stand_down", "reason", 1, reason),
        out_of_service: f.list("out_of_service", "reason", 1, reason),
        reopen: f.list("reopen", "reason", 1, reason),
        correct: f.list("correct", "reason", 1, reason),
    };
    f.finish();
    Some(reasons)
}

/// Every status with its text in packs and JSON.
const STATUSES: [(&str, Status); 11] = [
    ("off_shift", Status::OffShift),
    ("available", Status::Available),
    ("reserved", Status::Reserved),
    ("sent", Status::Sent),
    ("acknowledged", Status::Acknowledged),
    ("departed", Status::Departed),
    ("on_scene", Status::OnScene),
    ("transporting", Status::Transporting),
    ("at_destination", Status::AtDestination),
    ("returning", Status::Returning),
    ("out_of_service", Status::OutOfService),
];

fn transitions(f: &mut Fields<'_>) -> Option<Transitions> {
    let mode = f.choice("mode", Mode::ALL);
    let mut table = f.table("allowed", "transitions.allowed");
    let allowed = table.as_mut().map(|table| {
        let mut allowed = BTreeMap::new();
        for (text, status) in STATUSES {
            allowed.insert(status, next(table, text));
        }
        table.finish();
        allowed
    });
    f.finish();
    Some(Transitions {
        mode: mode?,
        allowed: allowed?,
    })
}

fn next(table: &mut Fields<'_>, from: &'static str) -> BTreeSet<Status> {
    let field = format!("'{from}'");
    let Some(value) = table.find(from) else {
        let message = format!("does not say where '{from}' leads; add {from} = [\"available\"]");
        table.note(table.at, &message);
        return BTreeSet::new();
    };
    if !value.inner.is_array() {
        table.note(value.at, &format!("must give {field} a list of statuses"));
    } else if value.elements().next().is_none() {
        table.note(
            value.key,
            &format!("leaves {field} without exit; name a status it leads to"),
        );
    }
    value
        .elements()
        .filter_map(|to| table.as_choice(to, &field, &STATUSES))
        .collect()
}

fn import(f: &Fields<'_>, outcomes: &[Outcome]) -> Option<Import> {
    let rows = f.rows();
    for (key, value) in rows.iter().skip(1) {
        f.note(
            value.key,
            &format!("has a second export '{key}'; a pack maps one"),
        );
    }
    let Some((key, value)) = rows.first().copied() else {
        f.note(
            f.at,
            "is empty; write [import.name-of-the-export] or remove it",
        );
        return None;
    };
    let source = Code::new(key);
    if let Err(error) = &source {
        f.note(value.key, &format!("names an export: {error}"));
    }
    let mut f = f.open_row(key, value)?;
    f.label = format!("import '{key}'");
    let channel = f.reference("channel", List::Channels);
    let types = mapped(&mut f, "types", List::IncidentTypes);
    let priorities = mapped(&mut f, "priorities", List::Priorities);
    let unit_kinds = mapped(&mut f, "unit_kinds", List::UnitKinds);
    let stations = mapped(&mut f, "stations", List::Stations);
    let endings = f
        .table("outcomes", &format!("outcomes of import '{key}'"))
        .map(|table| {
            let rows = table.rows().into_iter();
            rows.filter_map(|(text, value)| ending(&table, text, value, outcomes))
                .collect()
        });
    f.finish();
    Some(Import {
        source: source.ok()?,
        channel: channel?,
        types: types?,
        priorities: priorities?,
        unit_kinds: unit_kinds?,
        outcomes: endings?,
        stations: stations?,
    })
}

fn mapped(f: &mut Fields<'_>, field: &'static str, list: List) -> Option<BTreeMap<String, Code>> {
    let table = f.table(field, &format!("{field} of {}", f.label))?;
    let rows = table.rows().into_iter().filter_map(|(text, value)| {
        Some((text.to_owned(), table.row_reference(text, value, list)?))
    });
    Some(rows.collect())
}

fn ending<'a>(
    table: &Fields<'a>,
    text: &str,
    value: Value<'a>,
    outcomes: &[Outcome],
) -> Option<(String, Ending)> {
    let mut f = table.open_row(text, value)?;
    let outcome = f.reference("outcome", List::Outcomes);
    let at = f.place("reason");
    let reason = f.code("reason");
    f.finish();
    let (outcome, reason) = (outcome?, reason?);
    check::reason(&f, at, &outcome, &reason, outcomes);
    Some((text.to_owned(), Ending { outcome, reason }))
}
