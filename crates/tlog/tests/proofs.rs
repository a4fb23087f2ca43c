//! Proofs made here verify here, elsewhere make the same, and nothing else verifies.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use tlog::{
    Hash, Hashes, Node, ProofError, Tile, Tree, VerifyError, consistency_proof, inclusion_proof,
    leaf_hash, root, verify_consistency, verify_inclusion,
};

/// A log as it is kept: the filling edge in memory, full tiles in storage.
#[derive(Default)]
struct Log {
    tree: Tree,
    tiles: BTreeMap<(u8, u64), Tile>,
    /// Which stored tiles were read.
    read: BTreeSet<(u8, u64)>,
}

impl Log {
    fn of(size: u64) -> Self {
        let mut log = Self::default();
        let mut full = vec![];
        (0..size).for_each(|at| log.tree.push(leaf_hash(&at.to_be_bytes()), &mut full));
        log.tiles = full
            .into_iter()
            .map(|tile| ((tile.level, tile.index), tile))
            .collect();
        log
    }
}

impl Hashes for Log {
    type Error = Node;
    fn node(&mut self, node: Node) -> Result<Hash, Node> {
        if let Some(hash) = self.tree.node(node) {
            return Ok(hash);
        }
        self.read.insert(node.tile());
        self.tiles
            .get(&node.tile())
            .and_then(|tile| tile.node(node))
            .ok_or(node)
    }
}

fn leaf(index: u64) -> Hash {
    leaf_hash(&index.to_be_bytes())
}

/// The stored hashes of Go's `sumdb/tlog`, in its translation `tlog_tiles`.
#[derive(Default)]
struct Stored(RefCell<Vec<tlog_tiles::Hash>>);

impl Stored {
    fn push(&self, index: u64) {
        let more = tlog_tiles::stored_hashes(index, &index.to_be_bytes(), self);
        let more = more.expect("its own hashes are there");
        self.0.borrow_mut().extend(more);
    }
}

impl tlog_tiles::HashReader for Stored {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<tlog_tiles::Hash>, tlog_tiles::Error> {
        let hashes = self.0.borrow();
        Ok(indexes.iter().map(|at| hashes[*at as usize]).collect())
    }
}

fn ours(proof: &[tlog_tiles::Hash]) -> Vec<Hash> {
    proof.iter().map(|hash| Hash(hash.0)).collect()
}

#[test]
fn every_proof_in_small_trees_is_the_one_of_another_implementation() {
    let stored = Stored::default();
    let mut log = Log::of(130);
    let mut roots = vec![Hash::of_empty_tree()];
    for size in 1..=130 {
        stored.push(size - 1);
        let whole = root(size, &mut log).unwrap();
        assert_eq!(whole.0, tlog_tiles::tree_hash(size, &stored).unwrap().0);
        roots.push(whole);
        for index in 0..size {
            let proof = inclusion_proof(index, size, &mut log).unwrap();
            let theirs = tlog_tiles::prove_record(size, index, &stored).unwrap();
            assert_eq!(proof, ours(&theirs), "{index} in {size}");
            assert_eq!(
                verify_inclusion(leaf(index), index, size, &proof, whole),
                Ok(())
            );
        }
        for old in 1..=size {
            let proof = consistency_proof(old, size, &mut log).unwrap();
            let theirs = tlog_tiles::prove_tree(size, old, &stored).unwrap();
            assert_eq!(proof, ours(&theirs), "{old} to {size}");
            let older = roots[old as usize];
            assert_eq!(verify_consistency(old, older, size, whole, &proof), Ok(()));
        }
    }
}

