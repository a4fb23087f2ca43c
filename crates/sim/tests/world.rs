//! Stories about units on the road and about the city left to itself.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use kernel::{Code, IncidentId, MINUTE_MS, Point, SECOND_MS, Timestamp, UnitId};
use sim::{City, Deed, Fact, Fleet, Milestone, Script, World};
use uuid::Uuid;

const START: Timestamp = Timestamp(1_790_000_000_000);

fn city() -> &'static Arc<City> {
    static CITY: OnceLock<Arc<City>> = OnceLock::new();
    CITY.get_or_init(|| Arc::new(City::generate(1)))
}

fn code(text: &str) -> Code {
    Code::new(text).expect("a code")
}

fn unit(text: &str) -> UnitId {
    UnitId::new(text).expect("a call sign")
}

fn silent() -> Script {
    Script {
        calls_per_day: 0,
        ..Script::default()
    }
}

#[test]
fn a_unit_sent_across_the_city_arrives_in_plausible_time_along_the_streets() {
    let mut fleet = Fleet::new(city(), 1);
    let stations: Vec<Point> = city()
        .stations()
        .iter()
        .map(|station| station.point)
        .collect();
    let engine = unit("F-11");
    let mut now = START;
    for to in stations.iter().step_by(9) {
        let from = fleet.position(&engine, now).unwrap().point;
        let arrives = fleet.dispatch(&engine, *to, true, now).unwrap();
        let (metres, seconds) = (from.distance_m(*to), arrives.since_ms(now) as f64 / 1_000.0);
        let km_h = metres / seconds.max(1.0) * 3.6;
        assert!(
            metres < 500.0 || (15.0..80.0).contains(&km_h),
            "{metres} m at {km_h} km/h"
        );
        let mut before = from;
        for second in (0..seconds as i64).step_by(5) {
            let at = fleet
                .position(&engine, now.plus_ms(second * SECOND_MS))
                .unwrap();
            assert!(city().on_street(at.point).distance_m(at.point) < 1.0);
            assert!(before.distance_m(at.point) < 160.0, "no unit leaps");
            before = at.point;
        }
        now = arrives;
        assert!(fleet.position(&engine, now).unwrap().point.distance_m(*to) < 5.0);
    }
}

#[test]
fn patrols_move_and_fire_engines_wait() {
    let mut fleet = Fleet::new(city(), 1);
    let mut now = START;
    for _ in 0..200 {
        fleet.patrol(now);
        now = now.plus_ms(2 * SECOND_MS);
    }
    let moving: BTreeSet<_> = fleet
        .positions(now)
        .filter(|(_, position)| position.moving)
        .map(|(unit, _)| fleet.kind(unit).unwrap().as_str().to_owned())
        .collect();
    assert!(moving.contains("police-car"), "{moving:?}");
    assert!(!moving.contains("fire-engine"));
}

/// A host as plain as can be: it carries out every deed at once and tells the world.
struct Host {
    world: World,
    now: Timestamp,
    number: u128,
    places: BTreeMap<IncidentId, (Point, Code)>,
    happenings: BTreeMap<u64, IncidentId>,
    log: Vec<(Timestamp, Deed)>,
}

impl Host {
    fn new(script: Script) -> Self {
        Self {
            world: World::new(city(), 3, script, START),
            now: START,
            number: 0,
            places: BTreeMap::new(),
            happenings: BTreeMap::new(),
            log: Vec::new(),
        }
    }

    fn open(&mut self, point: Point, type_code: &str) -> IncidentId {
        self.number += 1;
        let incident = IncidentId(Uuid::from_u128(self.number << 64 | 7));
        self.places.insert(incident, (point, code(type_code)));
        let type_code = code(type_code);
        self.world.observe(Fact::IncidentOpened {
            incident,
            point,
            type_code,
            priority: 2,
            at: self.now,
        });
        incident
    }

    fn send(&mut self, unit: UnitId, incident: IncidentId) {
        let (point, type_code) = self.places[&incident].clone();
        self.world.observe(Fact::Sent {
            unit,
            incident,
            point,
            type_code,
            at: self.now,
        });
    }

