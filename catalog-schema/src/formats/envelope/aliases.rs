//! Other names that the entity answers to.

use crate::formats::read::{Fields, Reader, child};
use crate::model::Alias;

/// `aliases`, a list of `{scheme, value}`; text alone is a name.
pub(super) fn read(metadata: &Fields<'_>, reader: &mut Reader<'_>) -> Vec<Alias> {
    let Some(field) = metadata.get("aliases") else { return Vec::new() };
    let mut aliases = Vec::new();
    for (pointer, item) in reader.items(field.value, &field.pointer) {
        let Some(map) = item.as_object() else {
            let value = reader.text(item, &pointer);
            aliases.extend(value.map(|value| Alias { scheme: "name".to_owned(), value }));
            continue;
        };
        let mut text = |key: &str| reader.text(map.get(key)?, &child(&pointer, key));
        match (text("scheme"), text("value")) {
            (scheme, Some(value)) => {
                aliases.push(Alias { scheme: scheme.unwrap_or_else(|| "name".to_owned()), value });
            }
            (_, None) => reader.not_understood(item, &pointer, "`{scheme, value}`"),
        }
    }
    aliases
}
