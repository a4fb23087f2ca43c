//! Transparency-log formats, as other people's software reads them.
//!
//! The tree of RFC 6962 in the tiles of C2SP tlog-tiles, proofs about it, checkpoints as C2SP signed
//! notes, cosignatures of witnesses, policies and receipts. Nothing here knows files, the network,
//! the time of day, or what an entry means.
//!
//! A good order to read in: `hash`, `tree`, `node`, `proof`, `verify`; then `checkpoint`, `key`,
//! `note`, `verifier`, `signer`, `cosignature`; then `policy`, `policy_file`, `receipt`, `proven`;
//! then what is said over the network, `tile_path`, `bundle` and `witness`.

mod bundle;
mod checkpoint;
mod cosignature;
mod hash;
mod key;
mod node;
mod note;
mod policy;
mod policy_file;
mod proof;
mod proven;
mod receipt;
mod signer;
mod text;
mod tile_path;
mod tree;
mod verifier;
mod verify;
pub mod witness;

pub use bundle::{
    BundleError, ENTRY_BYTES_MAX, bundle_prefix_len, push_entry, read_bundle, write_bundle,
};
pub use checkpoint::{Checkpoint, CheckpointError};
pub use cosignature::{Cosigner, TIME_MAX_S};
pub use hash::{Hash, leaf_hash, node_hash};
pub use key::{KeyError, KeyType};
pub use node::{Hashes, Node};
pub use note::{NOTE_BYTES_MAX, Note, NoteError, SIGNATURES_MAX, SignatureLine, Verified};
pub use policy::{Policy, PolicyGroup, PolicyLog, PolicyWitness};
pub use policy_file::{POLICY_BYTES_MAX, POLICY_ITEMS_MAX, PolicyErrors, PolicyMistake};
pub use proof::{ProofError, consistency_proof, inclusion_proof, root};
pub use proven::{Cosigned, Proven, ReceiptError};
pub use receipt::{
    EXTRA_BYTES_MAX, PROOF_HASHES_MAX, RECEIPT_BYTES_MAX, Receipt, ReceiptFormatError,
};
pub use signer::Signer;
pub use tile_path::{TILE_LEVEL_MAX, TileKind, TilePath, TilePathError, partial_width};
pub use tree::{TILE_WIDTH, Tile, Tree};
pub use verifier::Verifier;
pub use verify::{VerifyError, verify_consistency, verify_inclusion};
