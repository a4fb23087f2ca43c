//! Which acts the rows stand for, and in which order they were made.
//!
//! An act is made when its stamp says, but never before what it needs: a unit is not cleared before
//! it was sent, whatever the stamps claim. The stamp itself goes into the act as it is.

use std::collections::{BTreeMap, BTreeSet};

use application::dispatch::{After, Command as Dispatch, Milestone};
use application::intake::{Command as Intake, Fix, FixSource, NewReport, Place, Then};
use application::{Command, Source, When};
use kernel::{ActKey, Code, Digest, IncidentId, Line, Prose, Timestamp, UnitId};
use pack::{Import, Pack};
use uuid::Uuid;

use super::rows::{Row, Rows};
use super::tally::Tally;
use crate::Failure;

/// Addresses in the export are those of a block or a crossing.
const BLOCK_UNCERTAINTY_M: u32 = 100;

/// One act, when it was made, and what it stands for.
#[derive(Clone, Debug)]
pub struct Step {
    pub at: Timestamp,
    pub key: ActKey,
    pub command: Command,
    /// Call and unit, for people.
    pub about: String,
    order: (u8, usize),
}

/// In which order acts of the same second are made: units are freed before others are sent.
mod order {
    pub const FREE: u8 = 0;
    pub const RECEIVE: u8 = 1;
    pub const OPEN: u8 = 2;
    pub const SHIFT: u8 = 3;
    pub const PRIORITY: u8 = 4;
    pub const SEND: u8 = 5;
    pub const MILESTONE: u8 = 6;
    pub const CLEAR: u8 = 11;
    pub const LAST_PRIORITY: u8 = 12;
    pub const CLOSE: u8 = 13;
}

struct Planner<'a> {
    pack: &'a Pack,
    import: &'a Import,
    steps: Vec<Step>,
    tally: Tally,
    on_shift: BTreeMap<UnitId, usize>,
}

/// The acts of all rows in the order in which they were made.
pub fn plan(pack: &Pack, import: &Import, read: Rows) -> Result<(Vec<Step>, Tally), Failure> {
    let mut planner = Planner {
        pack,
        import,
        steps: vec![],
        tally: Tally::new(&read.unread),
        on_shift: BTreeMap::new(),
    };
    let mut calls: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for row in read.rows {
        if seen.insert((row.call.clone(), row.unit.clone())) {
            calls.entry(row.call.clone()).or_default().push(row);
        } else {
            let sentence = format!(
                "line {}: unit {} is there twice for call {}",
                row.line, row.unit, row.call
            );
            planner.tally.unread(sentence);
        }
    }
    for rows in calls.values() {
        planner.call(rows)?;
    }
    let Planner {
        mut steps,
        mut tally,
        ..
    } = planner;
    steps.sort_by_key(|step| (step.at, step.order));
    tally.calls = calls.len();
    Ok((steps, tally))
}

