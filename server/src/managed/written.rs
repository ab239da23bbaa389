//! A descriptor in the envelope's form, whose fields are set one by one.

use catalog_schema::convert::{read_values, to_yaml};
use serde_json::{Map, Value, json};

/// The document as a value. Written again it says the same in the portal's own style: comments do not survive.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Written(Value);

impl Written {
    /// The document of a text; none where that is no map.
    pub(super) fn read(text: &str) -> Option<Self> {
        let value = read_values(text.as_bytes()).ok()?.into_iter().next()?;
        value.is_object().then_some(Self(value))
    }

    /// A document that says who the entity is and no more. A namespace that is empty is left out.
    pub(super) fn of(kind: &str, namespace: &str, name: &str) -> Self {
        let mut written = Self(json!({"apiVersion": "sextant.dev/v1", "kind": kind, "metadata": {}, "spec": {}}));
        for (field, value) in [("name", name), ("namespace", namespace)] {
            written.set("metadata", field, (!value.is_empty()).then(|| value.into()));
        }
        written
    }

    /// What a field of a part says, such as `owner` of `spec`.
    pub(super) fn get(&self, part: &str, field: &str) -> Option<&Value> {
        self.0.get(part)?.get(field)
    }

    /// Says something else in a field; with nothing the field goes.
    pub(super) fn set(&mut self, part: &str, field: &str, value: Option<Value>) {
        let Value::Object(root) = &mut self.0 else { return };
        let part = root.entry(part).or_insert_with(|| Value::Object(Map::new()));
        if !part.is_object() {
            *part = Value::Object(Map::new());
        }
        let Value::Object(part) = part else { return };
        match value {
            Some(value) => drop(part.insert(field.to_owned(), value)),
            None => drop(part.remove(field)),
        }
    }

    /// Says something else in a custom field; with nothing the field goes.
    pub(super) fn set_custom_field(&mut self, name: &str, value: Option<Value>) {
        let fields = self.get("spec", "customFields").and_then(Value::as_object);
        let mut fields = fields.cloned().unwrap_or_default();
        match value {
            Some(value) => drop(fields.insert(name.to_owned(), value)),
            None => drop(fields.remove(name)),
        }
        self.set("spec", "customFields", (!fields.is_empty()).then_some(Value::Object(fields)));
    }

    /// The texts of a list, whether it is written as one or between commas.
    pub(super) fn list(&self, part: &str, field: &str) -> Vec<String> {
        match self.get(part, field) {
            Some(Value::Array(items)) => items.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
            Some(Value::String(text)) => text.split(',').map(|item| item.trim().to_owned()).collect(),
            _ => Vec::new(),
        }
    }

    /// As YAML.
    pub(super) fn to_text(&self) -> String {
        to_yaml(&self.0)
    }
}
