//! What turns cost, by their angle.

use kernel::Point;

use crate::network::ArcId;
use crate::streets::Streets;

/// Up to this angle one drives straight on.
const STRAIGHT_DEG: f64 = 45.0;
/// From this angle on one turns back.
const BACK_DEG: f64 = 150.0;

/// What turns cost a kind of unit; data of the pack. Where people drive on the left, left is cheap.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TurnCosts {
    /// To the left.
    pub left_ms: u32,
    /// To the right.
    pub right_ms: u32,
    /// Back where one came from; `None` when that is not done.
    pub back_ms: Option<u32>,
}

impl Streets {
    /// What it costs to turn from one arc onto another that begins where it ends.
    #[must_use]
    pub fn turn_ms(&self, from: ArcId, onto: ArcId, costs: &TurnCosts) -> Option<u32> {
        let (from, onto) = (self.course(from), self.course(onto));
        let (Some(last), Some(first)) = (from.last_step(), onto.first_step()) else {
            return Some(0);
        };
        let mut turn = bearing_deg(first) - bearing_deg(last);
        if turn > 180.0 {
            turn -= 360.0;
        } else if turn < -180.0 {
            turn += 360.0;
        }
        match turn {
            _ if turn.abs() <= STRAIGHT_DEG => Some(0),
            _ if turn.abs() >= BACK_DEG => costs.back_ms,
            _ if turn > 0.0 => Some(costs.right_ms),
            _ => Some(costs.left_ms),
        }
    }

    fn course(&self, arc: ArcId) -> Course<'_> {
        let (piece, against) = self.of_arc(arc);
        Course {
            line: &self.piece(piece).line,
            against,
        }
    }
}

/// The points of an arc in the order in which it is driven.
struct Course<'a> {
    line: &'a [Point],
    against: bool,
}

/// From one point to another.
type Step = (Point, Point);

impl Course<'_> {
    /// Steps that lead somewhere: a source may name a point twice.
    fn steps(&self) -> impl DoubleEndedIterator<Item = Step> {
        let steps = self.line.windows(2).map(|step| (step[0], step[1]));
        steps.filter(|(from, to)| from != to)
    }

    fn first_step(&self) -> Option<Step> {
        match self.against {
            true => self.steps().next_back().map(|(from, to)| (to, from)),
            false => self.steps().next(),
        }
    }

    fn last_step(&self) -> Option<Step> {
        match self.against {
            true => self.steps().next().map(|(from, to)| (to, from)),
            false => self.steps().next_back(),
        }
    }
}

/// The direction of a step, clockwise from north, in a plane.
fn bearing_deg((from, to): Step) -> f64 {
    let east = (to.lon() - from.lon()) * from.lat().to_radians().cos();
    east.atan2(to.lat() - from.lat()).to_degrees()
}