impl Planner<'_> {
    fn call(&mut self, rows: &[Row]) -> Result<(), Failure> {
        let call = &rows[0];
        self.consistent(rows);
        let (received, entered) = (call.received, call.entry.max(call.received));
        let report = self.step(
            received,
            order::RECEIVE,
            &call.call,
            "report",
            Command::Intake(Intake::ReceiveReport {
                report: self.report(call)?,
                then: Then::Wait,
            }),
        );
        let type_code = self.type_code(call)?;
        let first = self.priority(call, &call.original_priority);
        let incident = self.step(
            entered,
            order::OPEN,
            &call.call,
            "open",
            Command::Intake(Intake::OpenIncident {
                report: report.report(),
                type_code,
                priority: first.clone(),
                opened: stamp(call.entry),
            }),
        );
        let incident = incident.incident();
        let sent = rows
            .iter()
            .map(|row| row.dispatch)
            .min()
            .unwrap_or(entered)
            .max(entered);
        let second = self.priority(call, &call.priority);
        self.change_priority(incident, call, sent, order::PRIORITY, &first, &second);
        let mut last = sent;
        for row in rows {
            last = last.max(self.row(row, incident, entered)?);
        }
        let third = self.priority(call, &call.final_priority);
        self.change_priority(
            incident,
            call,
            last,
            order::LAST_PRIORITY,
            &second.or(first),
            &third,
        );
        self.close(rows, incident, last);
        Ok(())
    }

    fn close(&mut self, rows: &[Row], incident: IncidentId, last: Timestamp) {
        let call = &rows[0];
        if let Some(open) = rows.iter().find(|row| row.available.is_none()) {
            let sentence = format!(
                "call {}: unit {} was never told to be free; the incident stays open",
                call.call, open.unit
            );
            self.tally.oddity("never cleared", sentence);
            return;
        }
        let Some(ending) = self.import.outcomes.get(&call.disposition) else {
            let sentence = format!(
                "line {}: the pack has no outcome for '{}'; call {} stays open",
                call.line, call.disposition, call.call
            );
            self.tally.oddity("not in the pack", sentence);
            return;
        };
        let (outcome, reason) = (ending.outcome.clone(), ending.reason.clone());
        let close = Intake::Close {
            incident,
            outcome,
            reason,
            feedback: None,
        };
        self.step(
            last,
            order::CLOSE,
            &call.call,
            "close",
            Command::Intake(close),
        );
    }

    /// One unit on the call; says when its last act was made.
    fn row(
        &mut self,
        row: &Row,
        incident: IncidentId,
        entered: Timestamp,
    ) -> Result<Timestamp, Failure> {
        self.tally.rows += 1;
        let unit = UnitId::new(&row.unit)?;
        let sent = row.dispatch.max(entered);
        self.start_shift(row, &unit, sent)?;
        let about = format!("{} {}", row.call, row.unit);
        let send = Dispatch::Send {
            incident,
            units: vec![unit.clone()],
            sent: stamp(row.dispatch),
            advice: None,
        };
        self.step(sent, order::SEND, &about, "send", Command::Dispatch(send));
        let told = [
            (Milestone::Departed, row.response),
            (Milestone::OnScene, row.on_scene),
            (Milestone::Transporting, row.transport),
            (Milestone::AtDestination, row.hospital),
        ];
        let mut last = sent;
        for (nth, (milestone, at)) in (0_u8..).zip(told) {
            let Some(at) = at else { continue };
            let reached = stamp(at);
            let (unit, destination) = (unit.clone(), None);
            let reach = Dispatch::Reach {
                incident,
                unit,
                milestone,
                reached,
                destination,
            };
            last = last.max(at);
            self.step(
                at.max(sent),
                order::MILESTONE + nth,
                &about,
                &milestone.to_string(),
                Command::Dispatch(reach),
            );
        }
        if let Some(at) = row.available {
            let clear = Dispatch::Clear {
                incident,
                unit,
                cleared: stamp(at),
                then: After::Available,
            };
            // A unit sent and freed in the same second is freed last, every other one first.
            let order = if at > sent { order::FREE } else { order::CLEAR };
            last = last.max(at);
            self.step(
                at.max(sent),
                order,
                &about,
                "clear",
                Command::Dispatch(clear),
            );
        }
        Ok(last)
    }

    /// The export has no shifts: a unit's begins when it is first sent.
    fn start_shift(&mut self, row: &Row, unit: &UnitId, sent: Timestamp) -> Result<(), Failure> {
        let known = self.import.unit_kinds.get(&row.unit_type);
        let kind = match known {
            Some(kind) => kind.clone(),
            None => {
                let sentence = format!(
                    "line {}: the pack has no unit kind for '{}'",
                    row.line, row.unit_type
                );
                self.tally.oddity("not in the pack", sentence);
                let first = self
                    .pack
                    .unit_kinds
                    .first()
                    .ok_or("the pack has no unit kinds")?;
                first.code.clone()
            }
        };
        let crew = self
            .pack
            .unit_kinds
            .iter()
            .find(|one| one.code == kind)
            .map_or(1, |one| one.crew);
        let station = self
            .import
            .stations
            .get("")
            .or_else(|| self.import.stations.values().next());
        let station = station
            .ok_or("the mapping of the export's words has no station")?
            .clone();
        let key = key(sent, &row.unit, "shift");
        match self.on_shift.get(unit).copied() {
            Some(at) if self.steps[at].at <= sent => {}
            earlier => {
                let start = Dispatch::StartShift {
                    unit: unit.clone(),
                    kind,
                    capabilities: vec![],
                    station,
                    crew,
                };
                let (command, about) = (Command::Dispatch(start), row.unit.clone());
                let step = Step {
                    at: sent,
                    key,
                    command,
                    about,
                    order: (order::SHIFT, 0),
                };
                match earlier {
                    Some(at) => self.steps[at] = step,
                    None => {
                        self.on_shift.insert(unit.clone(), self.steps.len());
                        self.steps.push(step);
                    }
                }
            }
        }
        Ok(())
    }

    fn report(&self, call: &Row) -> Result<NewReport, Failure> {
        let address = [call.address.as_str(), call.city.as_str()]
            .into_iter()
            .filter(|part| !part.is_empty());
        let address = address.collect::<Vec<_>>().join(", ");
        let fix = |point| Fix {
            point,
            uncertainty_m: BLOCK_UNCERTAINTY_M,
            source: FixSource::Import,
        };
        Ok(NewReport {
            channel: self.import.channel.clone(),
            words: Prose::new(&call.call_type)?,
            place: Place {
                spoken_place: None,
                address: Line::new(&address).ok(),
                point: call.point.map(fix),
            },
            received: stamp(call.received),
            caller: None,
        })
    }

    fn type_code(&mut self, call: &Row) -> Result<Code, Failure> {
        if let Some(code) = self.import.types.get(&call.call_type) {
            return Ok(code.clone());
        }
        let sentence = format!(
            "line {}: the pack has no type for '{}'; kept as unlisted",
            call.line, call.call_type
        );
        self.tally.oddity("not in the pack", sentence);
        let unlisted = self
            .pack
            .incident_types
            .iter()
            .find(|kind| kind.code.as_str() == "unlisted");
        // The first type stands in only where a pack has no 'unlisted'; the words keep what was said.
        let fallback = unlisted.or(self.pack.incident_types.first());
        Ok(fallback
            .ok_or("the pack has no incident types")?
            .code
            .clone())
    }

    fn priority(&mut self, call: &Row, text: &str) -> Option<Code> {
        let found = self.import.priorities.get(text).cloned();
        if found.is_none() && !text.is_empty() {
            let sentence = format!("line {}: the pack has no priority for '{text}'", call.line);
            self.tally.oddity("not in the pack", sentence);
        }
        found
    }

    fn change_priority(
        &mut self,
        incident: IncidentId,
        call: &Row,
        at: Timestamp,
        order: u8,
        before: &Option<Code>,
        after: &Option<Code>,
    ) {
        if let Some(priority) = after.clone().filter(|_| after != before) {
            let change = Intake::ChangePriority {
                incident,
                priority,
                reason: None,
            };
            let what = if order == order::PRIORITY {
                "priority"
            } else {
                "final-priority"
            };
            self.step(at, order, &call.call, what, Command::Intake(change));
        }
    }

    /// A call is taken as its first row says; rows that say otherwise are named.
    fn consistent(&mut self, rows: &[Row]) {
        let call = &rows[0];
        for row in &rows[1..] {
            let same = row.call_type == call.call_type
                && row.received == call.received
                && row.entry == call.entry
                && row.final_priority == call.final_priority
                && row.disposition == call.disposition;
            if !same {
                let sentence = format!(
                    "line {}: call {} is told otherwise on line {}, which counts",
                    row.line, row.call, call.line
                );
                self.tally.oddity("told in two ways", sentence);
            }
        }
    }

    fn step(
        &mut self,
        at: Timestamp,
        order: u8,
        about: &str,
        what: &str,
        command: Command,
    ) -> ActKey {
        let key = key(at, about, what);
        let order = (order, self.steps.len());
        self.steps.push(Step {
            at,
            key,
            command,
            about: about.to_owned(),
            order,
        });
        key
    }
}

fn stamp(at: Timestamp) -> When {
    When {
        happened_ms: Some(at),
        device_ms: None,
        source: Source::Import,
    }
}

/// The key of an act that a row stands for: its time first, so that keys are made in order, then
/// what tells it from others, so that the same row always gives the same key.
fn key(at: Timestamp, about: &str, what: &str) -> ActKey {
    let hash = Digest::of(format!("{about}\n{what}").as_bytes()).0;
    let mut bytes = [0; 16];
    bytes[..6].copy_from_slice(&at.0.to_be_bytes()[2..]);
    bytes[6..].copy_from_slice(&hash[..10]);
    ActKey(Uuid::new_v8(bytes))
}
