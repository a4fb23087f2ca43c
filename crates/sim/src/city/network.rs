//! The road network as a graph: crossings, segments between them, and who is next to whom.

use super::class::Class;
use super::majors::Plan;
use super::sheet::Sheet;
use crate::chance::Chance;
use crate::plane::Spot;

/// A stretch of road between two crossings.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Segment {
    pub(crate) a: u32,
    pub(crate) b: u32,
    pub(crate) class: Class,
    pub(crate) district: u8,
    /// The long line of the plan this is part of, or nothing.
    pub(crate) line: Option<u16>,
    pub(crate) length_m: f32,
}

/// Crossings and segments; the largest connected part only.
#[derive(Clone, Debug, Default)]
pub(crate) struct Network {
    pub(crate) spots: Vec<Spot>,
    pub(crate) segments: Vec<Segment>,
    /// Where the ends of node `n` start in `ends`; one entry more than there are nodes.
    first: Vec<u32>,
    ends: Vec<(u32, u32)>,
}

impl Network {
    /// The neighbours of a crossing: the crossing and the segment that leads there.
    pub(crate) fn around(&self, node: u32) -> &[(u32, u32)] {
        &self.ends[self.first[node as usize] as usize..self.first[node as usize + 1] as usize]
    }

    pub(super) fn build(sheet: &Sheet, plan: &Plan, seed: u64) -> Self {
        let mut segments = Vec::new();
        for edge in &sheet.edges {
            let Some(class) = edge.class else { continue };
            let mut splits = edge.splits.clone();
            splits.sort_by(|p, q| p.0.total_cmp(&q.0));
            let mut from = edge.a;
            for to in splits.iter().map(|split| split.1).chain([edge.b]) {
                if to != from {
                    let line = edge.line.map(|line| line as u16);
                    segments.push(Segment {
                        a: from,
                        b: to,
                        class,
                        district: edge.district,
                        line,
                        length_m: 0.0,
                    });
                }
                from = to;
            }
        }
        let mut network = Self {
            spots: sheet.spots.iter().map(|s| plan.bend(*s)).collect(),
            segments,
            ..Self::default()
        };
        let mut at_limit = vec![false; sheet.spots.len()];
        for edge in sheet.edges.iter().filter(|edge| edge.class.is_none()) {
            let corners = edge
                .splits
                .iter()
                .map(|split| split.1)
                .chain([edge.a, edge.b]);
            corners.for_each(|corner| at_limit[corner as usize] = true);
        }
        network.thin(&at_limit, &mut Chance::new(seed, "thin"));
        network.keep_largest_part();
        network
    }

    /// Lanes do not open on the motorway nor run out of the city, and a few were built over.
    fn thin(&mut self, at_limit: &[bool], chance: &mut Chance) {
        let mut fast = vec![false; self.spots.len()];
        for segment in self
            .segments
            .iter()
            .filter(|segment| segment.class == Class::Motorway)
        {
            fast[segment.a as usize] = true;
            fast[segment.b as usize] = true;
        }
        self.segments.retain(|segment| {
            let at_motorway = fast[segment.a as usize] || fast[segment.b as usize];
            let leaves = at_limit[segment.a as usize] || at_limit[segment.b as usize];
            match segment.class {
                Class::Residential => !leaves && !at_motorway && !chance.odds(0.035),
                Class::Collector => segment.line.is_some() || !at_motorway && !leaves,
                _ => true,
            }
        });
    }

    fn keep_largest_part(&mut self) {
        self.index();
        let mut part = vec![u32::MAX; self.spots.len()];
        let mut sizes: Vec<u32> = Vec::new();
        for start in 0..self.spots.len() as u32 {
            if part[start as usize] != u32::MAX {
                continue;
            }
            let name = sizes.len() as u32;
            let mut open = vec![start];
            part[start as usize] = name;
            sizes.push(0);
            while let Some(node) = open.pop() {
                sizes[name as usize] += 1;
                for (next, _) in self.around(node) {
                    if part[*next as usize] == u32::MAX {
                        part[*next as usize] = name;
                        open.push(*next);
                    }
                }
            }
        }
        let best = (0..sizes.len()).max_by_key(|n| sizes[*n]).unwrap_or(0) as u32;
        let mut renamed = vec![u32::MAX; self.spots.len()];
        let mut spots = Vec::new();
        for (old, spot) in self.spots.iter().enumerate() {
            if part[old] == best {
                renamed[old] = spots.len() as u32;
                spots.push(*spot);
            }
        }
        self.segments
            .retain(|segment| part[segment.a as usize] == best);
        for segment in &mut self.segments {
            segment.a = renamed[segment.a as usize];
            segment.b = renamed[segment.b as usize];
            segment.length_m = spots[segment.a as usize].to(spots[segment.b as usize]) as f32;
        }
        self.spots = spots;
        self.index();
    }

    fn index(&mut self) {
        let mut first = vec![0u32; self.spots.len() + 1];
        for segment in &self.segments {
            first[segment.a as usize + 1] += 1;
            first[segment.b as usize + 1] += 1;
        }
        for n in 1..first.len() {
            first[n] += first[n - 1];
        }
        let mut next = first.clone();
        let mut ends = vec![(0, 0); self.segments.len() * 2];
        for (id, segment) in self.segments.iter().enumerate() {
            for (from, to) in [(segment.a, segment.b), (segment.b, segment.a)] {
                ends[next[from as usize] as usize] = (to, id as u32);
                next[from as usize] += 1;
            }
        }
        self.first = first;
        self.ends = ends;
    }
}
