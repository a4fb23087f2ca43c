//! The roads as one kind of unit can use them: its network, its times, and what the desk changed.

use std::collections::HashMap;
use std::sync::Arc;

use atlas::{Barrier, Class, NodeIx, Passage, PieceIx, Roads, Rule, Step};

use crate::network::{ArcId, Network, NodeId};
use crate::parts::main_part;
use crate::profile::Profile;
use crate::signs::Signs;
use crate::times::{Part, Spot, Times};
use crate::turns::turn_ms;

/// What one kind of unit can use of the roads of a map.
///
/// Each piece of road has two arcs, along it and against it, whoever may use them: `2 p` and
/// `2 p + 1`. After them come the copies that turn signs over several pieces need.
#[derive(Clone, Debug)]
pub struct Drivable {
    roads: Arc<Roads>,
    network: Network,
    times: Times,
    /// What each arc takes when the desk has changed nothing, and whether it is open.
    usual: Vec<Usual>,
    /// What the arcs after the plain ones are copies of.
    copies: Vec<ArcId>,
    copies_of: HashMap<ArcId, Vec<ArcId>>,
    /// Pieces of the largest part in which everything can be reached from everywhere.
    main: Vec<bool>,
}

#[derive(Clone, Copy, Debug)]
struct Usual {
    /// What it takes by the speeds of the profile, and by those that were found.
    pack_ms: u32,
    ms: u32,
    /// The first once the desk has opened it: nobody comes the other way then.
    opened_ms: u32,
    open: bool,
    /// A way may begin or end here.
    end: bool,
    /// It could be driven if the desk opened it.
    possible: bool,
}

/// What the desk has changed about one direction of a piece of road.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Nobody drives through.
    Closed,
    /// It takes so many hundredths of the usual time.
    Slow {
        /// 150: half as long again.
        percent: u32,
    },
    /// It may be driven though it usually may not: a lane is used in the other direction.
    Open,
}

impl Drivable {
    /// What a profile makes of the roads.
    #[must_use]
    pub fn new(roads: Arc<Roads>, profile: &Profile) -> Self {
        let usual = usual(&roads, profile);
        let signs = Signs::new(usual.len(), &forbidden(&roads, profile));
        let network = network(&roads, profile, &usual, &signs);
        let copies = signs.copies().to_vec();
        let mut copies_of: HashMap<ArcId, Vec<ArcId>> = HashMap::new();
        for (copy, of) in (usual.len() as u32..).map(ArcId).zip(&copies) {
            copies_of.entry(*of).or_default().push(copy);
        }
        let mut drivable = Self {
            times: Times::new(vec![]),
            roads,
            network,
            usual,
            copies,
            copies_of,
            main: vec![],
        };
        drivable.times = drivable.usual_times();
        drivable.main = main_part(&drivable);
        drivable
    }

    /// The roads.
    #[must_use]
    pub fn roads(&self) -> &Arc<Roads> {
        &self.roads
    }

    /// What is connected with what.
    #[must_use]
    pub fn network(&self) -> &Network {
        &self.network
    }

    /// What everything takes now.
    #[must_use]
    pub fn times(&self) -> &Times {
        &self.times
    }

    /// What everything takes when the desk has changed nothing.
    #[must_use]
    pub fn usual_times(&self) -> Times {
        let arcs = (0..self.network.arcs() as u32).map(ArcId);
        let usual = |arc| self.usual[plain(self.step(arc)).at()];
        let mut times = Times::new(arcs.clone().map(|arc| usual(arc).ms).collect());
        arcs.for_each(|arc| times.close(arc, !usual(arc).open));
        times
    }

    /// Where each node lies.
    #[must_use]
    pub fn nodes(&self) -> &[kernel::Point] {
        &self.roads.nodes
    }

    /// Whether a piece lies in the part where everything can be reached from everywhere.
    #[must_use]
    pub fn in_main_part(&self, piece: PieceIx) -> bool {
        self.main[piece.0 as usize]
    }

    /// The piece and direction of an arc, plain or copy.
    #[must_use]
    pub fn step(&self, arc: ArcId) -> Step {
        let copy = arc.at().checked_sub(self.usual.len());
        step_of(copy.map_or(arc, |copy| self.copies[copy]))
    }

