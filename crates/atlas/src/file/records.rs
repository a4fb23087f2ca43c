//! Each thing on a map as bytes, and back through the builder, which lets nothing in that does not
//! fit the rest.

use kernel::Digest;

use super::wire::{In, Malformed, Out};
use crate::{
    Along, Barrier, BarrierKind, Binds, Builder, Class, Geometry, HouseRange, Level, Meta, NameIx,
    Names, NodeIx, Numbering, Passage, Piece, PieceIx, Place, PlaceKind, Polygon, Restriction,
    Roads, Rule, Settlement, Shape, ShapeKind, Source, Step,
};

pub fn put_meta(out: &mut Out, meta: &Meta) {
    put_names(out, &meta.title);
    put_names(out, &meta.credit);
    out.count(meta.sources.len());
    for source in &meta.sources {
        out.text(&source.name);
        out.raw(&source.digest.0);
    }
}

/// The bounds are not kept: the builder finds them again.
pub fn take_meta(from: &mut In) -> Result<Meta, Malformed> {
    Ok(Meta {
        title: take_names(from)?,
        credit: take_names(from)?,
        bounds: None,
        sources: from.many(|from| {
            let name = from.text()?;
            let mut digest = [0; 32];
            digest.copy_from_slice(from.raw(32)?);
            Ok(Source {
                name,
                digest: Digest(digest),
            })
        })?,
    })
}

pub fn put_names(out: &mut Out, names: &Names) {
    out.text(&names.plain);
    out.text(&names.reference);
    out.count(names.by_language.len());
    for (language, name) in &names.by_language {
        out.text(language);
        out.text(name);
    }
    out.count(names.others.len());
    names.others.iter().for_each(|name| out.text(name));
}

pub fn take_names(from: &mut In) -> Result<Names, Malformed> {
    Ok(Names {
        plain: from.text()?,
        reference: from.text()?,
        by_language: from.many(|from| Ok((from.text()?, from.text()?)))?,
        others: from.many(In::text)?,
    })
}

pub fn put_roads(out: &mut Out, roads: &Roads) {
    out.points(&roads.nodes);
    out.count(roads.pieces.len());
    let (mut source_id, mut tail) = (0, 0);
    for piece in &roads.pieces {
        out.signed(piece.source_id.wrapping_sub(source_id));
        source_id = piece.source_id;
        out.signed(i64::from(piece.tail.0) - tail);
        tail = piece.tail.0.into();
        out.signed(i64::from(piece.head.0) - tail);
        out.number(piece.names.0.into());
        out.byte(piece.class.number());
        put_passage(out, piece.along);
        put_passage(out, piece.against);
        out.number(piece.along_km_h.map_or(0, |limit| u64::from(limit) + 1));
        out.number(piece.against_km_h.map_or(0, |limit| u64::from(limit) + 1));
        out.byte(u8::from(piece.roundabout));
        out.signed(piece.layer.into());
        // The ends are nodes, which are known already.
        out.go_on_from(roads.nodes[piece.tail.0 as usize]);
        out.points(&piece.line[1..piece.line.len() - 1]);
    }
}

pub fn take_roads(from: &mut In, map: &mut Builder) -> Result<(), Malformed> {
    for _ in 0..from.count()? {
        map.node(from.point()?);
    }
    let (mut source_id, mut tail) = (0_i64, 0_i64);
    for _ in 0..from.count()? {
        source_id = source_id.wrapping_add(from.signed()?);
        tail = tail.wrapping_add(from.signed()?);
        let head = tail.wrapping_add(from.signed()?);
        let [tail_ix, head_ix] = [tail, head].map(|node| u32::try_from(node).map(NodeIx));
        let (Ok(tail_ix), Ok(head_ix)) = (tail_ix, head_ix) else {
            return Err(Malformed::Number);
        };
        let nodes = &map.so_far().roads.nodes;
        let ends = [tail_ix, head_ix].map(|node| nodes.get(node.0 as usize).copied());
        let [Some(first), Some(last)] = ends else {
            return Err(crate::Refused::Unknown.into());
        };
        let piece = Piece {
            source_id,
            tail: tail_ix,
            head: head_ix,
            names: NameIx(from.small()?),
            class: from.coded(Class::of_number)?,
            along: take_passage(from)?,
            against: take_passage(from)?,
            along_km_h: take_limit(from)?,
            against_km_h: take_limit(from)?,
            roundabout: from.coded(yes_or_no)?,
            layer: i8::try_from(from.signed()?).map_err(|_| Malformed::Number)?,
            line: {
                from.go_on_from(first);
                let mut line = vec![first];
                line.append(&mut from.points()?);
                line.push(last);
                line
            },
        };
        map.piece(piece)?;
    }
    Ok(())
}

fn put_passage(out: &mut Out, passage: Passage) {
    for level in [passage.car, passage.motorcycle, passage.foot] {
        out.byte(level.number());
    }
}

fn take_passage(from: &mut In) -> Result<Passage, Malformed> {
    Ok(Passage {
        car: from.coded(Level::of_number)?,
        motorcycle: from.coded(Level::of_number)?,
        foot: from.coded(Level::of_number)?,
    })
}

fn take_limit(from: &mut In) -> Result<Option<u16>, Malformed> {
    let number: u64 = from.number()?;
    let limit = number.checked_sub(1).map(u16::try_from).transpose();
    limit.map_err(|_| Malformed::Number)
}

