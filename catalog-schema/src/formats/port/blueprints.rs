//! What an organisation's blueprints are in Sextant: its own words beside those that are known anyway.

use std::collections::BTreeMap;
use std::fmt;

use crate::fields::is_kind;
use crate::formats::foreign::foreign_kind;
use crate::formats::kinds;
use crate::formats::read::fold;

/// The organisation's blueprints, each with the kind and perhaps the type that it stands for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Blueprints {
    /// By the blueprint's identifier, folded.
    known: BTreeMap<String, BlueprintKind>,
}

/// What a blueprint stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct BlueprintKind {
    /// As displayed; a valid kind.
    pub(super) kind: String,
    pub(super) entity_type: Option<String>,
    /// Said by the organisation, or a word that everybody has; not made of the identifier.
    pub(super) certain: bool,
}

/// A line of the map that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlueprintError {
    /// The blueprint's identifier.
    pub blueprint: String,
    /// Why not.
    pub reason: String,
}

impl fmt::Display for BlueprintError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "blueprint {}: {}", self.blueprint, self.reason)
    }
}

impl std::error::Error for BlueprintError {}

impl Blueprints {
    /// Reads a map of identifiers to `Kind` or `Kind/type`. Identifiers are the same whatever their case, `-` and `_`.
    ///
    /// # Errors
    /// The first entry whose kind is none, or that names a blueprint a second time.
    pub fn parse<'e>(entries: impl IntoIterator<Item = (&'e str, &'e str)>) -> Result<Self, BlueprintError> {
        let mut known = BTreeMap::new();
        for (blueprint, written) in entries {
            let fail = |reason: String| Err(BlueprintError { blueprint: blueprint.to_owned(), reason });
            let (kind, entity_type) = match written.split_once('/') {
                Some((kind, entity_type)) => (kind.trim(), Some(entity_type.trim())),
                None => (written.trim(), None),
            };
            if !is_kind(kind) || entity_type == Some("") {
                return fail(format!("\"{written}\" is no kind; write one such as Resource, or Resource/database"));
            }
            let kind = kinds::known(kind).map_or(kind, |known| known.name).to_owned();
            let entry = BlueprintKind { kind, entity_type: entity_type.map(str::to_owned), certain: true };
            if known.insert(fold(blueprint), entry).is_some() {
                return fail("it is there already, in another spelling".to_owned());
            }
        }
        Ok(Self { known })
    }

    /// No blueprints but those that everybody has.
    pub const fn none() -> Self {
        Self { known: BTreeMap::new() }
    }

    /// Whether nothing is configured.
    pub fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// What a blueprint stands for: what the organisation says, else what the word means to everybody, else a kind of its
    /// own.
    pub(super) fn kind_of(&self, blueprint: &str) -> BlueprintKind {
        self.known.get(&fold(blueprint)).cloned().unwrap_or_else(|| {
            let foreign = foreign_kind(blueprint);
            let certain = kinds::known(&foreign.kind).is_some();
            BlueprintKind { kind: foreign.kind, entity_type: foreign.entity_type.map(str::to_owned), certain }
        })
    }
}

impl fmt::Display for Blueprints {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let entry = |(word, BlueprintKind { kind, entity_type, .. }): (&String, &BlueprintKind)| match entity_type {
            Some(entity_type) => format!("{word} = {kind}/{entity_type}"),
            None => format!("{word} = {kind}"),
        };
        write!(formatter, "{{{}}}", self.known.iter().map(entry).collect::<Vec<_>>().join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_organisation_says_what_its_blueprints_are() {
        let blueprints = Blueprints::parse([("ml_model", "resource/ml-model"), ("service", "Thing")]).unwrap();
        let of = |word: &str| {
            let found = blueprints.kind_of(word);
            (found.kind, found.entity_type, found.certain)
        };
        assert_eq!(of("ML-Model"), ("Resource".to_owned(), Some("ml-model".to_owned()), true));
        assert_eq!(of("service"), ("Thing".to_owned(), None, true), "over what the word means to everybody");
        assert_eq!(of("library"), ("Component".to_owned(), Some("library".to_owned()), true));
        assert_eq!(of("gadget-x"), ("GadgetX".to_owned(), None, false));
        assert_eq!(blueprints.to_string(), "{mlmodel = Resource/ml-model, service = Thing}");
    }

    #[test]
    fn what_cannot_be_used_is_named() {
        for (entries, blueprint) in [
            (&[("a", "two words")][..], "a"),
            (&[("a", "")], "a"),
            (&[("a", "API/")], "a"),
            (&[("a-b", "API"), ("a_b", "API")], "a_b"),
        ] {
            assert_eq!(Blueprints::parse(entries.iter().copied()).unwrap_err().blueprint, blueprint);
        }
    }
}
