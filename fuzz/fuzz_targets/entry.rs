//! Bytes that say they are an entry of the journal. What is read is written again and read back the same.
#![no_main]

use domain::Entry;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Ok(entry) = Entry::from_bytes(bytes) else {
        return;
    };
    // An instant or a number that canonical JSON has not: such an entry is never written.
    let Ok(written) = entry.to_bytes() else {
        return;
    };
    assert_eq!(Entry::from_bytes(&written).expect("its own bytes"), entry);
    for event in &entry.events {
        let _ = (event.incidents(), event.reports(), event.unit(), event.is_a_look());
    }
});
