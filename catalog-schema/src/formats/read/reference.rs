//! References to other entities, as people write them.

use serde_json::{Map, Value};

use super::reader::{Reader, field};
use crate::diagnostic::codes;
use crate::fields::{is_name, name_slug};
use crate::formats::kinds;
use crate::formats::rewrite::Rewrite;
use crate::model::{EntityRef, Form, RefError, RefParts, Relation, RelationType, Spelling};

/// A reference, and what was said of the relation beside it.
#[derive(Clone, Debug)]
pub(crate) struct Reference {
    pub(crate) target: EntityRef,
    pub(crate) spelling: Spelling,
    pub(crate) attributes: Map<String, Value>,
}

impl Reference {
    /// A reference of which nothing else was said.
    pub(crate) fn new(target: EntityRef, spelling: Spelling) -> Self {
        Self { target, spelling, attributes: Map::new() }
    }

    /// A name that stands for itself; the text is kept where it is no valid one.
    pub(crate) fn named(kind: &str, namespace: &str, name: &str) -> Self {
        let form = Form::Name;
        if is_name(name) {
            return Self::new(EntityRef::new(kind, namespace, name), Spelling::plain(form));
        }
        let spelling = Spelling { form: Form::Words, text: Some(name.to_owned()) };
        Self::new(EntityRef::new(kind, namespace, &name_slug(name)), spelling)
    }

    /// The relation to it.
    pub(crate) fn relation(self, relation_type: RelationType, origin: String) -> Relation {
        let Self { target, spelling, attributes } = self;
        Relation { relation_type, target, spelling, origin, attributes }
    }
}

/// Keys of a map under which the reference itself may stand.
const REF_KEYS: [&str; 3] = ["ref", "target", "entity"];

