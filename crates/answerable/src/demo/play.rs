//! Plays the city: asks it once a second what everybody does, and does it.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use application::dispatch::{After, Command as Dispatch, Milestone, Status};
use application::intake::{Command as Intake, Fix, FixSource, NewReport, Place, Then};
use application::{Act, Application, Command, Position, Recorded, Source, When};
use kernel::{ActKey, Code, IncidentId, Line, Prose, SeatId, Timestamp, UnitId};
use pack::Pack;
use sim::{City, Deed, Fact, Script, SimReport, World};
use uuid::Uuid;

use super::facts::Facts;
use crate::Failure;

/// The city moves once a second.
const STEP: Duration = Duration::from_secs(1);
/// Happenings of which a second caller can still be recognised.
const HAPPENINGS_MAX: usize = 500;

/// The city and its link to the record.
pub struct Play {
    application: Arc<Application>,
    pack: Pack,
    city: Arc<City>,
    world: World,
    facts: Facts,
    chinese: bool,
    happenings: BTreeMap<u64, IncidentId>,
}

impl Play {
    pub fn new(
        application: Arc<Application>,
        pack: Pack,
        city: Arc<City>,
        seed: u64,
        script: Script,
        chinese: bool,
    ) -> Self {
        let now = application.now();
        // Calls differ from one start to the next, or the same caller would call again every time.
        let world = World::new(&city, seed ^ now.0.unsigned_abs(), script, now);
        let facts = Facts::new(&pack);
        Self {
            application,
            pack,
            city,
            world,
            facts,
            chinese,
            happenings: BTreeMap::new(),
        }
    }

    /// Plays until the program ends.
    pub async fn run(mut self) {
        if let Err(error) = self.play().await {
            tracing::error!(
                error = &*error as &dyn std::error::Error,
                "the city stands still"
            );
        }
    }

