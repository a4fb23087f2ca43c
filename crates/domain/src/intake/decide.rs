//! Decides what becomes of a request to intake.

use std::collections::BTreeSet;

use kernel::{Code, IncidentId, Prose, ReportId, SECOND_MS, Timestamp};

use super::regroup;
use super::{Command, Event, Incident, NewReport, Phase, Place, Refusal, Report, Targets, Then};
use crate::dispatch;
use crate::moment::Moment;
use crate::number::IncidentNumber;
use crate::rules::{Priority, Rules};
use crate::stage::{Stage, broken_orders};
use crate::stamp::{Stamp, When};

/// Reports, links and hazards that one incident can hold, so that one entry can always name them.
pub const REPORTS_MAX: usize = 1_000;
const LINKS_MAX: usize = 100;
const HAZARDS_MAX: usize = 100;

/// What a decision may look at.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub rules: &'a Rules,
    pub state: &'a super::State,
    pub dispatch: &'a dispatch::State,
    pub moment: &'a Moment,
}

/// Decides one request: the facts that follow from it, or why not.
///
/// # Errors
/// The [`Refusal`] that says what to do instead; nothing has changed then.
pub fn decide(
    rules: &Rules,
    state: &super::State,
    dispatch: &dispatch::State,
    moment: &Moment,
    command: &Command,
) -> Result<Vec<Event>, Refusal> {
    let view = View {
        rules,
        state,
        dispatch,
        moment,
    };
    match command {
        Command::ReceiveReport { report, then } => view.receive(report, then),
        Command::DismissReport { report, reason } => {
            view.waiting_report(*report)?;
            Ok(vec![Event::ReportDismissed {
                report: *report,
                reason: reason.clone(),
            }])
        }
        Command::OpenIncident {
            report,
            type_code,
            priority,
            opened,
        } => {
            let found = view.waiting_report(*report)?;
            let opened = view.in_time(*opened)?;
            view.open(
                *report,
                found.place.clone(),
                found.received,
                type_code,
                priority,
                opened,
            )
        }
        Command::AttachReport { report, incident } => {
            view.waiting_report(*report)?;
            view.attach(*report, *incident)
        }
        Command::DetachReport {
            report,
            incident,
            reason,
        } => view.detach(*report, *incident, reason),
        Command::Merge { from, into, reason } => regroup::merge(view, *from, *into, reason),
        Command::UndoMerge { from, reason } => regroup::undo_merge(view, *from, reason),
        Command::Split {
            from,
            reports,
            type_code,
            priority,
            reason,
        } => regroup::split(view, *from, reports, type_code, priority.as_ref(), reason),
        Command::UndoSplit { incident, reason } => regroup::undo_split(view, *incident, reason),
        Command::Link { a, b, relation } => {
            let (first, second) = (view.incident(*a)?, view.incident(*b)?);
            if a == b {
                return Err(Refusal::SameIncident {
                    number: first.number,
                });
            }
            if first.links.contains_key(b) {
                return Err(Refusal::AlreadyLinked {
                    number: first.number,
                    other: second.number,
                });
            }
            view.room(first, first.links.len(), LINKS_MAX, "links")?;
            view.room(second, second.links.len(), LINKS_MAX, "links")?;
            Ok(vec![Event::IncidentsLinked {
                a: *a,
                b: *b,
                relation: *relation,
            }])
        }
        Command::Unlink { a, b, reason } => {
            let (first, second) = (view.incident(*a)?, view.incident(*b)?);
            view.correction(reason)?;
            let relation = *first.links.get(b).ok_or(Refusal::NotLinked {
                number: first.number,
                other: second.number,
            })?;
            let reason = reason.clone();
            Ok(vec![Event::IncidentsUnlinked {
                a: *a,
                b: *b,
                relation,
                reason,
            }])
        }
        Command::ChangeType {
            incident,
            type_code,
            reason,
        } => {
            let found = view.open_incident(*incident)?;
            view.type_named(type_code)?;
            changed(found.number, &found.type_code, type_code)?;
            Ok(vec![Event::TypeChanged {
                incident: *incident,
                before: found.type_code.clone(),
                after: type_code.clone(),
                reason: reason.clone(),
            }])
        }
        Command::ChangePriority {
            incident,
            priority,
            reason,
        } => {
            let found = view.open_incident(*incident)?;
            let named = view.priority_named(priority)?;
            changed(found.number, &found.priority, priority)?;
            Ok(vec![Event::PriorityChanged {
                incident: *incident,
                before: found.priority.clone(),
                after: priority.clone(),
                targets: targets(named, found.opened),
                reason: reason.clone(),
            }])
        }
        Command::SetSpokenPlace {
            incident,
            spoken_place,
        } => {
            let found = view.open_incident(*incident)?;
            let before = found.place.spoken_place.clone();
            unlike(found.number, before.as_ref(), spoken_place)?;
            Ok(vec![Event::SpokenPlaceSet {
                incident: *incident,
                before,
                after: spoken_place.clone(),
            }])
        }
        Command::SetAddress { incident, address } => {
            let found = view.open_incident(*incident)?;
            let before = found.place.address.clone();
            unlike(found.number, before.as_ref(), address)?;
            Ok(vec![Event::AddressSet {
                incident: *incident,
                before,
                after: address.clone(),
            }])
        }
        Command::SetPoint { incident, point } => {
            let found = view.open_incident(*incident)?;
            let before = found.place.point;
            if before == Some(*point) {
                return Err(Refusal::Unchanged {
                    number: found.number,
                    value: "this point".into(),
                });
            }
            Ok(vec![Event::PointSet {
                incident: *incident,
                before,
                after: *point,
            }])
        }
        Command::AddNote { incident, text } => {
            view.incident(*incident)?;
            let note = moment.key;
            Ok(vec![Event::NoteAdded {
                incident: *incident,
                note,
                text: text.clone(),
            }])
        }
        Command::NoteHazard {
            incident,
            hazard,
            text,
        } => {
            let found = view.open_incident(*incident)?;
            view.known(rules.hazards.contains(hazard), "hazard", hazard)?;
            view.room(found, found.hazards.len(), HAZARDS_MAX, "hazards")?;
            let (noted, hazard, text) = (moment.key, hazard.clone(), text.clone());
            Ok(vec![Event::HazardNoted {
                incident: *incident,
                noted,
                hazard,
                text,
            }])
        }
        Command::LiftHazard {
            incident,
            noted,
            reason,
        } => {
            let found = view.incident(*incident)?;
            if !found.hazards.contains_key(noted) {
                return Err(Refusal::NoSuchHazard {
                    number: found.number,
                });
            }
            Ok(vec![Event::HazardLifted {
                incident: *incident,
                noted: *noted,
                reason: reason.clone(),
            }])
        }
        Command::GiveFeedback { incident, text } => {
            view.incident(*incident)?;
            Ok(vec![Event::FeedbackGiven {
                incident: *incident,
                text: text.clone(),
            }])
        }
        Command::AssignOwner { incident, owner } => {
            let found = view.open_incident(*incident)?;
            let before = found.owner.clone();
            unlike(found.number, before.as_ref(), owner)?;
            Ok(vec![Event::OwnerAssigned {
                incident: *incident,
                before,
                after: owner.clone(),
            }])
        }
        Command::Close {
            incident,
            outcome,
            reason,
            feedback,
        } => view.close(*incident, outcome, reason, feedback.as_ref()),
        Command::Reopen {
            incident,
            owner,
            reason,
        } => {
            let found = view.incident(*incident)?;
            view.known(
                rules.reasons.reopen.contains(reason),
                "reason-to-reopen",
                reason,
            )?;
            if !matches!(found.phase, Phase::Closed(_)) {
                return Err(Refusal::NotClosed {
                    number: found.number,
                });
            }
            let (owner, reason) = (owner.clone(), Some(reason.clone()));
            Ok(vec![Event::IncidentReopened {
                incident: *incident,
                owner,
                reason,
            }])
        }
    }
}

