//! Documentation: whether one can read what it is.

use super::rules::{
    description_is_telling, descriptor_readable, has_description, has_documentation, has_readable_name, has_readme,
    has_type, provided_apis_described,
};
use crate::definition::{AppliesTo, ScorecardDefinition};

pub(super) fn scorecard() -> ScorecardDefinition {
    ScorecardDefinition {
        name: "documentation".to_owned(),
        title: "Documentation".to_owned(),
        description: "One can read what it is, what it is called, of which sort it is, and where more is written \
                      about it."
            .to_owned(),
        applies_to: AppliesTo {
            kinds: ["Component", "API", "Resource", "System", "Domain"].map(str::to_owned).into(),
            ..AppliesTo::default()
        },
        rules: vec![
            has_description::rule(),
            description_is_telling::rule(),
            has_documentation::rule(),
            has_readme::rule(),
            has_readable_name::rule(),
            has_type::rule(),
            provided_apis_described::rule(),
            descriptor_readable::rule(),
        ],
        ..ScorecardDefinition::default()
    }
}
