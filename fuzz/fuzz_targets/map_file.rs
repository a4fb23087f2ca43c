//! Bytes that say they are a map file. What is read is written again and read back the same.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(map) = atlas::read_bytes(bytes) {
        assert_eq!(atlas::read_bytes(&map.to_bytes().0).expect("its own bytes"), map);
    }
});
