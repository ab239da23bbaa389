//! Basics: what makes an entry in the catalog useful at all.

use super::rules::{has_description, owner_exists};
use crate::definition::{AppliesTo, ScorecardDefinition};

pub(super) fn scorecard() -> ScorecardDefinition {
    ScorecardDefinition {
        name: "basics".to_owned(),
        title: "Basics".to_owned(),
        description: "What makes an entry in the catalog useful at all: someone answers for it, and one can read what \
                      it is."
            .to_owned(),
        applies_to: AppliesTo {
            kinds: ["Component", "API", "Resource", "System", "Domain"].map(str::to_owned).into(),
            ..AppliesTo::default()
        },
        rules: vec![owner_exists::rule(), has_description::rule()],
        ..ScorecardDefinition::default()
    }
}
