//! The first pass: which relations are wanted, and which ways they need.

use std::collections::{HashMap, HashSet};

use atlas::NameIx;

use super::places::Place;
use super::shapes::Drawn;
use super::signs::Sign;
use super::{Sheet, names, places, shapes, signs};
use crate::Error;
use crate::pbf::{MemberKind, Relation};
use crate::report::{Object, Reason};

/// Members of one relation at most.
///
/// # Source
/// OpenStreetMap wiki, "API v0.6", capabilities: a relation of more is refused there.
const MEMBERS_MAX: usize = 32_000;

/// What the relations of a file ask for.
#[derive(Debug, Default)]
pub(super) struct Relations {
    pub(super) signs: Vec<Sign>,
    pub(super) areas: Vec<Area>,
    /// The ways of which areas consist.
    pub(super) area_ways: HashSet<i64>,
    /// The ways that signs are about.
    pub(super) sign_ways: HashSet<i64>,
    /// The ways of borders, and the highest unit that each bounds.
    pub(super) border_ways: HashMap<i64, u8>,
    /// The nodes that carry the name of an area.
    pub(super) labels: Vec<i64>,
}

/// An area of several ways.
#[derive(Debug)]
pub(super) struct Area {
    pub(super) id: i64,
    /// What it is drawn as; nothing when only its outer ways say it.
    pub(super) drawn: Option<Drawn>,
    pub(super) names: NameIx,
    pub(super) place: Option<Box<Place>>,
    pub(super) outer: Vec<i64>,
    pub(super) inner: Vec<i64>,
    /// The node that carries its name.
    pub(super) label: Option<i64>,
}

impl Relations {
    pub(super) fn read(
        &mut self,
        relation: &Relation<'_>,
        sheet: &mut Sheet<'_>,
    ) -> Result<(), Error> {
        sheet.report.read.relations += 1;
        if relation.members.len() > MEMBERS_MAX {
            sheet
                .report
                .leave(Reason::Members, Object::Relation(relation.id));
            return Ok(());
        }
        match relation.tags.get("type") {
            Some(kind) if kind == "restriction" || kind.starts_with("restriction:") => {
                self.sign(relation, sheet)
            }
            Some("multipolygon") => self.area(relation, sheet),
            Some("boundary") => self.border(relation, sheet),
            _ => Ok(()),
        }
    }

    fn sign(&mut self, relation: &Relation<'_>, sheet: &mut Sheet<'_>) -> Result<(), Error> {
        sheet
            .memory
            .take(relation.members.len() * size_of::<(i64, i64)>() + 200)?;
        match signs::read(relation) {
            Ok(sign) => {
                self.sign_ways.extend(sign.ways());
                self.signs.push(sign);
            }
            Err((reason, detail)) => {
                let object = Object::Relation(relation.id);
                sheet.report.leave_with(reason, object, || detail);
            }
        }
        Ok(())
    }

    fn area(&mut self, relation: &Relation<'_>, sheet: &mut Sheet<'_>) -> Result<(), Error> {
        let drawn = shapes::drawn(relation.tags);
        let place = places::place(relation.tags);
        // Formerly the tags stood on the outer way, and the relation said nothing but that there are holes.
        let silent = relation.tags.iter().all(|(key, _)| is_silent(key));
        if drawn.is_none() && place.is_none() && !silent {
            return Ok(());
        }
        self.hold(relation, drawn, place, sheet)
    }

    fn border(&mut self, relation: &Relation<'_>, sheet: &mut Sheet<'_>) -> Result<(), Error> {
        if let Some(level) = shapes::admin_level(relation.tags) {
            for member in relation.members {
                let bounds = matches!(member.role, "" | "outer" | "inner");
                if member.kind == MemberKind::Way && bounds {
                    sheet.memory.take(size_of::<(i64, u8)>() * 2)?;
                    let highest = self.border_ways.entry(member.id).or_insert(level);
                    *highest = level.min(*highest);
                }
            }
        }
        match places::place(relation.tags) {
            // Its name stands on its node as a rule, and there it is read.
            Some(place) if !has_label(relation) => self.hold(relation, None, Some(place), sheet),
            _ => Ok(()),
        }
    }

    fn hold(
        &mut self,
        relation: &Relation<'_>,
        drawn: Option<Drawn>,
        place: Option<Place>,
        sheet: &mut Sheet<'_>,
    ) -> Result<(), Error> {
        let place_bytes = place
            .as_ref()
            .map_or(0, |place| size_of::<Place>() + place.bytes());
        let members_bytes = relation.members.len() * size_of::<i64>() * 4;
        sheet
            .memory
            .take(size_of::<Area>() + place_bytes + members_bytes)?;
        let ways = relation
            .members
            .iter()
            .filter(|member| member.kind == MemberKind::Way);
        let (inner, outer): (Vec<_>, Vec<_>) = ways.partition(|member| member.role == "inner");
        let ids = |members: Vec<&crate::pbf::Member<'_>>| -> Vec<i64> {
            members.into_iter().map(|member| member.id).collect()
        };
        let (inner, outer) = (ids(inner), ids(outer));
        self.area_ways.extend(inner.iter().chain(&outer));
        let label = relation.members.iter().find(|member| {
            member.kind == MemberKind::Node && matches!(member.role, "label" | "admin_centre")
        });
        let label = label.map(|member| member.id);
        self.labels.extend(label);
        let names = match drawn {
            Some(_) => sheet.name(names::names(relation.tags))?,
            None => NameIx::NONE,
        };
        self.areas.push(Area {
            id: relation.id,
            drawn,
            names,
            place: place.map(Box::new),
            outer,
            inner,
            label,
        });
        Ok(())
    }
}

fn has_label(relation: &Relation<'_>) -> bool {
    relation.members.iter().any(|member| {
        member.kind == MemberKind::Node && matches!(member.role, "label" | "admin_centre")
    })
}

/// A key that says nothing of what an area is.
fn is_silent(key: &str) -> bool {
    matches!(
        key,
        "type" | "created_by" | "source" | "note" | "fixme" | "FIXME"
    ) || key.starts_with("name")
}
