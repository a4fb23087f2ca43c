//! House numbers along both sides of every segment, exactly those that the city's reports speak of.

use atlas::{Along, Builder, HouseRange, Numbering, PieceIx, Refused};

use super::super::address::{house_at, houses_before, number};
use super::super::{City, Street};
use super::names;

/// Adds the numbers of all streets.
pub(super) fn draw(city: &City, builder: &mut Builder) -> Result<(), Refused> {
    for street in &city.streets {
        let name = builder.name(names(street));
        for (place, (segment, forward)) in street.segments.iter().enumerate() {
            let start = houses_before(f64::from(city.street_of[*segment as usize].1));
            let end = last(city, street, place);
            if start == end {
                continue; // Shorter than the front of a house.
            }
            for is_left in [true, false] {
                // Left of the street is right of a segment that runs against it.
                let left = is_left == *forward;
                let (low, high) = (number(start, is_left), number(end - 1, is_left));
                let (from, to) = if *forward { (low, high) } else { (high, low) };
                builder.range(HouseRange {
                    street: name,
                    along: Along::Side {
                        piece: PieceIx(*segment),
                        left,
                    },
                    from,
                    to,
                    numbering: if is_left {
                        Numbering::Odd
                    } else {
                        Numbering::Even
                    },
                    postcode: String::new(),
                })?;
            }
        }
    }
    Ok(())
}

/// Houses before the end of the segment at this place of a street. The last house of a street may be
/// narrower than the others; it is spoken of all the same.
fn last(city: &City, street: &Street, place: usize) -> u32 {
    if let Some((next, _)) = street.segments.get(place + 1) {
        return houses_before(f64::from(city.street_of[*next as usize].1));
    }
    let (segment, _) = street.segments[place];
    let before_m = f64::from(city.street_of[segment as usize].1);
    let length_m = f64::from(city.network.segments[segment as usize].length_m);
    house_at(before_m + length_m) + 1
}
