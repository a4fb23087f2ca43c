//! The tables of `identity.db`.

/// The first version without the fault that could corrupt a write-ahead log while one connection
/// checkpointed and another wrote.
pub const SQLITE_VERSION_MIN: (i32, &str) = (3_051_003, "3.51.3");
