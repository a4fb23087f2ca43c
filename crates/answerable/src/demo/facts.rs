//! Tells the simulated city what the record says.

use std::collections::BTreeMap;

use application::dispatch::{Event as Dispatch, Milestone};
use application::intake::Event as Intake;
use application::{Application, Event, IncidentView, Which, Window};
use kernel::{Code, IncidentId, Point, Timestamp};
use pack::Pack;
use sim::Fact;

use crate::Failure;

/// What the city has to know of an incident to send somebody there.
#[derive(Clone)]
struct Known {
    point: Point,
    type_code: Code,
}

/// Turns entries into facts, remembering where open incidents are.
pub struct Facts {
    known: BTreeMap<IncidentId, Known>,
    ranks: BTreeMap<Code, u8>,
}

impl Facts {
    pub fn new(pack: &Pack) -> Self {
        let rank = |rank: u32| u8::try_from(rank).unwrap_or(u8::MAX);
        let ranks = pack
            .priorities
            .iter()
            .map(|one| (one.code.clone(), rank(one.rank)))
            .collect();
        Self {
            known: BTreeMap::new(),
            ranks,
        }
    }

    /// Everything that is open when the program starts, in the order in which it happened.
    pub fn at_start(&mut self, application: &Application) -> Result<Vec<Fact>, Failure> {
        let window = Window {
            which: Which::Open,
            limit: 5_000,
            ..Window::default()
        };
        let mut facts = vec![];
        for row in application.incidents(&window)?.into_iter().rev() {
            if let Some((view, _)) = application.incident(row.incident)? {
                facts.extend(self.of_incident(&view));
            }
        }
        for unit in application.board(None)?.units {
            if unit.status == application::dispatch::Status::OutOfService {
                facts.push(Fact::InService {
                    unit: unit.unit,
                    may_go: false,
                });
            }
        }
        Ok(facts)
    }

    fn of_incident(&mut self, view: &IncidentView) -> Vec<Fact> {
        let Some(fix) = view.point else { return vec![] };
        let incident = view.incident;
        let (point, type_code) = (fix.point, view.type_code.clone());
        let mut facts =
            vec![self.opened(incident, point, &type_code, &view.priority, view.opened_ms)];
        for work in &view.assignments {
            let unit = work.unit.clone();
            let type_code = type_code.clone();
            facts.push(Fact::Sent {
                unit: unit.clone(),
                incident,
                point,
                type_code,
                at: work.sent_ms,
            });
            for told in &work.milestones {
                let milestone = milestone(told.milestone);
                facts.push(Fact::Reached {
                    unit: unit.clone(),
                    incident,
                    milestone,
                    at: told.happened_ms,
                });
            }
            if let (Some(_), Some(at)) = (work.ended, work.ended_ms) {
                facts.push(Fact::Ended { unit, incident, at });
            }
        }
        facts
    }

    fn opened(
        &mut self,
        incident: IncidentId,
        point: Point,
        type_code: &Code,
        priority: &Code,
        at: Timestamp,
    ) -> Fact {
        self.known.insert(
            incident,
            Known {
                point,
                type_code: type_code.clone(),
            },
        );
        let priority = self.ranks.get(priority).copied().unwrap_or(u8::MAX);
        Fact::IncidentOpened {
            incident,
            point,
            type_code: type_code.clone(),
            priority,
            at,
        }
    }

    /// What an event that has just been recorded means for the city.
    pub fn of_event(&mut self, event: &Event, at: Timestamp) -> Vec<Fact> {
        match event {
            Event::Intake(event) => self.of_intake(event, at),
            Event::Dispatch(event) => self.of_dispatch(event, at),
            Event::Record(_) | Event::Roads(_) | Event::Personal(_) | Event::People(_) => vec![],
        }
    }

    fn of_intake(&mut self, event: &Intake, at: Timestamp) -> Vec<Fact> {
        match event {
            Intake::IncidentOpened {
                incident,
                type_code,
                priority,
                place,
                ..
            }
            | Intake::IncidentSplit {
                incident,
                type_code,
                priority,
                place,
                ..
            } => match place.point {
                Some(fix) => vec![self.opened(*incident, fix.point, type_code, priority, at)],
                None => vec![],
            },
            Intake::PointSet {
                incident, after, ..
            } => {
                if let Some(known) = self.known.get_mut(incident) {
                    known.point = after.point;
                }
                vec![]
            }
            Intake::IncidentClosed { incident, .. } => {
                self.known.remove(incident);
                vec![Fact::IncidentClosed {
                    incident: *incident,
                    at,
                }]
            }
            Intake::IncidentsMerged { from, .. } => {
                self.known.remove(from);
                vec![Fact::IncidentClosed {
                    incident: *from,
                    at,
                }]
            }
            _ => vec![],
        }
    }

    fn of_dispatch(&mut self, event: &Dispatch, at: Timestamp) -> Vec<Fact> {
        let sent = |incident: &IncidentId, unit: &kernel::UnitId| {
            let Known { point, type_code } = self.known.get(incident)?.clone();
            Some(Fact::Sent {
                unit: unit.clone(),
                incident: *incident,
                point,
                type_code,
                at,
            })
        };
        match event {
            Dispatch::UnitSent { incident, unit, .. } => sent(incident, unit).into_iter().collect(),
            Dispatch::UnitDiverted { unit, from, to, .. } => {
                let left = Fact::Ended {
                    unit: unit.clone(),
                    incident: *from,
                    at,
                };
                [left].into_iter().chain(sent(to, unit)).collect()
            }
            Dispatch::MilestoneReached {
                incident,
                unit,
                milestone: reached,
                ..
            } => {
                let milestone = milestone(*reached);
                vec![Fact::Reached {
                    unit: unit.clone(),
                    incident: *incident,
                    milestone,
                    at,
                }]
            }
            Dispatch::UnitCleared { incident, unit, .. }
            | Dispatch::UnitReleased { incident, unit, .. } => {
                vec![Fact::Ended {
                    unit: unit.clone(),
                    incident: *incident,
                    at,
                }]
            }
            Dispatch::UnitOutOfService { unit, .. } | Dispatch::ShiftEnded { unit } => {
                vec![Fact::InService {
                    unit: unit.clone(),
                    may_go: false,
                }]
            }
            Dispatch::UnitInService { unit } | Dispatch::ShiftStarted { unit, .. } => {
                vec![Fact::InService {
                    unit: unit.clone(),
                    may_go: true,
                }]
            }
            _ => vec![],
        }
    }
}

fn milestone(reached: Milestone) -> sim::Milestone {
    match reached {
        Milestone::Acknowledged => sim::Milestone::Acknowledged,
        Milestone::Departed => sim::Milestone::Departed,
        Milestone::OnScene => sim::Milestone::Arrived,
        Milestone::Transporting => sim::Milestone::Transporting,
        Milestone::AtDestination => sim::Milestone::AtDestination,
    }
}
