//! Rows of houses of which only the first and the last have a number.

use atlas::{Along, HouseRange, Names};

use super::Sheet;
use super::nodes::Nodes;
use super::ways::{Houses, Way};
use crate::report::{Object, Reason};

/// Puts the rows on the map: one between each two nodes that have a number.
pub(super) fn houses(ways: &[Way], nodes: &Nodes, sheet: &mut Sheet<'_>) {
    for way in ways {
        let Some(row) = &way.houses else { continue };
        let ranges = ranges(way, row, nodes, sheet);
        if ranges.is_empty() {
            sheet
                .report
                .leave(Reason::Interpolation, Object::Way(way.id));
        }
        for range in ranges {
            match sheet.builder.range(range) {
                Ok(()) => sheet.report.keep("house-range"),
                Err(_) => sheet.report.leave(Reason::Line, Object::Way(way.id)),
            }
        }
    }
}

fn ranges(way: &Way, row: &Houses, nodes: &Nodes, sheet: &mut Sheet<'_>) -> Vec<HouseRange> {
    let Some(numbering) = row.numbering else {
        return vec![];
    };
    let numbered = way.nodes.iter().enumerate();
    let numbered = numbered.filter_map(|(at, id)| Some((at, nodes.numbers.get(id)?)));
    let numbered: Vec<_> = numbered.collect();
    let mut ranges = vec![];
    for pair in numbered.windows(2) {
        let [(first, from), (last, to)] = pair else {
            continue;
        };
        let Some(line) = nodes.points.line(&way.nodes[*first..=*last]) else {
            continue;
        };
        let named = [&row.street, &from.1, &to.1];
        let street = named.into_iter().find(|street| !street.is_empty());
        let street = street.map_or_else(Names::default, |street| Names::plain(street));
        ranges.push(HouseRange {
            street: sheet.builder.name(street),
            along: Along::Line(line),
            from: from.0,
            to: to.0,
            numbering,
            postcode: row.postcode.clone(),
        });
    }
    ranges
}
