//! Networks as pictures: letters are nodes, and a street of two letters takes a second for every
//! step between them in the picture.

use std::collections::BTreeMap;

use roads::{ArcId, Fleet, Found, Goal, Network, NodeId, Part, Search, Spot, Times, UnitIx};

pub struct Town {
    arcs: BTreeMap<String, ArcId>,
    network: Network,
    pub times: Times,
    fleet: Fleet,
}

impl Town {
    /// - `streets`: `AB` can be driven in both directions, `A>B` in one.
    /// - `turns`: `ABC` is what the turn from AB onto BC costs in seconds; `None` forbids it. U-turns
    ///   are forbidden unless they are named.
    pub fn new(picture: &str, streets: &[&str], turns: &[(&str, Option<u32>)]) -> Self {
        let mut places = BTreeMap::new();
        for (row, line) in (0_i32..).zip(picture.lines()) {
            let letters = (0_i32..).zip(line.chars());
            let found = letters.filter(|(_, letter)| letter.is_ascii_uppercase());
            places.extend(found.map(|(column, letter)| (letter, (row, column))));
        }
        let nodes: BTreeMap<char, u32> = places.keys().copied().zip(0..).collect();
        let (mut names, mut ends, mut ms) = (vec![], vec![], vec![]);
        for street in streets {
            let letters: Vec<char> = street.chars().filter(|c| *c != '>').collect();
            let (a, b) = (letters[0], letters[1]);
            let steps = places[&a].0.abs_diff(places[&b].0) + places[&a].1.abs_diff(places[&b].1);
            let both = if street.contains('>') {
                vec![(a, b)]
            } else {
                vec![(a, b), (b, a)]
            };
            for (tail, head) in both {
                names.push(format!("{tail}{head}"));
                ends.push((NodeId(nodes[&tail]), NodeId(nodes[&head])));
                ms.push(steps * 1_000);
            }
        }
        let cost = |from: ArcId, onto: ArcId| {
            let (from, onto) = (&names[from.0 as usize], &names[onto.0 as usize]);
            let name = format!("{from}{}", &onto[1..]);
            let told = turns.iter().find(|(turn, _)| *turn == name);
            let back = from[..1] == onto[1..];
            told.map_or((!back).then_some(0), |(_, cost)| cost.map(|s| s * 1_000))
        };
        let network = Network::new(nodes.len() as u32, ends, cost);
        let fleet = Fleet::new(network.arcs());
        let arcs = names.into_iter().zip((0..).map(ArcId)).collect();
        let times = Times::new(ms);
        Self {
            arcs,
            network,
            times,
            fleet,
        }
    }

    pub fn arc(&self, name: &str) -> ArcId {
        self.arcs[name]
    }

    /// So many hundredths along an arc.
    pub fn spot(&self, arc: &str, percent: u32) -> Spot {
        Spot {
            arc: self.arc(arc),
            part: Part::new(percent * 65_536 / 100),
        }
    }

    pub fn unit(mut self, unit: u32, arc: &str, percent: u32) -> Self {
        let spot = self.spot(arc, percent);
        self.fleet.place(UnitIx(unit), &[spot]);
        self
    }

    pub fn gone(mut self, unit: u32) -> Self {
        self.fleet.remove(UnitIx(unit));
        self
    }

    /// Units and their whole seconds to a place.
    pub fn nearest(&self, arc: &str, percent: u32, count: usize) -> Vec<(u32, u32)> {
        let goal = Goal {
            spot: self.spot(arc, percent),
            rest_ms: 0,
        };
        let parts = (&self.network, &self.times, &self.fleet);
        let found = Search::default().nearest(parts, &[goal], count, |_| true);
        let told = |Found { time_ms, unit }| (unit.0, (time_ms + 500) / 1_000);
        found.into_iter().map(told).collect()
    }
}
