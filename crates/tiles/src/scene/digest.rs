//! A digest of everything that tiles are drawn from, so that an address that holds it can be kept for
//! ever.

use atlas::Atlas;
use kernel::Digest;
use sha2::{Digest as _, Sha256};

use super::{Look, Scene};
use crate::rank::Vertex;

/// Goes up whenever tiles of the same map are drawn otherwise.
const DRAWING: u32 = 1;

impl Scene {
    /// The digest of this scene with the names of its map.
    pub fn digest(&self, atlas: &Atlas) -> Digest {
        let mut sum = Sum(Sha256::new());
        sum.number(DRAWING);
        for names in &atlas.names {
            sum.text(&names.plain);
            sum.text(names.in_language("en"));
            sum.text(names.in_language("zh-Hans"));
            sum.text(&names.reference);
        }
        for stroke in &self.strokes {
            sum.look(&stroke.look);
            sum.vertices(&stroke.line);
        }
        for area in &self.areas {
            sum.look(&area.look);
            sum.number(area.again.map_or(0, |(names, _)| names.0));
            sum.number(area.rings.len() as u32);
            area.rings.iter().for_each(|ring| sum.vertices(ring));
        }
        for mark in &self.marks {
            sum.text(&mark.class);
            sum.text(&mark.number);
            for number in [mark.names.0, mark.at.x, mark.at.y, mark.from.into()] {
                sum.number(number);
            }
        }
        Digest(sum.0.finalize().into())
    }
}

struct Sum(Sha256);

impl Sum {
    fn number(&mut self, number: u32) {
        self.0.update(number.to_le_bytes());
    }

    fn text(&mut self, text: &str) {
        self.number(text.len() as u32);
        self.0.update(text);
    }

    fn look(&mut self, look: &Look) {
        self.text(look.class);
        self.0.update(look.level.to_le_bytes());
        self.number(look.names.0);
    }

    fn vertices(&mut self, vertices: &[Vertex]) {
        self.number(vertices.len() as u32);
        let bytes: Vec<u8> = vertices
            .iter()
            .flat_map(|vertex| [vertex.spot.x, vertex.spot.y])
            .flat_map(u32::to_le_bytes)
            .collect();
        self.0.update(&bytes);
    }
}
