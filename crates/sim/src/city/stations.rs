//! Where units live: stations, hospitals and depots, spread so that every quarter has one near.

use std::collections::BTreeMap;

use kernel::{Code, Point};

use super::City;
use super::class::Class;
use crate::chance::Chance;
use crate::plane::{self, Spot};

/// A place that units are sent from.
#[derive(Clone, Debug)]
pub struct Station {
    /// Code: `police-gulou-3`.
    pub code: Code,
    /// Chinese name.
    pub zh: String,
    /// English name.
    pub en: String,
    /// One of `police`, `traffic`, `fire`, `medical`, `rescue`, `utility`, `volunteer`.
    pub service: &'static str,
    /// Where it stands, on a street.
    pub point: Point,
}

/// Service, how many, and how its stations are called.
const SERVICES: [(&str, usize, &str, &str); 7] = [
    ("police", 45, "派出所", "Police Station"),
    ("traffic", 10, "交警大队", "Traffic Police Brigade"),
    ("fire", 25, "消防救援站", "Fire Station"),
    ("medical", 15, "医院", "Hospital"),
    ("rescue", 5, "水上救援站", "Water Rescue Station"),
    ("utility", 9, "抢修站", "Utility Depot"),
    ("volunteer", 9, "志愿救援队", "Volunteer Rescue Team"),
];

/// Places all stations.
pub(super) fn place(city: &City, seed: u64) -> Vec<Station> {
    let mut chance = Chance::new(seed, "stations");
    let mut stations = Vec::new();
    for (service, count, zh, en) in SERVICES {
        let sites = sites(city, service, count, &mut chance);
        let mut numbers: BTreeMap<u8, usize> = BTreeMap::new();
        for (segment, spot) in sites {
            let number_in = numbers
                .entry(city.network.segments[segment as usize].district)
                .or_default();
            *number_in += 1;
            let number = *number_in;
            let district =
                &city.districts[usize::from(city.network.segments[segment as usize].district)];
            let street = &city.streets[city.street_of[segment as usize].0 as usize];
            let code = format!("{service}-{}-{number}", district.code);
            let (zh, en) = match service {
                "police" | "fire" => (
                    format!("{}{zh}", stem(&street.zh)),
                    format!("{} {en}", stem_en(&street.en)),
                ),
                "medical" => {
                    let nth = stations.len() % 9 + 1;
                    (
                        format!("{}第{nth}人民医院", district.zh.trim_end_matches('区')),
                        format!("{} No. {nth} People's Hospital", district.en),
                    )
                }
                _ => {
                    let district_zh = district.zh.trim_end_matches('区');
                    let serial = if number > 1 {
                        format!(" {number}")
                    } else {
                        String::new()
                    };
                    (
                        format!("{district_zh}{zh}{}", serial.trim()),
                        format!("{} {en}{serial}", district.en),
                    )
                }
            };
            let code = Code::new(&code).expect("service, district and number make a code");
            stations.push(Station {
                code,
                zh,
                en,
                service,
                point: spot.point(),
            });
        }
    }
    number_hospitals(&mut stations, city);
    stations
}

/// Hospitals are counted within their district.
fn number_hospitals(stations: &mut [Station], city: &City) {
    const DIGITS: [&str; 9] = ["一", "二", "三", "四", "五", "六", "七", "八", "九"];
    for district in &city.districts {
        let own = format!("medical-{}-", district.code);
        let own = stations
            .iter_mut()
            .filter(|station| station.code.as_str().starts_with(&own));
        for (n, station) in own.enumerate() {
            let nth = DIGITS[n.min(8)];
            station.zh = format!("{}第{nth}人民医院", district.zh.trim_end_matches('区'));
            station.en = format!("{} No. {} People's Hospital", district.en, n + 1);
        }
    }
}

fn stem(street: &str) -> &str {
    street
        .trim_end_matches(['路', '街', '巷'])
        .trim_end_matches("大道")
}

fn stem_en(street: &str) -> &str {
    ["Road", "Street", "Avenue", "Lane"]
        .iter()
        .find_map(|end| street.strip_suffix(end))
        .unwrap_or(street)
        .trim()
}

/// Sites on through streets: each next one where the population is worst served.
fn sites(city: &City, service: &str, count: usize, chance: &mut Chance) -> Vec<(u32, Spot)> {
    let fits = |class: Class, line: bool| match service {
        "police" | "fire" => !line && matches!(class, Class::Collector | Class::Arterial),
        _ => class == Class::Arterial || class == Class::Collector,
    };
    let segments = &city.network.segments;
    let candidates: Vec<(u32, Spot)> = (0..1_500)
        .map(|_| chance.below(segments.len()) as u32)
        .filter(|id| {
            fits(
                segments[*id as usize].class,
                segments[*id as usize].line.is_some(),
            )
        })
        .map(|id| {
            let segment = &segments[id as usize];
            let (a, b) = (
                city.network.spots[segment.a as usize],
                city.network.spots[segment.b as usize],
            );
            (id, a.mix(b, 0.5))
        })
        .filter(|(_, spot)| service != "rescue" || city.shore_m(*spot) < 260.0)
        .collect();
    let mut chosen: Vec<(u32, Spot)> = Vec::new();
    let mut gap: Vec<f64> = candidates.iter().map(|_| 30_000.0).collect();
    while chosen.len() < count.min(candidates.len()) {
        // People live closer together towards the middle, so a gap there weighs more.
        let weight = |n: usize| gap[n] / (2_500.0 + candidates[n].1.length());
        let best = (0..candidates.len())
            .max_by(|p, q| weight(*p).total_cmp(&weight(*q)))
            .unwrap_or(0);
        let site = candidates[best];
        for (n, candidate) in candidates.iter().enumerate() {
            gap[n] = gap[n].min(candidate.1.to(site.1));
        }
        chosen.push(site);
    }
    chosen
}

impl City {
    /// Metres from a spot to the nearest shore.
    pub(crate) fn shore_m(&self, spot: Spot) -> f64 {
        self.waters
            .iter()
            .flat_map(|water| water.ring.windows(2))
            .map(|pair| plane::foot(pair[0], pair[1], spot).1)
            .fold(f64::INFINITY, f64::min)
    }
}
