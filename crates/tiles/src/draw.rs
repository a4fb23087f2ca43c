//! Draws one tile.

use std::collections::BTreeMap;

use atlas::{Atlas, NameIx, Names};

use crate::clip;
use crate::middle;
use crate::rank::Vertex;
use crate::scene::{Area, Look, Mark, Scene, Stroke};
use crate::select::{LABEL_STEPS2, Layer};
use crate::wire::{self, Form, Pen, Value};
use crate::world::{Cell, EXTENT, Step};

/// The bytes of a tile; none for an empty one.
pub fn tile(scene: &Scene, atlas: &Atlas, cell: Cell) -> Vec<u8> {
    let seen = scene.see(cell);
    let mut layers = Layer::ALL.map(|layer| wire::Layer::new(layer.name()));
    areas(&mut layers, &seen.areas, cell);
    strokes(&mut layers, &seen.strokes, atlas, cell);
    let again = seen.areas.iter().filter_map(|area| again(area, cell));
    for (look, step) in again {
        let tags = tags(look.class, 0, "", atlas.named(look.names));
        point(&mut layers[look.layer as usize], &tags, step);
    }
    marks(&mut layers, &seen.marks, atlas, cell);
    let mut tile = vec![];
    layers.iter().for_each(|layer| layer.write(&mut tile));
    tile
}

/// The steps of a line or ring at the zoom of a tile, without standing still.
fn steps(vertices: &[Vertex], cell: Cell) -> Vec<Step> {
    let shown = vertices.iter().filter(|vertex| vertex.from <= cell.zoom());
    let mut steps: Vec<Step> = shown.map(|vertex| cell.step(vertex.spot)).collect();
    steps.dedup();
    steps
}

fn strokes<'a>(layers: &mut [wire::Layer<'a>], strokes: &[&Stroke], atlas: &'a Atlas, cell: Cell) {
    let mut pens: BTreeMap<Look, Pen> = BTreeMap::new();
    for stroke in strokes {
        let look = match stroke.named_from <= cell.zoom() {
            true => stroke.look,
            false => Look {
                names: NameIx::NONE,
                ..stroke.look
            },
        };
        for part in clip::line(&steps(&stroke.line, cell)) {
            pens.entry(look).or_default().line(&part);
        }
    }
    for (look, pen) in &pens {
        let tags = tags(look.class, look.level, "", atlas.named(look.names));
        layers[look.layer as usize].add(Form::Line, &tags, pen);
    }
}

fn areas(layers: &mut [wire::Layer<'_>], areas: &[&Area], cell: Cell) {
    let mut pens: BTreeMap<Look, Pen> = BTreeMap::new();
    for area in areas {
        let mut rings = area.rings.iter().map(|ring| clip::ring(&steps(ring, cell)));
        let Some(outer) = rings.next().flatten() else {
            continue;
        };
        let pen = pens.entry(area.look).or_default();
        turned(pen, &outer, true);
        rings.flatten().for_each(|hole| turned(pen, &hole, false));
    }
    for (look, pen) in &pens {
        let tags = [("class", Value::Text(look.class))];
        layers[look.layer as usize].add(Form::Area, &tags, pen);
    }
}

/// Adds a ring, clockwise as it is seen for an outer one and the other way for a hole: that is how
/// the format tells them apart.
fn turned(pen: &mut Pen, ring: &[Step], clockwise: bool) {
    match (clip::doubled_area(ring) > 0) == clockwise {
        true => pen.ring(ring.iter().copied()),
        false => pen.ring(ring.iter().rev().copied()),
    }
}

/// Where the name of wide water is written again on this tile, if it is.
fn again(area: &Area, cell: Cell) -> Option<(Look, Step)> {
    let (names, _) = area.again.filter(|(_, from)| *from <= cell.zoom())?;
    let outer = clip::ring(&steps(area.rings.first()?, cell))?;
    let enough = clip::doubled_area(&outer).abs() as f64 / 2.0 >= LABEL_STEPS2;
    let step = middle::of(&outer).filter(|step| enough && is_within(*step))?;
    let look = Look {
        layer: Layer::Label,
        names,
        ..area.look
    };
    Some((look, step))
}

fn marks<'a>(layers: &mut [wire::Layer<'a>], marks: &[&'a Mark], atlas: &'a Atlas, cell: Cell) {
    for mark in marks {
        let step = cell.step(mark.at);
        // A point belongs to one tile; two would write its words twice.
        if is_within(step) {
            let tags = tags(&mark.class, 0, &mark.number, atlas.named(mark.names));
            point(&mut layers[mark.layer as usize], &tags, step);
        }
    }
}

fn is_within(step: Step) -> bool {
    step.iter().all(|place| (0..EXTENT).contains(place))
}

fn point<'a>(layer: &mut wire::Layer<'a>, tags: &[(&'static str, Value<'a>)], step: Step) {
    let mut pen = Pen::default();
    pen.point(step);
    layer.add(Form::Point, tags, &pen);
}

/// The tags of a feature. A name in a language is left out where it is the same as the plain one.
fn tags<'a>(
    class: &'a str,
    level: i8,
    number: &'a str,
    names: &'a Names,
) -> Vec<(&'static str, Value<'a>)> {
    let mut tags = vec![];
    let mut text = |key, value: &'a str, unless: &str| {
        if !value.is_empty() && value != unless {
            tags.push((key, Value::Text(value)));
        }
    };
    text("class", class, "");
    text("number", number, "");
    text("name", &names.plain, "");
    text("name:en", names.in_language("en"), &names.plain);
    text("name:zh", names.in_language("zh-Hans"), &names.plain);
    text("ref", &names.reference, "");
    if level != 0 {
        tags.push(("layer", Value::Number(level.into())));
    }
    tags
}
