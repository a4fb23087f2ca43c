//! Texts as bodies and addresses of requests bring them: bounded texts, ids, numbers and points.
#![no_main]

use domain::IncidentNumber;
use kernel::{
    AccountId, AgencyId, Code, Digest, Line, Point, Prose, SeatId, ServiceNumber, UnitId,
};
use serde::de::DeserializeOwned;

/// What was taken is taken again, and is the same.
fn settled<T>(text: &str)
where
    T: std::str::FromStr + ToString + PartialEq + std::fmt::Debug,
{
    if let Ok(taken) = text.parse::<T>() {
        assert_eq!(taken.to_string().parse::<T>().ok(), Some(taken), "taken once, taken again");
    }
}

fn json<T: DeserializeOwned>(text: &str) {
    let _ = serde_json::from_str::<T>(text);
}

libfuzzer_sys::fuzz_target!(|text: &str| {
    settled::<Line>(text);
    settled::<Prose>(text);
    settled::<Code>(text);
    settled::<UnitId>(text);
    settled::<SeatId>(text);
    settled::<AgencyId>(text);
    settled::<ServiceNumber>(text);
    settled::<AccountId>(text);
    settled::<IncidentNumber>(text);
    if let Some(digest) = Digest::from_hex(text) {
        assert_eq!(digest.to_string(), text, "one spelling");
    }
    if let Some(number) = vault::telephone(text) {
        assert_eq!(vault::telephone(&number).as_ref(), Some(&number), "read once, read again");
    }
    json::<Point>(text);
    json::<Line>(text);
    json::<domain::Stamp>(text);
});