impl<'a> View<'a> {
    fn receive(self, report: &NewReport, then: &Then) -> Result<Vec<Event>, Refusal> {
        let id = self.moment.key.report();
        if self.state.reports.contains_key(&id) {
            return Err(Refusal::ReportExists { report: id });
        }
        self.known(
            self.rules.channels.contains(&report.channel),
            "channel",
            &report.channel,
        )?;
        let received = self.in_time(report.received)?;
        let mut events = vec![Event::ReportReceived {
            report: id,
            channel: report.channel.clone(),
            words: report.words.clone(),
            place: report.place.clone(),
            received,
        }];
        events.extend(match then {
            Then::Wait => vec![],
            Then::Open {
                type_code,
                priority,
            } => {
                let opened = Stamp {
                    happened_ms: self.moment.at,
                    ..received
                };
                let place = report.place.clone();
                self.open(id, place, received.happened_ms, type_code, priority, opened)?
            }
            Then::Attach(incident) => self.attach(id, *incident)?,
        });
        Ok(events)
    }

    fn open(
        self,
        report: ReportId,
        place: Place,
        received: Timestamp,
        type_code: &Code,
        priority: &Option<Code>,
        opened: Stamp,
    ) -> Result<Vec<Event>, Refusal> {
        let incident = self.new_incident_id()?;
        let priority = self.starting_priority(type_code, priority.as_ref())?;
        let mut events = vec![Event::IncidentOpened {
            incident,
            number: self.next_number(),
            report,
            type_code: type_code.clone(),
            targets: targets(self.priority_named(&priority)?, opened.happened_ms),
            priority,
            place,
            received_ms: received,
            opened,
        }];
        let arrived = ((0, Stage::Received), received);
        let broken = broken_orders(&[arrived], ((0, Stage::Entered), opened.happened_ms));
        events.extend(
            broken
                .into_iter()
                .map(|broken| Event::OrderWarned { incident, broken }),
        );
        Ok(events)
    }

