//! The worked example of `formats/receipt.md` is right.

use std::path::Path;

use tlog::{Hash, leaf_hash, node_hash};

/// The bytes that `extra` holds are the second entry of the other page, and lead to the root.
#[test]
fn the_worked_example_is_right() {
    let formats = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../formats");
    let page = std::fs::read_to_string(formats.join("receipt.md")).unwrap();
    let journal = std::fs::read_to_string(formats.join("journal.md")).unwrap();
    let entries: Vec<&str> = journal
        .lines()
        .filter(|line| line.starts_with("{\"act\""))
        .collect();
    let example = page
        .split("```text\n")
        .find(|part| part.starts_with("c2sp.org"))
        .unwrap();
    let lines: Vec<&str> = example.lines().collect();
    let [first, second] = [entries[0], entries[1]].map(|entry| leaf_hash(entry.as_bytes()));
    let receipt = format!(
        "{}\n\n\u{2014} log.example/yunzhou AAAAAAA=\n",
        lines[..8].join("\n")
    );
    let receipt: tlog::Receipt = receipt.parse().unwrap();
    assert_eq!(receipt.extra.as_deref(), Some(entries[1].as_bytes()));
    assert_eq!((receipt.index, &receipt.proof[..]), (1, &[first][..]));
    let root = node_hash(first, second);
    assert_eq!(Hash::from_base64(lines[7]), Some(root));
    for hash in [first, second, root] {
        assert!(page.contains(&hash.to_string()), "{hash}");
    }
}
