//! What an entity of kind `api` promises: `spec.interface`.

use serde_json::Value;

use super::parts::Parts;
use crate::diagnostic::codes;
use crate::formats::read::{Fields, Reader, Strangers};
use crate::model::{ApiSpec, Entity};

/// The contract: its text, or where it is.
pub(super) fn read(parts: &Parts<'_>, entity: &Entity, reader: &mut Reader<'_>) -> Option<ApiSpec> {
    if entity.kind != "API" {
        return None;
    }
    let mut api = ApiSpec { spec_type: entity.entity_type.clone(), definition: None, reference: None };
    if let Some(field) = &parts.interface
        && let Some(map) = reader.map(field.value, &field.pointer)
    {
        let interface = Fields::read(reader, map, &field.pointer, &["fileRef", "definition"], Strangers::Refused);
        let reference = interface.get("fileRef").filter(|field| !field.value.is_null());
        api.reference = reference.and_then(|field| reader.text(field.value, &field.pointer));
        if let Some(field) = interface.get("definition").filter(|field| !field.value.is_null()) {
            // Datadog has the contract in the document itself, as maps and lists.
            api.definition = match field.value {
                Value::Object(_) => Some(format!("{:#}", field.value)),
                other => reader.text(other, &field.pointer),
            };
            api.spec_type = api.spec_type.or_else(|| language(field.value).map(str::to_owned));
        }
    }
    if api.definition.is_none() && api.reference.is_none() {
        let message = format!("the API {} has no definition", entity.name);
        let help = "write `interface:` under `spec:`, with `fileRef:` or `definition:`";
        reader.key_problem(&codes::MISSING_DEFINITION, "/spec/interface", message, help);
    }
    Some(api)
}

/// The language that a contract says it is written in.
fn language(definition: &Value) -> Option<&'static str> {
    [("openapi", "openapi"), ("swagger", "openapi"), ("asyncapi", "asyncapi")]
        .into_iter()
        .find_map(|(key, language)| definition.get(key).map(|_| language))
}
