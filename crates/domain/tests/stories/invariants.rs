//! What holds after every act, whatever was done.

use std::collections::{BTreeMap, BTreeSet};

use domain::State;
use domain::dispatch::{Serving, Status};
use domain::people::Standing;
use kernel::{IncidentId, ReportId, UnitId};

/// Panics with a sentence when the state contradicts itself.
pub fn check(state: &State) {
    reports_are_in_one_incident(state);
    open_incidents_have_reports(state);
    numbers_are_unique(state);
    units_and_work_agree(state);
    a_status_says_whether_a_unit_serves(state);
    whoever_sits_may_act(state);
}

fn whoever_sits_may_act(state: &State) {
    for (seat, account) in &state.people.seats {
        let standing = state.people.accounts.get(account).map(|held| held.standing);
        assert_eq!(standing, Some(Standing::Active), "who sits at {seat}");
    }
}

fn reports_are_in_one_incident(state: &State) {
    let mut owner: BTreeMap<ReportId, IncidentId> = BTreeMap::new();
    for (id, incident) in &state.intake.incidents {
        for report in &incident.reports {
            let other = owner.insert(*report, *id);
            assert_eq!(other, None, "report {report} is in two incidents");
        }
    }
    for (id, report) in &state.intake.reports {
        let (said, found) = (report.incident, owner.get(id).copied());
        assert_eq!(said, found, "report {id} and its incident disagree");
        assert!(
            !report.dismissed || said.is_none(),
            "report {id} was put aside and is in use"
        );
    }
}

fn open_incidents_have_reports(state: &State) {
    for (id, incident) in &state.intake.incidents {
        let sound = !incident.is_open() || !incident.reports.is_empty();
        assert!(sound, "incident {id} is open without a report");
    }
}

fn numbers_are_unique(state: &State) {
    let numbers: BTreeSet<_> = state
        .intake
        .incidents
        .values()
        .map(|found| found.number)
        .collect();
    assert_eq!(
        numbers.len(),
        state.intake.incidents.len(),
        "a number is used twice"
    );
}

fn units_and_work_agree(state: &State) {
    let mut working: BTreeMap<&UnitId, BTreeSet<(IncidentId, u32)>> = BTreeMap::new();
    for (incident, work) in &state.dispatch.work {
        for run in work.iter().filter(|run| run.ended.is_none()) {
            let first = working
                .entry(&run.unit)
                .or_default()
                .insert((*incident, run.run));
            assert!(
                first,
                "unit {} serves {incident} twice in one run",
                run.unit
            );
            let open = state.intake.incidents[incident].is_open();
            assert!(
                open,
                "unit {} serves {incident}, which is not open",
                run.unit
            );
        }
    }
    for (id, unit) in &state.dispatch.units {
        let as_pair = |serving: &Serving| (serving.incident, serving.run);
        let serving: BTreeSet<_> = unit.serving.iter().map(as_pair).collect();
        let work = working.remove(id).unwrap_or_default();
        assert_eq!(serving, work, "unit {id} and its work disagree");
        assert_eq!(
            serving.len(),
            unit.serving.len(),
            "unit {id} serves a run twice"
        );
    }
    assert!(
        working.is_empty(),
        "work of units that were never on shift: {working:?}"
    );
}

fn a_status_says_whether_a_unit_serves(state: &State) {
    for (id, unit) in &state.dispatch.units {
        let serves = match unit.status {
            Status::OffShift | Status::Available | Status::Reserved => false,
            Status::Returning | Status::OutOfService => false,
            Status::Sent | Status::Acknowledged | Status::Departed => true,
            Status::OnScene | Status::Transporting | Status::AtDestination => true,
        };
        let (status, serving) = (unit.status, !unit.serving.is_empty());
        assert_eq!(serves, serving, "unit {id} is {status}");
        let off = unit.shift.is_none();
        assert_eq!(off, status == Status::OffShift, "unit {id} is {status}");
        let out = unit.out_of_service.is_some() && !serving;
        assert_eq!(out, status == Status::OutOfService, "unit {id} is {status}");
    }
}
