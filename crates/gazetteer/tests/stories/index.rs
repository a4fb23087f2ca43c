//! The file of the index: used again for the same map, refused for another, and never half written.

use gazetteer::{Error, Gazetteer, Home};
use kernel::Digest;

use crate::town::town;

fn titles(gazetteer: &Gazetteer) -> Vec<String> {
    let hits = gazetteer.search("market 5th", None, 10).expect("a search");
    hits.iter().map(|hit| hit.title("en")).collect()
}

#[test]
fn an_index_is_used_again_for_the_same_map() {
    let folder = tempfile::tempdir().expect("a folder");
    let (path, map) = (folder.path().join("index"), Digest::of(b"map"));
    let built = Gazetteer::build(&town(), map, Home::File(&path)).expect("an index");
    let opened = Gazetteer::open(&path, map).expect("the same index");
    assert_eq!(titles(&built), titles(&opened));
    let files = std::fs::read_dir(folder.path()).expect("a folder").count();
    assert_eq!(files, 1, "nothing is left beside it");
}

#[test]
fn the_index_of_another_map_is_not_used() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("index");
    Gazetteer::build(&town(), Digest::of(b"one"), Home::File(&path)).expect("an index");
    let opened = Gazetteer::open(&path, Digest::of(b"other"));
    assert!(matches!(opened, Err(Error::Stale)));
}

#[test]
fn a_file_that_is_no_index_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("index");
    assert!(
        Gazetteer::open(&path, Digest::of(b"map")).is_err(),
        "there is none"
    );
    std::fs::write(&path, b"").expect("a file");
    assert!(matches!(
        Gazetteer::open(&path, Digest::of(b"map")),
        Err(Error::Stale)
    ));
    std::fs::write(&path, vec![7; 10_000]).expect("a file");
    assert!(Gazetteer::open(&path, Digest::of(b"map")).is_err());
}

/// Whatever a damaged file says, it ends in a sentence.
#[test]
fn a_damaged_index_never_brings_the_program_down() {
    let folder = tempfile::tempdir().expect("a folder");
    let (path, map) = (folder.path().join("index"), Digest::of(b"map"));
    Gazetteer::build(&town(), map, Home::File(&path)).expect("an index");
    let whole = std::fs::read(&path).expect("a file");
    for step in 0..200_usize {
        let mut bytes = whole.clone();
        let place = step * 7_919 % bytes.len();
        match step % 3 {
            0 => bytes.truncate(place),
            1 => bytes[place] ^= 0xff,
            _ => {
                let end = (place + 300).min(bytes.len());
                bytes[place..end].fill(step as u8);
            }
        }
        std::fs::write(&path, &bytes).expect("a file");
        let Ok(gazetteer) = Gazetteer::open(&path, map) else {
            continue;
        };
        let _ = gazetteer.search("18 oak street", None, 10);
        let _ = gazetteer.search("market & 5th", None, 10);
        let _ = gazetteer.locate(crate::town::at(1.5, 0.1));
    }
}

#[test]
fn a_map_without_anything_has_nothing() {
    let empty = atlas::Builder::new().finish(atlas::Meta::default());
    let gazetteer = Gazetteer::build(&empty, Digest::of(b"map"), Home::Memory).expect("an index");
    assert_eq!(gazetteer.search("market", None, 10).expect("a search"), []);
}

#[test]
fn one_gazetteer_serves_many_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Gazetteer>();
}