    fn run(&mut self, until: Timestamp) {
        while self.now < until {
            self.now = self.now.plus_ms(SECOND_MS);
            for deed in self.world.step(self.now) {
                match &deed {
                    Deed::Report(report) if !self.happenings.contains_key(&report.incident_seq) => {
                        let incident = self.open(report.point, report.type_code.as_str());
                        self.happenings.insert(report.incident_seq, incident);
                    }
                    Deed::Dispatch { incident, units } => {
                        units
                            .iter()
                            .for_each(|unit| self.send(unit.clone(), *incident));
                    }
                    _ => {}
                }
                self.log.push((self.now, deed));
            }
        }
    }

    fn story_of(&self, who: &UnitId) -> Vec<(Timestamp, &'static str)> {
        self.log
            .iter()
            .filter_map(|(at, deed)| {
                let (unit, word) = match deed {
                    Deed::Acknowledge { unit, .. } => (unit, "acknowledge"),
                    Deed::Depart { unit, .. } => (unit, "depart"),
                    Deed::Arrive { unit, .. } => (unit, "arrive"),
                    Deed::Transporting { unit, .. } => (unit, "transporting"),
                    Deed::AtDestination { unit, .. } => (unit, "at destination"),
                    Deed::Clear { unit, .. } => (unit, "clear"),
                    Deed::Available { unit } => (unit, "available"),
                    _ => return None,
                };
                (unit == who).then_some((*at, word))
            })
            .collect()
    }
}

#[test]
fn a_crew_goes_through_its_milestones_in_order_and_the_desk_closes() {
    let mut host = Host::new(Script {
        autopilot_delay_ms: None,
        ..silent()
    });
    let incident = host.open(city().centre(), "noise");
    host.send(unit("P-101"), incident);
    host.run(START.plus_ms(120 * MINUTE_MS));
    let story = host.story_of(&unit("P-101"));
    let words: Vec<_> = story.iter().map(|deed| deed.1).collect();
    assert_eq!(
        words,
        ["acknowledge", "depart", "arrive", "clear", "available"]
    );
    let seconds = |n: usize| story[n].0.since_ms(START) / SECOND_MS;
    assert!((5..=26).contains(&seconds(0)) && (20..=92).contains(&(seconds(1) - seconds(0))));
    assert!(
        matches!(host.log.last(), Some((_, Deed::Close { .. }))),
        "{:?}",
        host.log.last()
    );
}

#[test]
fn the_autopilot_waits_for_the_human_and_then_sends_the_nearest() {
    let mut host = Host::new(silent());
    let fire = host.open(city().centre(), "structure-fire");
    let handled = host.open(city().centre(), "theft");
    host.send(unit("P-105"), handled);
    host.run(START.plus_ms(30 * SECOND_MS));
    assert!(
        !host
            .log
            .iter()
            .any(|(_, deed)| matches!(deed, Deed::Dispatch { .. }))
    );
    host.run(START.plus_ms(60 * SECOND_MS));
    let sent: Vec<_> = host
        .log
        .iter()
        .filter_map(|(_, deed)| match deed {
            Deed::Dispatch { incident, units } => Some((*incident, units.clone())),
            _ => None,
        })
        .collect();
    assert_eq!(sent.len(), 1, "what a human handles is left alone");
    assert_eq!((sent[0].0, sent[0].1.len()), (fire, 4));
}

#[test]
fn a_unit_stood_down_on_its_way_turns_home_and_is_free() {
    let mut host = Host::new(Script {
        autopilot_delay_ms: None,
        ..silent()
    });
    let incident = host.open(city().centre(), "dispute");
    host.send(unit("P-140"), incident);
    host.run(START.plus_ms(3 * MINUTE_MS));
    host.world.observe(Fact::Ended {
        unit: unit("P-140"),
        incident,
        at: host.now,
    });
    host.run(host.now.plus_ms(90 * MINUTE_MS));
    let words: Vec<_> = host
        .story_of(&unit("P-140"))
        .iter()
        .map(|deed| deed.1)
        .collect();
    assert!(
        !words.contains(&"clear") && words.last() == Some(&"available"),
        "{words:?}"
    );
}

