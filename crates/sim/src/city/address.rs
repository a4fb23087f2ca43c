//! Addresses: district, street and house number, or the crossing when it is nearer.

use kernel::Point;

use super::City;
use crate::plane::Spot;

/// An address in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// 鼓楼区人民路128号.
    pub zh: String,
    /// 128 Renmin Road, Gulou.
    pub en: String,
}

/// Metres of street for each house number; even numbers stand on the other side.
const FRONT_M: f64 = 9.0;

impl City {
    /// The address nearest to a point: a house on a street.
    #[must_use]
    pub fn address_at(&self, point: Point) -> Address {
        let spot = Spot::from(point);
        let (id, share, _) = self.grid.nearest(&self.network, spot);
        let (street, before_m, forward) = self.street_of[id as usize];
        let street = &self.streets[street as usize];
        let segment = &self.network.segments[id as usize];
        let (a, b) = (
            self.network.spots[segment.a as usize],
            self.network.spots[segment.b as usize],
        );
        let along = if forward { share } else { 1.0 - share };
        let metres = f64::from(before_m) + along * f64::from(segment.length_m);
        let left = (b.minus(a).cross(spot.minus(a)) > 0.0) == forward;
        let number = 2 * (metres / FRONT_M) as u32 + if left { 1 } else { 2 };
        let district = &self.districts[usize::from(segment.district)];
        Address {
            zh: format!("{}{}{number}号", district.zh, street.zh),
            en: format!("{number} {}, {}", street.en, district.en),
        }
    }

    /// The nearest place where two named streets meet, as people say it; nothing when the nearest
    /// end of the street is a dead end or only bends.
    #[must_use]
    pub fn crossing_at(&self, point: Point) -> Option<Address> {
        let (id, share, _) = self.grid.nearest(&self.network, Spot::from(point));
        let segment = &self.network.segments[id as usize];
        let near = if share < 0.5 { segment.a } else { segment.b };
        self.crossing_of(near)
    }

    fn crossing_of(&self, node: u32) -> Option<Address> {
        let mut here: Vec<&super::Street> = Vec::new();
        for (_, segment) in self.network.around(node) {
            let street = &self.streets[self.street_of[*segment as usize].0 as usize];
            if here.iter().all(|known| known.zh != street.zh) {
                here.push(street);
            }
        }
        here.sort_by_key(|street| street.class);
        let [a, b] = here.get(..2)? else { return None };
        let district = &self.districts[usize::from(a.district)];
        Some(Address {
            zh: format!("{}{}与{}交叉口", district.zh, a.zh, b.zh),
            en: format!("{} and {}, {}", a.en, b.en, district.en),
        })
    }
}
