//! The policies of this repository's packs, tried in every way.

mod matrix;
mod reading;
mod stories;

use std::collections::BTreeSet;
use std::path::PathBuf;

use kernel::Code;
use pack::Pack;

use crate::{Access, File, Known, Mistake};

pub(crate) const PLACES: [&str; 2] = ["yunzhou", "san-francisco"];

pub(crate) fn root() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

pub(crate) fn pack(place: &str) -> Pack {
    Pack::load(&root().join("packs").join(place)).unwrap_or_else(|mistakes| panic!("{mistakes}"))
}

/// The policies of a pack as texts, with the words they may use.
pub(crate) struct Texts {
    pub files: Vec<(Code, String)>,
    pub roles: BTreeSet<Code>,
    pub purposes: BTreeSet<Code>,
}

impl Texts {
    pub fn of(place: &str) -> Self {
        let pack = pack(place);
        let rules = pack.rules();
        let files = pack.policies.into_iter().map(|file| (file.name, file.text));
        Self {
            files: files.collect(),
            roles: rules.roles,
            purposes: rules.purposes,
        }
    }

    pub fn read(&self) -> Result<Access, Vec<Mistake>> {
        let files = self.files.iter().map(|(name, text)| File { name, text });
        let known = Known {
            roles: &self.roles,
            purposes: &self.purposes,
        };
        Access::read(&files.collect::<Vec<_>>(), known)
    }
}

pub(crate) fn access(place: &str) -> Access {
    Texts::of(place).read().unwrap_or_else(|mistakes| {
        let lines: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
        panic!("{}", lines.join("\n"))
    })
}

/// Compares a file of the repository with what the program says; writes it when asked to.
#[track_caller]
pub(crate) fn kept(path: &str, text: &str) {
    let path = root().join(path);
    if std::env::var_os("UPDATE_FORMATS").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == text,
        "{} is not what the policies say; read the difference after UPDATE_FORMATS=1 cargo test -p access",
        path.display()
    );
}
