//! The contract of an API, in one of the properties.

use serde_json::Value;

use super::properties::{FILE, Properties};
use crate::formats::read::{Reader, fold};
use crate::model::{ApiSpec, Entity};

/// The names of properties, folded, that hold a contract, and the language that each tells.
const NAMES: [(&str, Option<&str>); 11] = [
    ("openapi", Some("openapi")),
    ("openapispec", Some("openapi")),
    ("swagger", Some("openapi")),
    ("swaggerspec", Some("openapi")),
    ("asyncapi", Some("asyncapi")),
    ("graphql", Some("graphql")),
    ("proto", Some("grpc")),
    ("grpc", Some("grpc")),
    ("apispec", None),
    ("apidefinition", None),
    ("definition", None),
];

/// Takes the contract: a file or an address becomes a reference, everything else its text. An entity of another kind may
/// have one too.
pub(super) fn take(properties: &mut Properties<'_>, entity: &Entity, reader: &mut Reader<'_>) -> Option<ApiSpec> {
    let is_api = entity.kind == "API";
    let written = entity.entity_type.as_deref().filter(|_| is_api).map(fold);
    let found = NAMES.into_iter().find_map(|(name, language)| {
        let suits = |value: &Value| value.is_string() || value.is_object();
        Some((properties.take(&[name], suits)?.1, language))
    });
    let Some((field, language)) = found else {
        return is_api.then_some(ApiSpec { spec_type: written, definition: None, reference: None });
    };
    let mut api = ApiSpec { spec_type: language.map(str::to_owned).or(written), definition: None, reference: None };
    match field.value {
        Value::Object(_) => api.definition = Some(format!("{:#}", field.value)),
        other => {
            let text = reader.text(other, &field.pointer)?;
            api.reference = reader.targets.get(&field.pointer).filter(|target| **target != text).cloned();
            let elsewhere = text.starts_with(FILE) || text.starts_with("https://") || text.starts_with("http://");
            let place = if elsewhere { &mut api.reference } else { &mut api.definition };
            *place = Some(text);
        }
    }
    Some(api)
}