fn yes_or_no(byte: u8) -> Option<bool> {
    [false, true].get(usize::from(byte)).copied()
}

pub fn put_rules(out: &mut Out, roads: &Roads) {
    out.count(roads.barriers.len());
    for barrier in &roads.barriers {
        out.number(barrier.node.0.into());
        out.byte(barrier.kind.number());
        put_passage(out, barrier.passage);
    }
    out.count(roads.restrictions.len());
    for restriction in &roads.restrictions {
        out.signed(restriction.source_id);
        out.byte(restriction.rule.number());
        let Binds {
            cars,
            motorcycles,
            emergency,
        } = restriction.binds;
        for binds in [cars, motorcycles, emergency] {
            out.byte(u8::from(binds));
        }
        out.count(restriction.path.len());
        for step in &restriction.path {
            out.number(u64::from(step.piece.0) << 1 | u64::from(step.against));
        }
    }
}

pub fn take_rules(from: &mut In, map: &mut Builder) -> Result<(), Malformed> {
    for _ in 0..from.count()? {
        map.barrier(Barrier {
            node: NodeIx(from.small()?),
            kind: from.coded(BarrierKind::of_number)?,
            passage: take_passage(from)?,
        })?;
    }
    for _ in 0..from.count()? {
        map.restriction(Restriction {
            source_id: from.signed()?,
            rule: from.coded(Rule::of_number)?,
            binds: Binds {
                cars: from.coded(yes_or_no)?,
                motorcycles: from.coded(yes_or_no)?,
                emergency: from.coded(yes_or_no)?,
            },
            path: from.many(|from| {
                let number = from.number()?;
                let piece = u32::try_from(number >> 1).map_err(|_| Malformed::Number)?;
                Ok(Step {
                    piece: PieceIx(piece),
                    against: number & 1 == 1,
                })
            })?,
        })?;
    }
    Ok(())
}

pub fn put_place(out: &mut Out, place: &Place) {
    out.signed(place.source_id);
    match &place.kind {
        PlaceKind::Address => out.byte(0),
        PlaceKind::Settlement(size) => {
            out.byte(1);
            out.byte(size.number());
        }
        PlaceKind::Landmark(category) => {
            out.byte(2);
            out.text(category);
        }
        PlaceKind::KilometrePost => out.byte(3),
    }
    for name in [place.names, place.street, place.locality] {
        out.number(name.0.into());
    }
    out.text(&place.number);
    out.text(&place.postcode);
    out.point(place.point);
}

pub fn take_place(from: &mut In) -> Result<Place, Malformed> {
    Ok(Place {
        source_id: from.signed()?,
        kind: match from.byte()? {
            0 => PlaceKind::Address,
            1 => PlaceKind::Settlement(from.coded(Settlement::of_number)?),
            2 => PlaceKind::Landmark(from.text()?),
            3 => PlaceKind::KilometrePost,
            _ => return Err(Malformed::Code),
        },
        names: NameIx(from.small()?),
        street: NameIx(from.small()?),
        locality: NameIx(from.small()?),
        number: from.text()?,
        postcode: from.text()?,
        point: from.point()?,
    })
}

pub fn put_range(out: &mut Out, range: &HouseRange) {
    out.number(range.street.0.into());
    match &range.along {
        Along::Side { piece, left } => {
            out.byte(if *left { 1 } else { 2 });
            out.number(piece.0.into());
        }
        Along::Line(line) => {
            out.byte(0);
            out.points(line);
        }
    }
    out.number(range.from.into());
    out.number(range.to.into());
    out.byte(range.numbering.number());
    out.text(&range.postcode);
}

pub fn take_range(from: &mut In) -> Result<HouseRange, Malformed> {
    Ok(HouseRange {
        street: NameIx(from.small()?),
        along: match from.byte()? {
            0 => Along::Line(from.points()?),
            side @ (1 | 2) => Along::Side {
                left: side == 1,
                piece: PieceIx(from.small()?),
            },
            _ => return Err(Malformed::Code),
        },
        from: from.small()?,
        to: from.small()?,
        numbering: from.coded(Numbering::of_number)?,
        postcode: from.text()?,
    })
}

pub fn put_shape(out: &mut Out, shape: &Shape) {
    out.signed(shape.source_id);
    out.byte(shape.kind.number());
    out.number(shape.names.0.into());
    match &shape.geometry {
        // An area has at least one polygon, so that none of them stands for a line.
        Geometry::Line(line) => {
            out.count(0);
            out.points(line);
        }
        Geometry::Area(polygons) => {
            out.count(polygons.len());
            for polygon in polygons {
                out.points(&polygon.outer);
                out.count(polygon.holes.len());
                polygon.holes.iter().for_each(|hole| out.points(hole));
            }
        }
    }
}

pub fn take_shape(from: &mut In) -> Result<Shape, Malformed> {
    Ok(Shape {
        source_id: from.signed()?,
        kind: from.coded(ShapeKind::of_number)?,
        names: NameIx(from.small()?),
        geometry: match from.count()? {
            0 => Geometry::Line(from.points()?),
            polygons => {
                let polygon = |from: &mut In| {
                    Ok::<_, Malformed>(Polygon {
                        outer: from.points()?,
                        holes: from.many(In::points)?,
                    })
                };
                Geometry::Area(
                    (0..polygons)
                        .map(|_| polygon(from))
                        .collect::<Result<_, _>>()?,
                )
            }
        },
    })
}
