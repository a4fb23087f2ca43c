//! Decides what becomes of a request to dispatch.

use std::collections::BTreeSet;

use kernel::{Code, DAY_MS, IncidentId, SECOND_MS, UnitId};

use super::{Advice, Assignment, Command, Ending, Event, Mark, Refusal, Status, Unit};
use crate::intake::{self, Incident};
use crate::moment::Moment;
use crate::rules::Rules;
use crate::stage::{Stage, broken_orders};
use crate::stamp::{Stamp, When};

const RESERVATIONS_MAX: usize = 20;
/// How far ahead a reservation may end.
pub(super) const RESERVATION_MAX_MS: i64 = 31 * DAY_MS;
/// Runs that one incident can hold, so that its state stays small.
const RUNS_MAX: usize = 1_000;

/// What a decision may look at.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub rules: &'a Rules,
    pub state: &'a super::State,
    pub intake: &'a intake::State,
    pub moment: &'a Moment,
}

/// Decides one request: the facts that follow from it, or why not.
///
/// # Errors
/// The [`Refusal`] that says what to do instead; nothing has changed then.
pub fn decide(
    rules: &Rules,
    state: &super::State,
    intake: &intake::State,
    moment: &Moment,
    command: &Command,
) -> Result<Vec<Event>, Refusal> {
    let view = View {
        rules,
        state,
        intake,
        moment,
    };
    match command {
        Command::StartShift {
            unit,
            kind,
            capabilities,
            station,
            crew,
        } => view.start_shift(unit, kind, capabilities, station, *crew),
        Command::EndShift { unit } => {
            // A unit that cannot serve may still go home.
            let found = view.on_shift(unit)?;
            view.serving_nothing(unit, found)?;
            Ok(vec![Event::ShiftEnded { unit: unit.clone() }])
        }
        Command::Reserve {
            unit,
            from,
            to,
            purpose,
        } => {
            let found = view.on_shift(unit)?;
            let sound =
                *from < *to && *to > moment.at && to.since_ms(moment.at) <= RESERVATION_MAX_MS;
            if !sound {
                return Err(Refusal::BadWindow { unit: unit.clone() });
            }
            let standing = found.reserved.iter().filter(|held| held.to > moment.at);
            if standing.count() >= RESERVATIONS_MAX {
                return Err(Refusal::TooManyReservations { unit: unit.clone() });
            }
            let (unit, purpose) = (unit.clone(), purpose.clone());
            Ok(vec![Event::UnitReserved {
                unit,
                from_ms: *from,
                to_ms: *to,
                purpose,
            }])
        }
        Command::Release { unit, reason } => {
            if view.on_shift(unit)?.reserved.is_empty() {
                return Err(Refusal::NotReserved { unit: unit.clone() });
            }
            Ok(vec![Event::ReservationReleased {
                unit: unit.clone(),
                reason: reason.clone(),
            }])
        }
        Command::TakeOutOfService { unit, reason, text } => {
            view.known(
                rules.reasons.out_of_service.contains(reason),
                "reason",
                reason,
            )?;
            view.idle(unit)?;
            let (unit, reason, text) = (unit.clone(), reason.clone(), text.clone());
            Ok(vec![Event::UnitOutOfService { unit, reason, text }])
        }
        Command::ReturnToService { unit } => match view.on_shift(unit)?.out_of_service {
            Some(_) => Ok(vec![Event::UnitInService { unit: unit.clone() }]),
            None => Err(Refusal::InService { unit: unit.clone() }),
        },
        Command::ReportAvailable { unit } => match view.on_shift(unit)?.status {
            Status::Returning => Ok(vec![Event::UnitAvailable { unit: unit.clone() }]),
            _ => Err(Refusal::NotReturning { unit: unit.clone() }),
        },
        Command::Send {
            incident,
            units,
            sent,
            advice,
        } => view.send(*incident, units, *sent, advice.as_ref()),
        Command::Divert { unit, to, reason } => view.divert(unit, *to, reason),
        Command::Cancel {
            incident,
            unit,
            reason,
        } => {
            let (found, work) = view.serving(*incident, unit)?;
            view.known(
                rules.reasons.cancel.contains(reason),
                "reason-to-cancel",
                reason,
            )?;
            if work.has_arrived() {
                return Err(Refusal::Arrived {
                    unit: unit.clone(),
                    number: found.number,
                });
            }
            Ok(view.release(*incident, work, Ending::Cancelled, reason))
        }
        Command::StandDown {
            incident,
            unit,
            reason,
        } => {
            let (found, work) = view.serving(*incident, unit)?;
            view.known(
                rules.reasons.stand_down.contains(reason),
                "reason-to-stand-down",
                reason,
            )?;
            if !work.has_arrived() {
                return Err(Refusal::NotArrived {
                    unit: unit.clone(),
                    number: found.number,
                });
            }
            Ok(view.release(*incident, work, Ending::StoodDown, reason))
        }
        Command::Reach {
            incident,
            unit,
            milestone,
            reached,
            destination,
        } => view.reach(*incident, unit, *milestone, *reached, destination.as_ref()),
        Command::AddLeg {
            incident,
            unit,
            destination,
        } => {
            let (_, work) = view.serving(*incident, unit)?;
            let leg = work.legs.len() as u32 + 1;
            let (unit, run, destination) = (unit.clone(), work.run, destination.clone());
            Ok(vec![Event::LegAdded {
                incident: *incident,
                unit,
                run,
                leg,
                destination,
            }])
        }
        Command::Clear {
            incident,
            unit,
            cleared,
            then,
        } => view.clear(*incident, unit, *cleared, *then),
    }
}

