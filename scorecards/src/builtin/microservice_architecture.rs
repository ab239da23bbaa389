//! Microservice architecture: whether it can change and fail by itself.

use super::rules::{
    consumed_apis_exist, few_dependencies, hub_is_tier_1, no_dependency_cycle, no_lifecycle_inversion,
    no_shared_database, no_tier_inversion, part_of_system, short_dependency_chain,
};
use crate::definition::{AppliesTo, ScorecardDefinition};

pub(super) fn scorecard() -> ScorecardDefinition {
    ScorecardDefinition {
        name: "microservice-architecture".to_owned(),
        title: "Microservice architecture".to_owned(),
        description: "It hangs together with others in a way that lets each change and fail by itself. Judged \
                      from the dependencies that descriptors declare, and from what the insights find in them."
            .to_owned(),
        applies_to: AppliesTo { kinds: ["Component", "Resource"].map(str::to_owned).into(), ..AppliesTo::default() },
        rules: vec![
            no_dependency_cycle::rule(),
            no_tier_inversion::rule(),
            no_lifecycle_inversion::rule(),
            no_shared_database::rule(),
            few_dependencies::rule(),
            hub_is_tier_1::rule(),
            consumed_apis_exist::rule(),
            part_of_system::rule(),
            short_dependency_chain::rule(),
        ],
        ..ScorecardDefinition::default()
    }
}
