use std::path::PathBuf;

use crate::Pack;

fn real(place: &str) -> Pack {
    let dir = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../packs")).join(place);
    Pack::load(&dir).unwrap_or_else(|mistakes| panic!("{mistakes}"))
}

#[test]
fn the_packs_of_this_repository_have_no_mistake() {
    for place in ["yunzhou", "san-francisco"] {
        let pack = real(place);
        assert_eq!(pack.place.as_str(), place);
        let again = Pack::from_canonical(&pack.canonical()).unwrap();
        assert_eq!(again, pack);
        assert_eq!(again.digest(), pack.digest());
    }
}
