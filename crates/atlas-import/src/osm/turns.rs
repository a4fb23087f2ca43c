//! Turn signs as paths over pieces of road.

use atlas::{Level, Restriction, Roads, Step};

use super::Sheet;
use super::signs::{Sign, Via};
use super::split::{Section, Sections};
use crate::report::{Object, Reason};

/// Puts the signs on the map that fit the roads on it.
pub(super) fn turns(signs: Vec<Sign>, sections: &Sections, sheet: &mut Sheet<'_>) {
    for sign in signs {
        let object = Object::Relation(sign.id);
        if !sheet.known.relations.insert(sign.id) {
            sheet.report.leave(Reason::Again, object);
            continue;
        }
        let (mut paths, mut wrong) = (0, None);
        for (from, to) in ends(&sign) {
            let path = Turn {
                sections,
                roads: &sheet.builder.so_far().roads,
            }
            .path(from, &sign.via, to);
            let added = path.and_then(|path| {
                let restriction = Restriction {
                    source_id: sign.id,
                    path,
                    rule: sign.rule,
                    binds: sign.binds,
                };
                let added = sheet.builder.restriction(restriction);
                added.map_err(|_| Reason::SignApart)
            });
            match added {
                Ok(()) => paths += 1,
                Err(reason) => wrong = Some(reason),
            }
        }
        if let Some(reason) = wrong {
            let detail = || match paths {
                0 => String::new(),
                _ => format!("only {paths} of its turns are on the map"),
            };
            sheet.report.leave_with(reason, object, detail);
        }
        if paths > 0 {
            let word = format!("sign {}", sign.rule.code());
            sheet.report.keep(&word);
            sheet.report.keep_many("turn", paths);
        }
    }
}

fn ends(sign: &Sign) -> impl Iterator<Item = (i64, i64)> {
    let from = sign.from.iter();
    from.flat_map(|from| sign.to.iter().map(move |to| (*from, *to)))
}

/// The roads that a sign is put on.
struct Turn<'a> {
    sections: &'a Sections,
    roads: &'a Roads,
}

impl Turn<'_> {
    fn path(&self, from: i64, via: &Via, to: i64) -> Result<Vec<Step>, Reason> {
        match via {
            Via::Node(node) => {
                let from = self.choose(arriving(self.of_way(from)?, *node))?;
                let to = self.choose(leaving(self.of_way(to)?, *node))?;
                Ok(vec![from, to])
            }
            Via::Ways(ways) => self.over(from, ways, to),
        }
    }

    fn of_way(&self, way: i64) -> Result<&[Section], Reason> {
        let sections = self.sections.get(&way).filter(|one| !one.is_empty());
        sections.map(Vec::as_slice).ok_or(Reason::SignMissing)
    }

    /// The one step there is, or the only one that may be driven: a divided road has two that meet the
    /// node, of which one leads away.
    fn choose(&self, steps: Vec<Step>) -> Result<Step, Reason> {
        match steps.as_slice() {
            [] => Err(Reason::SignApart),
            [only] => Ok(*only),
            _ => {
                let mut driven = steps.into_iter().filter(|step| self.is_driven(*step));
                match (driven.next(), driven.next()) {
                    (Some(only), None) => Ok(only),
                    _ => Err(Reason::SignUnclear),
                }
            }
        }
    }

    fn is_driven(&self, step: Step) -> bool {
        let piece = &self.roads.pieces[step.piece.0 as usize];
        let passage = match step.against {
            false => piece.along,
            true => piece.against,
        };
        !matches!(passage.car, Level::WrongWay | Level::Closed)
    }

    /// The path over whole ways, which are tried from either end and in either order.
    fn over(&self, from: i64, via: &[i64], to: i64) -> Result<Vec<Step>, Reason> {
        let (from, to) = (self.of_way(from)?, self.of_way(to)?);
        let ways: Result<Vec<&[Section]>, Reason> =
            via.iter().map(|way| self.of_way(*way)).collect();
        let ways = ways?;
        let turned: Vec<&[Section]> = ways.iter().rev().copied().collect();
        let orders = match ways.len() {
            1 => vec![ways],
            _ => vec![ways, turned],
        };
        let (mut found, mut wrong) = (vec![], Reason::SignApart);
        for (order, back) in orders
            .iter()
            .flat_map(|order| [(order, false), (order, true)])
        {
            let Some((start, steps, end)) = walk(order, back) else {
                continue;
            };
            let (arrive, leave) = (arriving(from, start), leaving(to, end));
            if arrive.is_empty() || leave.is_empty() {
                continue;
            }
            match (self.choose(arrive), self.choose(leave)) {
                (Ok(first), Ok(last)) => found.push([vec![first], steps, vec![last]].concat()),
                (Err(reason), _) | (_, Err(reason)) => wrong = reason,
            }
        }
        if found.len() > 1 {
            found.retain(|path| path.iter().all(|step| self.is_driven(*step)));
            wrong = Reason::SignUnclear;
        }
        match found.len() {
            1 => found.pop().ok_or(wrong),
            _ => Err(wrong),
        }
    }
}

/// The steps that end at a node.
fn arriving(sections: &[Section], node: i64) -> Vec<Step> {
    leaving(sections, node).into_iter().map(turned).collect()
}

/// The steps that begin at a node.
fn leaving(sections: &[Section], node: i64) -> Vec<Step> {
    let of = |section: &Section, end: i64, against: bool| {
        let piece = section.piece;
        (end == node).then_some(Step { piece, against })
    };
    let steps = sections.iter().flat_map(|section| {
        let along = of(section, section.tail, false);
        [along, of(section, section.head, true)]
    });
    steps.flatten().collect()
}

fn turned(step: Step) -> Step {
    Step {
        against: !step.against,
        ..step
    }
}

/// Walks whole ways one after another, the first of them back to front or not.
fn walk(ways: &[&[Section]], back: bool) -> Option<(i64, Vec<Step>, i64)> {
    let ends = |way: &[Section]| Some((way.first()?.tail, way.last()?.head));
    let (tail, head) = ends(ways.first()?)?;
    let start = if back { head } else { tail };
    let (mut node, mut steps) = (start, vec![]);
    for (number, way) in ways.iter().enumerate() {
        let (tail, head) = ends(way)?;
        let against = match number {
            0 => back,
            _ => node != tail,
        };
        let step = |section: &Section| Step {
            piece: section.piece,
            against,
        };
        node = match (against, node) {
            (false, at) if at == tail => {
                steps.extend(way.iter().map(step));
                head
            }
            (true, at) if at == head => {
                steps.extend(way.iter().rev().map(step));
                tail
            }
            _ => return None,
        };
    }
    Some((start, steps, node))
}
