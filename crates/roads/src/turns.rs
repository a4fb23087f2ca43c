//! What turns cost, by their angle.

use atlas::{Roads, Step};
use kernel::Point;

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
    /// Back where one came from.
    pub back_ms: u32,
}

/// What it costs to turn from one step onto another that begins where it ends.
pub(crate) fn turn_ms(roads: &Roads, from: Step, onto: Step, costs: &TurnCosts) -> u32 {
    let course = |step: Step| Course {
        line: &roads.pieces[step.piece.0 as usize].line,
        against: step.against,
    };
    let (from, onto) = (course(from), course(onto));
    let (Some(last), Some(first)) = (from.last_leg(), onto.first_leg()) else {
        return 0;
    };
    let mut turn = bearing_deg(first) - bearing_deg(last);
    if turn > 180.0 {
        turn -= 360.0;
    } else if turn < -180.0 {
        turn += 360.0;
    }
    match turn {
        _ if turn.abs() <= STRAIGHT_DEG => 0,
        _ if turn.abs() >= BACK_DEG => costs.back_ms,
        _ if turn > 0.0 => costs.right_ms,
        _ => costs.left_ms,
    }
}

/// The points of a piece in the order in which they are passed.
struct Course<'a> {
    line: &'a [Point],
    against: bool,
}

/// From one point to another.
type Leg = (Point, Point);

impl Course<'_> {
    /// Legs that lead somewhere: a source may name a point twice.
    fn legs(&self) -> impl DoubleEndedIterator<Item = Leg> {
        let legs = self.line.windows(2).map(|leg| (leg[0], leg[1]));
        legs.filter(|(from, to)| from != to)
    }

    fn first_leg(&self) -> Option<Leg> {
        match self.against {
            true => self.legs().next_back().map(|(from, to)| (to, from)),
            false => self.legs().next(),
        }
    }

    fn last_leg(&self) -> Option<Leg> {
        match self.against {
            true => self.legs().next().map(|(from, to)| (to, from)),
            false => self.legs().next_back(),
        }
    }
}

/// The direction of a leg, clockwise from north, in a plane.
fn bearing_deg((from, to): Leg) -> f64 {
    let east = (to.lon() - from.lon()) * from.lat().to_radians().cos();
    east.atan2(to.lat() - from.lat()).to_degrees()
}
