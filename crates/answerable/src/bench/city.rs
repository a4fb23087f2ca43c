//! The seeded city's days as acts: reports come in, units are sent, arrive, clear, incidents close.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};
use std::sync::Arc;

use application::dispatch::{After, Command as Dispatch, Milestone};
use application::intake::{Command as Intake, Fix, FixSource, NewReport, Place, Then};
use application::{Act, Command, Source, When};
use kernel::{ActKey, Code, IncidentId, Line, Prose, SECOND_MS, SeatId, Timestamp, UnitId};
use pack::Pack;
use sim::{City, Reports, SimReport};
use uuid::Uuid;

use crate::Failure;

/// An endless stream of acts in order of time.
pub struct Days {
    reports: Reports,
    pending: BinaryHeap<Reverse<(Timestamp, u64)>>,
    acts: BTreeMap<u64, Command>,
    made: u64,
    given: u64,
    free: BTreeMap<Code, Vec<(Timestamp, UnitId)>>,
    ending: (Code, Code),
    seat: SeatId,
    next_report: Option<SimReport>,
}

impl Days {
    /// The days of a city from an instant on, beginning with everybody's shift.
    pub fn new(city: &Arc<City>, pack: &Pack, from: Timestamp) -> Result<Self, Failure> {
        let outcome = pack.outcomes.first().ok_or("the pack has no outcomes")?;
        let reason = outcome
            .reasons
            .first()
            .ok_or("the outcome has no reasons")?;
        let mut days = Self {
            // As busy as a city of ten million, so that a million entries are days and not months.
            reports: Reports::new(city, 7, from).calls_per_day(20_000),
            pending: BinaryHeap::new(),
            acts: BTreeMap::new(),
            made: 0,
            given: 0,
            free: BTreeMap::new(),
            ending: (outcome.code.clone(), reason.code.clone()),
            seat: SeatId::new("city")?,
            next_report: None,
        };
        for seed in city.units() {
            days.free
                .entry(seed.kind.clone())
                .or_default()
                .push((from, seed.unit.clone()));
            let (unit, kind, station) =
                (seed.unit.clone(), seed.kind.clone(), seed.station.clone());
            let start = Dispatch::StartShift {
                unit,
                kind,
                capabilities: vec![],
                station,
                crew: seed.crew,
            };
            days.at(from, Command::Dispatch(start));
        }
        Ok(days)
    }

    fn at(&mut self, at: Timestamp, command: Command) -> u64 {
        self.made += 1;
        self.pending.push(Reverse((at, self.made)));
        self.acts.insert(self.made, command);
        self.made
    }

    /// The key under which the act with this number is made.
    fn key(at: Timestamp, number: u64) -> ActKey {
        let mut bytes = [0; 16];
        bytes[..6].copy_from_slice(&at.0.to_be_bytes()[2..]);
        bytes[8..].copy_from_slice(&number.to_be_bytes());
        ActKey(Uuid::new_v8(bytes))
    }

    /// The next act and when it is made.
    pub fn next(&mut self) -> Result<Act, Failure> {
        loop {
            let report = match self.next_report.take() {
                Some(report) => report,
                None => self.reports.next().ok_or("the city fell silent")?,
            };
            let due = self.pending.peek().map(|Reverse((at, _))| *at);
            if due.is_none_or(|due| report.at <= due) {
                self.plan(&report)?;
                continue;
            }
            self.next_report = Some(report);
            let Some(Reverse((at, number))) = self.pending.pop() else {
                continue;
            };
            let Some(command) = self.acts.remove(&number) else {
                continue;
            };
            self.given += 1;
            return Ok(Act::new(Self::key(at, number), self.seat.clone(), command).at(at));
        }
    }

    fn plan(&mut self, report: &SimReport) -> Result<(), Failure> {
        let place = Place {
            spoken_place: Some(Line::new(&report.spoken_place_zh)?),
            address: Some(Line::new(&report.address.zh)?),
            point: Some(Fix {
                point: report.point,
                uncertainty_m: report.uncertainty_m,
                source: FixSource::Phone,
            }),
        };
        let new = NewReport {
            channel: report.channel.clone(),
            words: Prose::new(&report.words_zh)?,
            place,
            received: when(report.at),
            caller: None,
        };
        let then = Then::Open {
            type_code: report.type_code.clone(),
            priority: None,
        };
        let number = self.at(
            report.at,
            Command::Intake(Intake::ReceiveReport { report: new, then }),
        );
        let incident = Self::key(report.at, number).incident();
        let mut last = report.at.plus_ms(60 * SECOND_MS);
        for (nth, kind) in (0_i64..).zip(&report.needs) {
            last = last.max(self.serve(report, incident, kind, nth));
        }
        let (outcome, reason) = self.ending.clone();
        let feedback = Some(Prose::new("到场处置完毕，现场已恢复正常。")?);
        self.at(
            last.plus_ms(30 * SECOND_MS),
            Command::Intake(Intake::Close {
                incident,
                outcome,
                reason,
                feedback,
            }),
        );
        Ok(())
    }

    /// Sends the first unit of a kind that is free, and lets it work; says when it is done.
    fn serve(
        &mut self,
        report: &SimReport,
        incident: IncidentId,
        kind: &Code,
        nth: i64,
    ) -> Timestamp {
        let sent = report.at.plus_ms((20 + 5 * nth) * SECOND_MS);
        let (arrived, done) = (sent.plus_ms(300 * SECOND_MS), sent.plus_ms(600 * SECOND_MS));
        let Some(units) = self.free.get_mut(kind) else {
            return sent;
        };
        let Some(at) = units.iter().position(|(free, _)| *free < sent) else {
            return sent;
        };
        units[at].0 = done;
        let unit = units[at].1.clone();
        let reach = |milestone, at| {
            let (unit, reached) = (unit.clone(), when(at));
            Command::Dispatch(Dispatch::Reach {
                incident,
                unit,
                milestone,
                reached,
                destination: None,
            })
        };
        self.at(
            sent,
            Command::Dispatch(Dispatch::Send {
                incident,
                units: vec![unit.clone()],
                sent: when(sent),
                advice: None,
            }),
        );
        let left = sent.plus_ms(40 * SECOND_MS);
        self.at(
            sent.plus_ms(8 * SECOND_MS),
            reach(Milestone::Acknowledged, sent.plus_ms(8 * SECOND_MS)),
        );
        self.at(left, reach(Milestone::Departed, left));
        self.at(arrived, reach(Milestone::OnScene, arrived));
        let cleared = when(done);
        self.at(
            done,
            Command::Dispatch(Dispatch::Clear {
                incident,
                unit,
                cleared,
                then: After::Available,
            }),
        );
        done
    }
}

fn when(at: Timestamp) -> When {
    When {
        happened_ms: Some(at),
        device_ms: None,
        source: Source::Button,
    }
}
