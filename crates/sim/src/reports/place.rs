//! Where things happen, and how a caller says where.

use std::sync::Arc;

use super::kinds::{Kind, Where};
use crate::chance::Chance;
use crate::city::{City, Class};
use crate::plane::Spot;

/// The segments to draw from, by kind of place.
#[derive(Clone, Debug)]
pub(super) struct Places {
    city: Arc<City>,
    roads: Vec<u32>,
}

impl Places {
    pub(super) fn of(city: &Arc<City>) -> Self {
        let roads = (0..city.network.segments.len() as u32)
            .filter(|id| city.network.segments[*id as usize].class <= Class::Arterial)
            .collect();
        Self {
            city: Arc::clone(city),
            roads,
        }
    }

    pub(super) fn city(&self) -> &City {
        &self.city
    }

    /// A spot where this kind of thing happens; more of them towards the middle, as people are.
    pub(super) fn draw(&self, kind: &Kind, chance: &mut Chance) -> Spot {
        let network = &self.city.network;
        loop {
            let id = match kind.place {
                Where::Homes => chance.below(network.segments.len()) as u32,
                Where::Roads => *chance.pick(&self.roads),
                Where::Shore => *chance.pick(&self.city.shore),
            };
            let segment = &network.segments[id as usize];
            let (a, b) = (
                network.spots[segment.a as usize],
                network.spots[segment.b as usize],
            );
            if kind.place == Where::Homes && segment.class <= Class::Ring {
                continue;
            }
            let crowd = 1.0 - a.length() / 22_000.0;
            if !chance.odds(crowd) {
                continue;
            }
            let off = match kind.place {
                Where::Homes => chance.range(6.0, 24.0),
                Where::Roads => chance.range(0.0, 3.0),
                Where::Shore => chance.range(4.0, 10.0),
            };
            let side = if chance.odds(0.5) { off } else { -off };
            let along = a.mix(b, chance.range(0.08, 0.92));
            return along.plus(b.minus(a).unit().left().times(side));
        }
    }

    /// How a caller says where: a house, a crossing, or something everybody knows.
    pub(super) fn spoken(&self, spot: Spot, chance: &mut Chance) -> (String, String) {
        let point = spot.point();
        let address = self.city.address_at(point);
        let (zh, en) = (bare(&address.zh, '区'), address.en);
        let crossing = self
            .city
            .crossing_at(point)
            .map(|c| (bare(&c.zh, '区'), c.en));
        let landmark = self
            .city
            .stations()
            .iter()
            .map(|station| (Spot::from(station.point).to(spot), station))
            .min_by(|p, q| p.0.total_cmp(&q.0))
            .filter(|near| near.0 < 450.0);
        match (chance.below(10), crossing, landmark) {
            (0..=2, _, Some((metres, station))) => {
                let (near_zh, near_en) = if metres < 120.0 {
                    ("对面", "opposite")
                } else {
                    ("附近", "near")
                };
                (
                    format!("{}{near_zh}", station.zh),
                    format!("{near_en} {}", station.en),
                )
            }
            (0..=3, Some((zh, en)), _) => (
                zh.replace('与', "和").replace("交叉口", "路口"),
                format!("corner of {en}"),
            ),
            (4, Some((zh, en)), _) => {
                let zh = zh.replace('与', "和").replace("交叉口", "路口");
                (format!("过了{zh}往前一点"), format!("just past {en}"))
            }
            (5 | 6, _, _) => (format!("{zh}附近"), format!("near {en}")),
            (7, _, _) => (format!("{zh}门口"), format!("outside {en}")),
            _ => (zh, en),
        }
    }
}

/// Leaves out the district, as callers do.
fn bare(address: &str, end: char) -> String {
    address
        .split_once(end)
        .map_or(address, |parts| parts.1)
        .to_owned()
}
