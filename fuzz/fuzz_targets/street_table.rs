//! Bytes that say they are a table of streets.
#![no_main]

use std::io::Cursor;

use atlas_import::{Import, Mapping, Settings};

const MAPPING: &str = include_str!("../../packs/san-francisco/tables/streets.toml");

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let mapping = Mapping::parse(MAPPING).expect("the pack's own mapping");
    let mut import = Import::new(Settings {
        mappings: vec![mapping],
        memory_bytes_max: 64 << 20,
        ..Settings::default()
    });
    let _ = import.read_from("fuzz.csv", &mut Cursor::new(bytes), &mut |_| {});
    let (map, _) = import.finish();
    assert!(atlas::read_bytes(&map.to_bytes().0).is_ok(), "what was imported fits together");
});
