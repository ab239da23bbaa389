//! JSON Schemas that name every field there is.

use jsonschema::validator_for;
use serde_json::{Map, Value};

/// Forbids what a schema does not name, in all objects that it describes: a field that is spelled wrongly would be
/// passed over in silence where the file is used.
pub(crate) fn close(schema: &mut Value) {
    match schema {
        Value::Object(object) => {
            if is_closed_by_names(object) {
                object.insert("additionalProperties".to_owned(), Value::Bool(false));
            }
            object.values_mut().for_each(close);
        }
        Value::Array(items) => items.iter_mut().for_each(close),
        _ => {}
    }
}

fn is_closed_by_names(object: &Map<String, Value>) -> bool {
    let names = object.get("properties").is_some_and(Value::is_object);
    names && object.get("type").is_some_and(|kind| kind == "object") && !object.contains_key("additionalProperties")
}

/// What is wrong with `value`, one line each, with the place.
pub(crate) fn problems(schema: &Value, value: &Value) -> Vec<String> {
    let validator = validator_for(schema).unwrap();
    validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}
