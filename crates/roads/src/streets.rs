//! Streets as they lie on the ground, and the network they make.

use kernel::Point;

use crate::network::{ArcId, Network, NodeId};
use crate::times::{Part, Spot, Times};

/// A piece of street by its place among all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PieceIx(pub u32);

/// A street from one node to the next.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// What its source calls it.
    pub id: String,
    /// Its name; empty when it has none.
    pub name: String,
    /// Its class, as its source calls it.
    pub class: String,
    /// Where it begins.
    pub tail: NodeId,
    /// Where it ends.
    pub head: NodeId,
    /// Its course from tail to head, at least two points.
    pub line: Vec<Point>,
    /// It may be driven from tail to head only.
    pub one_way: bool,
}

impl Piece {
    /// Its length along its course.
    #[must_use]
    pub fn length_m(&self) -> f64 {
        let steps = self.line.windows(2);
        steps.map(|step| step[0].distance_m(step[1])).sum()
    }
}

/// All streets of a place.
#[derive(Clone, Debug)]
pub struct Streets {
    nodes: u32,
    pieces: Vec<Piece>,
    /// The first arc of each piece: along it, and after that, unless it is one-way, against it.
    first_arc: Vec<ArcId>,
}

impl Streets {
    /// Streets between so many nodes.
    #[must_use]
    pub fn new(nodes: u32, pieces: Vec<Piece>) -> Self {
        let mut arcs = 0;
        let first_arc = pieces.iter().map(|piece| {
            let first = ArcId(arcs);
            arcs += if piece.one_way { 1 } else { 2 };
            first
        });
        let first_arc = first_arc.collect();
        Self {
            nodes,
            pieces,
            first_arc,
        }
    }

    /// All pieces.
    #[must_use]
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// One piece.
    #[must_use]
    pub fn piece(&self, piece: PieceIx) -> &Piece {
        &self.pieces[piece.0 as usize]
    }

    /// The arcs of a piece: along it, and against it when that is allowed.
    #[must_use]
    pub fn arcs(&self, piece: PieceIx) -> (ArcId, Option<ArcId>) {
        let along = self.first_arc[piece.0 as usize];
        let against = (!self.piece(piece).one_way).then_some(ArcId(along.0 + 1));
        (along, against)
    }

    /// The piece an arc belongs to, and whether it runs against it.
    #[must_use]
    pub fn of_arc(&self, arc: ArcId) -> (PieceIx, bool) {
        // The first arc of the first piece is 0, so that some piece begins at or before every arc.
        let piece = self.first_arc.partition_point(|first| *first <= arc) - 1;
        (PieceIx(piece as u32), self.first_arc[piece] != arc)
    }

    /// The places on the network that are so far along a piece, seen from its tail.
    pub fn spots(&self, piece: PieceIx, part: Part) -> impl Iterator<Item = Spot> {
        let (along, against) = self.arcs(piece);
        let against = against.map(|arc| Spot {
            arc,
            part: part.from_head(),
        });
        [Some(Spot { arc: along, part }), against]
            .into_iter()
            .flatten()
    }

    /// The network, with what each turn costs; see [`Network::new`].
    #[must_use]
    pub fn network(&self, cost_ms: impl Fn(ArcId, ArcId) -> Option<u32>) -> Network {
        let arcs = self.pieces.iter().flat_map(|piece| {
            let against = (!piece.one_way).then_some((piece.head, piece.tail));
            [Some((piece.tail, piece.head)), against]
                .into_iter()
                .flatten()
        });
        Network::new(self.nodes, arcs.collect(), cost_ms)
    }

    /// How long each arc takes at these speeds in kilometres an hour, rounded to milliseconds. What
    /// has no speed is closed, and a place on it takes no time from its ends.
    #[must_use]
    pub fn times(&self, speed_km_h: impl Fn(&Piece) -> Option<f64>) -> Times {
        let mut ms = Vec::with_capacity(self.pieces.len() * 2);
        let mut closed = vec![];
        for (piece, index) in self.pieces.iter().zip((0..).map(PieceIx)) {
            let speed = speed_km_h(piece).filter(|speed| *speed > 0.0);
            let took = speed.map_or(0.0, |speed| piece.length_m() * 3_600.0 / speed);
            let (along, against) = self.arcs(index);
            for arc in [Some(along), against].into_iter().flatten() {
                // A street that takes longer than seven weeks takes seven weeks.
                ms.push(took.round() as u32);
                closed.extend(speed.is_none().then_some(arc));
            }
        }
        let mut times = Times::new(ms);
        closed.into_iter().for_each(|arc| times.close(arc, true));
        times
    }
}
