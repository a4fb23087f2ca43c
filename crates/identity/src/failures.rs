//! Failures, and the delay that grows with them.

/// How failures slow further tries down. Nothing is ever locked for good: a delay has a longest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delay {
    /// So many failures cost nothing.
    pub free: u32,
    /// The delay after one more; each after that doubles it.
    pub first_ms: i64,
    /// The longest delay.
    pub longest_ms: i64,
    /// One failure is forgotten each time so long has passed.
    pub forget_ms: i64,
}
