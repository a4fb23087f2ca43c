//! Units: what they are doing, and how far each has come with what it was sent to.

mod run;
mod unit;

use domain::dispatch::{After, Ended, Ending, Event as Dispatch, Status};

use self::run::Run;
use super::Fold;
use crate::views::Error;

impl Fold<'_> {
    pub(super) fn dispatch(&mut self, event: &Dispatch) -> Result<(), Error> {
        let at_ms = self.entry.at_ms;
        match event {
            Dispatch::ShiftStarted {
                unit,
                kind,
                capabilities,
                station,
                crew,
            } => self.start_shift(unit, kind, station, *crew, capabilities),
            Dispatch::ShiftEnded { unit } => self.end_shift(unit),
            Dispatch::UnitReserved {
                unit,
                from_ms,
                to_ms,
                purpose,
            } => self.reserve(unit, *from_ms, *to_ms, purpose),
            Dispatch::ReservationReleased { unit, .. } => {
                self.unit(unit, |unit| unit.reserved.clear())
            }
            Dispatch::UnitOutOfService { unit, reason, .. } => self.out_of_service(unit, reason),
            Dispatch::UnitInService { unit } => self.in_service(unit),
            Dispatch::UnitAvailable { unit } => {
                self.becomes(unit, Status::Available, at_ms, |_| ())
            }
            // It is read where it stands, in the entry.
            Dispatch::SendAdvised { .. } => Ok(()),
            Dispatch::UnitSent {
                incident,
                unit,
                run,
                sent,
                ..
            } => self.begin(Run::new(*incident, unit, *run), sent.happened_ms),
            Dispatch::UnitDiverted {
                unit,
                from,
                from_run,
                to,
                to_run,
                reason,
                diverted,
            } => {
                let from = Run::new(*from, unit, *from_run);
                self.leave(from, Ended::Diverted, reason, diverted.happened_ms)?;
                self.begin(Run::new(*to, unit, *to_run), diverted.happened_ms)
            }
            Dispatch::UnitReleased {
                incident,
                unit,
                run,
                ending,
                reason,
                released,
            } => {
                let ended = match ending {
                    Ending::Cancelled => Ended::Cancelled,
                    Ending::StoodDown => Ended::StoodDown,
                };
                let run = Run::new(*incident, unit, *run);
                self.leave(run, ended, reason, released.happened_ms)
            }
            Dispatch::MilestoneReached {
                incident,
                unit,
                run,
                leg,
                milestone,
                reached,
                destination,
                marks,
            } => {
                let (run, destination) = (Run::new(*incident, unit, *run), destination.as_ref());
                self.reach(run, *leg, *milestone, reached, destination, marks)
            }
            Dispatch::LegAdded {
                incident,
                unit,
                run,
                leg,
                destination,
            } => self.work(Run::new(*incident, unit, *run), |work| {
                work.leg(*leg, Some(destination.clone()));
            }),
            Dispatch::UnitCleared {
                incident,
                unit,
                run,
                cleared,
                then,
                ..
            } => {
                let free = match then {
                    After::Available => Status::Available,
                    After::Returning => Status::Returning,
                };
                let run = Run::new(*incident, unit, *run);
                self.end(run, Ended::Cleared, cleared.happened_ms, free)
            }
            Dispatch::StampsMissing {
                incident,
                unit,
                run,
                missing,
            } => self.work(Run::new(*incident, unit, *run), |work| {
                work.missing = missing.clone();
            }),
            Dispatch::OverlapWarned {
                serving, sent_to, ..
            } => {
                self.change(*serving, |_| ())?;
                self.change(*sent_to, |_| ())
            }
            Dispatch::TransitionWarned { incident, .. }
            | Dispatch::OrderWarned { incident, .. } => self.change(*incident, |_| ()),
        }
    }
}
