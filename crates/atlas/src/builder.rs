//! The one door by which everything comes onto a map, whatever its source.

use std::collections::HashMap;

use kernel::Point;

use crate::{
    Along, Atlas, Barrier, Geometry, HouseRange, Meta, NameIx, Names, NodeIx, Piece, PieceIx,
    Place, Restriction, Shape, Step,
};

/// Points of one line at most: more than any source has, and few enough to hold.
pub const POINTS_MAX: usize = 1 << 20;

/// A map in the making. What it takes fits together: every number names something that is there.
#[derive(Debug)]
pub struct Builder {
    atlas: Atlas,
    known: HashMap<Names, NameIx>,
}

/// Why something was not put on the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// A line that leads nowhere.
    #[error("its line has fewer than two different points")]
    Short,
    /// A ring that encloses nothing.
    #[error("its ring has fewer than three different points or is not closed")]
    Ring,
    /// Too many points.
    #[error("its line has more than {POINTS_MAX} points")]
    Long,
    /// The line does not begin and end at its nodes.
    #[error("its line does not begin and end at its nodes")]
    Ends,
    /// It names a node, a piece or a name that is not on the map.
    #[error("it names something that is not on the map")]
    Unknown,
    /// A path of turns with a gap.
    #[error(
        "its path has fewer than two steps, or a step that does not follow from the one before"
    )]
    Path,
}

impl Default for Builder {
    fn default() -> Self {
        Self::new()
    }
}

impl Builder {
    /// An empty map.
    #[must_use]
    pub fn new() -> Self {
        let mut atlas = Atlas::default();
        atlas.names.push(Names::default());
        let known = HashMap::from([(Names::default(), NameIx::NONE)]);
        Self { atlas, known }
    }

    /// Numbers names; the same names have the same number.
    pub fn name(&mut self, names: Names) -> NameIx {
        let names_known = &mut self.atlas.names;
        *self.known.entry(names).or_insert_with_key(|names| {
            names_known.push(names.clone());
            // A map has fewer names than numbers: each takes more than a byte of its source.
            NameIx(names_known.len() as u32 - 1)
        })
    }

    /// Adds a node.
    pub fn node(&mut self, point: Point) -> NodeIx {
        let nodes = &mut self.atlas.roads.nodes;
        nodes.push(point);
        NodeIx(nodes.len() as u32 - 1)
    }

    /// Adds a piece of road.
    ///
    /// # Errors
    /// [`Refused`] when it leads nowhere or does not fit its nodes.
    pub fn piece(&mut self, piece: Piece) -> Result<PieceIx, Refused> {
        check_line(&piece.line)?;
        self.check_name(piece.names)?;
        let node = |node: NodeIx| self.atlas.roads.nodes.get(node.0 as usize);
        let ends = (node(piece.tail), node(piece.head));
        match ends {
            (None, _) | (_, None) => return Err(Refused::Unknown),
            ends if ends != (piece.line.first(), piece.line.last()) => return Err(Refused::Ends),
            _ => {}
        }
        let pieces = &mut self.atlas.roads.pieces;
        pieces.push(piece);
        Ok(PieceIx(pieces.len() as u32 - 1))
    }

    /// Adds what stands in the way at a node.
    ///
    /// # Errors
    /// [`Refused::Unknown`] when there is no such node.
    pub fn barrier(&mut self, barrier: Barrier) -> Result<(), Refused> {
        let there = (barrier.node.0 as usize) < self.atlas.roads.nodes.len();
        self.atlas
            .roads
            .barriers
            .push(there.then_some(barrier).ok_or(Refused::Unknown)?);
        Ok(())
    }

    /// Adds a turn that a sign forbids or commands.
    ///
    /// # Errors
    /// [`Refused`] when its steps do not follow one another.
    pub fn restriction(&mut self, restriction: Restriction) -> Result<(), Refused> {
        let ends: Vec<_> = restriction
            .path
            .iter()
            .map(|step| self.ends(*step))
            .collect::<Result<_, _>>()?;
        let follows = ends.windows(2).all(|pair| pair[0].1 == pair[1].0);
        if ends.len() < 2 || !follows {
            return Err(Refused::Path);
        }
        self.atlas.roads.restrictions.push(restriction);
        Ok(())
    }

