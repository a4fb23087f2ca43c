//! Text that says it is the path of a tile, or a key.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    if let Ok(path) = text.parse::<tlog::TilePath>() {
        assert_eq!(path.to_string(), text, "one spelling");
    }
    let _ = text.parse::<tlog::Verifier>();
    let _ = (tlog::Signer::from_text(text), tlog::Cosigner::from_text(text));
});
