//! Transparency-log formats, as other people's software reads them.
//!
//! The tree of RFC 6962 kept in the tiles of C2SP tlog-tiles, and checkpoints as C2SP signed notes
//! with Ed25519 signatures. Nothing here knows files, the network, or what an entry means.

mod checkpoint;
mod hash;
mod note;
mod tree;

pub use checkpoint::{Checkpoint, CheckpointError};
pub use hash::{Hash, leaf_hash, node_hash};
pub use note::{KeyError, NoteError, Signer, Verifier};
pub use tree::{TILE_WIDTH, Tile, Tree};