#[test]
fn an_incident_that_lost_its_only_unit_on_the_way_gets_another_and_is_not_closed() {
    let mut host = Host::new(silent());
    let incident = host.open(city().centre(), "dispute");
    host.send(unit("P-140"), incident);
    host.run(START.plus_ms(2 * MINUTE_MS));
    host.world.observe(Fact::Ended {
        unit: unit("P-140"),
        incident,
        at: host.now,
    });
    host.run(host.now.plus_ms(5 * MINUTE_MS));
    let again = host
        .log
        .iter()
        .any(|(_, deed)| matches!(deed, Deed::Dispatch { .. }));
    let closed = host
        .log
        .iter()
        .any(|(_, deed)| matches!(deed, Deed::Close { .. }));
    assert!(again && !closed);
}

#[test]
fn a_human_in_the_crews_seat_is_not_acted_for() {
    let mut host = Host::new(Script {
        autopilot_delay_ms: None,
        ..silent()
    });
    let who = unit("A-11");
    host.world.observe(Fact::TakenOver {
        unit: who.clone(),
        by_human: true,
    });
    let incident = host.open(city().centre(), "fall-injury");
    host.send(who.clone(), incident);
    host.run(START.plus_ms(10 * MINUTE_MS));
    assert!(host.story_of(&who).is_empty());
    let at = host.now;
    host.world.observe(Fact::Reached {
        unit: who.clone(),
        incident,
        milestone: Milestone::Departed,
        at,
    });
    assert!(
        host.world
            .fleet()
            .position(&who, at.plus_ms(10 * SECOND_MS))
            .unwrap()
            .moving
    );
}

#[test]
fn a_world_told_again_goes_on_as_the_first_would_have() {
    let script = Script {
        autopilot_delay_ms: None,
        ..silent()
    };
    let mut first = Host::new(script.clone());
    let who = unit("A-14");
    let incident = first.open(city().centre(), "chest-pain");
    first.send(who.clone(), incident);
    first.run(START.plus_ms(180 * MINUTE_MS));
    let story = first.story_of(&who);
    let arrive = story.iter().find(|deed| deed.1 == "arrive").unwrap().0;
    let rest: Vec<_> = story
        .iter()
        .filter(|deed| deed.0 > arrive)
        .copied()
        .collect();

    // The program was stopped just after the arrival; the record holds these facts.
    let mut second = Host::new(script);
    second.open(city().centre(), "chest-pain");
    second.send(who.clone(), incident);
    for milestone in [
        Milestone::Acknowledged,
        Milestone::Departed,
        Milestone::Arrived,
    ] {
        second.world.observe(Fact::Reached {
            unit: who.clone(),
            incident,
            milestone,
            at: arrive,
        });
    }
    second.now = arrive;
    second.run(START.plus_ms(180 * MINUTE_MS));
    let told = second.story_of(&who);
    let words =
        |story: &[(Timestamp, &'static str)]| story.iter().map(|deed| deed.1).collect::<Vec<_>>();
    assert_eq!(words(&told), words(&rest));
    for (a, b) in told.iter().zip(&rest) {
        assert!((a.0.0 - b.0.0).abs() < 60 * SECOND_MS, "{a:?} {b:?}");
    }
}

#[test]
fn a_city_left_to_itself_for_six_hours_keeps_up_with_its_calls() {
    let mut host = Host::new(Script {
        calls_per_day: 1_400,
        ..Script::default()
    });
    host.run(START.plus_ms(6 * 60 * MINUTE_MS));
    let count = |test: fn(&Deed) -> bool| host.log.iter().filter(|(_, deed)| test(deed)).count();
    let (calls, closed) = (
        count(|deed| matches!(deed, Deed::Report(_))),
        count(|deed| matches!(deed, Deed::Close { .. })),
    );
    assert!(calls > 150, "{calls}");
    let open = host.happenings.len() - closed;
    assert!(open < 90, "{open} of {} still open", host.happenings.len());
    // No unit is on two incidents at once.
    let mut on: BTreeMap<UnitId, IncidentId> = BTreeMap::new();
    for (_, deed) in &host.log {
        match deed {
            Deed::Acknowledge { unit, incident } => {
                assert!(
                    on.insert(unit.clone(), *incident).is_none(),
                    "{unit} was busy"
                );
            }
            Deed::Clear { unit, incident, .. } => assert_eq!(on.remove(unit), Some(*incident)),
            _ => {}
        }
    }
}
