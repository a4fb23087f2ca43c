//! A folder that says it is a pack: one file of tables, and one of policies, which a pack takes as text.
#![no_main]

use std::path::PathBuf;
use std::sync::LazyLock;

use pack::Pack;

static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| {
    let name = format!("answerable-fuzz-pack-{}", std::process::id());
    let folder = std::env::temp_dir().join(name);
    std::fs::create_dir_all(folder.join("policies")).expect("a folder for the pack");
    folder
});

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    std::fs::write(FOLDER.join("pack.toml"), bytes).expect("written");
    std::fs::write(FOLDER.join("policies/one.cedar"), bytes).expect("written");
    match Pack::load(&FOLDER) {
        Ok(pack) => {
            assert_eq!(Pack::from_canonical(&pack.canonical()).expect("its own bytes"), pack);
            let _ = pack.rules();
        }
        Err(mistakes) => assert!(!mistakes.to_string().is_empty(), "a mistake is named"),
    }
});
