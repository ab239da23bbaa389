//! API contract: whether one can build on an API.

use super::rules::{
    api_definition_offers_something, api_has_definition, api_has_provider, api_lifecycle_declared,
    api_owned_by_provider, deprecated_api_unused,
};
use crate::definition::{AppliesTo, ScorecardDefinition};

pub(super) fn scorecard() -> ScorecardDefinition {
    ScorecardDefinition {
        name: "api-contract".to_owned(),
        title: "API contract".to_owned(),
        description: "Whoever uses an API knows what it offers, who provides it and how long it stays.".to_owned(),
        applies_to: AppliesTo { kinds: ["API"].map(str::to_owned).into(), ..AppliesTo::default() },
        rules: vec![
            api_has_definition::rule(),
            api_definition_offers_something::rule(),
            api_has_provider::rule(),
            api_lifecycle_declared::rule(),
            api_owned_by_provider::rule(),
            deprecated_api_unused::rule(),
        ],
        ..ScorecardDefinition::default()
    }
}
