//! Decides what becomes of a request about roads.

use kernel::{DAY_MS, RoadChangeId, Timestamp};

use super::{Command, Effect, Event, Refusal, State, Stretch};
use crate::intake;
use crate::moment::Moment;

/// What one change may name, so that its entry stays small.
const STRETCHES_MAX: usize = 64;
const POINTS_MAX: usize = 1_200;
/// Changes that stand at the same time.
const STANDING_MAX: usize = 500;
/// How far ahead a change may end.
const LONGEST_MS: i64 = 400 * DAY_MS;

/// Decides one request.
///
/// # Errors
/// The [`Refusal`] that says what to do instead; nothing has changed then.
pub fn decide(
    state: &State,
    intake: &intake::State,
    moment: &Moment,
    command: &Command,
) -> Result<Vec<Event>, Refusal> {
    let over = |until: &Option<Timestamp>| until.is_some_and(|until| until <= moment.at);
    match command {
        Command::Change {
            effect,
            stretches,
            until,
            reason,
            incident,
        } => {
            if let Effect::Slow { percent } = effect
                && !(101..=2_000).contains(percent)
            {
                return Err(Refusal::BadSlowness { percent: *percent });
            }
            if !drawable(stretches) {
                return Err(Refusal::BadStretch);
            }
            if until.is_some_and(|until| !(1..=LONGEST_MS).contains(&until.since_ms(moment.at))) {
                return Err(Refusal::BadEnd);
            }
            let count = state.standing.values().filter(|until| !over(until)).count();
            if count >= STANDING_MAX {
                return Err(Refusal::TooManyChanges { count });
            }
            if let Some(incident) = *incident
                && !intake.incidents.contains_key(&incident)
            {
                return Err(Refusal::NoSuchIncident { incident });
            }
            Ok(vec![Event::ChangeMade {
                change: RoadChangeId(moment.key.0),
                effect: *effect,
                stretches: stretches.clone(),
                made_ms: moment.at,
                until_ms: *until,
                reason: reason.clone(),
                incident: *incident,
            }])
        }
        Command::AdoptSpeeds { speeds, basis } => match speeds.are_sound() {
            true => Ok(vec![Event::SpeedsAdopted {
                speeds: speeds.clone(),
                basis: basis.clone(),
            }]),
            false => Err(Refusal::BadSpeeds),
        },
        Command::Lift { change, reason } => match state.standing.get(change) {
            Some(until) if !over(until) => Ok(vec![Event::ChangeLifted {
                change: *change,
                reason: reason.clone(),
            }]),
            _ => Err(Refusal::NoSuchChange),
        },
    }
}

/// Whether a change can be drawn, and says in which direction it holds.
fn drawable(stretches: &[Stretch]) -> bool {
    let points: usize = stretches.iter().map(|stretch| stretch.line.len()).sum();
    let sound = |one: &Stretch| one.line.len() >= 2 && (one.along || one.against);
    (1..=STRETCHES_MAX).contains(&stretches.len())
        && points <= POINTS_MAX
        && stretches.iter().all(sound)
}

#[cfg(test)]
mod tests {
    use kernel::{ActKey, Line, Point, SeatId, Timestamp};

    use super::*;
    use crate::Day;
    use crate::roads::{ClassFactor, Speeds, evolve};

    const NOW: Timestamp = Timestamp(1_775_520_000_000);

    fn moment(key: u128, at: Timestamp) -> Moment {
        Moment {
            at,
            day: Day(260_407),
            key: ActKey(uuid(key)),
            seat: SeatId::new("desk-1").unwrap(),
            by: None,
        }
    }

    fn uuid(number: u128) -> uuid::Uuid {
        uuid::Uuid::from_u128(number)
    }

    fn close(until: Option<Timestamp>) -> Command {
        let line = [(0, 0), (0, 9_000)].map(|(lat, lon)| Point::from_e7(lat, lon).unwrap());
        Command::Change {
            effect: Effect::Closed,
            stretches: vec![Stretch {
                road: 7,
                line: line.to_vec(),
                along: true,
                against: true,
            }],
            until,
            reason: Line::new("flooded").unwrap(),
            incident: None,
        }
    }

    fn lift(key: u128) -> Command {
        Command::Lift {
            change: RoadChangeId(uuid(key)),
            reason: Line::new("dry again").unwrap(),
        }
    }

    /// Acts as key 1, 2, … at these times; the answer to the last.
    fn after(acts: &[(Command, Timestamp)]) -> Result<Vec<Event>, Refusal> {
        let mut state = State::default();
        let mut last = Ok(vec![]);
        for (key, (command, at)) in (1..).zip(acts) {
            last = decide(
                &state,
                &intake::State::default(),
                &moment(key, *at),
                command,
            );
            state = last.iter().flatten().fold(state, evolve);
        }
        last
    }