    async fn play(&mut self) -> Result<(), Failure> {
        let mut next = self.application.status().entries;
        if let Some(last) = next.checked_sub(1) {
            self.application.fresh(last).await?;
        }
        self.start_shifts().await?;
        for fact in self.facts.at_start(&self.application)? {
            self.world.observe(fact);
        }
        let mut clock = tokio::time::interval(STEP);
        clock.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            clock.tick().await;
            next = self.listen(next)?;
            let now = self.application.now();
            for deed in self.world.step(now) {
                self.perform(deed, now).await;
            }
            self.publish_positions(now);
        }
    }

    /// Hears what was recorded since the last step.
    fn listen(&mut self, mut next: u64) -> Result<u64, Failure> {
        loop {
            let heard = self.application.follow(next)?;
            let Some(last) = heard.last() else {
                return Ok(next);
            };
            next = last.entry.seq + 1;
            for one in &heard {
                for event in &one.entry.events {
                    for fact in self.facts.of_event(event, one.entry.at_ms) {
                        self.world.observe(fact);
                    }
                }
            }
        }
    }

    async fn start_shifts(&mut self) -> Result<(), Failure> {
        let board = self.application.board(None)?;
        let on_shift = |unit: &UnitId| {
            board
                .units
                .iter()
                .any(|one| one.unit == *unit && one.status != Status::OffShift)
        };
        let missing: Vec<_> = self
            .city
            .units()
            .iter()
            .filter(|seed| !on_shift(&seed.unit))
            .cloned()
            .collect();
        for seed in missing {
            let (unit, kind, station) = (seed.unit, seed.kind, seed.station);
            let capabilities = vec![];
            let start = Dispatch::StartShift {
                unit,
                kind,
                capabilities,
                station,
                crew: seed.crew,
            };
            self.act("sim-roster", Command::Dispatch(start)).await;
        }
        Ok(())
    }

    /// Asks for an act. The city lives with a refusal: somebody at the desk was quicker.
    async fn act(&self, seat: &str, command: Command) -> Option<Recorded> {
        let seat = SeatId::new(seat).ok()?;
        let act = Act::new(ActKey(Uuid::now_v7()), seat, command);
        match self.application.act(act).await {
            Ok(recorded) => Some(recorded),
            Err(error) => {
                tracing::info!(
                    error = &error as &dyn std::error::Error,
                    "the city was refused"
                );
                None
            }
        }
    }

    async fn perform(&mut self, deed: Deed, now: Timestamp) {
        let reach = |incident, unit, milestone, destination| {
            let reached = stamp(now);
            Command::Dispatch(Dispatch::Reach {
                incident,
                unit,
                milestone,
                reached,
                destination,
            })
        };
        let crew = "sim-crew";
        match deed {
            Deed::Report(report) => self.report(&report, now).await,
            Deed::Dispatch { incident, units } => self.dispatch(incident, units, now).await,
            Deed::Acknowledge { unit, incident } => {
                self.act(crew, reach(incident, unit, Milestone::Acknowledged, None))
                    .await;
            }
            Deed::Depart { unit, incident } => {
                self.act(crew, reach(incident, unit, Milestone::Departed, None))
                    .await;
            }
            Deed::Arrive { unit, incident } => {
                self.act(crew, reach(incident, unit, Milestone::OnScene, None))
                    .await;
            }
            Deed::Transporting {
                unit,
                incident,
                destination_zh,
                destination_en,
                ..
            } => {
                let destination = if self.chinese {
                    destination_zh
                } else {
                    destination_en
                };
                let destination = Line::new(&destination).ok();
                self.act(
                    crew,
                    reach(incident, unit, Milestone::Transporting, destination),
                )
                .await;
            }
            Deed::AtDestination { unit, incident } => {
                self.act(crew, reach(incident, unit, Milestone::AtDestination, None))
                    .await;
            }
            Deed::Clear { unit, incident, .. } => {
                let (cleared, then) = (stamp(now), After::Returning);
                let clear = Dispatch::Clear {
                    incident,
                    unit,
                    cleared,
                    then,
                };
                self.act(crew, Command::Dispatch(clear)).await;
            }
            Deed::Available { unit } => {
                self.act(crew, Command::Dispatch(Dispatch::ReportAvailable { unit }))
                    .await;
            }
            Deed::Close {
                incident,
                outcome,
                feedback_zh,
                feedback_en,
            } => {
                let feedback = if self.chinese {
                    feedback_zh
                } else {
                    feedback_en
                };
                self.close(incident, outcome, &feedback).await;
            }
        }
    }

    async fn report(&mut self, report: &SimReport, now: Timestamp) {
        let pick = |zh: &str, en: &str| {
            if self.chinese {
                zh.to_owned()
            } else {
                en.to_owned()
            }
        };
        let Ok(words) = Prose::new(&pick(&report.words_zh, &report.words_en)) else {
            return;
        };
        let spoken_place = Line::new(&pick(&report.spoken_place_zh, &report.spoken_place_en)).ok();
        let address = Line::new(&pick(&report.address.zh, &report.address.en)).ok();
        let (point, uncertainty_m, source) = (report.point, report.uncertainty_m, FixSource::Phone);
        let place = Place {
            spoken_place,
            address,
            point: Some(Fix {
                point,
                uncertainty_m,
                source,
            }),
        };
        let received = stamp(report.at.min(now));
        let then = match self.happenings.get(&report.incident_seq) {
            Some(incident) => Then::Attach(*incident),
            None => Then::Open {
                type_code: report.type_code.clone(),
                priority: None,
            },
        };
        let channel = report.channel.clone();
        let report_act = Intake::ReceiveReport {
            report: NewReport {
                channel,
                words,
                place,
                received,
                caller: None,
            },
            then,
        };
        let recorded = self
            .act("sim-call-taker", Command::Intake(report_act))
            .await;
        if let Some(incident) = recorded.and_then(|recorded| recorded.incident) {
            self.happenings.insert(report.incident_seq, incident);
            while self.happenings.len() > HAPPENINGS_MAX {
                self.happenings.pop_first();
            }
        }
    }

    /// Units that somebody else has taken are left out, the others are sent one by one.
    async fn dispatch(&mut self, incident: IncidentId, units: Vec<UnitId>, now: Timestamp) {
        for unit in units {
            let send = Dispatch::Send {
                incident,
                units: vec![unit.clone()],
                sent: stamp(now),
                advice: None,
            };
            if self
                .act("sim-autopilot", Command::Dispatch(send))
                .await
                .is_none()
            {
                self.world.observe(Fact::InService { unit, may_go: true });
            }
        }
    }

    async fn close(&mut self, incident: IncidentId, outcome: Code, feedback: &str) {
        let ending = self.pack.outcomes.iter().find(|one| one.code == outcome);
        let ending = ending.or(self.pack.outcomes.first());
        let Some(reason) = ending.and_then(|ending| ending.reasons.first()) else {
            return;
        };
        let outcome = ending.map_or(outcome, |ending| ending.code.clone());
        let (reason, feedback) = (reason.code.clone(), Prose::new(feedback).ok());
        let close = Intake::Close {
            incident,
            outcome,
            reason,
            feedback,
        };
        self.act("sim-autopilot", Command::Intake(close)).await;
    }

    fn publish_positions(&self, now: Timestamp) {
        let positions = self
            .world
            .fleet()
            .positions(now)
            .map(|(unit, position)| Position {
                unit: unit.clone(),
                point: position.point,
                heading_deg: position.heading_deg,
                at: now,
            });
        self.application.positions().set(positions.collect());
    }
}

fn stamp(at: Timestamp) -> When {
    When {
        happened_ms: Some(at),
        device_ms: None,
        source: Source::Button,
    }
}
