//! Chance deals the acts: kinds as often as a busy desk does them, and numbers that pick incidents,
//! units and reports for which the act mostly makes sense, and now and then does not.

use domain::dispatch::{After, Command as Dispatch, Milestone, Status};
use domain::intake::{Command as Intake, Fix, FixSource, Phase, Relation, Then};
use domain::rules::Mode;
use domain::{Command, Source, Stamp, State};
use kernel::{IncidentId, MINUTE_MS, Point, ReportId, Timestamp, UnitId};
use proptest::prelude::*;

use crate::desk::*;

/// One act as chance deals it: what kind, and numbers that pick from what there is.
#[derive(Clone, Debug)]
pub struct Deal {
    pub kind: Kind,
    /// Which incident, unit and report, of those the kind of act makes sense for; 15 and 31, and
    /// so on, pick a stranger.
    pub incident: u8,
    pub unit: u8,
    pub report: u8,
    /// Everything else.
    pub chance: u8,
    /// Minutes since the act before.
    pub pause: u8,
    /// How many minutes ago it happened; below zero it lies ahead.
    pub ago: i8,
    /// One bit for each incident that is taken out before the act, if it may be.
    pub forget: u8,
}

#[derive(Clone, Copy, Debug)]
pub enum Kind {
    Open,
    Wait,
    Add,
    Dismiss,
    OpenWaiting,
    Attach,
    Detach,
    Merge,
    UndoMerge,
    Split,
    UndoSplit,
    Link,
    Unlink,
    Change,
    Place,
    Hazard,
    Lift,
    Note,
    Close,
    Reopen,
    Shift,
    EndShift,
    Reserve,
    Release,
    Out,
    Back,
    Home,
    Send,
    Divert,
    Cancel,
    StandDown,
    Reach,
    Leg,
    Clear,
    OldKey,
}

/// Kinds with how often they come: a busy desk sends and hears milestones more than it merges.
fn kinds() -> impl Strategy<Value = Kind> {
    use Kind::*;
    let often = [Open, Send, Reach, Reach, Close];
    let now_and_then = [
        Add, Wait, Clear, Merge, Split, Attach, Divert, Shift, Reopen, UndoMerge,
    ];
    let seldom = [
        Dismiss,
        OpenWaiting,
        Detach,
        UndoSplit,
        Link,
        Unlink,
        Change,
        Place,
        Hazard,
        Lift,
        Note,
        EndShift,
        Reserve,
        Release,
        Out,
        Back,
        Home,
        Cancel,
        StandDown,
        Leg,
        OldKey,
    ];
    prop_oneof![
        5 => proptest::sample::select(often.to_vec()),
        5 => proptest::sample::select(now_and_then.to_vec()),
        4 => proptest::sample::select(seldom.to_vec()),
    ]
}

pub fn deals() -> impl Strategy<Value = Vec<Deal>> {
    let numbers = (
        any::<u8>(),
        any::<u8>(),
        any::<u8>(),
        any::<u8>(),
        0_u8..240,
        -6_i8..60,
        any::<u8>(),
    );
    let deal = (kinds(), numbers).prop_map(
        |(kind, (incident, unit, report, chance, pause, ago, forget))| Deal {
            kind,
            incident,
            unit,
            report,
            chance,
            pause,
            ago,
            forget,
        },
    );
    proptest::collection::vec(deal, 1..70)
}

pub fn modes() -> impl Strategy<Value = Mode> {
    proptest::sample::select(vec![Mode::Off, Mode::Warn, Mode::Enforce])
}

/// Incidents and reports that the world may hold before chance opens no more.
const INCIDENTS: usize = 7;
const REPORTS: usize = 12;

fn pick<T: Clone>(things: &[T], number: u8, stranger: T) -> T {
    match things.len() {
        0 => stranger,
        _ if number % 16 == 15 => stranger,
        all => things[usize::from(number / 16 + number % 16) % all].clone(),
    }
}

/// Turns a deal into a command that mostly makes sense where things stand.
pub struct Dealer<'a> {
    pub state: &'a State,
    pub deal: &'a Deal,
    pub at: Timestamp,
}

