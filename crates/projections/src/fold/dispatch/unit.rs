//! What a unit is doing, and since when, whatever incident it does it for.

use domain::dispatch::Status;
use kernel::{Code, Line, Timestamp, UnitId};

use crate::fold::Fold;
use crate::unit::{ReservedView, UnitView};
use crate::views::Error;

impl Fold<'_> {
    /// Shows a unit as it begins its shift, whatever it was before.
    pub(super) fn start_shift(
        &mut self,
        unit: &UnitId,
        kind: &Code,
        station: &Code,
        crew: u32,
        capabilities: &[Code],
    ) -> Result<(), Error> {
        let view = UnitView {
            unit: unit.clone(),
            kind: kind.clone(),
            station: station.clone(),
            crew,
            capabilities: capabilities.to_vec(),
            status: Status::Available,
            since_ms: self.entry.at_ms,
            incident: None,
            number: None,
            reason: None,
            reserved: vec![],
            entry: self.entry.seq,
            serving: vec![],
        };
        self.views.units.insert(unit.clone(), view);
        self.unit(unit, |_| ())
    }

    pub(super) fn end_shift(&mut self, unit: &UnitId) -> Result<(), Error> {
        self.becomes(unit, Status::OffShift, self.entry.at_ms, |unit| {
            unit.reserved.clear();
            unit.reason = None;
        })
    }

    /// Keeps a unit free for a time; times that are over are not shown any more.
    pub(super) fn reserve(
        &mut self,
        unit: &UnitId,
        from_ms: Timestamp,
        to_ms: Timestamp,
        purpose: &Line,
    ) -> Result<(), Error> {
        let at_ms = self.entry.at_ms;
        self.unit(unit, |unit| {
            unit.reserved.retain(|window| window.to_ms > at_ms);
            let purpose = purpose.clone();
            unit.reserved.push(ReservedView {
                from_ms,
                to_ms,
                purpose,
            });
        })
    }

    pub(super) fn out_of_service(&mut self, unit: &UnitId, reason: &Code) -> Result<(), Error> {
        self.becomes(unit, Status::OutOfService, self.entry.at_ms, |unit| {
            unit.reason = Some(reason.clone());
        })
    }

    /// A unit that still serves an incident goes on with it, and is only out of service no longer.
    pub(super) fn in_service(&mut self, unit: &UnitId) -> Result<(), Error> {
        let serving = |unit: &UnitView| !unit.serving.is_empty();
        if self.views.units.get(unit).is_some_and(serving) {
            return self.unit(unit, |unit| unit.reason = None);
        }
        self.becomes(unit, Status::Available, self.entry.at_ms, |unit| {
            unit.reason = None;
        })
    }

    /// Changes a unit as it is shown; one that is not there stays away.
    pub(super) fn unit(
        &mut self,
        id: &UnitId,
        change: impl FnOnce(&mut UnitView),
    ) -> Result<(), Error> {
        if let Some(unit) = self.views.units.get_mut(id) {
            change(unit);
            unit.entry = self.entry.seq;
            self.views.touched.units.insert(id.clone());
        }
        Ok(())
    }

    pub(super) fn becomes(
        &mut self,
        id: &UnitId,
        status: Status,
        since_ms: Timestamp,
        change: impl FnOnce(&mut UnitView),
    ) -> Result<(), Error> {
        self.unit(id, |unit| {
            (unit.status, unit.since_ms) = (status, since_ms);
            change(unit);
        })
    }
}
