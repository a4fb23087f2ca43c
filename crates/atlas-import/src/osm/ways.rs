//! The second pass: which ways are wanted, and for what.

use atlas::{Class, NameIx, Numbering, Passage, ShapeKind};

use super::class::{Highway, highway};
use super::places::Place;
use super::relations::Relations;
use super::shapes::Drawn;
use super::{Sheet, Tags, access, names, places, shapes, speed};
use crate::Error;
use crate::pbf;
use crate::report::{Object, Reason, Remark};

/// A way of which something comes onto the map.
#[derive(Debug)]
pub(super) struct Way {
    pub(super) id: i64,
    pub(super) nodes: Box<[i64]>,
    pub(super) road: Option<Box<Road>>,
    pub(super) drawn: Option<Drawn>,
    /// The names of what is drawn.
    pub(super) names: NameIx,
    pub(super) border: Option<ShapeKind>,
    pub(super) place: Option<Box<Place>>,
    pub(super) houses: Option<Box<Houses>>,
}

/// A way that one moves along.
#[derive(Clone, Debug)]
pub(super) struct Road {
    pub(super) class: Class,
    pub(super) names: NameIx,
    pub(super) along: Passage,
    pub(super) against: Passage,
    pub(super) limits: speed::Limits,
    pub(super) roundabout: bool,
    pub(super) layer: i8,
}

/// A way that runs along a row of houses.
#[derive(Clone, Debug)]
pub(super) struct Houses {
    /// Nothing when its numbers cannot be counted.
    pub(super) numbering: Option<Numbering>,
    pub(super) street: String,
    pub(super) postcode: String,
}

impl Way {
    fn is_wanted(&self) -> bool {
        let drawn = self.drawn.is_some() || self.border.is_some();
        drawn || self.road.is_some() || self.place.is_some() || self.houses.is_some()
    }

    fn bytes(&self, nodes: usize) -> usize {
        let place = self
            .place
            .as_ref()
            .map_or(0, |place| size_of::<Place>() + place.bytes());
        let road = self.road.as_ref().map_or(0, |_| size_of::<Road>());
        // Each node has a number here, a number and a point among the points, and a point on the map.
        size_of::<Self>() + place + road + nodes * 4 * size_of::<i64>()
    }
}

/// Keeps a way if anything of it is wanted.
pub(super) fn read(
    way: &pbf::Way<'_>,
    relations: &Relations,
    kept: &mut Vec<Way>,
    sheet: &mut Sheet<'_>,
) -> Result<(), Error> {
    sheet.report.read.ways += 1;
    if way.tags.is("natural", "coastline") {
        sheet.report.remark(Remark::CoastOpen);
    }
    let is_part = relations.area_ways.contains(&way.id);
    let mut found = of_tags(way, relations, sheet)?;
    if found.is_wanted() && !sheet.known.ways.insert(way.id) {
        sheet.report.leave(Reason::Again, Object::Way(way.id));
        found = nothing(way);
    }
    if found.is_wanted() || is_part {
        sheet.memory.take(found.bytes(way.nodes.len()))?;
        found.nodes = way.nodes.into();
        kept.push(found);
    }
    Ok(())
}

fn nothing(way: &pbf::Way<'_>) -> Way {
    Way {
        id: way.id,
        nodes: Box::default(),
        road: None,
        drawn: None,
        names: NameIx::NONE,
        border: None,
        place: None,
        houses: None,
    }
}

fn of_tags(way: &pbf::Way<'_>, relations: &Relations, sheet: &mut Sheet<'_>) -> Result<Way, Error> {
    let mut found = nothing(way);
    let bounds = relations.border_ways.get(&way.id).copied();
    let bounds = bounds.or_else(|| shapes::admin_level(way.tags));
    found.border = bounds.and_then(shapes::border);
    if way.tags.is_empty() {
        return Ok(found);
    }
    found.road = road(way, sheet)?.map(Box::new);
    found.drawn = shapes::drawn(way.tags);
    if found.road.is_some() && matches!(found.drawn, Some(Drawn::Area(_))) {
        // A street through a square of the same way is a street.
        found.drawn = None;
    }
    if found.drawn.is_some() {
        found.names = sheet.name(names::names(way.tags))?;
    }
    found.houses = houses(way.tags).map(Box::new);
    found.place = places::place(way.tags).map(Box::new);
    Ok(found)
}

fn road(way: &pbf::Way<'_>, sheet: &mut Sheet<'_>) -> Result<Option<Road>, Error> {
    let (tags, object) = (way.tags, Object::Way(way.id));
    let class = match highway(tags) {
        None => return Ok(None),
        Some(Highway::Construction) => {
            sheet.report.leave(Reason::Construction, object);
            return Ok(None);
        }
        // It becomes a square, if its outline is closed.
        Some(Highway::Road(_)) if tags.is("area", "yes") => return Ok(None),
        Some(Highway::Other) => {
            let value = || tags.get("highway").unwrap_or_default().to_owned();
            sheet.report.leave_with(Reason::NoRoad, object, value);
            return Ok(None);
        }
        Some(Highway::Road(class)) => class,
    };
    let limits = speed::limits(tags);
    if limits.unread {
        let value = || tags.get("maxspeed").unwrap_or_default().to_owned();
        sheet.report.leave_with(Reason::Speed, object, value);
    }
    if tags.conditional() {
        sheet.report.leave(Reason::Conditional, object);
    }
    let (along, against) = access::of_way(tags, class);
    Ok(Some(Road {
        class,
        names: sheet.name(names::names(tags))?,
        along,
        against,
        limits,
        roundabout: access::is_roundabout(tags),
        layer: layer(tags),
    }))
}

fn layer(tags: Tags<'_>) -> i8 {
    let said = |key| tags.get(key).is_some_and(|value| value != "no");
    match tags
        .get("layer")
        .and_then(|layer| layer.trim().parse().ok())
    {
        Some(layer) => layer,
        None if said("bridge") => 1,
        None if said("tunnel") => -1,
        None => 0,
    }
}

fn houses(tags: Tags<'_>) -> Option<Houses> {
    let text = |key| tags.get(key).unwrap_or_default().trim().to_owned();
    let numbering = match tags.get("addr:interpolation")? {
        "even" => Some(Numbering::Even),
        "odd" => Some(Numbering::Odd),
        "all" => Some(Numbering::All),
        _ => None,
    };
    Some(Houses {
        numbering,
        street: text("addr:street"),
        postcode: text("addr:postcode"),
    })
}
