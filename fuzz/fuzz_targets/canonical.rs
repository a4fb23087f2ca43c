//! Bytes that say they are canonical JSON. What is read has one spelling.
#![no_main]

use kernel::canonical;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(value) = canonical::parse(bytes) {
        let written = canonical::to_bytes(&value).expect("what was read can be written");
        assert_eq!(written, bytes, "one spelling");
    }
});