    /// All arcs of one direction of a piece: the plain one first, then its copies.
    pub fn arcs(&self, step: Step) -> impl Iterator<Item = ArcId> {
        let plain = plain(step);
        let copies = self.copies_of.get(&plain).map_or(&[][..], Vec::as_slice);
        std::iter::once(plain).chain(copies.iter().copied())
    }

    /// Where a way can begin that begins so far along a piece, seen from its tail.
    pub fn starts(&self, piece: PieceIx, part: Part) -> impl Iterator<Item = Spot> {
        // Nobody who begins here has taken the beginning of a forbidden path.
        self.ends(piece, part).map(|(step, part)| Spot {
            arc: plain(step),
            part,
        })
    }

    /// Where a way can end that ends so far along a piece, seen from its tail.
    pub fn goals(&self, piece: PieceIx, part: Part) -> impl Iterator<Item = Spot> {
        let ends = self.ends(piece, part);
        ends.flat_map(|(step, part)| self.arcs(step).map(move |arc| Spot { arc, part }))
    }

    fn ends(&self, piece: PieceIx, part: Part) -> impl Iterator<Item = (Step, Part)> {
        let directions = [(false, part), (true, part.from_head())];
        let steps = directions.map(|(against, part)| (Step { piece, against }, part));
        let usable = |step: Step| {
            let arc = plain(step);
            self.usual[arc.at()].end || !self.times.is_closed(arc)
        };
        steps.into_iter().filter(move |(step, _)| usable(*step))
    }

    /// Multiplies the times of the profile's speeds by a factor for each class of road; what the
    /// desk had changed is forgotten, and has to be changed again.
    pub fn scale(&mut self, factor: impl Fn(Class) -> f64) {
        let pieces = self.roads.pieces.iter();
        let of_piece = pieces.map(|piece| factor(piece.class).max(0.0));
        for (arcs, factor) in self.usual.chunks_mut(2).zip(of_piece) {
            // A factor of nonsense ends at seven weeks.
            arcs.iter_mut()
                .for_each(|arc| arc.ms = (f64::from(arc.pack_ms) * factor).round() as u32);
        }
        self.times = self.usual_times();
    }

    /// What one direction of a piece takes from the next question on.
    pub fn change(&mut self, step: Step, change: Change) {
        let usual = self.usual[plain(step).at()];
        let (ms, open) = match change {
            Change::Closed => (usual.ms, false),
            Change::Open => (usual.opened_ms, true),
            Change::Slow { percent } => {
                let slow = u64::from(usual.ms) * u64::from(percent) / 100;
                (u32::try_from(slow).unwrap_or(u32::MAX), usual.open)
            }
        };
        self.put(step, ms, open);
    }

    /// One direction of a piece is again as it usually is.
    pub fn reset(&mut self, step: Step) {
        let Usual { ms, open, .. } = self.usual[plain(step).at()];
        self.put(step, ms, open);
    }

    fn put(&mut self, step: Step, ms: u32, open: bool) {
        let arcs: Vec<ArcId> = self.arcs(step).collect();
        for arc in arcs {
            self.times.set(arc, ms);
            self.times.close(arc, !open);
        }
    }
}

/// The plain arc of one direction of a piece.
pub(crate) fn plain(step: Step) -> ArcId {
    ArcId(step.piece.0 * 2 + u32::from(step.against))
}

/// The piece and direction of a plain arc.
pub(crate) fn step_of(arc: ArcId) -> Step {
    Step {
        piece: PieceIx(arc.0 / 2),
        against: arc.0 % 2 == 1,
    }
}

fn passage(roads: &Roads, step: Step) -> Passage {
    let piece = &roads.pieces[step.piece.0 as usize];
    match step.against {
        false => piece.along,
        true => piece.against,
    }
}

/// Where one direction of a piece begins and where it ends.
pub(crate) fn ends(roads: &Roads, step: Step) -> (NodeIx, NodeIx) {
    let piece = &roads.pieces[step.piece.0 as usize];
    match step.against {
        false => (piece.tail, piece.head),
        true => (piece.head, piece.tail),
    }
}

