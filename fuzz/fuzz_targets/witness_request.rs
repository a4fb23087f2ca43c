//! Text that says it is a request to a witness, or the answer of one.
#![no_main]

use tlog::witness::{AddCheckpoint, read_size};

libfuzzer_sys::fuzz_target!(|text: &str| {
    if let Ok(request) = AddCheckpoint::from_text(text) {
        assert_eq!(request.to_text(), text, "one spelling");
    }
    let _ = (tlog::SignatureLine::from_lines(text), read_size(text));
});
