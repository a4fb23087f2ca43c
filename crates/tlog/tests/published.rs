//! What others published: proofs by logs that run, signatures by other software, and the known
//! answers of other test suites. `data/README.md` says where each is from.

use tlog::{
    Hash, Note, NoteError, Policy, Proven, Receipt, ReceiptError, Verifier, VerifyError, leaf_hash,
    verify_consistency, verify_inclusion,
};

fn hash(text: &str) -> Hash {
    Hash::from_base64(text).unwrap_or_else(|| panic!("a hash: {text}"))
}

fn sigsum() -> (Receipt, Policy) {
    let receipt = include_str!("data/sigsum.tlog-proof").parse();
    let policy = include_str!("data/sigsum.policy").parse();
    (receipt.expect("a receipt"), policy.expect("a policy"))
}

/// One log and eight witnesses, run by eight houses.
#[test]
fn a_real_receipt_with_eight_witnesses_proves_its_entry() {
    let (receipt, policy) = sigsum();
    let proven = receipt.verify(&policy, None).unwrap();
    assert_eq!((proven.size, proven.index), (381_382, 381_381));
    assert_eq!(proven.cosigned.len(), 8);
    assert!(
        proven
            .cosigned
            .iter()
            .all(|one| one.time_s == 1_770_193_051)
    );
    let mut bare = receipt.clone();
    let entry = bare.extra.take().unwrap();
    assert_eq!(bare.verify(&policy, None), Err(ReceiptError::NoEntry));
    assert_eq!(bare.verify(&policy, Some(&entry)), Ok(proven));
    assert_eq!(
        receipt.verify(&policy, Some(b"x")),
        Err(ReceiptError::OtherEntry)
    );
    let other = bare.verify(&policy, Some(b"x"));
    assert_eq!(other, Err(ReceiptError::NotIncluded(VerifyError::Root)));
}

#[test]
fn a_receipt_with_too_few_witnesses_says_what_it_proves_all_the_same() {
    let (mut receipt, policy) = sigsum();
    let whole = receipt.verify(&policy, None).unwrap();
    receipt.note.signatures.truncate(1 + 3);
    let Err(ReceiptError::NoQuorum(proven)) = receipt.verify(&policy, None) else {
        panic!("three are not enough");
    };
    assert_eq!((proven.leaf, proven.cosigned.len()), (whole.leaf, 3));
    assert_eq!(receipt.examine(&policy, None), Ok(*proven));
    let nobody = Policy {
        quorum: None,
        ..policy.clone()
    };
    assert!(receipt.verify(&nobody, None).is_ok());
    receipt.note.signatures.remove(0);
    let unsigned = receipt.verify(&nobody, None);
    assert_eq!(unsigned, Err(ReceiptError::Note(NoteError::NotSigned)));
    let strangers = Policy {
        logs: vec![],
        ..policy
    };
    let unknown = receipt.verify(&strangers, None);
    assert!(
        matches!(unknown, Err(ReceiptError::UnknownLog(_))),
        "{unknown:?}"
    );
}

/// Whoever changes one byte gets a refusal, or a receipt that says the same with fewer witnesses.
#[test]
fn no_single_byte_of_a_receipt_can_be_changed_to_say_something_else() {
    let (receipt, policy) = sigsum();
    let whole = receipt.verify(&policy, None).unwrap();
    let text = include_str!("data/sigsum.tlog-proof");
    let (mut refused, mut same) = (0, 0);
    for at in 0..text.len() {
        for mask in [0x01, 0x02, 0x10, 0x20] {
            let mut bytes = text.as_bytes().to_vec();
            bytes[at] ^= mask;
            let read = std::str::from_utf8(&bytes)
                .ok()
                .and_then(|text| text.parse().ok());
            let verified = read.map(|receipt: Receipt| receipt.verify(&policy, None));
            match verified {
                Some(Ok(proven)) => {
                    let fewer = proven
                        .cosigned
                        .iter()
                        .all(|one| whole.cosigned.contains(one));
                    assert!(fewer, "byte {at}");
                    let all = Proven {
                        cosigned: whole.cosigned.clone(),
                        ..proven
                    };
                    assert_eq!(all, whole, "byte {at}");
                    same += 1;
                }
                _ => refused += 1,
            }
        }
    }
    assert!(refused > 3 * same, "{refused} refused, {same} the same");
}

/// The example of C2SP signed-note, and two signers of the tests of Go's `sumdb/note`.
#[test]
fn notes_signed_by_other_software_verify() {
    let enoch = "If you think cryptography is the answer to your problem,\n\
                 then you don't know what your problem is.\n\n\
                 \u{2014} PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n\
                 \u{2014} EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n";
    for (key, note) in [
        (
            "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
            "This is an example message.\n\n\u{2014} example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n",
        ),
        (
            "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
            enoch,
        ),
        (
            "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop",
            enoch,
        ),
    ] {
        let key: Verifier = key.parse().unwrap();
        assert!(key.open(note).is_ok(), "{key}");
        assert_eq!(Note::from_text(note).unwrap().to_text(), note);
        let changed = note.replacen(['m', 'k'], "n", 1);
        assert_eq!(key.open(&changed), Err(NoteError::BadSignature), "{key}");
    }
}

/// The private key of the tests of Go's `sumdb/note` makes the signature that they expect.
#[test]
fn a_key_made_by_other_software_signs_as_it_would() {
    let key = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
    let text = "If you think cryptography is the answer to your problem,\n\
                then you don't know what your problem is.\n";
    let line = "\u{2014} PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
    let signer = tlog::Signer::from_text(key).unwrap();
    assert_eq!(signer.line(text).unwrap().to_string(), line);
}

