//! The city as a map, through the same door by which every other map comes.

mod ground;
mod houses;
mod places;

use atlas::{Builder, Meta, Names, NodeIx, Passage, Piece, Refused};

use super::{City, Class, Street};
use crate::plane;

impl City {
    /// Puts the whole city on a map that is still empty, and gives what that map says of itself.
    /// A segment of the city is the piece of the same number.
    ///
    /// # Errors
    /// [`Refused`] when the city does not fit together; no seed is known that draws such a city.
    pub fn draw(&self, builder: &mut Builder) -> Result<Meta, Refused> {
        self.draw_roads(builder)?;
        houses::draw(self, builder)?;
        ground::draw(self, builder)?;
        places::draw(self, builder)?;
        Ok(Meta {
            title: Names::both("云州", "Yunzhou", "云州"),
            credit: Names::both(
                "云州为虚构城市，由种子生成",
                "Yunzhou is an invented city, drawn from a seed",
                "云州为虚构城市，由种子生成",
            ),
            ..Meta::default()
        })
    }

    fn draw_roads(&self, builder: &mut Builder) -> Result<(), Refused> {
        let points: Vec<_> = self.network.spots.iter().map(|spot| spot.point()).collect();
        let nodes: Vec<NodeIx> = points.iter().map(|point| builder.node(*point)).collect();
        for (id, segment) in self.network.segments.iter().enumerate() {
            let ends = [segment.a as usize, segment.b as usize];
            let street = &self.streets[self.street_of[id].0 as usize];
            let name = builder.name(names(street));
            builder.piece(Piece {
                source_id: id as i64,
                names: name,
                class: class(segment.class),
                tail: nodes[ends[0]],
                head: nodes[ends[1]],
                line: ends.map(|end| points[end]).to_vec(),
                along: Passage::OPEN,
                against: Passage::OPEN,
                along_km_h: None,
                against_km_h: None,
                roundabout: false,
                layer: i8::from(segment.class != Class::Residential && self.is_bridge(ends)),
            })?;
        }
        Ok(())
    }

    /// Whether the middle of the way between two crossings lies over water; lanes have no bridges.
    fn is_bridge(&self, ends: [usize; 2]) -> bool {
        let [a, b] = ends.map(|end| self.network.spots[end]);
        let middle = a.mix(b, 0.5);
        let over = |ring: &[_]| plane::inside(ring, middle);
        self.waters.iter().any(|water| over(&water.ring))
    }
}

/// What a street is called.
fn names(street: &Street) -> Names {
    Names::both(&street.zh, &street.en, &street.zh)
}

/// The class by which other maps know such a road.
fn class(class: Class) -> atlas::Class {
    match class {
        Class::Motorway => atlas::Class::Motorway,
        Class::Ring => atlas::Class::Trunk,
        Class::Arterial => atlas::Class::Secondary,
        Class::Collector => atlas::Class::Tertiary,
        Class::Residential => atlas::Class::Residential,
    }
}
