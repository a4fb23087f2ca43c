//! Text that says it is a signed note.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    if let Ok(note) = tlog::Note::from_text(text) {
        assert_eq!(note.to_text(), text, "one spelling");
        let _ = tlog::Checkpoint::from_text(&note.text);
    }
});