fn usual(roads: &Roads, profile: &Profile) -> Vec<Usual> {
    let of = |step: Step| {
        let piece = &roads.pieces[step.piece.0 as usize];
        let speed = profile.speed_km_h(piece, step.against);
        let passage = passage(roads, step);
        let length_m = piece.length_m();
        // What takes longer than seven weeks takes seven weeks.
        let ms = |speed: f64| (length_m * 3_600.0 / speed).round() as u32;
        let pack_ms = profile.wrong_way_km_h(passage).or(speed).map_or(0, ms);
        Usual {
            pack_ms,
            ms: pack_ms,
            opened_ms: speed.map_or(0, ms),
            open: speed.is_some() && profile.may_pass(passage),
            end: speed.is_some() && profile.may_end(passage),
            possible: speed.is_some() && profile.could_pass(passage),
        }
    };
    let arcs = roads.pieces.len() * 2;
    (0..arcs as u32)
        .map(|arc| of(step_of(ArcId(arc))))
        .collect()
}

/// The paths that signs forbid to a profile.
fn forbidden(roads: &Roads, profile: &Profile) -> Vec<Vec<ArcId>> {
    let mut leaving: HashMap<NodeIx, Vec<ArcId>> = HashMap::new();
    for arc in (0..roads.pieces.len() as u32 * 2).map(ArcId) {
        leaving
            .entry(ends(roads, step_of(arc)).0)
            .or_default()
            .push(arc);
    }
    let mut all = vec![];
    for sign in roads
        .restrictions
        .iter()
        .filter(|sign| profile.is_bound_by(sign))
    {
        let path: Vec<ArcId> = sign.path.iter().map(|step| plain(*step)).collect();
        if sign.rule == Rule::Forbidden {
            all.push(path);
            continue;
        }
        // At each of its nodes every other way on is forbidden to whoever took its first step.
        for (taken, next) in (1..path.len()).map(|at| (&path[..at], path[at])) {
            let node = ends(roads, step_of(taken[taken.len() - 1])).1;
            let others = leaving.get(&node).map_or(&[][..], Vec::as_slice);
            let others = others.iter().filter(|other| **other != next);
            all.extend(others.map(|other| [taken, &[*other]].concat()));
        }
    }
    all
}

fn network(roads: &Roads, profile: &Profile, usual: &[Usual], signs: &Signs) -> Network {
    let mut barriers: HashMap<NodeIx, Vec<&Barrier>> = HashMap::new();
    for barrier in &roads.barriers {
        barriers.entry(barrier.node).or_default().push(barrier);
    }
    let plain_of = |arc: ArcId| {
        let copy = arc.at().checked_sub(usual.len());
        copy.map_or(arc, |copy| signs.copies()[copy])
    };
    let arcs = (0..(usual.len() + signs.copies().len()) as u32).map(|arc| {
        let (tail, head) = ends(roads, step_of(plain_of(ArcId(arc))));
        (NodeId(tail.0), NodeId(head.0))
    });
    let possible = |step: Step| usual[plain(step).at()].possible;
    let cost_ms = |from: ArcId, onto: ArcId| {
        let steps = (step_of(plain_of(from)), step_of(plain_of(onto)));
        if signs.go_on(from, plain_of(onto))? != onto || !possible(steps.0) || !possible(steps.1) {
            return None;
        }
        let back = steps.0.piece == steps.1.piece && steps.0.against != steps.1.against;
        let here = barriers.get(&ends(roads, steps.0).1).filter(|_| !back);
        let through = here.into_iter().flatten().try_fold(0, |cost, barrier| {
            let open = profile.may_pass(barrier.passage);
            let opened = open || profile.opens.contains(&barrier.kind);
            opened.then_some(if open { cost } else { profile.open_ms })
        })?;
        Some(through + turn_ms(roads, steps.0, steps.1, &profile.turns))
    };
    // Nodes are numbered in 32 bits.
    Network::new(roads.nodes.len() as u32, arcs.collect(), cost_ms)
}
