//! Bytes that say they are the envelope of a sealed field, and text that says it is a share of a key.
#![no_main]

use vault::{ENVELOPE_BYTES_MAX, Envelope, Share};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if Envelope::parse(bytes).is_ok() {
        assert!(bytes.starts_with(b"ANSEAL") && bytes.len() <= ENVELOPE_BYTES_MAX);
    }
    if let Ok(share) = std::str::from_utf8(bytes).map(Share::from_line)
        && let Ok(share) = share
    {
        assert!(Share::from_line(&share.to_line()).is_ok(), "its own line");
    }
});
