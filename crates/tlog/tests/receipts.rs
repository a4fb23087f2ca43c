//! From entries to a receipt in a stranger's hand: made by the log, cosigned, verified by a policy.

use proptest::prelude::*;
use tlog::{
    Checkpoint, Cosigner, Note, Policy, Receipt, ReceiptError, Signer, Tree, inclusion_proof,
    leaf_hash,
};

const ORIGIN: &str = "answerable.example/yunzhou";
const NAMES: [&str; 3] = ["city", "university", "newspaper"];

fn log() -> Signer {
    Signer::new(ORIGIN, [7; 32]).expect("a name")
}

fn witness(at: usize) -> Cosigner {
    let name = format!("{}.example/w", NAMES[at]);
    Cosigner::new(&name, [at as u8; 32]).expect("a name")
}

/// A log and two of the three.
fn policy() -> Policy {
    let mut text = format!("log {}\n", log().verifier());
    for (at, name) in NAMES.iter().enumerate() {
        text += &format!("witness {name} {}\n", witness(at).verifier());
    }
    text += &format!("group houses 2 {}\nquorum houses\n", NAMES.join(" "));
    text.parse().expect("a policy")
}

fn receipt(entries: &[Vec<u8>], index: usize, cosigners: &[usize]) -> Receipt {
    let mut tree = Tree::default();
    let leaves = entries.iter().map(|entry| leaf_hash(entry));
    leaves.for_each(|leaf| tree.push(leaf, &mut vec![]));
    let (size, root) = (tree.size(), tree.root());
    let text = Checkpoint {
        origin: ORIGIN.into(),
        size,
        root,
    }
    .to_text();
    let signed = log().sign(&text).expect("a text");
    let mut note = Note::from_text(&signed).expect("a note");
    for at in cosigners {
        note.append(
            witness(*at)
                .cosign(&text, 1_800_000_000)
                .expect("a checkpoint"),
        );
    }
    let proof = inclusion_proof(index as u64, size, &mut |node| tree.node(node).ok_or(()));
    Receipt {
        extra: Some(entries[index].clone()),
        index: index as u64,
        proof: proof.expect("the entry is there"),
        note,
    }
}

#[test]
fn the_order_of_lines_does_not_matter_and_doubled_witnesses_count_once() {
    let entries = vec![b"one".to_vec(), b"two".to_vec()];
    let mut receipt = receipt(&entries, 1, &[2, 0]);
    let names = |receipt: &Receipt| {
        let proven = receipt.examine(&policy(), None).expect("signed by the log");
        proven
            .cosigned
            .into_iter()
            .map(|one| one.witness)
            .collect::<Vec<_>>()
    };
    assert_eq!(names(&receipt), ["city", "newspaper"]);
    receipt.note.signatures.reverse();
    assert_eq!(names(&receipt), ["city", "newspaper"]);
    receipt
        .note
        .signatures
        .retain(|line| !line.name().starts_with("city"));
    let later = witness(2)
        .cosign(&receipt.note.text, 1_800_000_001)
        .expect("a checkpoint");
    receipt.note.append(later);
    assert_eq!(names(&receipt), ["newspaper"]);
    assert!(matches!(
        receipt.verify(&policy(), None),
        Err(ReceiptError::NoQuorum(_))
    ));
}

/// A key under the name of a witness does not make a witness, nor does a log's own key.
#[test]
fn a_stranger_with_the_name_of_a_witness_does_not_count() {
    let mut receipt = receipt(&[b"one".to_vec()], 0, &[0]);
    let text = receipt.note.text.clone();
    let impostor = Cosigner::new("university.example/w", [99; 32]).expect("a name");
    receipt
        .note
        .append(impostor.cosign(&text, 5).expect("a checkpoint"));
    let as_a_log = Signer::new("university.example/w", [1; 32]).expect("a name");
    receipt.note.append(as_a_log.line(&text).expect("a text"));
    let Err(ReceiptError::NoQuorum(proven)) = receipt.verify(&policy(), None) else {
        panic!("one witness is not two");
    };
    assert_eq!(proven.cosigned.len(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_receipt_that_was_made_is_read_and_proves(
        entries in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..40), 1..200),
        at in any::<prop::sample::Index>(),
        cosigners in prop::sample::subsequence(vec![0, 1, 2], 0..=3),
    ) {
        let index = at.index(entries.len());
        let text = receipt(&entries, index, &cosigners).to_string();
        let read: Receipt = text.parse().unwrap();
        prop_assert_eq!(read.to_string(), text);
        let proven = read.examine(&policy(), None).unwrap();
        prop_assert_eq!(proven.size, entries.len() as u64);
        prop_assert_eq!(proven.leaf, leaf_hash(&entries[index]));
        prop_assert_eq!(proven.cosigned.len(), cosigners.len());
        prop_assert_eq!(proven.quorum_met, cosigners.len() >= 2);
        prop_assert_eq!(read.verify(&policy(), Some(&entries[index])).is_ok(), proven.quorum_met);
    }
}
