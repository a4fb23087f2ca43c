//! Numbers and hashes that say they are a proof: the verifiers end, whatever they are told.
#![no_main]

use tlog::{Hash, verify_consistency, verify_inclusion};

libfuzzer_sys::fuzz_target!(|input: (u64, u64, Vec<[u8; 32]>)| {
    let (a, b, hashes) = input;
    let proof: Vec<Hash> = hashes.into_iter().map(Hash).collect();
    let [first, second] = [Hash([1; 32]), Hash([2; 32])];
    let _ = verify_inclusion(first, a, b, &proof, second);
    let _ = verify_consistency(a, first, b, second, &proof);
});
