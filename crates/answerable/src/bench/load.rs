//! A load of whole incidents: each worker opens one, sends its own unit, sees it arrive, clears it
//! and closes, again and again.

use std::sync::Arc;
use std::time::{Duration, Instant};

use application::dispatch::{After, Command as Dispatch, Milestone};
use application::intake::{Command as Intake, Fix, FixSource, NewReport, Place, Then};
use application::{Act, Application, Command, Leave, When};
use kernel::{ActKey, Code, IncidentId, Line, Point, Prose, SeatId, UnitId};
use pack::Pack;
use tokio::task::JoinHandle;
use uuid::Uuid;

use super::stats::Run;
use crate::Failure;

/// Acts in the life of one of the load's incidents.
const LIFE: u64 = 6;

/// What workers need of the pack.
#[derive(Clone)]
pub struct Words {
    pub channel: Code,
    pub type_code: Code,
    pub outcome: Code,
    pub reason: Code,
    pub kind: Code,
    pub station: Code,
    pub seat: SeatId,
}

impl Words {
    /// The first of everything that the pack has.
    pub fn of(pack: &Pack) -> Result<Self, Failure> {
        let outcome = pack.outcomes.first().ok_or("the pack has no outcomes")?;
        Ok(Self {
            channel: pack
                .channels
                .first()
                .ok_or("the pack has no channels")?
                .code
                .clone(),
            type_code: pack
                .incident_types
                .first()
                .ok_or("the pack has no types")?
                .code
                .clone(),
            outcome: outcome.code.clone(),
            reason: outcome
                .reasons
                .first()
                .ok_or("the outcome has no reasons")?
                .code
                .clone(),
            kind: pack
                .unit_kinds
                .first()
                .ok_or("the pack has no unit kinds")?
                .code
                .clone(),
            station: pack
                .stations
                .first()
                .ok_or("the pack has no stations")?
                .code
                .clone(),
            seat: SeatId::new("bench")?,
        })
    }
}

/// One worker with its unit.
pub struct Worker {
    words: Words,
    unit: UnitId,
    incident: IncidentId,
    step: u64,
    door: Option<Arc<dyn Asks>>,
}

/// Asks whether an act is allowed, as the door does, and gives what its entry keeps of that.
pub trait Asks: Send + Sync {
    /// The answer about what the act does.
    fn leave(&self, command: &Command) -> Result<Leave, Failure>;
}

impl Worker {
    pub fn new(words: &Words, number: usize) -> Result<Self, Failure> {
        let unit = UnitId::new(&format!("W-{number}"))?;
        Ok(Self {
            words: words.clone(),
            unit,
            incident: IncidentId(Uuid::nil()),
            step: 0,
            door: None,
        })
    }

    /// From now on its acts are asked about, or none is.
    pub fn asks(&mut self, door: Option<Arc<dyn Asks>>) {
        self.door = door;
    }

    /// The act with the leave for it, where somebody has to be asked.
    fn with_leave(&self, act: Act) -> Result<Act, Failure> {
        let leave = self.door.as_ref().map(|door| door.leave(&act.command));
        Ok(act.by(leave.transpose()?))
    }

    /// The act that begins its unit's shift.
    pub fn start_shift(&self) -> Act {
        let Words { kind, station, .. } = self.words.clone();
        let (unit, capabilities) = (self.unit.clone(), vec![]);
        self.act(Command::Dispatch(Dispatch::StartShift {
            unit,
            kind,
            capabilities,
            station,
            crew: 2,
        }))
    }

    fn act(&self, command: Command) -> Act {
        Act::new(ActKey(Uuid::now_v7()), self.words.seat.clone(), command)
    }

    /// The next act of its work.
    pub fn next(&mut self) -> Result<Act, Failure> {
        let (incident, unit, now) = (self.incident, self.unit.clone(), When::now());
        let step = self.step % LIFE;
        self.step += 1;
        let command = match step {
            0 => Command::Intake(self.report()?),
            1 => Command::Dispatch(Dispatch::Send {
                incident,
                units: vec![unit],
                sent: now,
                advice: None,
            }),
            2 | 3 => {
                let milestone = if step == 2 {
                    Milestone::Departed
                } else {
                    Milestone::OnScene
                };
                Command::Dispatch(Dispatch::Reach {
                    incident,
                    unit,
                    milestone,
                    reached: now,
                    destination: None,
                })
            }
            4 => Command::Dispatch(Dispatch::Clear {
                incident,
                unit,
                cleared: now,
                then: After::Available,
            }),
            _ => {
                let (outcome, reason) = (self.words.outcome.clone(), self.words.reason.clone());
                let feedback = Some(Prose::new(
                    "Looked after it on the spot; nothing left to do.",
                )?);
                Command::Intake(Intake::Close {
                    incident,
                    outcome,
                    reason,
                    feedback,
                })
            }
        };
        let act = self.act(command);
        if step == 0 {
            self.incident = act.key.incident();
        }
        Ok(act)
    }