#[test]
fn a_proof_at_the_head_reads_one_stored_tile_a_level() {
    let size = 70_000;
    let mut log = Log::of(size);
    let whole = log.tree.root();
    for index in [0, 255, 256, 12_345, 65_535, 65_536, 69_887, 69_888, 69_999] {
        log.read.clear();
        let proof = inclusion_proof(index, size, &mut log).unwrap();
        assert_eq!(
            verify_inclusion(leaf(index), index, size, &proof, whole),
            Ok(())
        );
        let levels: BTreeSet<u8> = log.read.iter().map(|(level, _)| *level).collect();
        assert_eq!(levels.len(), log.read.len(), "{:?}", log.read);
        log.read.clear();
        let proof = consistency_proof(index, size, &mut log).unwrap();
        let older = root(index, &mut Log::of(index)).unwrap();
        assert_eq!(
            verify_consistency(index, older, size, whole, &proof),
            Ok(())
        );
    }
    assert_eq!(
        log.tree.edge().iter().map(Vec::len).collect::<Vec<_>>(),
        [112, 17, 1]
    );
}

#[test]
fn there_are_no_proofs_about_what_is_not_there() {
    let mut log = Log::of(5);
    let out = |first| Err(ProofError::OutOfRange { first, size: 5 });
    assert_eq!(inclusion_proof(5, 5, &mut log), out(5));
    assert_eq!(consistency_proof(6, 5, &mut log), out(6));
    assert_eq!(consistency_proof(0, 5, &mut log), Ok(vec![]));
    let missing = inclusion_proof(0, 9, &mut log);
    assert_eq!(
        missing,
        Err(ProofError::Hashes(Node { level: 0, index: 8 }))
    );
    let (a, b) = (leaf(0), leaf(1));
    let empty = Hash::of_empty_tree();
    assert_eq!(
        verify_inclusion(a, 0, 0, &[], a),
        Err(VerifyError::OutOfRange)
    );
    assert_eq!(
        verify_consistency(2, a, 1, a, &[]),
        Err(VerifyError::OutOfRange)
    );
    assert_eq!(verify_consistency(0, empty, 5, b, &[]), Ok(()));
    assert_eq!(verify_consistency(0, a, 5, b, &[]), Err(VerifyError::Root));
    assert_eq!(
        verify_consistency(0, empty, 0, a, &[]),
        Err(VerifyError::Root)
    );
    assert_eq!(
        verify_consistency(0, empty, 5, b, &[a]),
        Err(VerifyError::Length)
    );
    assert_eq!(verify_consistency(5, a, 5, b, &[]), Err(VerifyError::Root));
    assert_eq!(verify_consistency(5, a, 5, a, &[]), Ok(()));
    assert_eq!(
        verify_consistency(5, a, 5, a, &[a]),
        Err(VerifyError::Length)
    );
    assert_eq!(
        verify_consistency(3, a, 5, b, &[]),
        Err(VerifyError::Length)
    );
}

#[test]
fn proofs_about_the_largest_trees_have_at_most_64_hashes() {
    let mut any = |_: Node| Ok::<_, ()>(Hash([7; 32]));
    for index in [0, 1, u64::MAX / 2, u64::MAX - 2, u64::MAX - 1] {
        let proof = inclusion_proof(index, u64::MAX, &mut any).unwrap();
        assert!(proof.len() <= 64, "{index}: {}", proof.len());
        let verdict = verify_inclusion(leaf(0), index, u64::MAX, &proof, leaf(1));
        assert_eq!(verdict, Err(VerifyError::Root), "the length fits");
        let proof = consistency_proof(index.max(1), u64::MAX, &mut any).unwrap();
        assert!(proof.len() <= 65, "{index}: {}", proof.len());
    }
    // What a witness takes is enough for every log of this century.
    let proof = consistency_proof(3, 1 << 62, &mut any).unwrap();
    assert!(proof.len() <= tlog::witness::CONSISTENCY_HASHES_MAX);
}