impl<'a> View<'a> {
    fn start_shift(
        self,
        unit: &UnitId,
        kind: &Code,
        capabilities: &[Code],
        station: &Code,
        crew: u32,
    ) -> Result<Vec<Event>, Refusal> {
        if self
            .state
            .units
            .get(unit)
            .is_some_and(|unit| unit.shift.is_some())
        {
            return Err(Refusal::OnShift { unit: unit.clone() });
        }
        let of_kind = self
            .rules
            .unit_kinds
            .get(kind)
            .ok_or_else(|| unknown("unit-kind", kind))?;
        self.known(self.rules.stations.contains(station), "station", station)?;
        for capability in capabilities {
            self.known(
                self.rules.capabilities.contains(capability),
                "capability",
                capability,
            )?;
        }
        if !(1..=99).contains(&crew) {
            return Err(Refusal::BadCrew {
                unit: unit.clone(),
                crew,
            });
        }
        let all: BTreeSet<Code> = of_kind
            .capabilities
            .iter()
            .chain(capabilities)
            .cloned()
            .collect();
        Ok(vec![Event::ShiftStarted {
            unit: unit.clone(),
            kind: kind.clone(),
            capabilities: all.into_iter().collect(),
            station: station.clone(),
            crew,
        }])
    }

    /// Sending now obeys the rules. A sending told afterwards has happened: it is kept, and the
    /// overlap with what the unit was still serving is a fact of its own.
    fn send(
        self,
        incident: IncidentId,
        units: &[UnitId],
        sent: When,
        advice: Option<&Advice>,
    ) -> Result<Vec<Event>, Refusal> {
        let target = self.open_incident(incident)?;
        let sent = self.in_time(sent)?;
        if units.is_empty() {
            return Err(Refusal::NoUnits);
        }
        let runs = self.state.work.get(&incident).map_or(0, |work| work.len());
        if runs + units.len() > RUNS_MAX {
            return Err(Refusal::TooManyUnits {
                number: target.number,
            });
        }
        let mut events = Vec::with_capacity(units.len() + 1);
        events.extend(
            advice
                .cloned()
                .map(|advice| Event::SendAdvised { incident, advice }),
        );
        for (i, unit) in units.iter().enumerate() {
            if units[..i].contains(unit) {
                return Err(Refusal::NamedTwice { unit: unit.clone() });
            }
            let found = self.on_shift(unit)?;
            if found
                .serving
                .iter()
                .any(|serving| serving.incident == incident)
            {
                return Err(Refusal::AlreadyThere {
                    unit: unit.clone(),
                    number: target.number,
                });
            }
            if sent.source.is_afterwards() {
                events.extend(found.serving.iter().map(|serving| Event::OverlapWarned {
                    unit: unit.clone(),
                    serving: serving.incident,
                    sent_to: incident,
                }));
            } else {
                self.free(unit, found)?;
            }
            let run = self.next_run(incident, unit);
            let known = [
                ((0, Stage::Received), target.received),
                ((0, Stage::Entered), target.opened),
            ];
            let broken = broken_orders(&known, ((0, Stage::Sent), sent.happened_ms));
            let mut marks = self.late(&sent);
            marks.extend((!broken.is_empty()).then_some(Mark::OutOfOrder));
            events.push(Event::UnitSent {
                incident,
                unit: unit.clone(),
                run,
                sent,
                marks,
            });
            let warned = |broken| Event::OrderWarned {
                incident,
                unit: unit.clone(),
                run,
                broken,
            };
            events.extend(broken.into_iter().map(warned));
        }
        Ok(events)
    }

    fn divert(self, unit: &UnitId, to: IncidentId, reason: &Code) -> Result<Vec<Event>, Refusal> {
        let target = self.open_incident(to)?;
        self.known(
            self.rules.reasons.divert.contains(reason),
            "reason-to-divert",
            reason,
        )?;
        let found = self.on_shift(unit)?;
        if found.serving.iter().any(|serving| serving.incident == to) {
            return Err(Refusal::AlreadyThere {
                unit: unit.clone(),
                number: target.number,
            });
        }
        let from = found
            .serving
            .last()
            .ok_or_else(|| Refusal::NotBusy { unit: unit.clone() })?;
        Ok(vec![Event::UnitDiverted {
            unit: unit.clone(),
            from: from.incident,
            from_run: from.run,
            to,
            to_run: self.next_run(to, unit),
            reason: reason.clone(),
            diverted: Stamp::now(self.moment.at),
        }])
    }

