//! Bytes that say they are a bundle of entries, or a tile.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(entries) = tlog::read_bundle(bytes) {
        assert_eq!(tlog::write_bundle(&entries).as_deref(), Ok(bytes), "one spelling");
        assert_eq!(tlog::bundle_prefix_len(bytes, entries.len()), Some(bytes.len()));
    }
    let _ = tlog::Tile::from_bytes(0, 0, bytes);
});
