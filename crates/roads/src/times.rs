//! How long each arc takes, and places along it.

use crate::network::ArcId;

/// How far along an arc, from its tail: 65,536ths of its length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Part(u32);

impl Part {
    /// Where the arc begins.
    pub const TAIL: Self = Self(0);
    /// Where it ends.
    pub const HEAD: Self = Self(1 << 16);

    /// So many 65,536ths; more than all are all.
    #[must_use]
    pub fn new(part: u32) -> Self {
        Self(part.min(Self::HEAD.0))
    }

    /// The part that lies between `0.0`, the tail, and `1.0`, the head; what is outside is an end.
    #[must_use]
    pub fn of_length(share: f64) -> Self {
        // Clamped, so that the number is one of 65,537.
        Self((share.clamp(0.0, 1.0) * f64::from(Self::HEAD.0)).round() as u32)
    }

    /// The same place, seen from the other end.
    #[must_use]
    pub fn from_head(self) -> Self {
        Self(Self::HEAD.0 - self.0)
    }

    /// The share of the arc that lies behind, `0.0` to `1.0`.
    #[must_use]
    pub fn share(self) -> f64 {
        f64::from(self.0) / f64::from(Self::HEAD.0)
    }

    /// The time from the tail to here, of an arc that takes `whole_ms`; rounded down.
    #[must_use]
    pub fn of(self, whole_ms: u32) -> u32 {
        // At most `whole_ms`, because a part is at most 65,536.
        ((u64::from(whole_ms) * u64::from(self.0)) >> 16) as u32
    }
}

/// A place on an arc.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// Which arc.
    pub arc: ArcId,
    /// How far along.
    pub part: Part,
}

/// How long each arc takes one kind of unit, and which are closed to it now.
#[derive(Clone, Debug)]
pub struct Times {
    ms: Vec<u32>,
    closed: Vec<bool>,
}

impl Times {
    /// Times in milliseconds, arc by arc; everything is open.
    #[must_use]
    pub fn new(ms: Vec<u32>) -> Self {
        let closed = vec![false; ms.len()];
        Self { ms, closed }
    }

    /// What an arc takes from end to end, closed or not.
    #[must_use]
    pub fn ms(&self, arc: ArcId) -> u32 {
        self.ms[arc.at()]
    }

    /// Whether it is closed.
    #[must_use]
    pub fn is_closed(&self, arc: ArcId) -> bool {
        self.closed[arc.at()]
    }

    /// Changes what an arc takes.
    pub fn set(&mut self, arc: ArcId, ms: u32) {
        self.ms[arc.at()] = ms;
    }

    /// Closes an arc, or opens it again with the time it had.
    pub fn close(&mut self, arc: ArcId, closed: bool) {
        self.closed[arc.at()] = closed;
    }
}