    fn release(
        self,
        incident: IncidentId,
        work: &Assignment,
        ending: Ending,
        reason: &Code,
    ) -> Vec<Event> {
        vec![Event::UnitReleased {
            incident,
            unit: work.unit.clone(),
            run: work.run,
            ending,
            reason: reason.clone(),
            released: Stamp::now(self.moment.at),
        }]
    }

    fn on_shift(self, unit: &UnitId) -> Result<&'a Unit, Refusal> {
        let found = self
            .state
            .units
            .get(unit)
            .filter(|unit| unit.shift.is_some());
        found.ok_or_else(|| Refusal::NotOnShift { unit: unit.clone() })
    }

    /// On shift, in service and serving nothing.
    fn idle(self, unit: &UnitId) -> Result<(), Refusal> {
        let found = self.on_shift(unit)?;
        self.in_service(unit, found)?;
        self.serving_nothing(unit, found)
    }

    fn serving_nothing(self, unit: &UnitId, found: &Unit) -> Result<(), Refusal> {
        match found.serving.last() {
            Some(serving) => Err(self.busy(unit, serving.incident)),
            None => Ok(()),
        }
    }

    /// Free to be sent now.
    fn free(self, unit: &UnitId, found: &Unit) -> Result<(), Refusal> {
        self.idle(unit)?;
        match found.reserved_at(self.moment.at) {
            Some(window) => Err(Refusal::Reserved {
                unit: unit.clone(),
                purpose: window.purpose.to_string(),
            }),
            None => Ok(()),
        }
    }

    fn in_service(self, unit: &UnitId, found: &Unit) -> Result<(), Refusal> {
        match &found.out_of_service {
            Some(reason) => Err(Refusal::OutOfService {
                unit: unit.clone(),
                reason: reason.clone(),
            }),
            None => Ok(()),
        }
    }

    fn busy(self, unit: &UnitId, incident: IncidentId) -> Refusal {
        match self.intake.incidents.get(&incident) {
            Some(found) => Refusal::Busy {
                unit: unit.clone(),
                number: found.number,
            },
            None => Refusal::NoSuchIncident { incident },
        }
    }

    pub(super) fn incident(self, incident: IncidentId) -> Result<&'a Incident, Refusal> {
        let found = self.intake.incidents.get(&incident);
        found
            .map(AsRef::as_ref)
            .ok_or(Refusal::NoSuchIncident { incident })
    }

    fn open_incident(self, incident: IncidentId) -> Result<&'a Incident, Refusal> {
        let found = self.incident(incident)?;
        if found.is_open() {
            Ok(found)
        } else {
            Err(Refusal::NotOpen {
                number: found.number,
            })
        }
    }

    /// The newest run of the unit on the incident, still going or not.
    pub(super) fn run(
        self,
        incident: IncidentId,
        unit: &UnitId,
    ) -> Result<(&'a Incident, &'a Assignment), Refusal> {
        let found = self.incident(incident)?;
        let work = self.state.latest(incident, unit);
        let work = work.ok_or_else(|| Refusal::NotServing {
            unit: unit.clone(),
            number: found.number,
        })?;
        Ok((found, work))
    }

    /// The run of a unit that still serves the incident.
    pub(super) fn serving(
        self,
        incident: IncidentId,
        unit: &UnitId,
    ) -> Result<(&'a Incident, &'a Assignment), Refusal> {
        let (found, work) = self.run(incident, unit)?;
        if work.ended.is_some() {
            return Err(Refusal::NotServing {
                unit: unit.clone(),
                number: found.number,
            });
        }
        Ok((found, work))
    }

    fn next_run(self, incident: IncidentId, unit: &UnitId) -> u32 {
        self.state.latest(incident, unit).map_or(0, |work| work.run) + 1
    }

    pub(super) fn known(self, known: bool, what: &str, code: &Code) -> Result<(), Refusal> {
        if known {
            Ok(())
        } else {
            Err(unknown(what, code))
        }
    }

    /// The stamp of a fact that is taken now, unless it claims to come from the future.
    pub(super) fn in_time(self, when: When) -> Result<Stamp, Refusal> {
        let stamp = when.stamp(self.moment.at);
        match stamp.ahead_ms(self.moment.at) {
            Some(ahead_ms) => Err(Refusal::Ahead {
                ahead_s: ahead_ms / SECOND_MS,
            }),
            None => Ok(stamp),
        }
    }

    pub(super) fn late(self, stamp: &Stamp) -> Vec<Mark> {
        let late = self.moment.at.since_ms(stamp.happened_ms) > self.rules.late_after_ms;
        late.then_some(Mark::Late).into_iter().collect()
    }
}

fn unknown(what: &str, code: &Code) -> Refusal {
    Refusal::Unknown {
        what: what.into(),
        code: code.clone(),
    }
}