impl Reader<'_> {
    /// The value as a reference. Without a default kind one must be written; a component is assumed otherwise.
    pub(crate) fn reference(
        &mut self,
        value: &Value,
        pointer: &str,
        default_kind: Option<&str>,
        namespace: &str,
    ) -> Option<Reference> {
        match value {
            Value::Object(map) => self.compound(map, value, pointer, default_kind, namespace),
            other => {
                let text = self.text(other, pointer)?;
                self.short(&text, pointer, default_kind, namespace)
            }
        }
    }

    /// `[kind:][namespace/]name`.
    fn short(&mut self, text: &str, pointer: &str, kind: Option<&str>, namespace: &str) -> Option<Reference> {
        // Compass names things by Atlassian identifiers, which would read as a kind `ari`.
        if text.starts_with("ari:") {
            let target = EntityRef::new(kind.unwrap_or("component"), namespace, text);
            return Some(Reference::new(target, Spelling::plain(Form::Identifier)));
        }
        let trimmed = text.trim();
        match RefParts::parse(trimmed, kind, Some(namespace)) {
            Ok(parts) => Some(self.resolved(&parts, form(trimmed), trimmed, pointer)),
            Err(RefError::MissingKind { .. }) => {
                self.value_problem(
                    &codes::REFERENCE_WITHOUT_KIND,
                    pointer,
                    format!("\"{trimmed}\" does not say of which kind it is; a component is assumed"),
                    &format!("write component:{trimmed}, or the kind that it is"),
                );
                let parts = RefParts::parse(trimmed, Some("component"), Some(namespace)).ok()?;
                Some(self.resolved(&parts, form(trimmed), trimmed, pointer))
            }
            Err(RefError::Malformed { .. }) => {
                self.value_problem(
                    &codes::INVALID_REFERENCE,
                    pointer,
                    format!("\"{trimmed}\" is not a reference; it is left out"),
                    "write [kind:][namespace/]name",
                );
                None
            }
        }
    }

    /// `{kind, namespace, name}`, or `{ref, …}` with what is to be said of the relation.
    fn compound(
        &mut self,
        map: &Map<String, Value>,
        value: &Value,
        pointer: &str,
        kind: Option<&str>,
        namespace: &str,
    ) -> Option<Reference> {
        let text = |key: &str| map.get(key).and_then(Value::as_str).filter(|text| !text.trim().is_empty());
        if let Some((key, text)) = REF_KEYS.iter().find_map(|key| Some((*key, text(key)?))) {
            let reference = self.short(text, &format!("{pointer}/{key}"), kind, namespace)?;
            let attributes = map.iter().filter(|(name, _)| *name != key);
            let attributes = attributes.map(|(k, v)| (k.clone(), v.clone())).collect();
            return Some(Reference { attributes, ..reference });
        }
        if let Some(reference) = self.kind_and_name(map, pointer, namespace) {
            return Some(reference);
        }
        let default_kind = kind.or(Some("component"));
        let parts = (text("kind"), text("namespace"), text("name"));
        let form = match (parts.0.is_some(), parts.1.is_some()) {
            (true, true) => Form::Full,
            (true, false) => Form::KindName,
            (false, true) => Form::NamespaceName,
            (false, false) => Form::Name,
        };
        let Ok(parts) = RefParts::from_parts(parts.0, parts.1, parts.2, default_kind, Some(namespace)) else {
            self.not_understood(value, pointer, "a reference");
            return None;
        };
        let reference = self.resolved(&parts, form, &parts.name, pointer);
        let attributes = map.iter().filter(|(key, _)| !matches!(key.as_str(), "kind" | "namespace" | "name"));
        Some(Reference { attributes: attributes.map(|(k, v)| (k.clone(), v.clone())).collect(), ..reference })
    }

    /// `resource: ledger-db`, a map by its blank, which was meant as `resource:ledger-db`.
    fn kind_and_name(&mut self, map: &Map<String, Value>, pointer: &str, namespace: &str) -> Option<Reference> {
        let (kind, name) = map.iter().next().filter(|_| map.len() == 1)?;
        let (kind, name) = (kinds::known(kind).map(|_| kind)?, name.as_str()?.trim());
        let text = format!("{kind}:{name}");
        let parts = RefParts::parse(&text, None, Some(namespace)).ok()?;
        self.mendable(
            &codes::WRONG_TYPE,
            pointer,
            format!("{} is a map by the blank after `{kind}:`; it is read as the reference {text}", field(pointer)),
            &format!("write {text}, without the blank"),
            Rewrite::Pair { pointer: pointer.to_owned(), key: kind.clone(), text: text.clone() },
        );
        Some(self.resolved(&parts, Form::KindName, &text, pointer))
    }

    /// The reference of these parts. A name that no entity can have is slugged as the entity's own would be.
    fn resolved(&mut self, parts: &RefParts, form: Form, written: &str, pointer: &str) -> Reference {
        let kind = (self.kind_name)(&parts.kind);
        if is_name(&parts.name) {
            return Reference::new(EntityRef::new(&kind, &parts.namespace, &parts.name), Spelling::plain(form));
        }
        let target = EntityRef::new(&kind, &parts.namespace, &name_slug(&parts.name));
        self.value_problem(
            &codes::INVALID_REFERENCE,
            pointer,
            format!("\"{written}\" in {} is not the name of an entity; it is read as {target}", field(pointer)),
            "write the reference of the entity that is meant",
        );
        Reference::new(target, Spelling { form, text: Some(written.to_owned()) })
    }
}

/// The form of a text that can be read as `[kind:][namespace/]name`.
fn form(text: &str) -> Form {
    let slash = text.find('/');
    let colon = text.find(':').filter(|colon| slash.is_none_or(|slash| *colon < slash));
    match (colon, slash) {
        (Some(_), Some(_)) => Form::Full,
        (Some(_), None) => Form::KindName,
        (None, Some(_)) => Form::NamespaceName,
        (None, None) => Form::Name,
    }
}