#[test]
fn a_node_that_the_tree_does_not_have_is_not_found() {
    let log = Log::of(300);
    assert_eq!(
        log.tree.node(Node {
            level: 0,
            index: 299
        }),
        Some(leaf(299))
    );
    for (level, index) in [
        (0, 300),
        (0, 255),
        (0, u64::MAX),
        (1, 150),
        (8, 1),
        (9, 0),
        (63, 0),
    ] {
        assert_eq!(
            log.tree.node(Node { level, index }),
            None,
            "{level} {index}"
        );
    }
    for (level, index) in [(64, 0), (200, 0), (255, u64::MAX)] {
        assert_eq!(
            log.tree.node(Node { level, index }),
            None,
            "{level} {index}"
        );
    }
    let tile = &log.tiles[&(0, 0)];
    assert_eq!(tile.node(Node { level: 7, index: 2 }), None);
    assert_eq!(
        tile.node(Node { level: 8, index: 0 }),
        None,
        "a hash of the tile above"
    );
    assert_eq!(
        log.tree.node(Node { level: 8, index: 0 }),
        Some(tile.root())
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn proofs_verify_and_agree_with_a_third_implementation(size in 1_u64..600, a in any::<u64>(), b in any::<u64>()) {
        let (index, old) = (a % size, 1 + b % size);
        let mut log = Log::of(size);
        let mut other = ct_merkle::mem_backed_tree::MemoryBackedTree::<sha2_old::Sha256, [u8; 8]>::new();
        (0..size).for_each(|at| other.push(at.to_be_bytes()));
        let bytes = |proof: &[Hash]| proof.iter().flat_map(|hash| hash.0).collect::<Vec<u8>>();
        let proof = inclusion_proof(index, size, &mut log).unwrap();
        prop_assert_eq!(bytes(&proof), other.prove_inclusion(index as usize).as_bytes().to_vec());
        prop_assert_eq!(verify_inclusion(leaf(index), index, size, &proof, log.tree.root()), Ok(()));
        if old < size {
            let proof = consistency_proof(old, size, &mut log).unwrap();
            let theirs = other.prove_consistency((size - old) as usize);
            prop_assert_eq!(bytes(&proof), theirs.as_bytes().to_vec());
        }
    }

    #[test]
    fn a_changed_proof_does_not_verify(size in 2_u64..2_000, a in any::<u64>(), b in any::<u64>(), at in any::<prop::sample::Index>(), bit in 0_usize..256) {
        let (index, old) = (a % size, 1 + b % (size - 1));
        let mut log = Log::of(size);
        let whole = log.tree.root();
        let proof = inclusion_proof(index, size, &mut log).unwrap();
        let mut bad = proof.clone();
        at.get_mut(&mut bad).0[bit / 8] ^= 1 << (bit % 8);
        prop_assert_eq!(verify_inclusion(leaf(index), index, size, &bad, whole), Err(VerifyError::Root));
        prop_assert!(verify_inclusion(leaf(index), (index + 1) % size, size, &proof, whole).is_err());
        prop_assert!(verify_inclusion(leaf(index), index, size, &proof[1..], whole).is_err());
        let older = Log::of(old).tree.root();
        let proof = consistency_proof(old, size, &mut log).unwrap();
        prop_assert_eq!(verify_consistency(old, older, size, whole, &proof), Ok(()));
        let mut bad = proof.clone();
        at.get_mut(&mut bad).0[bit / 8] ^= 1 << (bit % 8);
        prop_assert_eq!(verify_consistency(old, older, size, whole, &bad), Err(VerifyError::Root));
        prop_assert!(verify_consistency(old, whole, size, whole, &proof).is_err());
        prop_assert!(verify_consistency(old, older, size, older, &proof).is_err());
        bad = proof.clone();
        bad.push(older);
        prop_assert_eq!(verify_consistency(old, older, size, whole, &bad), Err(VerifyError::Length));
        prop_assert!(verify_consistency(old, older, size, whole, &proof[..proof.len() - 1]).is_err());
    }

    #[test]
    fn no_numbers_make_the_verifiers_panic(a in any::<u64>(), b in any::<u64>(), count in 0_usize..70) {
        let proof = vec![leaf(1); count];
        let _ = verify_inclusion(leaf(0), a, b, &proof, leaf(2));
        let _ = verify_consistency(a, leaf(0), b, leaf(2), &proof);
    }
}
