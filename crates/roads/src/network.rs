//! What is connected with what: arcs, and the turns from one onto another.

/// A crossing or an end of a road.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub u32);

/// One direction of a piece of road between two nodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArcId(pub u32);

impl ArcId {
    pub(crate) fn at(self) -> usize {
        self.0 as usize
    }
}

/// A turn that is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    /// The arc one comes from.
    pub from: ArcId,
    /// What the turn costs.
    pub cost_ms: u32,
}

/// The topology of a road network. How long an arc takes is not part of it: see [`crate::Times`].
#[derive(Clone, Debug)]
pub struct Network {
    arcs: Vec<(NodeId, NodeId)>,
    /// Where the turns onto each arc begin in `turns`, and where the last ones end.
    first_turn: Vec<u32>,
    turns: Vec<Turn>,
}

impl Network {
    /// Connects arcs, each given by its tail and its head.
    ///
    /// - `nodes`: how many nodes there are; arcs that name others lead nowhere.
    /// - `cost_ms(from, onto)`: what the turn between two arcs that meet costs in milliseconds; `None`
    ///   when it is forbidden. It is asked once for every pair, U-turns and self-loops too.
    #[must_use]
    pub fn new(
        nodes: u32,
        arcs: Vec<(NodeId, NodeId)>,
        cost_ms: impl Fn(ArcId, ArcId) -> Option<u32>,
    ) -> Self {
        let into = Into::of(nodes, &arcs);
        let mut first_turn = Vec::with_capacity(arcs.len() + 1);
        let mut turns = Vec::with_capacity(arcs.len() * 3);
        for (onto, (tail, _)) in (0..).map(ArcId).zip(&arcs) {
            first_turn.push(turns.len() as u32);
            turns.extend(into.node(*tail).iter().filter_map(|from| {
                let cost_ms = cost_ms(*from, onto)?;
                Some(Turn {
                    from: *from,
                    cost_ms,
                })
            }));
        }
        first_turn.push(turns.len() as u32);
        Self {
            arcs,
            first_turn,
            turns,
        }
    }

    /// How many arcs there are.
    #[must_use]
    pub fn arcs(&self) -> usize {
        self.arcs.len()
    }

    /// Where an arc begins and where it ends.
    #[must_use]
    pub fn ends(&self, arc: ArcId) -> (NodeId, NodeId) {
        self.arcs[arc.at()]
    }

    /// The turns onto an arc.
    #[must_use]
    pub fn onto(&self, arc: ArcId) -> &[Turn] {
        let (from, to) = (self.first_turn[arc.at()], self.first_turn[arc.at() + 1]);
        &self.turns[from as usize..to as usize]
    }
}

/// The arcs that end at each node.
struct Into {
    first: Vec<u32>,
    arcs: Vec<ArcId>,
}

impl Into {
    fn of(nodes: u32, arcs: &[(NodeId, NodeId)]) -> Self {
        let mut first = vec![0_u32; nodes as usize + 1];
        let known = |(_, (_, head)): &(ArcId, &(NodeId, NodeId))| head.0 < nodes;
        let numbered = || (0..).map(ArcId).zip(arcs).filter(known);
        for (_, (_, head)) in numbered() {
            first[head.0 as usize + 1] += 1;
        }
        for node in 1..first.len() {
            first[node] += first[node - 1];
        }
        let mut next = first.clone();
        let mut sorted = vec![ArcId(0); numbered().count()];
        for (arc, (_, head)) in numbered() {
            let place = &mut next[head.0 as usize];
            sorted[*place as usize] = arc;
            *place += 1;
        }
        Self {
            first,
            arcs: sorted,
        }
    }

    fn node(&self, node: NodeId) -> &[ArcId] {
        let at = node.0 as usize;
        match (self.first.get(at), self.first.get(at + 1)) {
            (Some(from), Some(to)) => &self.arcs[*from as usize..*to as usize],
            _ => &[],
        }
    }
}
