//! Which reports make up which incident: merging, splitting, and taking either back.

use std::collections::BTreeSet;

use kernel::{Code, IncidentId, ReportId};

use super::decide::{REPORTS_MAX, View, targets};
use super::{Event, Phase, Refusal};
use crate::stamp::Stamp;

/// Two incidents are one. Units have to be moved first, so that no unit serves what is no more.
pub(super) fn merge(
    view: View<'_>,
    from: IncidentId,
    into: IncidentId,
    reason: &Code,
) -> Result<Vec<Event>, Refusal> {
    let (gone, kept) = (view.open_incident(from)?, view.open_incident(into)?);
    view.correction(reason)?;
    if from == into {
        return Err(Refusal::SameIncident {
            number: gone.number,
        });
    }
    view.nobody_serves(from, gone.number)?;
    view.room(
        kept,
        kept.reports.len() + gone.reports.len(),
        REPORTS_MAX + 1,
        "reports",
    )?;
    let reports = gone.reports.iter().copied().collect();
    Ok(vec![Event::IncidentsMerged {
        from,
        into,
        reports,
        hazards: gone.hazards.clone(),
        reason: reason.clone(),
    }])
}

/// They are two after all: the reports that came along go back, as far as they are still there.
pub(super) fn undo_merge(
    view: View<'_>,
    from: IncidentId,
    reason: &Code,
) -> Result<Vec<Event>, Refusal> {
    let gone = view.incident(from)?;
    view.correction(reason)?;
    let Phase::Merged { into, reports } = &gone.phase else {
        return Err(Refusal::NotMerged {
            number: gone.number,
        });
    };
    let kept = view.open_incident(*into)?;
    let back: Vec<ReportId> = reports
        .iter()
        .filter(|report| kept.reports.contains(report))
        .copied()
        .collect();
    // Either incident must be left with something to stand on.
    if back.is_empty() || back.len() == kept.reports.len() {
        return Err(Refusal::LastReport {
            number: kept.number,
        });
    }
    let (into, reason) = (*into, reason.clone());
    Ok(vec![Event::MergeUndone {
        from,
        into,
        reports: back,
        reason,
    }])
}

/// Some reports are about something else, which becomes an incident of its own.
pub(super) fn split(
    view: View<'_>,
    from: IncidentId,
    reports: &[ReportId],
    type_code: &Code,
    priority: Option<&Code>,
    reason: &Code,
) -> Result<Vec<Event>, Refusal> {
    let source = view.open_incident(from)?;
    view.correction(reason)?;
    let moved: BTreeSet<ReportId> = reports.iter().copied().collect();
    if let Some(report) = moved.iter().find(|report| !source.reports.contains(report)) {
        return Err(Refusal::ReportElsewhere {
            report: *report,
            number: source.number,
        });
    }
    let number = source.number;
    let held = |report: &ReportId| view.state.reports.get(report);
    let first = moved
        .iter()
        .filter_map(held)
        .min_by_key(|report| report.received);
    let first = first.ok_or(Refusal::SplitTakesAll { number })?;
    if moved.len() == source.reports.len() {
        return Err(Refusal::SplitTakesAll { number });
    }
    let priority = view.starting_priority(type_code, priority)?;
    let opened = Stamp::now(view.moment.at);
    Ok(vec![Event::IncidentSplit {
        from,
        incident: view.new_incident_id()?,
        number: view.next_number(),
        reports: moved.iter().copied().collect(),
        type_code: type_code.clone(),
        targets: targets(view.priority_named(&priority)?, opened.happened_ms),
        priority,
        place: first.place.clone(),
        received_ms: first.received,
        opened,
        reason: reason.clone(),
    }])
}

/// They are one after all: everything the split-off incident has goes back where it came from.
pub(super) fn undo_split(
    view: View<'_>,
    incident: IncidentId,
    reason: &Code,
) -> Result<Vec<Event>, Refusal> {
    let child = view.open_incident(incident)?;
    view.correction(reason)?;
    let from = child.split_from.ok_or(Refusal::NotSplit {
        number: child.number,
    })?;
    let parent = view.open_incident(from)?;
    view.nobody_serves(incident, child.number)?;
    view.room(
        parent,
        parent.reports.len() + child.reports.len(),
        REPORTS_MAX + 1,
        "reports",
    )?;
    let reports = child.reports.iter().copied().collect();
    Ok(vec![Event::SplitUndone {
        from,
        incident,
        reports,
        hazards: child.hazards.clone(),
        reason: reason.clone(),
    }])
}