    /// Where a step begins and ends.
    fn ends(&self, step: Step) -> Result<(NodeIx, NodeIx), Refused> {
        let piece = self.atlas.roads.pieces.get(step.piece.0 as usize);
        let piece = piece.ok_or(Refused::Unknown)?;
        Ok(match step.against {
            false => (piece.tail, piece.head),
            true => (piece.head, piece.tail),
        })
    }

    /// Adds a place.
    ///
    /// # Errors
    /// [`Refused::Unknown`] for a name that was not numbered here.
    pub fn place(&mut self, place: Place) -> Result<(), Refused> {
        for name in [place.names, place.street, place.locality] {
            self.check_name(name)?;
        }
        self.atlas.places.push(place);
        Ok(())
    }

    /// Adds a range of house numbers.
    ///
    /// # Errors
    /// [`Refused`] when it lies along nothing.
    pub fn range(&mut self, range: HouseRange) -> Result<(), Refused> {
        self.check_name(range.street)?;
        match &range.along {
            Along::Side { piece, .. } if piece.0 as usize >= self.atlas.roads.pieces.len() => {
                return Err(Refused::Unknown);
            }
            Along::Side { .. } => {}
            Along::Line(line) => check_line(line)?,
        }
        self.atlas.ranges.push(range);
        Ok(())
    }

    /// Adds a shape.
    ///
    /// # Errors
    /// [`Refused`] when it has no length or encloses nothing.
    pub fn shape(&mut self, shape: Shape) -> Result<(), Refused> {
        self.check_name(shape.names)?;
        match &shape.geometry {
            Geometry::Line(line) => check_line(line)?,
            Geometry::Area(polygons) if polygons.is_empty() => return Err(Refused::Ring),
            Geometry::Area(polygons) => {
                let mut rings = polygons
                    .iter()
                    .flat_map(|one| std::iter::once(&one.outer).chain(&one.holes));
                rings.try_for_each(|ring| check_ring(ring))?;
            }
        }
        self.atlas.shapes.push(shape);
        Ok(())
    }

    /// What is on the map so far.
    #[must_use]
    pub fn so_far(&self) -> &Atlas {
        &self.atlas
    }

    /// The map, with what it says of itself; its bounds are found here.
    #[must_use]
    pub fn finish(mut self, meta: Meta) -> Atlas {
        self.atlas.meta = meta;
        self.atlas.meta.bounds = bounds(&self.atlas);
        self.atlas
    }

    fn check_name(&self, name: NameIx) -> Result<(), Refused> {
        let there = (name.0 as usize) < self.atlas.names.len();
        there.then_some(()).ok_or(Refused::Unknown)
    }
}

fn check_line(line: &[Point]) -> Result<(), Refused> {
    match line {
        line if line.len() > POINTS_MAX => Err(Refused::Long),
        [first, rest @ ..] if rest.iter().any(|point| point != first) => Ok(()),
        _ => Err(Refused::Short),
    }
}

fn check_ring(ring: &[Point]) -> Result<(), Refused> {
    let closed = ring.first() == ring.last();
    match ring.len() {
        many if many > POINTS_MAX => Err(Refused::Long),
        // Three corners, and the first one again.
        4.. if closed => Ok(()),
        _ => Err(Refused::Ring),
    }
}

/// The corners of everything.
fn bounds(atlas: &Atlas) -> Option<(Point, Point)> {
    let pieces = atlas.roads.pieces.iter().flat_map(|piece| &piece.line);
    let places = atlas.places.iter().map(|place| &place.point);
    let shapes = atlas
        .shapes
        .iter()
        .flat_map(|shape| shape.geometry.points());
    let mut all = pieces.chain(places).chain(shapes);
    let first = all.next()?;
    let e7 = |point: &Point| (point.lat_e7(), point.lon_e7());
    let start = (e7(first), e7(first));
    let (low, high) = all.map(e7).fold(start, |(low, high), at| {
        (
            (low.0.min(at.0), low.1.min(at.1)),
            (high.0.max(at.0), high.1.max(at.1)),
        )
    });
    let corner = |(lat, lon): (i32, i32)| Point::from_e7(lat.into(), lon.into()).ok();
    corner(low).zip(corner(high))
}
