//! References to other entities, as people write them.

use serde_json::{Map, Value};

use super::reader::{Reader, field};
use crate::diagnostic::codes;
use crate::fields::{is_name, name_slug};
use crate::formats::kinds;
use crate::formats::rewrite::Rewrite;
use crate::model::{EntityRef, RefError, RefParts};

/// A reference, and what was said of the relation beside it.
pub(crate) struct Reference {
    pub(crate) target: EntityRef,
    pub(crate) attributes: Map<String, Value>,
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
                let target = self.short(&text, pointer, default_kind, namespace)?;
                Some(Reference { target, attributes: Map::new() })
            }
        }
    }

    /// `[kind:][namespace/]name`.
    fn short(&mut self, text: &str, pointer: &str, kind: Option<&str>, namespace: &str) -> Option<EntityRef> {
        // Compass names things by Atlassian identifiers, which would read as a kind `ari`.
        if text.starts_with("ari:") {
            return Some(EntityRef::new(kind.unwrap_or("component"), namespace, text));
        }
        let trimmed = text.trim();
        match RefParts::parse(trimmed, kind, Some(namespace)) {
            Ok(parts) => Some(self.resolved(&parts, trimmed, pointer)),
            Err(RefError::MissingKind { .. }) => {
                self.value_problem(
                    &codes::REFERENCE_WITHOUT_KIND,
                    pointer,
                    format!("\"{trimmed}\" does not say of which kind it is; a component is assumed"),
                    &format!("write component:{trimmed}, or the kind that it is"),
                );
                let parts = RefParts::parse(trimmed, Some("component"), Some(namespace)).ok()?;
                Some(self.resolved(&parts, trimmed, pointer))
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
            let target = self.short(text, &format!("{pointer}/{key}"), kind, namespace)?;
            let attributes = map.iter().filter(|(name, _)| *name != key);
            return Some(Reference { target, attributes: attributes.map(|(k, v)| (k.clone(), v.clone())).collect() });
        }
        if let Some(reference) = self.kind_and_name(map, pointer, namespace) {
            return Some(reference);
        }
        let default_kind = kind.or(Some("component"));
        let parts = (text("kind"), text("namespace"), text("name"));
        let Ok(parts) = RefParts::from_parts(parts.0, parts.1, parts.2, default_kind, Some(namespace)) else {
            self.not_understood(value, pointer, "a reference");
            return None;
        };
        let target = self.resolved(&parts, &parts.name, pointer);
        let attributes = map.iter().filter(|(key, _)| !matches!(key.as_str(), "kind" | "namespace" | "name"));
        Some(Reference { target, attributes: attributes.map(|(k, v)| (k.clone(), v.clone())).collect() })
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
        Some(Reference { target: self.resolved(&parts, &text, pointer), attributes: Map::new() })
    }

    /// The reference of these parts. A name that no entity can have is slugged as the entity's own would be.
    fn resolved(&mut self, parts: &RefParts, written: &str, pointer: &str) -> EntityRef {
        let kind = (self.kind_name)(&parts.kind);
        if is_name(&parts.name) {
            return EntityRef::new(&kind, &parts.namespace, &parts.name);
        }
        let target = EntityRef::new(&kind, &parts.namespace, &name_slug(&parts.name));
        self.value_problem(
            &codes::INVALID_REFERENCE,
            pointer,
            format!("\"{written}\" in {} is not the name of an entity; it is read as {target}", field(pointer)),
            "write the reference of the entity that is meant",
        );
        target
    }
}
