//! OpenStreetMap extracts: three passes over the file, and then onto the map.
//!
//! Relations are read first, because they say which ways belong to areas, borders and signs; then ways,
//! because they say which nodes are needed; then nodes. Only what comes onto the map is held, and the
//! map is touched when all three have been read.

mod access;
mod areas;
mod barrier;
mod class;
mod houses;
mod known;
mod landmarks;
mod multipolygons;
mod names;
mod nodes;
mod places;
mod points;
mod relations;
mod rings;
mod shapes;
mod signs;
mod speed;
mod split;
mod tags;
mod turns;
mod ways;

use std::io::{Read, Seek};

use atlas::{Builder, NameIx, Names};
use kernel::Point;

pub(crate) use class::default_passage;
pub(crate) use known::Known;
pub(crate) use tags::Tags;

use crate::Error;
use crate::memory::Memory;
use crate::numbers;
use crate::pbf::{self, Element, Wanted};
use crate::report::SourceReport;
use crate::source::Source;

/// How often a file is read.
pub(crate) const PASSES: u64 = 3;

/// Whom to credit for every extract.
pub(crate) fn credit() -> Names {
    let en = "© OpenStreetMap contributors, ODbL 1.0";
    Names::both(en, en, "© OpenStreetMap 贡献者，ODbL 1.0")
}

/// Where everything goes that is found.
pub(crate) struct Sheet<'a> {
    pub(crate) builder: &'a mut Builder,
    pub(crate) report: &'a mut SourceReport,
    pub(crate) memory: &'a mut Memory,
    pub(crate) known: &'a mut Known,
}

impl Sheet<'_> {
    fn name(&mut self, names: Names) -> Result<NameIx, Error> {
        let bytes: usize = names
            .all()
            .map(|name| name.len() + size_of::<String>())
            .sum();
        self.memory.take(bytes)?;
        Ok(self.builder.name(names))
    }

    fn place(&mut self, source_id: i64, point: Point, place: places::Place) {
        let word = place.word();
        let place = place.onto(source_id, point, &mut |names| self.builder.name(names));
        if self.builder.place(place).is_ok() {
            self.report.keep(&word);
        }
    }
}

/// Reads an extract onto the map.
pub(crate) fn read<R: Read + Seek>(
    source: &mut Source<'_, R>,
    sheet: &mut Sheet<'_>,
) -> Result<(), Error> {
    let mut relations = relations::Relations::default();
    pbf::read(
        source.again()?,
        Wanted::Relations,
        |element| match element {
            Element::Relation(relation) => relations.read(&relation, sheet),
            _ => Ok(()),
        },
    )?;
    let mut ways = vec![];
    pbf::read(source.again()?, Wanted::Ways, |element| match element {
        Element::Way(way) => ways::read(&way, &relations, &mut ways, sheet),
        _ => Ok(()),
    })?;
    let mut nodes = nodes::Nodes::needed(&ways, &relations);
    pbf::read(source.again()?, Wanted::Nodes, |element| match element {
        Element::Node(node) => nodes.read(&node, sheet),
        _ => Ok(()),
    })?;
    fill(relations, ways, nodes, sheet);
    Ok(())
}

fn fill(
    mut relations: relations::Relations,
    ways: Vec<ways::Way>,
    mut nodes: nodes::Nodes,
    sheet: &mut Sheet<'_>,
) {
    let sections = split::roads(&ways, &relations, &mut nodes, sheet);
    turns::turns(std::mem::take(&mut relations.signs), &sections, sheet);
    houses::houses(&ways, &nodes, sheet);
    for (id, point, place) in std::mem::take(&mut nodes.places) {
        sheet.place(id, point, place);
    }
    posts(&mut nodes, sheet);
    let drawn = multipolygons::multipolygons(relations.areas, &ways, &nodes, sheet);
    areas::ways(ways, &drawn, &nodes, sheet);
}

fn posts(nodes: &mut nodes::Nodes, sheet: &mut Sheet<'_>) {
    let mut posts: Vec<_> = std::mem::take(&mut nodes.posts).into_iter().collect();
    posts.sort_by_key(|(id, _)| *id);
    for (id, post) in posts {
        let place = post
            .place
            .onto(id, post.point, &mut |names| sheet.builder.name(names));
        let place = atlas::Place {
            street: post.street,
            ..place
        };
        if sheet.builder.place(place).is_ok() {
            sheet.report.keep("kilometre-post");
        }
    }
}
