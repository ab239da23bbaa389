//! Ownership: whether somebody answers for it.

use super::rules::{owner_exists, owner_has_members, owner_is_team, owner_on_call, owner_reachable};
use crate::definition::{AppliesTo, ScorecardDefinition};

pub(super) fn scorecard() -> ScorecardDefinition {
    ScorecardDefinition {
        name: "ownership".to_owned(),
        title: "Ownership".to_owned(),
        description: "Someone answers for it: a team that exists, has people in it and can be reached.".to_owned(),
        applies_to: AppliesTo {
            kinds: ["Component", "API", "Resource", "System", "Domain"].map(str::to_owned).into(),
            ..AppliesTo::default()
        },
        rules: vec![
            owner_exists::rule(),
            owner_is_team::rule(),
            owner_has_members::rule(),
            owner_reachable::rule(),
            owner_on_call::rule(),
        ],
        ..ScorecardDefinition::default()
    }
}
