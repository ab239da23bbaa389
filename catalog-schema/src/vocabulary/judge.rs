//! What of an entity does not fit what is defined.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{FieldDefinition, TypeDefinition, Vocabulary};
use crate::diagnostic::codes::{self, Code};
use crate::formats::read::child;
use crate::model::Entity;

/// Types that are proposed at most.
const PROPOSED: usize = 8;

/// A value that does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misfit {
    /// The kind of problem.
    pub code: &'static Code,
    /// Where the value is in the entity, as a JSON pointer.
    pub place: String,
    /// One sentence that stands alone.
    pub message: String,
    /// What to write instead.
    pub help: String,
}

impl Vocabulary {
    /// The values of an entity that do not fit, its type first.
    pub fn misfits(&self, entity: &Entity) -> Vec<Misfit> {
        let of_type = entity.entity_type.as_deref().and_then(|written| self.undefined_type(&entity.kind, written));
        let of_fields = entity.custom_fields.iter().filter_map(|(name, value)| {
            let field = self.field(name)?;
            let applies = self.applies(field, &entity.kind, entity.entity_type.as_deref());
            let (message, help) = field.misfit(value).filter(|_| applies)?;
            Some(Misfit {
                code: &codes::CUSTOM_FIELD_VALUE,
                place: child("/custom_fields", name),
                message: format!("custom field {name}: {message}"),
                help,
            })
        });
        of_type.into_iter().chain(of_fields).collect()
    }

    /// Says that a type is none of the defined ones, where there are any of that kind.
    fn undefined_type(&self, kind: &str, written: &str) -> Option<Misfit> {
        let known: Vec<&TypeDefinition> = self.types_of(kind).collect();
        if known.is_empty() || known.iter().any(|defined| defined.is_meant_by(written)) {
            return None;
        }
        let names: Vec<&str> = known.iter().map(|defined| defined.name.as_str()).collect();
        let distance = |name: &str| strsim::damerau_levenshtein(&name.to_lowercase(), &written.to_lowercase());
        let near = names.iter().map(|name| (distance(name), *name)).min();
        let help = match near.filter(|(distance, _)| *distance <= 2 && written.chars().count() > 3) {
            Some((_, near)) => format!("did you mean {near}?"),
            None => {
                let more = if names.len() > PROPOSED { " …" } else { "" };
                let names = names.into_iter().take(PROPOSED).collect::<Vec<_>>().join(", ");
                format!("write one of {names}{more}, or have it defined")
            }
        };
        Some(Misfit {
            code: &codes::UNDEFINED_TYPE,
            place: "/type".to_owned(),
            message: format!("the type {written:?} of a {kind} is not defined"),
            help,
        })
    }

    /// Whether an entity of this kind and type has a field. A type is meant by its name and by its aliases.
    pub fn applies(&self, field: &FieldDefinition, kind: &str, entity_type: Option<&str>) -> bool {
        let is_same = |known: &str, written: &str| {
            let mut types = self.types_of(kind);
            known.eq_ignore_ascii_case(written)
                || types.any(|defined| defined.is_meant_by(known) && defined.is_meant_by(written))
        };
        let is_of_type = |written: &str| field.types.iter().any(|known| is_same(known, written));
        field.is_of_kind(kind) && (field.types.is_empty() || entity_type.is_some_and(is_of_type))
    }

    /// The fields that an entity of this kind and type should say something in, and does not.
    pub fn missing<'v>(
        &'v self,
        kind: &'v str,
        entity_type: Option<&'v str>,
        said: &'v BTreeMap<String, Value>,
    ) -> impl Iterator<Item = &'v FieldDefinition> {
        let is_said = |field: &FieldDefinition| match said.get(&field.name) {
            None | Some(Value::Null) => false,
            Some(Value::String(text)) => !text.trim().is_empty(),
            Some(Value::Array(items)) => !items.is_empty(),
            Some(_) => true,
        };
        let required = self.fields().filter(|field| field.required);
        required.filter(move |field| self.applies(field, kind, entity_type) && !is_said(field))
    }
}
