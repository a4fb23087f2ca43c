//! Everything that tiles are drawn from, gathered from the map once: lines joined and ranked, areas
//! measured, marks with the zoom from which they are shown.

mod areas;
mod borders;
mod marks;
mod strokes;

use std::borrow::Cow;

use atlas::{Atlas, NameIx};

use crate::index::{Entry, Index};
use crate::rank::Vertex;
use crate::select::Layer;
use crate::world::{Cell, Span, Spot};

/// How a line or an area is drawn. What looks alike is one feature of a tile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Look {
    pub layer: Layer,
    pub class: &'static str,
    /// Bridges above 0, tunnels below.
    pub level: i8,
    pub names: NameIx,
}

/// A line.
#[derive(Debug)]
pub struct Stroke {
    pub look: Look,
    pub line: Box<[Vertex]>,
    pub from: u8,
    /// From when its names are given.
    pub named_from: u8,
}

/// An area with its holes: the outer ring first.
#[derive(Debug)]
pub struct Area {
    /// Without names; those are on a mark, and on every tile of wide water.
    pub look: Look,
    pub rings: Box<[Box<[Vertex]>]>,
    pub from: u8,
    pub span: Span,
    /// The names that are written again on each tile, and from when.
    pub again: Option<(NameIx, u8)>,
}

/// A point with words or a symbol.
#[derive(Debug)]
pub struct Mark {
    pub layer: Layer,
    /// Empty for a house.
    pub class: Cow<'static, str>,
    pub names: NameIx,
    /// The house number or the kilometre; mostly empty.
    pub number: Box<str>,
    pub at: Spot,
    pub from: u8,
    /// The last zoom at which it is shown.
    pub until: u8,
}

/// All of it, with an index over where it lies.
#[derive(Debug)]
pub struct Scene {
    pub strokes: Vec<Stroke>,
    pub areas: Vec<Area>,
    pub marks: Vec<Mark>,
    index: Index,
}

/// What of a scene a tile may show.
#[derive(Debug, Default)]
pub struct Seen<'a> {
    pub strokes: Vec<&'a Stroke>,
    pub areas: Vec<&'a Area>,
    pub marks: Vec<&'a Mark>,
}

impl Scene {
    /// Gathers a map.
    pub fn of(atlas: &Atlas) -> Self {
        let strokes = strokes::gather(atlas);
        let areas = areas::gather(atlas);
        let marks = marks::gather(atlas);
        let mut entries = Vec::with_capacity(strokes.len() + areas.len() + marks.len());
        entries.extend(strokes.iter().map(|stroke| Entry {
            span: Span::of(stroke.line.iter().map(|vertex| vertex.spot)),
            from: stroke.from,
        }));
        entries.extend(areas.iter().map(|area| Entry {
            span: area.span,
            from: area.from,
        }));
        entries.extend(marks.iter().map(|mark| Entry {
            span: Span::of([mark.at]),
            from: mark.from,
        }));
        let index = Index::new(&entries);
        Self {
            strokes,
            areas,
            marks,
            index,
        }
    }

    /// What a tile may show, each kind in the order of the scene.
    pub fn see(&self, cell: Cell) -> Seen<'_> {
        let mut seen = Seen::default();
        let (strokes, areas) = (self.strokes.len(), self.areas.len());
        for number in self.index.find(cell.span(), cell.zoom()) {
            let number = number as usize;
            if let Some(stroke) = self.strokes.get(number) {
                seen.strokes.push(stroke);
            } else if let Some(area) = self.areas.get(number - strokes) {
                seen.areas.push(area);
            } else {
                let mark = &self.marks[number - strokes - areas];
                if mark.until >= cell.zoom() {
                    seen.marks.push(mark);
                }
            }
        }
        seen
    }
}