impl Dealer<'_> {
    fn incidents(&self, wanted: impl Fn(&Phase) -> bool) -> Vec<IncidentId> {
        let all = self.state.intake.incidents.iter();
        let fitting: Vec<_> = all
            .filter(|(_, found)| wanted(&found.phase))
            .map(|(id, _)| *id)
            .collect();
        if fitting.is_empty() || self.deal.chance >= 224 {
            return self.state.intake.incidents.keys().copied().collect();
        }
        fitting
    }

    fn incident(&self, wanted: impl Fn(&Phase) -> bool) -> IncidentId {
        pick(&self.incidents(wanted), self.deal.incident, i(900))
    }

    fn open(&self) -> IncidentId {
        self.incident(|phase| *phase == Phase::Open)
    }

    /// Any incident, by a number of its own.
    fn other(&self) -> IncidentId {
        let open = self.incidents(|phase| *phase == Phase::Open);
        pick(&open, self.deal.report, i(901))
    }

    fn report(&self, waiting: bool) -> ReportId {
        let all = self.state.intake.reports.iter();
        let fitting = all.filter(|(_, report)| report.incident.is_none() == waiting);
        pick(
            &fitting.map(|(id, _)| *id).collect::<Vec<_>>(),
            self.deal.report,
            r(902),
        )
    }

    fn report_of(&self, incident: IncidentId) -> ReportId {
        let reports = self
            .state
            .intake
            .incidents
            .get(&incident)
            .map(|found| &found.reports);
        let reports: Vec<_> = reports.into_iter().flatten().copied().collect();
        pick(&reports, self.deal.report, r(903))
    }

    fn unit(&self) -> UnitId {
        pick(
            &["E1", "E2", "P1", "A1"].map(unit),
            self.deal.unit,
            unit("X9"),
        )
    }

    /// Mostly a run that is still going, sometimes one that is over.
    fn run(&self) -> (IncidentId, UnitId) {
        let work = self.state.dispatch.work.iter();
        let runs = work.flat_map(|(incident, runs)| runs.iter().map(|run| (*incident, run)));
        let over_too = self.deal.chance >= 192;
        let wanted = runs.filter(|(_, run)| over_too || run.ended.is_none());
        let wanted: Vec<_> = wanted
            .map(|(incident, run)| (incident, run.unit.clone()))
            .collect();
        pick(&wanted, self.deal.unit, (self.open(), self.unit()))
    }

    fn stamp(&self) -> Stamp {
        let sources = [
            Source::Button,
            Source::Voice,
            Source::Geofence,
            Source::Typed,
            Source::Import,
        ];
        Stamp {
            happened_ms: self.at.plus_ms(-i64::from(self.deal.ago) * MINUTE_MS),
            device_ms: self.half().then_some(self.at),
            source: sources[usize::from(self.deal.report) % sources.len()],
        }
    }

    fn half(&self) -> bool {
        self.deal.chance.is_multiple_of(2)
    }

    fn one_of<'t>(&self, texts: &[&'t str]) -> &'t str {
        texts[usize::from(self.deal.chance) % texts.len()]
    }

    fn type_code(&self) -> kernel::Code {
        code(self.one_of(&["fire", "theft", "theft", "theft", "riddle"]))
    }

    fn priority(&self) -> Option<kernel::Code> {
        self.half()
            .then(|| code(self.one_of(&["urgent", "routine", "routine", "nonsense"])))
    }

    fn correction(&self) -> kernel::Code {
        code(if self.deal.chance == 0 {
            "nonsense"
        } else {
            "mistake"
        })
    }

    fn receive(&self, then: Then) -> Command {
        let mut told = report(self.stamp());
        if self.half() {
            told.place.point = Some(self.fix());
        }
        Command::Intake(Intake::ReceiveReport { report: told, then })
    }

    fn fix(&self) -> Fix {
        let lat = 300_000_000 + i64::from(self.deal.chance);
        Fix {
            point: Point::from_e7(lat, 1_140_000_000).expect("a point in the city"),
            uncertainty_m: self.deal.report.into(),
            source: FixSource::Map,
        }
    }

    pub fn command(&self) -> Command {
        let full = self.state.intake.incidents.len() >= INCIDENTS;
        let swamped = self.state.intake.reports.len() >= REPORTS;
        match self.deal.kind {
            Kind::Open if full => self.close(),
            Kind::Split if full => self.close(),
            Kind::Wait | Kind::Add if swamped => self.close(),
            Kind::OldKey => self.receive(Then::Wait),
            kind => self.plain(kind),
        }
    }

    fn close(&self) -> Command {
        let (outcome, reason) = match self.one_of(&["handled", "handled", "arrested"]) {
            "arrested" => ("arrested", "caught"),
            _ => ("handled", "served"),
        };
        Command::Intake(Intake::Close {
            incident: self.open(),
            outcome: code(outcome),
            reason: code(reason),
            feedback: (!self.deal.chance.is_multiple_of(5)).then(|| prose("All is well")),
        })
    }

    fn plain(&self, kind: Kind) -> Command {
        let (type_code, priority) = (self.type_code(), self.priority());
        let merged = |phase: &Phase| matches!(phase, Phase::Merged { .. });
        let intake = |command| Command::Intake(command);
        match kind {
            Kind::Open => self.receive(Then::Open {
                type_code,
                priority,
            }),
            Kind::Wait | Kind::OldKey => self.receive(Then::Wait),
            Kind::Add => self.receive(Then::Attach(self.incident(|phase| !merged(phase)))),
            Kind::Dismiss => intake(Intake::DismissReport {
                report: self.report(true),
                reason: prose("a test call"),
            }),
            Kind::OpenWaiting => intake(Intake::OpenIncident {
                report: self.report(self.deal.chance < 200),
                type_code,
                priority,
                opened: self.stamp().into(),
            }),
            Kind::Attach => intake(Intake::AttachReport {
                report: self.report(self.deal.chance < 200),
                incident: self.incident(|phase| !merged(phase)),
            }),
            Kind::Detach => {
                let incident = self.open();
                let (report, reason) = (self.report_of(incident), self.correction());
                intake(Intake::DetachReport {
                    report,
                    incident,
                    reason,
                })
            }
            Kind::Merge => {
                let (from, into, reason) = (self.open(), self.other(), self.correction());
                intake(Intake::Merge { from, into, reason })
            }
            Kind::UndoMerge => {
                let (from, reason) = (self.incident(merged), self.correction());
                intake(Intake::UndoMerge { from, reason })
            }
            Kind::Split => {
                let (from, reason) = (self.open(), self.correction());
                let reports = vec![self.report_of(from)];
                intake(Intake::Split {
                    from,
                    reports,
                    type_code,
                    priority,
                    reason,
                })
            }
            Kind::UndoSplit => {
                let all = self.state.intake.incidents.iter();
                let made = all.filter(|(_, found)| found.split_from.is_some());
                let made: Vec<_> = made.map(|(id, _)| *id).collect();
                let incident = pick(&made, self.deal.incident, self.open());
                intake(Intake::UndoSplit {
                    incident,
                    reason: self.correction(),
                })
            }
            Kind::Link => {
                let (a, b, relation) = (self.incident(|_| true), self.other(), Relation::Related);
                intake(Intake::Link { a, b, relation })
            }
            Kind::Unlink => {
                let (a, b, reason) = (self.incident(|_| true), self.other(), self.correction());
                intake(Intake::Unlink { a, b, reason })
            }
            Kind::Change if self.half() => {
                let incident = self.open();
                intake(Intake::ChangeType {
                    incident,
                    type_code,
                    reason: None,
                })
            }
            Kind::Change => intake(Intake::ChangePriority {
                incident: self.open(),
                priority: code(self.one_of(&["urgent", "routine"])),
                reason: Some(prose("it looks worse")),
            }),
            Kind::Place => {
                let incident = self.open();
                intake(match self.deal.chance % 3 {
                    0 => Intake::SetSpokenPlace {
                        incident,
                        spoken_place: line("by the bridge"),
                    },
                    1 => Intake::SetAddress {
                        incident,
                        address: line("4 Market Street"),
                    },
                    _ => Intake::SetPoint {
                        incident,
                        point: self.fix(),
                    },
                })
            }
            Kind::Hazard => {
                let (incident, hazard) = (self.open(), code("gas"));
                intake(Intake::NoteHazard {
                    incident,
                    hazard,
                    text: None,
                })
            }
            Kind::Lift => {
                let incident = self.incident(|_| true);
                let found = self.state.intake.incidents.get(&incident);
                let standing = found.into_iter().flat_map(|found| found.hazards.keys());
                let noted = pick(
                    &standing.copied().collect::<Vec<_>>(),
                    self.deal.report,
                    key(904),
                );
                intake(Intake::LiftHazard {
                    incident,
                    noted,
                    reason: prose("shut off"),
                })
            }
            Kind::Note => {
                let (incident, text) = (self.incident(|_| true), prose("noted"));
                intake(match self.deal.chance % 3 {
                    0 => Intake::AddNote { incident, text },
                    1 => Intake::GiveFeedback { incident, text },
                    _ => Intake::AssignOwner {
                        incident,
                        owner: seat("desk-2"),
                    },
                })
            }
            Kind::Close => self.close(),
            Kind::Reopen => intake(Intake::Reopen {
                incident: self.incident(|phase| matches!(phase, Phase::Closed(_))),
                owner: seat("desk-2"),
                reason: code("not-over"),
            }),
            _ => Command::Dispatch(self.of_units(kind)),
        }
    }

    fn of_units(&self, kind: Kind) -> Dispatch {
        let unit = self.unit();
        let (incident, sent) = self.run();
        match kind {
            Kind::Shift => Dispatch::StartShift {
                unit,
                kind: code(self.one_of(&["engine", "patrol", "ambulance"])),
                capabilities: vec![],
                station: code("south"),
                crew: u32::from(self.deal.chance % 5),
            },
            Kind::EndShift => Dispatch::EndShift { unit },
            Kind::Reserve => Dispatch::Reserve {
                unit,
                from: self.stamp().happened_ms,
                to: self.at.plus_ms(i64::from(self.deal.chance) * MINUTE_MS),
                purpose: line("the parade"),
            },
            Kind::Release => Dispatch::Release {
                unit,
                reason: line("it is off"),
            },
            Kind::Out => {
                let reason = code("repair");
                Dispatch::TakeOutOfService {
                    unit,
                    reason,
                    text: None,
                }
            }
            Kind::Back => Dispatch::ReturnToService { unit },
            Kind::Home => {
                let units = self.state.dispatch.units.iter();
                let returning = units.filter(|(_, unit)| unit.status == Status::Returning);
                let returning: Vec<_> = returning.map(|(id, _)| id.clone()).collect();
                Dispatch::ReportAvailable {
                    unit: pick(&returning, self.deal.report, unit),
                }
            }
            Kind::Divert => Dispatch::Divert {
                unit,
                to: self.open(),
                reason: code("nearer"),
            },
            Kind::Cancel => {
                let reason = code("not-needed");
                Dispatch::Cancel {
                    incident,
                    unit: sent,
                    reason,
                }
            }
            Kind::StandDown => {
                let reason = code("others-there");
                Dispatch::StandDown {
                    incident,
                    unit: sent,
                    reason,
                }
            }
            Kind::Reach => Dispatch::Reach {
                incident,
                unit: sent,
                milestone: Milestone::ALL[usize::from(self.deal.chance) % 5],
                reached: self.stamp().into(),
                destination: self.half().then(|| line("St Mary")),
            },
            Kind::Leg => {
                let destination = line("St John");
                Dispatch::AddLeg {
                    incident,
                    unit: sent,
                    destination,
                }
            }
            Kind::Clear => Dispatch::Clear {
                incident,
                unit: sent,
                cleared: self.stamp().into(),
                then: if self.half() {
                    After::Returning
                } else {
                    After::Available
                },
            },
            _ => {
                let mut units = vec![unit];
                units.extend(self.half().then(|| sent.clone()));
                Dispatch::Send {
                    incident: self.open(),
                    units,
                    sent: self.stamp().into(),
                    advice: None,
                }
            }
        }
    }
}
