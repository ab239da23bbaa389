//! Kind, namespace and name.

use crate::diagnostic::codes;
use crate::fields::{is_kind, is_name, is_namespace, name_slug, namespace_slug};
use crate::formats::kinds;
use crate::formats::read::{Fields, Reader};
use crate::formats::rewrite::Rewrite;
use crate::model::Alias;

/// Who an entity is.
pub(crate) struct Identity {
    pub(crate) kind: String,
    pub(crate) namespace: String,
    pub(crate) name: String,
    /// The name as written, where it was no valid one.
    pub(crate) original: Option<String>,
    pub(crate) aliases: Vec<Alias>,
}

/// The kind as displayed.
pub(super) fn kind(envelope: &Fields<'_>, api_version: Option<&str>, reader: &mut Reader<'_>) -> String {
    let field = envelope.get("kind");
    // An empty kind is said to be missing, not to be empty as well.
    let mentions = std::mem::replace(&mut reader.mentions_empty, false);
    let written = field.and_then(|field| reader.text(field.value, &field.pointer));
    reader.mentions_empty = mentions;
    let Some(written) = written else {
        let scaffolder = api_version.is_some_and(|version| version.starts_with("scaffolder."));
        let kind = if scaffolder { "Template" } else { "Component" };
        let message = format!("the descriptor has no kind; it is taken for a {kind}");
        reader.key_problem(&codes::MISSING_KIND, "/kind", message, &format!("write `kind: {kind}`, or what it is"));
        return kind.to_owned();
    };
    if let Some(known) = kinds::known(&written) {
        if known.name != written {
            let message = format!("the kind {written} is read as {}", known.name);
            let pointer = field.map(|field| field.pointer.clone()).unwrap_or_default();
            let rewrite = Rewrite::Text { pointer: pointer.clone(), old: written.clone(), new: known.name.to_owned() };
            let help = format!("write `kind: {}`", known.name);
            reader.mendable(&codes::KIND_CASE, &pointer, message, &help, rewrite);
        }
        return known.name.to_owned();
    }
    if is_kind(&written) {
        return written;
    }
    let letters: String = written.chars().filter(char::is_ascii_alphanumeric).take(63).collect();
    let letters = letters.trim_start_matches(|c: char| c.is_ascii_digit());
    let kind = if letters.is_empty() { "Component" } else { letters };
    let message = format!("\"{written}\" is not a valid kind; it is read as {kind}");
    reader.value_problem(&codes::INVALID_KIND, "/kind", message, "a kind has letters and digits only, a letter first");
    kind.to_owned()
}

/// Name and namespace; nothing if there is no name.
pub(super) fn read(kind: &str, metadata: &Fields<'_>, at: &str, reader: &mut Reader<'_>) -> Option<Identity> {
    let mentions = std::mem::replace(&mut reader.mentions_empty, false);
    let name = metadata.get("name").and_then(|field| reader.text(field.value, &field.pointer));
    reader.mentions_empty = mentions;
    let Some(written) = name else {
        reader.key_problem(
            &codes::MISSING_NAME,
            &format!("{at}/name"),
            format!("the {kind} has no name"),
            "write `name:` under `metadata:`, with a name that is unique among its kind",
        );
        return None;
    };
    let namespace = metadata
        .get("namespace")
        .and_then(|field| {
            let written = reader.text(field.value, &field.pointer)?;
            Some(namespace(written, &field.pointer, reader))
        })
        .unwrap_or_else(|| reader.default_namespace.to_owned());
    let pointer = metadata.get("name").map(|field| field.pointer.clone()).unwrap_or_default();
    Some(named(kind, namespace, written, &pointer, reader))
}

/// The identity of this name, made valid if it is not.
pub(crate) fn named(
    kind: &str,
    namespace: String,
    written: String,
    pointer: &str,
    reader: &mut Reader<'_>,
) -> Identity {
    if is_name(&written) {
        let kind = kind.to_owned();
        return Identity { kind, namespace, name: written, original: None, aliases: Vec::new() };
    }
    let name = name_slug(&written);
    reader.value_problem(
        &codes::INVALID_NAME,
        pointer,
        format!("\"{written}\" is not a valid name; the entity is called {name}"),
        "use up to 63 letters, digits, `-`, `_` and `.`; what people should read goes into the title",
    );
    let aliases = vec![Alias { scheme: "name".to_owned(), value: written.clone() }];
    Identity { kind: kind.to_owned(), namespace, name, original: Some(written), aliases }
}

fn namespace(written: String, pointer: &str, reader: &mut Reader<'_>) -> String {
    if is_namespace(&written) {
        return written;
    }
    let namespace = namespace_slug(&written);
    let rewrite = Rewrite::Text { pointer: pointer.to_owned(), old: written.clone(), new: namespace.clone() };
    reader.mendable(
        &codes::INVALID_NAMESPACE,
        pointer,
        format!("\"{written}\" is not a valid namespace; it is read as {namespace}"),
        "use up to 63 lower-case letters, digits and `-`",
        (namespace == written.to_ascii_lowercase()).then_some(rewrite),
    );
    namespace
}
