//! One JSON Schema per event type, for the object `{"data","type","v"}`.
//!
//! The names of all event types come from here, so that nobody can forget one.

use std::collections::{BTreeMap, BTreeSet};

use domain::{VERSION, dispatch, intake, people, personal, record, roads};
use schemars::schema_for;
use serde_json::{Map, Value, json};

use crate::files::{formats, frozen, names};

const ENDING: &str = ".v1.json";

/// The schema of every event type by its name.
pub fn all() -> BTreeMap<String, Value> {
    let areas = [
        schema_for!(record::Event),
        schema_for!(intake::Event),
        schema_for!(dispatch::Event),
        schema_for!(roads::Event),
        schema_for!(personal::Event),
        schema_for!(people::Event),
    ];
    areas
        .into_iter()
        .flat_map(|area| of_area(area.to_value()))
        .collect()
}

fn of_area(mut area: Value) -> Vec<(String, Value)> {
    never_null(&mut area);
    let definitions = area["$defs"].as_object().cloned().unwrap_or_default();
    let variants = area["oneOf"].as_array().expect("an area has event types");
    variants
        .iter()
        .map(|variant| of_event(variant, &definitions))
        .collect()
}

fn of_event(variant: &Value, definitions: &Map<String, Value>) -> (String, Value) {
    let name = variant["properties"]["type"]["const"]
        .as_str()
        .expect("an event has a type");
    let needed = reachable(variant, definitions);
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": format!("{name} version {VERSION}"),
        "description": variant["description"],
        "type": "object",
        "properties": {
            "data": variant["properties"]["data"],
            "type": { "const": name },
            "v": { "const": VERSION },
        },
        "required": ["data", "type", "v"],
        "additionalProperties": false,
        "$defs": definitions
            .iter()
            .filter(|(name, _)| needed.contains(*name))
            .map(|(name, schema)| (name.clone(), schema.clone()))
            .collect::<Map<_, _>>(),
    });
    (name.to_owned(), schema)
}

/// A field that has no value is left out of the record and never written as null.
fn never_null(schema: &mut Value) {
    match schema {
        Value::Array(items) => items.iter_mut().for_each(never_null),
        Value::Object(fields) => {
            if let Some(Value::Array(choices)) = fields.get_mut("anyOf") {
                choices.retain(|choice| *choice != json!({ "type": "null" }));
                if let [Value::Object(only)] = choices.as_slice() {
                    let only = only.clone();
                    fields.remove("anyOf");
                    fields.extend(only);
                }
            }
            fields.values_mut().for_each(never_null);
        }
        _ => {}
    }
}

/// The definitions a schema refers to, and those they refer to.
fn reachable(schema: &Value, definitions: &Map<String, Value>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut waiting = vec![schema];
    while let Some(schema) = waiting.pop() {
        match schema {
            Value::Array(items) => waiting.extend(items),
            Value::Object(fields) => {
                waiting.extend(fields.values());
                let target = fields.get("$ref").and_then(Value::as_str);
                let name = target.and_then(|target| target.strip_prefix("#/$defs/"));
                if let Some(name) = name
                    && found.insert(name.to_owned())
                {
                    waiting.push(&definitions[name]);
                }
            }
            _ => {}
        }
    }
    found
}

#[test]
fn every_event_type_still_has_its_frozen_schema() {
    for (name, schema) in all() {
        let path = formats().join(format!("schemas/{name}{ENDING}"));
        let text = format!("{schema:#}\n");
        let kept: Value = serde_json::from_slice(&frozen(&path, text.as_bytes(), true)).unwrap();
        assert_eq!(
            kept, schema,
            "{name} is not what was frozen: a change of shape is a new version; \
             for better words alone, run with UPDATE_FORMATS=1"
        );
    }
}

#[test]
fn every_frozen_schema_is_of_an_event_type_that_is_still_read() {
    let written: Vec<_> = all().into_keys().collect();
    assert_eq!(names("schemas", ENDING), written);
}

#[test]
fn no_schema_lets_a_field_be_null() {
    for (name, schema) in all() {
        assert!(!schema.to_string().contains("\"null\""), "{name}");
    }
}
