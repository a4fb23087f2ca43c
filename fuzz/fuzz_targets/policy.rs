//! Text that says it is a policy. What is read is written again and read back the same.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    match text.parse::<tlog::Policy>() {
        Ok(policy) => assert_eq!(policy.to_string().parse(), Ok(policy)),
        Err(errors) => assert!(!errors.0.is_empty(), "a mistake is named"),
    }
});
