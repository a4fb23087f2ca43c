//! Bytes that say they are a photo: refused, or drawn anew as a JPEG within bounds.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(taken) = photo::take(bytes) {
        assert!(taken.viewing.starts_with(b"\xff\xd8\xff") && taken.viewing.len() <= photo::BYTES_MAX);
        assert_eq!(photo::take(&taken.viewing).map(|again| again.kind), Ok(photo::Kind::Jpeg));
    }
});
