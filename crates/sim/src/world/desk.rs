//! The desk: incidents that wait for a unit, and incidents that are done.

use kernel::{Code, IncidentId, MINUTE_MS, Point, SECOND_MS, Timestamp};

use super::facts::Deed;
use super::script::Drawn;
use super::{DEEDS_MAX, INCIDENTS_MAX, World, feedback, script};
use crate::reports::{code, kinds};

/// An open incident.
#[derive(Clone, Debug)]
pub(super) struct Open {
    point: Point,
    type_code: Code,
    pub(super) urgent: bool,
    opened_at: Timestamp,
    /// Whether any unit was ever sent.
    pub(super) sent: bool,
    /// Whether any unit has been on scene.
    pub(super) worked: bool,
    /// Whether somebody has been taken to hospital.
    pub(super) transported: bool,
    /// Not to be offered to the autopilot before this.
    next_try: Option<Timestamp>,
    /// When the desk closes it, once nobody is on it.
    pub(super) close_due: Option<Timestamp>,
}

/// After this the autopilot tries again: no unit was free, or its order was not carried out.
const RETRY_MS: i64 = 45 * SECOND_MS;

impl World {
    pub(super) fn open(
        &mut self,
        incident: IncidentId,
        point: Point,
        type_code: Code,
        urgent: bool,
        at: Timestamp,
    ) {
        if let Some(known) = self.incidents.get_mut(&incident) {
            (known.point, known.urgent) = (point, urgent);
            return;
        }
        if self.incidents.len() >= INCIDENTS_MAX
            && let Some(oldest) = self
                .incidents
                .iter()
                .min_by_key(|(_, open)| open.opened_at)
                .map(|(id, _)| *id)
        {
            self.incidents.remove(&oldest);
        }
        let deskwork = kinds::find(type_code.as_str()).is_some_and(|kind| kind.needs.is_empty());
        let close_due = deskwork.then(|| {
            let mut drawn = Drawn::of(self.seed, incident, None, "deskwork");
            at.plus_ms(drawn.between_ms(MINUTE_MS, 4 * MINUTE_MS))
        });
        let (sent, worked, transported, next_try) = (false, false, false, None);
        let open = Open {
            point,
            type_code,
            urgent,
            opened_at: at,
            sent,
            worked,
            transported,
            next_try,
            close_due,
        };
        self.incidents.insert(incident, open);
    }

    pub(super) fn closed(&mut self, incident: IncidentId, at: Timestamp) {
        let on_it: Vec<_> = self
            .duties
            .iter()
            .filter(|(_, duty)| duty.incident == incident)
            .map(|(unit, _)| unit.clone())
            .collect();
        for unit in on_it {
            self.end(&unit, incident, at);
        }
        self.incidents.remove(&incident);
    }

    /// A unit has left the incident. After the last one the desk waits a little and closes it;
    /// when nobody has been there yet, the incident waits for another unit instead.
    pub(super) fn left(&mut self, incident: IncidentId, at: Timestamp) {
        let close_ms = script::close_ms(self.seed, incident);
        if self.duties.values().any(|duty| duty.incident == incident) {
            return;
        }
        if let Some(open) = self.incidents.get_mut(&incident) {
            if open.worked {
                open.close_due = Some(at.plus_ms(close_ms));
            } else {
                (open.sent, open.next_try) = (false, Some(at.plus_ms(2 * MINUTE_MS)));
            }
        }
    }

    pub(super) fn mind_desk(&mut self, now: Timestamp, deeds: &mut Vec<Deed>) {
        self.send_waiting(now, deeds);
        if self.script.closes {
            self.close_done(now, deeds);
        }
    }

    /// Sends units to incidents that no human has sent anybody to, the longest waiting first.
    fn send_waiting(&mut self, now: Timestamp, deeds: &mut Vec<Deed>) {
        let Some((pressing_ms, other_ms)) = self.script.autopilot_delay_ms else {
            return;
        };
        let mut waiting: Vec<(bool, Timestamp, IncidentId)> = self
            .incidents
            .iter()
            .filter(|(_, open)| !open.sent && open.close_due.is_none())
            .map(|(id, open)| {
                let delay = if open.urgent { pressing_ms } else { other_ms };
                let due = open.next_try.unwrap_or(open.opened_at.plus_ms(delay));
                (!open.urgent, due, *id)
            })
            .filter(|(_, due, _)| *due <= now)
            .collect();
        waiting.sort_unstable();
        let mut taken: Vec<kernel::UnitId> = Vec::new();
        for (_, _, incident) in waiting {
            if deeds.len() >= DEEDS_MAX {
                return;
            }
            let Some(open) = self.incidents.get_mut(&incident) else {
                continue;
            };
            open.next_try = Some(now.plus_ms(RETRY_MS));
            let (point, type_code) = (open.point, open.type_code.clone());
            let mut units = self.suggest(type_code.as_str(), point, now);
            units.retain(|unit| !taken.contains(unit));
            if !units.is_empty() {
                taken.extend(units.iter().cloned());
                deeds.push(Deed::Dispatch { incident, units });
            }
        }
    }

    fn close_done(&mut self, now: Timestamp, deeds: &mut Vec<Deed>) {
        let done: Vec<IncidentId> = self
            .incidents
            .iter()
            .filter(|(_, open)| open.close_due.is_some_and(|due| due <= now))
            .map(|(id, _)| *id)
            .take(DEEDS_MAX.saturating_sub(deeds.len()))
            .collect();
        for incident in done {
            let Some(open) = self.incidents.remove(&incident) else {
                continue;
            };
            let outcome = if open.transported {
                "transported"
            } else {
                script::outcome(self.seed, incident, &open.type_code)
            };
            let mut drawn = Drawn::of(self.seed, incident, None, "feedback");
            let (zh, en) = feedback::sentence(outcome, &mut drawn);
            deeds.push(Deed::Close {
                incident,
                outcome: code(outcome),
                feedback_zh: zh.to_owned(),
                feedback_en: en.to_owned(),
            });
        }
    }
}