    /// News about a closed incident opens it again, and the seat that brought it looks after it.
    fn attach(self, report: ReportId, incident: IncidentId) -> Result<Vec<Event>, Refusal> {
        let found = self.incident(incident)?;
        self.room(found, found.reports.len(), REPORTS_MAX, "reports")?;
        let attached = Event::ReportAttached { report, incident };
        match &found.phase {
            Phase::Open => Ok(vec![attached]),
            Phase::Closed(_) => {
                let owner = self.moment.seat.clone();
                Ok(vec![
                    Event::IncidentReopened {
                        incident,
                        owner,
                        reason: None,
                    },
                    attached,
                ])
            }
            Phase::Merged { into, .. } => Err(Refusal::Merged {
                number: found.number,
                into: *into,
            }),
        }
    }

    fn detach(
        self,
        report: ReportId,
        incident: IncidentId,
        reason: &Code,
    ) -> Result<Vec<Event>, Refusal> {
        let found = self.open_incident(incident)?;
        self.correction(reason)?;
        if !found.reports.contains(&report) {
            return Err(Refusal::ReportElsewhere {
                report,
                number: found.number,
            });
        }
        if found.reports.len() == 1 {
            return Err(Refusal::LastReport {
                number: found.number,
            });
        }
        Ok(vec![Event::ReportDetached {
            report,
            incident,
            reason: reason.clone(),
        }])
    }

    fn close(
        self,
        incident: IncidentId,
        outcome: &Code,
        reason: &Code,
        feedback: Option<&Prose>,
    ) -> Result<Vec<Event>, Refusal> {
        let found = self.open_incident(incident)?;
        let ending = self.rules.outcomes.get(outcome);
        let ending = ending.ok_or_else(|| unknown("outcome", outcome))?;
        self.known(
            ending.reasons.contains(reason),
            "reason-for-this-outcome",
            reason,
        )?;
        self.nobody_serves(incident, found.number)?;
        let kind = self.rules.incident_types.get(&found.type_code);
        let needed = ending.feedback || kind.is_some_and(|kind| kind.feedback);
        if needed && !found.feedback && feedback.is_none() {
            return Err(Refusal::FeedbackNeeded {
                number: found.number,
            });
        }
        let given = feedback.map(|text| Event::FeedbackGiven {
            incident,
            text: text.clone(),
        });
        let closed = Event::IncidentClosed {
            incident,
            outcome: outcome.clone(),
            reason: reason.clone(),
        };
        Ok(given.into_iter().chain([closed]).collect())
    }

