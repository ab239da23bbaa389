//! The API that a thing of another kind than API serves: `spec.api`, in the native format only.

use crate::formats::read::{Fields, Placeholder, Reader, child};
use crate::model::ApiSpec;

/// `{type, definition, reference}`; the definition may be a placeholder, which is a reference too.
pub(super) fn read(spec: &Fields<'_>, reader: &mut Reader<'_>) -> Option<ApiSpec> {
    let field = spec.get("api")?;
    // What else a custom kind may keep there is its own affair.
    let map = field.value.as_object()?;
    let mut text = |key: &str| reader.text(map.get(key)?, &child(&field.pointer, key));
    let mut api = ApiSpec { spec_type: text("type"), definition: None, reference: text("reference") };
    if let Some(value) = map.get("definition").filter(|value| !value.is_null()) {
        match reader.text_or_placeholder(value, &child(&field.pointer, "definition")) {
            Some(Placeholder::Text(text)) => api.definition = Some(text),
            Some(Placeholder::Reference(target)) => api.reference = Some(target.to_owned()),
            None => {}
        }
    }
    Some(api)
}
