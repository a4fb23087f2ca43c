//! A folder that says it is an exported log, in which somebody replaced files: what is believed is what was signed.
#![no_main]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use answerable_verify::{LogOutcome, check_log};
use libfuzzer_sys::arbitrary::{Arbitrary, Unstructured};
use tlog::{Checkpoint, Policy, Signer, TilePath, Tree, leaf_hash, write_bundle};

const ORIGIN: &str = "log.example/yunzhou";
const SIZE: usize = 3;

/// The files of the log as it stands, by their names.
type Files = BTreeMap<String, Vec<u8>>;

static HONEST: LazyLock<(Files, Policy)> = LazyLock::new(|| {
    let signer = Signer::new(ORIGIN, [1; 32]).expect("a name");
    let entries: Vec<Vec<u8>> = (0..SIZE).map(|at| format!("entry {at}").into_bytes()).collect();
    let mut tree = Tree::default();
    for entry in &entries {
        tree.push(leaf_hash(entry), &mut vec![]);
    }
    let checkpoint = Checkpoint { origin: ORIGIN.into(), size: tree.size(), root: tree.root() };
    let signed = signer.sign(&checkpoint.to_text()).expect("a checkpoint can be signed");
    let tile: Vec<u8> = tree.edge()[0].iter().flat_map(|hash| hash.0).collect();
    let name = |path: Option<TilePath>| path.expect("a tile of three").to_string();
    let files = [
        ("checkpoint".to_owned(), signed.into_bytes()),
        ("log.vkey".to_owned(), format!("{}\n", signer.verifier()).into_bytes()),
        (name(TilePath::hashes(0, 0, SIZE as u16)), tile),
        (name(TilePath::entries(0, SIZE as u16)), write_bundle(&entries).expect("short entries")),
    ];
    let policy = format!("log {}\nquorum none\n", signer.verifier());
    (files.into(), policy.parse().expect("a policy"))
});

static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| {
    std::env::temp_dir().join(format!("answerable-fuzz-log-{}", std::process::id()))
});

fn lay(folder: &Path, files: &Files) {
    let _ = fs::remove_dir_all(folder);
    for (name, bytes) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, bytes).expect("written");
    }
}

libfuzzer_sys::fuzz_target!(|input: Replaced| {
    let (honest, policy) = &*HONEST;
    let mut files = honest.clone();
    for (which, bytes) in input.0 {
        let mut names = honest.keys();
        let name = names.nth(usize::from(which) % honest.len()).expect("one of them");
        files.insert(name.clone(), bytes);
    }
    if let Some(name) = honest.keys().nth(usize::from(input.1)) {
        files.remove(name);
    }
    lay(&FOLDER, &files);
    let outcome = check_log(&FOLDER, policy, None).expect("a folder that can be read");
    if let LogOutcome::Proven(_) | LogOutcome::Pending(_) = outcome {
        for (name, bytes) in files.iter().filter(|(name, _)| name.starts_with("tile/")) {
            assert_eq!(honest.get(name), Some(bytes), "{name} is not what was signed");
        }
    }
});

/// Files by their place in the order of names with other bytes, and one that is missing.
#[derive(Debug)]
struct Replaced(Vec<(u8, Vec<u8>)>, u8);

impl<'a> Arbitrary<'a> for Replaced {
    fn arbitrary(u: &mut Unstructured<'a>) -> libfuzzer_sys::arbitrary::Result<Self> {
        let missing = u.arbitrary()?;
        let which = u.arbitrary()?;
        let second: Option<u8> = u.arbitrary()?;
        let mut files = vec![];
        if let Some(second) = second {
            let length = usize::from(u.arbitrary::<u8>()?).min(u.len());
            files.push((second, u.bytes(length)?.to_vec()));
        }
        let rest = u.len();
        files.push((which, u.bytes(rest)?.to_vec()));
        Ok(Self(files, missing))
    }
}
