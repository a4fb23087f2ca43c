//! Canonical JSON: the subset of RFC 8785 (JCS) that the record is written in.
//!
//! Strings, booleans, null, arrays, objects, and integers strictly between -2^53 and 2^53. No
//! floats: number printing is where implementations of JCS differ. Object keys are sorted by UTF-16
//! code units, strings use the shortest escapes, and nothing stands between tokens.

mod writer;

use serde_json::Value;
use serde_json::ser::Serializer;
use writer::{Canonical, Out};

/// One more than the largest integer that every JSON reader keeps exactly.
const INTEGER_LIMIT: u64 = 1 << 53;
/// How deep arrays and objects may nest; the parser stops before the stack does.
const DEPTH_MAX: usize = 64;

/// Why a value or a text is not canonical JSON.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A number with a fraction or an exponent, or an integer of 2^53 or more.
    #[error("the number {0} is not an integer below 2^53")]
    Number(String),
    /// Deeper than 64 levels.
    #[error("nested deeper than {DEPTH_MAX} levels")]
    Depth,
    /// Not JSON, or not the shape that was asked for.
    #[error("not JSON of the expected shape")]
    Json(#[from] serde_json::Error),
    /// JSON, but another spelling than the canonical one.
    #[error("JSON, but not in its canonical spelling")]
    Spelling,
}

/// Writes a value as canonical bytes.
///
/// # Errors
/// [`Error::Number`] and [`Error::Depth`]; [`Error::Spelling`] when an object has a key twice;
/// [`Error::Json`] when the value has no JSON form.
pub fn to_bytes<T: serde::Serialize>(value: &T) -> Result<Vec<u8>, Error> {
    let out = Out::default();
    let written = value.serialize(&mut Serializer::with_formatter(&out, Canonical::new(&out)));
    out.finish(written)
}

/// Reads bytes that must already be canonical.
///
/// # Errors
/// [`Error::Spelling`] when another spelling of the same value would be canonical.
pub fn parse(bytes: &[u8]) -> Result<Value, Error> {
    let value: Value = serde_json::from_slice(bytes)?;
    if to_bytes(&value)? == bytes {
        Ok(value)
    } else {
        Err(Error::Spelling)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    #[test]
    fn keys_are_sorted_and_nothing_stands_between_tokens() {
        let value = json!({"b": [1, true, null], "a": "x\n\u{7f}é"});
        assert_eq!(
            String::from_utf8(to_bytes(&value).unwrap()).unwrap(),
            "{\"a\":\"x\\n\u{7f}é\",\"b\":[1,true,null]}"
        );
    }

    #[test]
    fn fields_are_put_in_order_however_they_are_declared() {
        #[derive(serde::Serialize)]
        struct Inner {
            z: &'static str,
            ab: [u8; 2],
            a: Option<u8>,
        }
        #[derive(serde::Serialize)]
        struct Outer {
            last: u8,
            inner: Vec<Inner>,
            empty: std::collections::BTreeMap<u8, u8>,
        }
        let inner = || Inner {
            z: "{\"",
            ab: [1, 2],
            a: None,
        };
        let outer = Outer {
            last: 9,
            inner: vec![inner(), inner()],
            empty: [].into(),
        };
        let one = r#"{"a":null,"ab":[1,2],"z":"{\""}"#;
        assert_eq!(
            String::from_utf8(to_bytes(&outer).unwrap()).unwrap(),
            format!(r#"{{"empty":{{}},"inner":[{one},{one}],"last":9}}"#)
        );
    }

    #[test]
    fn a_key_that_comes_twice_is_refused() {
        #[derive(serde::Serialize)]
        struct Twice {
            b: u8,
            a: u8,
            #[serde(rename = "b")]
            again: u8,
        }
        assert!(matches!(
            to_bytes(&Twice {
                b: 1,
                a: 2,
                again: 3
            }),
            Err(Error::Spelling)
        ));
    }

    #[test]
    fn floats_and_large_integers_are_refused() {
        assert!(matches!(to_bytes(&json!(0.5)), Err(Error::Number(_))));
        assert!(matches!(
            to_bytes(&json!(9_007_199_254_740_992_u64)),
            Err(Error::Number(_))
        ));
        assert!(to_bytes(&json!(-9_007_199_254_740_991_i64)).is_ok());
    }

    #[test]
    fn another_spelling_is_not_read() {
        assert!(matches!(parse(br#"{"a": 1}"#), Err(Error::Spelling)));
        assert!(matches!(parse(br#"{"b":1,"a":1}"#), Err(Error::Spelling)));
        assert!(matches!(parse(br#"{"a":1,"a":1}"#), Err(Error::Spelling)));
        assert!(parse(br#"{"a":1}"#).is_ok());
    }

    #[test]
    fn a_lone_surrogate_is_not_a_string() {
        assert!(matches!(parse(br#""\ud800""#), Err(Error::Json(_))));
    }

    #[test]
    fn deep_nesting_ends_in_a_refusal() {
        let mut value = json!(1);
        for _ in 0..70 {
            value = json!([value]);
        }
        assert!(matches!(to_bytes(&value), Err(Error::Depth)));
    }

    fn values() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            (-9_007_199_254_740_991_i64..=9_007_199_254_740_991).prop_map(Value::from),
            any::<String>().prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 32, 6, |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
                proptest::collection::btree_map(any::<String>(), inner, 0..6)
                    .prop_map(|map| Value::Object(map.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn the_bytes_are_those_of_another_implementation(value in values()) {
            prop_assert_eq!(to_bytes(&value).unwrap(), serde_jcs::to_vec(&value).unwrap());
        }

        #[test]
        fn what_was_written_is_read_back(value in values()) {
            prop_assert_eq!(parse(&to_bytes(&value).unwrap()).unwrap(), value);
        }

        #[test]
        fn no_bytes_make_the_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = parse(&bytes);
        }
    }
}
