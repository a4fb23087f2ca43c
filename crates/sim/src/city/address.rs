//! Addresses: district, street and house number, or the crossing when it is nearer.

use kernel::Point;

use super::{City, District, Street};
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

/// Which house from the beginning of its street, counted from 0, fronts so many metres along it.
pub(super) fn house_at(along_m: f64) -> u32 {
    (along_m / FRONT_M) as u32
}

/// How many houses have their door before so many metres along a street; a door is in the middle of
/// its front, so that each belongs to one segment.
pub(super) fn houses_before(along_m: f64) -> u32 {
    // Never below 0: a length is not negative, and a cast takes half a house to none.
    (along_m / FRONT_M - 0.5).ceil().max(0.0) as u32
}

/// The number of a house, on the left of its street or on the right.
pub(super) fn number(house: u32, is_left: bool) -> u32 {
    2 * house + if is_left { 1 } else { 2 }
}

impl City {
    /// The address nearest to a point: a house on a street.
    #[must_use]
    pub fn address_at(&self, point: Point) -> Address {
        let (street, number, district) = self.house(Spot::from(point));
        Address {
            zh: format!("{}{}{number}号", district.zh, street.zh),
            en: format!("{number} {}, {}", street.en, district.en),
        }
    }

    /// The street, the number and the district of the house nearest to a spot.
    pub(super) fn house(&self, spot: Spot) -> (&Street, u32, &District) {
        let (id, share, _) = self.grid.nearest(&self.network, spot);
        let (street, before_m, forward) = self.street_of[id as usize];
        let segment = &self.network.segments[id as usize];
        let (a, b) = (
            self.network.spots[segment.a as usize],
            self.network.spots[segment.b as usize],
        );
        let along = if forward { share } else { 1.0 - share };
        let along_m = f64::from(before_m) + along * f64::from(segment.length_m);
        let is_left = (b.minus(a).cross(spot.minus(a)) > 0.0) == forward;
        (
            &self.streets[street as usize],
            number(house_at(along_m), is_left),
            &self.districts[usize::from(segment.district)],
        )
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
        let mut here: Vec<&Street> = Vec::new();
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
