//! Text that says it is a receipt. What is read is what would be written.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    if let Ok(receipt) = text.parse::<tlog::Receipt>() {
        assert_eq!(receipt.to_string(), text, "one spelling");
    }
});
