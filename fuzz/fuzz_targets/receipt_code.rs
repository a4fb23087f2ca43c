//! Text that says it is a receipt code. What is read is written again and read back the same.
#![no_main]

use receipt_code::{Code, Language};

libfuzzer_sys::fuzz_target!(|text: &str| {
    if let Ok(code) = Code::parse(text) {
        assert_eq!(Code::parse(&code.letters()), Ok(code));
        assert_eq!(Code::parse(&code.words(Language::English)), Ok(code));
        assert_eq!(Code::parse(&code.words(Language::Chinese)), Ok(code));
    }
});
