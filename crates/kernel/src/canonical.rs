//! Canonical JSON: the subset of RFC 8785 (JCS) that the record is written in.
//!
//! Strings, booleans, null, arrays, objects, and integers strictly between -2^53 and 2^53. No
//! floats: number printing is where implementations of JCS differ. Object keys are sorted by UTF-16
//! code units, strings use the shortest escapes, and nothing stands between tokens.

use serde_json::Value;

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
/// [`Error::Number`] and [`Error::Depth`]; [`Error::Json`] when the value has no JSON form.
pub fn to_bytes<T: serde::Serialize>(value: &T) -> Result<Vec<u8>, Error> {
    let mut out = Vec::with_capacity(512);
    write(&serde_json::to_value(value)?, 0, &mut out)?;
    Ok(out)
}

/// Reads bytes that must already be canonical.
///
/// # Errors
/// [`Error::Spelling`] when another spelling of the same value would be canonical.
pub fn parse(bytes: &[u8]) -> Result<Value, Error> {
    let value: Value = serde_json::from_slice(bytes)?;
    let mut again = Vec::with_capacity(bytes.len());
    write(&value, 0, &mut again)?;
    if again == bytes {
        Ok(value)
    } else {
        Err(Error::Spelling)
    }
}

fn write(value: &Value, depth: usize, out: &mut Vec<u8>) -> Result<(), Error> {
    if depth > DEPTH_MAX {
        return Err(Error::Depth);
    }
    match value {
        Value::Null => out.extend_from_slice(b"null"),
        Value::Bool(true) => out.extend_from_slice(b"true"),
        Value::Bool(false) => out.extend_from_slice(b"false"),
        Value::Number(number) => write_integer(number, out)?,
        Value::String(text) => write_string(text, out),
        Value::Array(items) => {
            out.push(b'[');
            for (i, item) in items.iter().enumerate() {
                if i > 0 {
                    out.push(b',');
                }
                write(item, depth + 1, out)?;
            }
            out.push(b']');
        }
        Value::Object(fields) => {
            out.push(b'{');
            for (i, (key, item)) in in_order(fields).into_iter().enumerate() {
                if i > 0 {
                    out.push(b',');
                }
                write_string(key, out);
                out.push(b':');
                write(item, depth + 1, out)?;
            }
            out.push(b'}');
        }
    }
    Ok(())
}

/// Fields by the UTF-16 code units of their keys (RFC 8785 section 3.2.3). For ASCII keys, which is
/// all the record uses, byte order is the same order and the sort finds the work done.
fn in_order(fields: &serde_json::Map<String, Value>) -> Vec<(&String, &Value)> {
    let mut fields: Vec<_> = fields.iter().collect();
    if fields.iter().all(|(key, _)| key.is_ascii()) {
        fields.sort_unstable_by_key(|(key, _)| key.as_bytes());
    } else {
        fields.sort_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
    }
    fields
}

fn write_integer(number: &serde_json::Number, out: &mut Vec<u8>) -> Result<(), Error> {
    let magnitude = match (number.as_u64(), number.as_i64()) {
        (Some(n), _) => n,
        (None, Some(n)) => n.unsigned_abs(),
        (None, None) => INTEGER_LIMIT,
    };
    if magnitude >= INTEGER_LIMIT {
        return Err(Error::Number(number.to_string()));
    }
    out.extend_from_slice(number.to_string().as_bytes());
    Ok(())
}

fn write_string(text: &str, out: &mut Vec<u8>) {
    out.push(b'"');
    for c in text.chars() {
        match c {
            '"' => out.extend_from_slice(b"\\\""),
            '\\' => out.extend_from_slice(b"\\\\"),
            '\u{8}' => out.extend_from_slice(b"\\b"),
            '\t' => out.extend_from_slice(b"\\t"),
            '\n' => out.extend_from_slice(b"\\n"),
            '\u{c}' => out.extend_from_slice(b"\\f"),
            '\r' => out.extend_from_slice(b"\\r"),
            c if c < ' ' => out.extend_from_slice(format!("\\u{:04x}", u32::from(c)).as_bytes()),
            c => out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
        }
    }
    out.push(b'"');
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
