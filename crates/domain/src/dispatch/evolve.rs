//! Folds the facts of dispatch into what is known.
//!
//! A fact about an incident whose work is not held here changes only the unit, and the other way
//! round: that is how one incident is folded again from its own entries alone.

use std::sync::Arc;

use kernel::{IncidentId, Timestamp, UnitId};

use super::decide::RESERVATION_MAX_MS;
use super::{
    After, Assignment, Ended, Ending, Event, Mark, Serving, Shift, State, Status, Unit, Window,
};
use crate::stage::Stage;

/// Folds one fact. Facts already happened, so there is no refusal here.
#[must_use]
pub fn evolve(mut state: State, event: &Event) -> State {
    match event {
        Event::ShiftStarted {
            unit,
            kind,
            capabilities,
            station,
            crew,
        } => {
            let shift = Shift {
                kind: kind.clone(),
                capabilities: capabilities.clone(),
                station: station.clone(),
                crew: *crew,
            };
            let (serving, reserved) = (vec![], vec![]);
            let status = Status::Available;
            let fresh = Unit {
                shift: Some(shift),
                status,
                serving,
                reserved,
                out_of_service: None,
            };
            state.units.insert(unit.clone(), fresh);
        }
        Event::ShiftEnded { unit } => state.unit(unit, |unit| {
            unit.shift = None;
            unit.status = Status::OffShift;
            unit.out_of_service = None;
            unit.reserved.clear();
        }),
        Event::UnitReserved {
            unit,
            from_ms,
            to_ms,
            purpose,
        } => state.unit(unit, |unit| {
            // Nobody reserves further ahead than that, so an older window is over by now.
            let over = to_ms.plus_ms(-RESERVATION_MAX_MS);
            unit.reserved.retain(|window| window.to > over);
            let purpose = purpose.clone();
            unit.reserved.push(Window {
                from: *from_ms,
                to: *to_ms,
                purpose,
            });
        }),
        Event::ReservationReleased { unit, .. } => state.unit(unit, |unit| unit.reserved.clear()),
        Event::UnitOutOfService { unit, reason, .. } => state.unit(unit, |unit| {
            unit.out_of_service = Some(reason.clone());
            unit.status = Status::OutOfService;
        }),
        Event::UnitInService { unit } => state.unit(unit, |unit| {
            unit.out_of_service = None;
            // A sending told afterwards may have found it at work all the same.
            if unit.serving.is_empty() {
                unit.status = Status::Available;
            }
        }),
        Event::UnitAvailable { unit } => state.unit(unit, |unit| unit.status = Status::Available),
        // What was advised changes nothing; what was done follows it.
        Event::SendAdvised { .. } => {}
        Event::UnitSent {
            incident,
            unit,
            run,
            sent,
            ..
        } => {
            state.begin(*incident, unit, *run, sent.happened_ms);
        }
        Event::UnitDiverted {
            unit,
            from,
            from_run,
            to,
            to_run,
            diverted,
            ..
        } => {
            state.end(*from, unit, *from_run, Ended::Diverted, Status::Available);
            state.begin(*to, unit, *to_run, diverted.happened_ms);
        }
        Event::UnitReleased {
            incident,
            unit,
            run,
            ending,
            ..
        } => {
            let ended = match ending {
                Ending::Cancelled => Ended::Cancelled,
                Ending::StoodDown => Ended::StoodDown,
            };
            state.end(*incident, unit, *run, ended, Status::Available);
        }
        Event::MilestoneReached {
            incident,
            unit,
            run,
            leg,
            milestone,
            reached,
            destination,
            marks,
        } => {
            let filled_in = marks.contains(&Mark::FilledIn);
            let status = milestone.status();
            state.work(*incident, unit, *run, |work| {
                work.claims
                    .push(((*leg, (*milestone).into()), reached.happened_ms));
                if *leg as usize > work.legs.len() {
                    work.legs.resize(*leg as usize, None);
                }
                let of_leg = leg.checked_sub(1).map(|before| before as usize);
                let at = of_leg.and_then(|nth| work.legs.get_mut(nth));
                if let (Some(destination), Some(at)) = (destination, at) {
                    *at = Some(destination.clone());
                }
                if !filled_in {
                    work.status = status;
                }
            });
            let serving = Serving {
                incident: *incident,
                run: *run,
            };
            state.unit(unit, |unit| {
                if !filled_in && unit.serving.last() == Some(&serving) {
                    unit.status = status;
                }
            });
        }
        Event::LegAdded {
            incident,
            unit,
            run,
            destination,
            ..
        } => {
            state.work(*incident, unit, *run, |work| {
                work.legs.push(Some(destination.clone()))
            });
        }
        Event::UnitCleared {
            incident,
            unit,
            run,
            cleared,
            then,
            ..
        } => {
            state.work(*incident, unit, *run, |work| {
                work.claims
                    .push(((u32::MAX, Stage::Cleared), cleared.happened_ms));
            });
            let status = match then {
                After::Available => Status::Available,
                After::Returning => Status::Returning,
            };
            state.end(*incident, unit, *run, Ended::Cleared, status);
        }
        Event::OverlapWarned { .. }
        | Event::TransitionWarned { .. }
        | Event::OrderWarned { .. }
        | Event::StampsMissing { .. } => {}
    }
    state
}

impl State {
    fn unit(&mut self, id: &UnitId, change: impl FnOnce(&mut Unit)) {
        if let Some(unit) = self.units.get_mut(id) {
            change(unit);
        }
    }

    fn work(
        &mut self,
        incident: IncidentId,
        unit: &UnitId,
        run: u32,
        change: impl FnOnce(&mut Assignment),
    ) {
        let Some(all) = self.work.get_mut(&incident) else {
            return;
        };
        if let Some(work) = Arc::make_mut(all)
            .iter_mut()
            .rev()
            .find(|w| w.unit == *unit && w.run == run)
        {
            change(work);
        }
    }

    fn begin(&mut self, incident: IncidentId, unit: &UnitId, run: u32, sent: Timestamp) {
        let all = Arc::make_mut(self.work.entry(incident).or_default());
        all.push(Assignment::new(unit.clone(), run, sent));
        self.unit(unit, |unit| {
            unit.serving.push(Serving { incident, run });
            unit.status = Status::Sent;
        });
    }

    /// Ends a run. The unit is free once it serves nothing else; otherwise it goes on with that.
    fn end(&mut self, incident: IncidentId, unit: &UnitId, run: u32, ended: Ended, free: Status) {
        self.work(incident, unit, run, |work| work.ended = Some(ended));
        let left = self.units.get(unit).and_then(|unit| {
            unit.serving
                .iter()
                .rev()
                .find(|s| **s != Serving { incident, run })
                .copied()
        });
        let status = match left {
            Some(left) => self.status_of(left, unit).unwrap_or(Status::Sent),
            None => free,
        };
        self.unit(unit, |unit| {
            unit.serving
                .retain(|serving| *serving != Serving { incident, run });
            let out = unit.serving.is_empty() && unit.out_of_service.is_some();
            unit.status = if out { Status::OutOfService } else { status };
        });
    }

    fn status_of(&self, serving: Serving, unit: &UnitId) -> Option<Status> {
        let all = self.work.get(&serving.incident)?;
        all.iter()
            .rev()
            .find(|w| w.unit == *unit && w.run == serving.run)
            .map(|work| work.status)
    }
}
