//! Stories about the stream of reports.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use kernel::{DAY_MS, HOUR_MS, MINUTE_MS, Timestamp};
use sim::{City, Reports, SimReport};

/// Midnight on the city's clocks.
const MIDNIGHT: Timestamp = Timestamp(1_790_006_400_000);

fn city() -> &'static Arc<City> {
    static CITY: OnceLock<Arc<City>> = OnceLock::new();
    CITY.get_or_init(|| Arc::new(City::generate(1)))
}

fn days(count: i64) -> Vec<SimReport> {
    let end = MIDNIGHT.plus_ms(count * DAY_MS);
    Reports::new(city(), 5, MIDNIGHT)
        .take_while(|report| report.at < end)
        .collect()
}

#[test]
fn the_same_seed_tells_the_same_day_in_order_of_time() {
    let (one, two) = (days(1), days(1));
    assert_eq!(one, two);
    assert!(one.windows(2).all(|pair| pair[0].at <= pair[1].at));
    let other = Reports::new(city(), 6, MIDNIGHT).next();
    assert_ne!(other.as_ref(), one.first());
}

#[test]
fn a_day_has_about_as_many_calls_as_asked_for_and_the_night_fewer() {
    let week = days(7);
    let a_day = week.len() / 7;
    assert!((1_250..=1_550).contains(&a_day), "{a_day}");
    let hour = |report: &SimReport| report.at.since_ms(MIDNIGHT) / HOUR_MS % 24;
    let in_hours = |low, high, code: &str| {
        week.iter()
            .filter(|r| r.type_code.as_str() == code && (low..high).contains(&hour(r)))
            .count()
    };
    let all = |low, high| {
        week.iter()
            .filter(|r| (low..high).contains(&hour(r)))
            .count()
    };
    assert!(all(8, 20) > 3 * all(0, 6));
    assert!(in_hours(7, 9, "traffic-collision") > 3 * in_hours(2, 4, "traffic-collision"));
    assert!(in_hours(21, 24, "noise") > 2 * in_hours(9, 12, "noise"));
    assert!(in_hours(17, 20, "kitchen-fire") >= in_hours(0, 6, "kitchen-fire"));
    let busy = Reports::new(city(), 5, MIDNIGHT).calls_per_day(14_000);
    let busy = busy.take_while(|r| r.at < MIDNIGHT.plus_ms(DAY_MS)).count();
    assert!((13_000..=15_000).contains(&busy), "{busy}");
}

#[test]
fn a_second_caller_is_near_in_time_and_place_and_says_it_differently() {
    let week = days(7);
    let mut firsts: BTreeMap<u64, &SimReport> = BTreeMap::new();
    let (mut again, mut same_words) = (0, 0);
    for report in &week {
        if !report.is_duplicate {
            assert!(firsts.insert(report.incident_seq, report).is_none());
            continue;
        }
        let first = firsts[&report.incident_seq];
        again += 1;
        same_words += usize::from(first.words_zh == report.words_zh);
        assert!(report.at.since_ms(first.at) < 45 * MINUTE_MS);
        assert!(first.point.distance_m(report.point) < 300.0);
        assert_eq!(
            (&first.type_code, &first.outcome),
            (&report.type_code, &report.outcome)
        );
    }
    let share = again as f64 / week.len() as f64;
    assert!((0.05..0.25).contains(&share), "{share}");
    assert!(same_words * 20 < again, "{same_words} of {again}");
}

#[test]
fn every_type_comes_up_and_says_something_in_both_languages() {
    let many: Vec<_> = Reports::new(city(), 9, MIDNIGHT).take(30_000).collect();
    let seen: BTreeSet<_> = many.iter().map(|report| report.type_code.clone()).collect();
    assert_eq!(seen, sim::type_codes().collect());
    assert_eq!(seen.len(), 52);
    let kinds: BTreeSet<_> = city()
        .units()
        .iter()
        .map(|unit| unit.kind.clone())
        .collect();
    let channels = ["110", "119", "120", "122", "12345", "app", "text"];
    for report in &many {
        assert!(
            report.words_en.is_ascii() || report.words_en.contains('é'),
            "{}",
            report.words_en
        );
        assert!(!report.words_zh.contains('{') && !report.spoken_place_zh.is_empty());
        assert!(report.needs.len() <= 4 && report.needs.iter().all(|need| kinds.contains(need)));
        assert!(channels.contains(&report.channel.as_str()));
    }
    let words: BTreeSet<_> = many.iter().map(|report| &report.words_zh).collect();
    assert!(words.len() > 800, "{}", words.len());
}
