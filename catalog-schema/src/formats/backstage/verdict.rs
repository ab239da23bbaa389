//! Whether Backstage itself would take an entity.

use serde_json::Value;

use super::{kind_schema, policy};
use crate::formats::read::field;

/// What Backstage would say of an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It takes it.
    Valid,
    /// It refuses it; for the first reason only, as Backstage does.
    Invalid(Refusal),
    /// It knows no such kind, or not under this apiVersion: without an extension it refuses it too.
    NotRecognized,
}

/// Why Backstage refuses an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The field at fault, as a JSON pointer.
    pub pointer: String,
    /// What is wrong with it.
    pub message: String,
}

impl Refusal {
    /// A refusal for the field at this pointer; `demand` goes on after the field's name.
    pub(super) fn at(pointer: &str, demand: impl AsRef<str>) -> Self {
        Self { pointer: pointer.to_owned(), message: format!("{} {}", field(pointer), demand.as_ref()) }
    }
}

/// Judges a document of a file as Backstage does by default: the envelope, the formats of its fields, then the spec by
/// its kind. References are not looked at.
pub fn verdict(entity: &Value) -> Verdict {
    match policy::refuse(entity) {
        Err(refusal) => Verdict::Invalid(refusal),
        Ok(()) => kind_schema::judge(entity),
    }
}

/// The envelope's part of [`verdict`], which holds for every kind.
pub fn envelope_verdict(entity: &Value) -> Verdict {
    policy::refuse(entity).map_or_else(Verdict::Invalid, |()| Verdict::Valid)
}
