//! Fields of a descriptor in people's words.

/// Fields whose place in the descriptor says less than their name.
const NAMES: [(&str, &str); 24] = [
    ("/apiVersion", "Format"),
    ("/kind", "Kind"),
    ("/metadata/name", "Name"),
    ("/metadata/namespace", "Namespace"),
    ("/metadata/title", "Title"),
    ("/metadata/description", "Description"),
    ("/metadata/tags", "Tags"),
    ("/metadata/links", "Links"),
    ("/metadata/aliases", "Aliases"),
    ("/spec/type", "Type"),
    ("/spec/lifecycle", "Lifecycle"),
    ("/spec/tier", "Tier"),
    ("/spec/language", "Language"),
    ("/spec/owner", "Owner"),
    ("/spec/additionalOwners", "Additional owners"),
    ("/spec/system", "System"),
    ("/spec/domain", "Domain"),
    ("/spec/dependsOn", "Depends on"),
    ("/spec/dependencyOf", "Needed by"),
    ("/spec/providesApis", "Provides"),
    ("/spec/consumesApis", "Consumes"),
    ("/spec/subcomponentOf", "Part of"),
    ("/spec/definition", "Definition"),
    ("/spec/children", "Teams within"),
];

/// Mappings whose entries are named one by one.
const ENTRIES: [(&str, &str); 3] =
    [("/metadata/labels/", "Label"), ("/metadata/annotations/", "Annotation"), ("/spec/customFields/", "Custom field")];

/// What to call the field at this JSON pointer; where it has no name of its own, its path with dots.
pub(super) fn field_name(pointer: &str) -> String {
    if let Some((_, name)) = NAMES.iter().find(|(place, _)| *place == pointer) {
        return (*name).to_owned();
    }
    for (place, name) in ENTRIES {
        if let Some(entry) = pointer.strip_prefix(place) {
            return format!("{name} {}", unescape(entry));
        }
    }
    let path: Vec<String> = pointer.split('/').skip(1).map(unescape).collect();
    if path.is_empty() { "Descriptor".to_owned() } else { path.join(".") }
}

/// A part of a JSON pointer as the key that it stands for (RFC 6901, section 4).
fn unescape(part: &str) -> String {
    part.replace("~1", "/").replace("~0", "~")
}
