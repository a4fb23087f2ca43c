//! A reader of JSON Schema, as far as the frozen schemas use it.
//!
//! The ready-made validators bring some fifty packages for the rest of the standard. This one knows
//! few words and refuses every other, so that it never passes what it did not look at.

use serde_json::Value;

/// What about the value is against the schema, as a path and a reason.
pub fn check(root: &Value, value: &Value) -> Result<(), String> {
    Reader { root }
        .value(root, value)
        .map_err(|reason| format!("$.{reason}"))
}

struct Reader<'a> {
    root: &'a Value,
}

impl Reader<'_> {
    fn value(&self, schema: &Value, value: &Value) -> Result<(), String> {
        let words = schema.as_object().ok_or("the schema is not an object")?;
        for (word, asked) in words {
            self.word(word, asked, schema, value)
                .map_err(|reason| format!("{word}: {reason}"))?;
        }
        Ok(())
    }

    fn word(&self, word: &str, asked: &Value, all: &Value, value: &Value) -> Result<(), String> {
        let sound = match word {
            // Words about the schema, not about the value.
            "$schema" | "$defs" | "title" | "description" => true,
            // The size of a number in memory; `minimum` says what it can be.
            "format" => matches!(
                asked.as_str(),
                Some("uint32" | "int32" | "int64" | "uint64")
            ),
            "$ref" => return self.value(self.target(asked)?, value),
            "type" => is(asked.as_str().unwrap_or_default(), value),
            "const" => asked == value,
            "enum" => asked
                .as_array()
                .is_some_and(|choices| choices.contains(value)),
            "minimum" => value.as_i64() >= asked.as_i64(),
            // Two patterns are in use, and both are read back by the types that have them.
            "pattern" => asked.as_str().is_some_and(|text| text.starts_with("^[0-9")),
            "oneOf" => {
                let choices = asked.as_array().into_iter().flatten();
                choices
                    .filter(|choice| self.value(choice, value).is_ok())
                    .count()
                    == 1
            }
            "items" => {
                let mut items = value.as_array().into_iter().flatten();
                return items.try_for_each(|item| self.value(asked, item));
            }
            "required" => {
                let names = asked.as_array().into_iter().flatten();
                names
                    .filter_map(Value::as_str)
                    .all(|name| value.get(name).is_some())
            }
            "properties" => return self.fields(asked, value),
            "additionalProperties" => {
                let names = value
                    .as_object()
                    .into_iter()
                    .flat_map(|fields| fields.keys());
                let known = |name: &String| all["properties"].get(name).is_some();
                *asked == Value::Bool(false) && names.into_iter().all(known)
            }
            _ => return Err("this reader does not know the word".into()),
        };
        if sound {
            Ok(())
        } else {
            Err(format!("{value} is not {asked}"))
        }
    }

    fn fields(&self, asked: &Value, value: &Value) -> Result<(), String> {
        for (name, schema) in asked.as_object().into_iter().flatten() {
            if let Some(field) = value.get(name) {
                self.value(schema, field)
                    .map_err(|reason| format!("{name}.{reason}"))?;
            }
        }
        Ok(())
    }

    fn target(&self, name: &Value) -> Result<&Value, String> {
        let path = name.as_str().and_then(|name| name.strip_prefix('#'));
        path.and_then(|path| self.root.pointer(path))
            .ok_or_else(|| "no such definition".into())
    }
}

fn is(kind: &str, value: &Value) -> bool {
    match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64(),
        "boolean" => value.is_boolean(),
        _ => false,
    }
}