    pub(super) fn incident(self, incident: IncidentId) -> Result<&'a Incident, Refusal> {
        let found = self.state.incidents.get(&incident);
        found
            .map(AsRef::as_ref)
            .ok_or(Refusal::NoSuchIncident { incident })
    }

    pub(super) fn open_incident(self, incident: IncidentId) -> Result<&'a Incident, Refusal> {
        let found = self.incident(incident)?;
        match &found.phase {
            Phase::Open => Ok(found),
            Phase::Closed(_) => Err(Refusal::Closed {
                number: found.number,
            }),
            Phase::Merged { into, .. } => Err(Refusal::Merged {
                number: found.number,
                into: *into,
            }),
        }
    }

    pub(super) fn nobody_serves(
        self,
        incident: IncidentId,
        number: IncidentNumber,
    ) -> Result<(), Refusal> {
        let serving: BTreeSet<_> = self.dispatch.serving(incident).collect();
        if serving.is_empty() {
            return Ok(());
        }
        Err(Refusal::UnitsServing {
            number,
            units: serving.into_iter().collect(),
        })
    }

    pub(super) fn new_incident_id(self) -> Result<IncidentId, Refusal> {
        let incident = self.moment.key.incident();
        match self.state.incidents.contains_key(&incident) {
            true => Err(Refusal::IncidentExists { incident }),
            false => Ok(incident),
        }
    }

    pub(super) fn next_number(self) -> IncidentNumber {
        let day = self.moment.day;
        let used = if self.state.day == day {
            self.state.numbers
        } else {
            0
        };
        IncidentNumber::new(day, used + 1)
    }

    pub(super) fn starting_priority(
        self,
        type_code: &Code,
        said: Option<&Code>,
    ) -> Result<Code, Refusal> {
        let kind = self.type_named(type_code)?;
        Ok(said.unwrap_or(&kind.priority).clone())
    }

    fn type_named(self, code: &Code) -> Result<&'a crate::rules::IncidentType, Refusal> {
        self.rules
            .incident_types
            .get(code)
            .ok_or_else(|| unknown("incident-type", code))
    }

    pub(super) fn priority_named(self, code: &Code) -> Result<&'a Priority, Refusal> {
        self.rules
            .priorities
            .get(code)
            .ok_or_else(|| unknown("priority", code))
    }

    pub(super) fn correction(self, reason: &Code) -> Result<(), Refusal> {
        self.known(
            self.rules.reasons.correct.contains(reason),
            "reason-for-a-correction",
            reason,
        )
    }

    fn known(self, known: bool, what: &str, code: &Code) -> Result<(), Refusal> {
        if known {
            Ok(())
        } else {
            Err(unknown(what, code))
        }
    }

    fn waiting_report(self, report: ReportId) -> Result<&'a Report, Refusal> {
        let found = self
            .state
            .reports
            .get(&report)
            .ok_or(Refusal::NoSuchReport { report })?;
        match (found.incident, found.dismissed) {
            (Some(_), _) => Err(Refusal::ReportTaken { report }),
            (None, true) => Err(Refusal::ReportDismissed { report }),
            (None, false) => Ok(found),
        }
    }

    /// The stamp of a fact that is taken now, unless it claims to come from the future.
    fn in_time(self, when: When) -> Result<Stamp, Refusal> {
        let stamp = when.stamp(self.moment.at);
        match stamp.ahead_ms(self.moment.at) {
            Some(ahead_ms) => Err(Refusal::Ahead {
                ahead_s: ahead_ms / SECOND_MS,
            }),
            None => Ok(stamp),
        }
    }

    pub(super) fn room(
        self,
        found: &Incident,
        used: usize,
        max: usize,
        things: &str,
    ) -> Result<(), Refusal> {
        if used < max {
            return Ok(());
        }
        Err(Refusal::TooMany {
            number: found.number,
            things: things.into(),
        })
    }
}

/// By when an incident of this priority, opened then, should be served.
pub(super) fn targets(priority: &Priority, opened: Timestamp) -> Targets {
    Targets {
        send_due_ms: priority.send_within_ms.map(|ms| opened.plus_ms(ms)),
        arrive_due_ms: priority.arrive_within_ms.map(|ms| opened.plus_ms(ms)),
    }
}

fn unknown(what: &str, code: &Code) -> Refusal {
    Refusal::Unknown {
        what: what.into(),
        code: code.clone(),
    }
}

fn changed(number: IncidentNumber, before: &Code, after: &Code) -> Result<(), Refusal> {
    unlike(number, Some(before), after)
}

fn unlike<T: PartialEq + ToString>(
    number: IncidentNumber,
    before: Option<&T>,
    after: &T,
) -> Result<(), Refusal> {
    match before {
        Some(before) if before == after => Err(Refusal::Unchanged {
            number,
            value: format!("'{}'", after.to_string()),
        }),
        _ => Ok(()),
    }
}