    #[test]
    fn a_road_is_closed_and_opened_again_once() {
        assert_eq!(
            after(&[(close(None), NOW), (lift(1), NOW)]).map(|events| events.len()),
            Ok(1)
        );
        let twice = [(close(None), NOW), (lift(1), NOW), (lift(1), NOW)];
        assert_eq!(after(&twice), Err(Refusal::NoSuchChange));
    }

    #[test]
    fn a_change_ends_by_itself_and_cannot_be_lifted_after_that() {
        let end = NOW.plus_ms(60_000);
        let soon = [(close(Some(end)), NOW), (lift(1), end.plus_ms(-1))];
        assert!(after(&soon).is_ok());
        let late = [(close(Some(end)), NOW), (lift(1), end)];
        assert_eq!(after(&late), Err(Refusal::NoSuchChange));
    }

    #[test]
    fn an_end_before_now_or_beyond_a_year_is_refused() {
        for end in [NOW, NOW.plus_ms(-1), NOW.plus_ms(LONGEST_MS + 1)] {
            assert_eq!(after(&[(close(Some(end)), NOW)]), Err(Refusal::BadEnd));
        }
    }

    #[test]
    fn a_change_of_nothing_and_a_change_of_everything_are_refused() {
        let with = |change: fn(&mut Vec<Stretch>)| {
            let mut command = close(None);
            let Command::Change { stretches, .. } = &mut command else {
                unreachable!("close() makes a change")
            };
            change(stretches);
            after(&[(command, NOW)])
        };
        assert!(with(|_| {}).is_ok());
        let refused: [fn(&mut Vec<Stretch>); 4] = [
            |all| all.clear(),
            |all| *all = vec![all[0].clone(); 65],
            |all| all[0].line.truncate(1),
            |all| (all[0].along, all[0].against) = (false, false),
        ];
        for change in refused {
            assert_eq!(with(change), Err(Refusal::BadStretch));
        }
    }

    #[test]
    fn no_more_changes_stand_than_can_be_looked_after() {
        let full: Vec<_> = (0..=500).map(|_| (close(None), NOW)).collect();
        assert_eq!(after(&full), Err(Refusal::TooManyChanges { count: 500 }));
    }

    #[test]
    fn the_incident_that_is_the_cause_is_one_of_the_record() {
        let mut command = close(None);
        let Command::Change { incident, .. } = &mut command else {
            unreachable!("close() makes a change")
        };
        let unknown = ActKey(uuid(99)).incident();
        *incident = Some(unknown);
        let refused = Refusal::NoSuchIncident { incident: unknown };
        assert_eq!(after(&[(command, NOW)]), Err(refused));
    }

    #[test]
    fn speeds_are_adopted_when_a_city_could_have_them() {
        let adopt = |change: fn(&mut Speeds)| {
            let mut speeds = Speeds {
                pause_ms: 40_000,
                classes: vec![ClassFactor {
                    class: kernel::Code::new("residential").unwrap(),
                    permille: 1_250,
                }],
                hour_permille: vec![1_000; 24],
                urgent_permille: 950,
                calm_permille: 1_300,
            };
            change(&mut speeds);
            let basis = Line::new("a week of drives").unwrap();
            after(&[(Command::AdoptSpeeds { speeds, basis }, NOW)])
        };
        assert!(adopt(|_| {}).is_ok());
        let refused: [fn(&mut Speeds); 4] = [
            |speeds| speeds.hour_permille.truncate(23),
            |speeds| speeds.hour_permille[3] = 99,
            |speeds| speeds.urgent_permille = 10_001,
            |speeds| speeds.pause_ms = 600_001,
        ];
        for change in refused {
            assert_eq!(adopt(change), Err(Refusal::BadSpeeds));
        }
    }

    #[test]
    fn slow_is_slower_than_usual() {
        let slow = |percent| {
            let Command::Change {
                stretches,
                until,
                reason,
                incident,
                ..
            } = close(None)
            else {
                unreachable!("close() makes a change")
            };
            let effect = Effect::Slow { percent };
            after(&[(
                Command::Change {
                    effect,
                    stretches,
                    until,
                    reason,
                    incident,
                },
                NOW,
            )])
        };
        assert!(slow(150).is_ok());
        assert_eq!(slow(100), Err(Refusal::BadSlowness { percent: 100 }));
        assert_eq!(slow(2_001), Err(Refusal::BadSlowness { percent: 2_001 }));
    }
}
