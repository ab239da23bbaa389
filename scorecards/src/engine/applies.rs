//! Which entities a scorecard is about.

use super::compile::Scorecard;
use crate::facts::{FactReader, Facts};

impl Scorecard {
    /// Whether the entity meets every list that is not empty, and the condition.
    pub(super) fn applies(&self, facts: &Facts<'_>, reader: &FactReader<'_>) -> bool {
        let (applies_to, entity) = (&self.definition.applies_to, facts.entity);
        let names = |names: &[String], name: Option<&str>| match name {
            Some(name) => includes(names, name),
            None => names.is_empty(),
        };
        includes(&applies_to.kinds, &entity.kind)
            && names(&applies_to.types, entity.entity_type.as_deref())
            && names(&applies_to.lifecycles, entity.lifecycle.as_deref())
            && (applies_to.tiers.is_empty() || entity.tier.is_some_and(|tier| applies_to.tiers.contains(&tier)))
            && (applies_to.tags.is_empty() || entity.tags.iter().any(|tag| includes(&applies_to.tags, tag)))
            && (applies_to.owners.is_empty() || {
                let within = facts.around.owner().within;
                applies_to.owners.iter().any(|owner| within.contains(owner))
            })
            && match &self.when {
                None => true,
                Some(Ok(when)) => when.holds(reader).unwrap_or(false),
                Some(Err(_)) => false,
            }
    }
}

/// Whether a list names this, in any case; an empty one includes all.
pub(super) fn includes(names: &[String], name: &str) -> bool {
    names.is_empty() || names.iter().any(|included| included.eq_ignore_ascii_case(name))
}