/// 961,984,011 entries of a log that ran: a tree of 30 levels.
#[test]
fn proofs_by_a_large_log_verify() {
    let text = include_str!("data/argon2020.txt");
    let all = |key: &str| -> Vec<&str> {
        let pairs = text.lines().map(|line| line.split_once(' ').unwrap());
        pairs
            .filter(|(name, _)| *name == key)
            .map(|(_, value)| value)
            .collect()
    };
    let number = |key| all(key)[0].parse::<u64>().unwrap();
    let hashes = |key| -> Vec<Hash> { all(key).into_iter().map(hash).collect() };
    let (leaf, root) = (hashes("leaf")[0], hashes("root")[0]);
    let (index, size, old) = (number("index"), number("size"), number("old"));
    let proof = hashes("inclusion");
    assert_eq!(verify_inclusion(leaf, index, size, &proof, root), Ok(()));
    assert_eq!(
        verify_inclusion(leaf, index + 1, size, &proof, root),
        Err(VerifyError::Root)
    );
    let (older, proof) = (hashes("old-root")[0], hashes("consistency"));
    assert_eq!(verify_consistency(old, older, size, root, &proof), Ok(()));
    for at in 0..proof.len() {
        let mut bad = proof.clone();
        bad[at].0[0] ^= 1;
        let verdict = verify_consistency(old, older, size, root, &bad);
        assert_eq!(verdict, Err(VerifyError::Root), "hash {at}");
    }
}

#[test]
fn the_test_cases_of_another_project_end_as_it_says() {
    let text = include_str!("data/cctv-inclusion.txt");
    for line in text.lines() {
        let words: Vec<&str> = line.split(' ').collect();
        let [verdict, leaf, index, size, root, ref proof @ ..] = words[..] else {
            panic!("{line}");
        };
        let proof: Vec<Hash> = proof.iter().map(|text| hash(text)).collect();
        let (index, size) = (index.parse().unwrap(), size.parse().unwrap());
        let proves = verify_inclusion(hash(leaf), index, size, &proof, hash(root)).is_ok();
        assert_eq!(proves, verdict == "valid", "{line}");
    }
    assert_eq!(text.lines().count(), 8);
}

/// From the table of paths in the tests of Go's `sumdb/tlog`; there a path begins with the height
/// of the tiles, which here is always eight and not said.
#[test]
fn the_checksum_database_spells_paths_the_same() {
    for (theirs, ours) in [
        ("tile/4/0/001", tlog::TilePath::hashes(0, 1, 256)),
        ("tile/4/0/001.p/5", tlog::TilePath::hashes(0, 1, 5)),
        (
            "tile/3/5/x123/x456/078",
            tlog::TilePath::hashes(5, 123_456_078, 256),
        ),
        (
            "tile/3/5/x123/x456/078.p/2",
            tlog::TilePath::hashes(5, 123_456_078, 2),
        ),
        (
            "tile/1/0/x003/x057/500",
            tlog::TilePath::hashes(0, 3_057_500, 256),
        ),
    ] {
        let (_, rest) = theirs["tile/".len()..].split_once('/').unwrap();
        assert_eq!(ours.unwrap().to_string(), format!("tile/{rest}"));
    }
    for theirs in ["tile/5/123/456/078", "tile/-1/123/456/078"] {
        assert!(theirs.parse::<tlog::TilePath>().is_err(), "{theirs}");
    }
}

/// The leaves and proofs of `testonly/reference_test.go` of transparency-dev/merkle, as the crate
/// ct-merkle gives them in `tests/known_answer.rs`.
#[test]
fn the_reference_answers_of_certificate_transparency_hold() {
    const LEAVES: [&[u8]; 8] = [
        b"",
        b"\x00",
        b"\x10",
        b"\x20\x21",
        b"\x30\x31",
        b"\x40\x41\x42\x43",
        b"\x50\x51\x52\x53\x54\x55\x56\x57",
        b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
    ];
    let of = |size: usize| {
        let mut tree = tlog::Tree::default();
        LEAVES[..size]
            .iter()
            .for_each(|leaf| tree.push(leaf_hash(leaf), &mut vec![]));
        tree
    };
    let tree = of(8);
    let mut nodes = |node| tree.node(node).ok_or(());
    let text = |proof: &[Hash]| {
        proof
            .iter()
            .map(|hash| hash.to_string())
            .collect::<String>()
    };
    for (index, size, expected) in [
        (0, 1, &[][..]),
        (
            0,
            2,
            &["96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"],
        ),
        (
            1,
            2,
            &["6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"],
        ),
        (
            2,
            3,
            &["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"],
        ),
        (
            1,
            5,
            &[
                "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            ],
        ),
        (
            0,
            8,
            &[
                "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
            ],
        ),
        (
            5,
            8,
            &[
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            ],
        ),
    ] {
        let proof = tlog::inclusion_proof(index, size, &mut nodes).unwrap();
        assert_eq!(text(&proof), expected.concat(), "{index} of {size}");
        let (leaf, root) = (leaf_hash(LEAVES[index as usize]), of(size as usize).root());
        assert_eq!(verify_inclusion(leaf, index, size, &proof, root), Ok(()));
    }
    for (old, new, expected) in [
        (1, 1, &[][..]),
        (
            1,
            8,
            &[
                "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
            ],
        ),
        (
            2,
            5,
            &[
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            ],
        ),
        (
            6,
            8,
            &[
                "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            ],
        ),
    ] {
        let proof = tlog::consistency_proof(old, new, &mut nodes).unwrap();
        assert_eq!(text(&proof), expected.concat(), "{old} to {new}");
        let (older, newer) = (of(old as usize).root(), of(new as usize).root());
        assert_eq!(verify_consistency(old, older, new, newer, &proof), Ok(()));
    }
}
