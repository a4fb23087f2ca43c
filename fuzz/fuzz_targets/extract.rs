//! Bytes that say they are an extract of OpenStreetMap.
#![no_main]

use std::io::Cursor;

use atlas_import::{Import, Settings};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let mut import = Import::new(Settings {
        memory_bytes_max: 64 << 20,
        ..Settings::default()
    });
    let _ = import.read_from("fuzz.osm.pbf", &mut Cursor::new(bytes), &mut |_| {});
    let (map, _) = import.finish();
    assert!(atlas::read_bytes(&map.to_bytes().0).is_ok(), "what was imported fits together");
});