    fn report(&self) -> Result<Intake, Failure> {
        let point = Point::from_e7(306_000_000 + (self.step % 1_000_000) as i64, 1_079_000_000)?;
        let report = NewReport {
            channel: self.words.channel.clone(),
            words: Prose::new(
                "Two cars have run into one another at the crossing, one lane is blocked.",
            )?,
            place: Place {
                spoken_place: Some(Line::new("the crossing by the old bridge")?),
                address: Some(Line::new("Renmin Road and Beita Street")?),
                point: Some(Fix {
                    point,
                    uncertainty_m: 30,
                    source: FixSource::Phone,
                }),
            },
            received: When::now(),
            caller: None,
        };
        let (type_code, priority) = (self.words.type_code.clone(), None);
        Ok(Intake::ReceiveReport {
            report,
            then: Then::Open {
                type_code,
                priority,
            },
        })
    }
}

/// Workers with their units on shift.
pub async fn workers(
    application: &Application,
    words: &Words,
    numbers: std::ops::Range<usize>,
) -> Result<Vec<Worker>, Failure> {
    let workers: Vec<Worker> = numbers
        .map(|number| Worker::new(words, number))
        .collect::<Result<_, _>>()?;
    let mut answers = vec![];
    for worker in &workers {
        answers.push(application.submit(worker.start_shift()).await?);
    }
    for answer in answers {
        answer.await??;
    }
    Ok(workers)
}

/// A worker that is at work, and what it measured when it is done.
pub type Working = JoinHandle<Result<(Vec<Duration>, Worker), Failure>>;

/// What the workers measured, and the workers; how long it took together is the caller's to say.
pub async fn gather(tasks: Vec<Working>) -> Result<(Run, Vec<Worker>), Failure> {
    let mut run = Run::default();
    let mut workers = Vec::with_capacity(tasks.len());
    for task in tasks {
        let (latencies, worker) = task.await??;
        run.latencies.extend(latencies);
        workers.push(worker);
    }
    Ok((run, workers))
}

/// Keeps every worker's next act waiting for a time.
pub async fn saturate(
    application: &Arc<Application>,
    workers: Vec<Worker>,
    within: Duration,
) -> Result<(Run, Vec<Worker>), Failure> {
    let begun = Instant::now();
    let tasks: Vec<_> = workers
        .into_iter()
        .map(|mut worker| {
            let application = application.clone();
            tokio::spawn(async move {
                let mut latencies = Vec::with_capacity(4_096);
                while begun.elapsed() < within {
                    let act = worker.next()?;
                    let asked = Instant::now();
                    application.act(worker.with_leave(act)?).await?;
                    latencies.push(asked.elapsed());
                }
                Ok::<_, Failure>((latencies, worker))
            })
        })
        .collect();
    let (mut run, back) = gather(tasks).await?;
    // Not done before the views show everything and the head is signed for it.
    let last = application.status().entries.saturating_sub(1);
    while application.fresh(last).await.is_err() {}
    run.elapsed = begun.elapsed();
    Ok((run, back))
}

/// Sends acts at a steady rate, and measures from the instant at which each was due.
pub async fn paced(
    application: &Arc<Application>,
    workers: Vec<Worker>,
    a_second: u32,
    within: Duration,
) -> Result<(Run, Vec<Worker>), Failure> {
    let (give, take) = tokio::sync::mpsc::unbounded_channel::<Instant>();
    let take = Arc::new(tokio::sync::Mutex::new(take));
    let tasks: Vec<_> = workers
        .into_iter()
        .map(|mut worker| {
            let (application, take) = (application.clone(), take.clone());
            tokio::spawn(async move {
                let mut latencies = Vec::with_capacity(4_096);
                loop {
                    let due = take.lock().await.recv().await;
                    let Some(due) = due else {
                        return Ok::<_, Failure>((latencies, worker));
                    };
                    application.act(worker.next()?).await?;
                    latencies.push(due.elapsed());
                }
            })
        })
        .collect();
    let begun = Instant::now();
    let mut given = 0_u64;
    let mut tick = tokio::time::interval(Duration::from_millis(1));
    while begun.elapsed() < within {
        tick.tick().await;
        let due = (begun.elapsed().as_secs_f64() * f64::from(a_second)) as u64;
        for nth in given..due {
            give.send(begun + Duration::from_secs_f64(nth as f64 / f64::from(a_second)))?;
        }
        given = due;
    }
    drop(give);
    let (mut run, back) = gather(tasks).await?;
    run.elapsed = begun.elapsed();
    Ok((run, back))
}
