//! Production readiness: whether what runs can be operated.

use super::rules::{
    built_by_ci, dependencies_exist, dependencies_stay, has_dashboard, has_owner_in_effect, has_repository,
    has_runbook, lifecycle_declared, on_call_reachable, still_maintained, team_of_two, tier_declared,
};
use crate::definition::{AppliesTo, LevelDefinition, ScorecardDefinition};

/// What runs. A library is released rather than operated, and for what has no type nobody knows.
const TYPES: [&str; 11] = [
    "service",
    "website",
    "application",
    "backend",
    "frontend",
    "microservice",
    "worker",
    "job",
    "function",
    "pipeline",
    "mobile-app",
];

pub(super) fn scorecard() -> ScorecardDefinition {
    ScorecardDefinition {
        name: "production-readiness".to_owned(),
        title: "Production readiness".to_owned(),
        description: "What runs can be operated: one knows whose it is and how much it matters, somebody can be \
                      called and has a runbook and a dashboard, and what it needs is there to stay."
            .to_owned(),
        applies_to: AppliesTo {
            kinds: ["Component"].map(str::to_owned).into(),
            types: TYPES.map(str::to_owned).into(),
            ..AppliesTo::default()
        },
        levels: vec![
            level("bronze", "Bronze", "#a97142"),
            level("silver", "Silver", "#8a9299"),
            level("gold", "Gold", "#c9a227"),
        ],
        rules: vec![
            has_owner_in_effect::rule(),
            lifecycle_declared::rule(),
            tier_declared::rule(),
            has_repository::rule(),
            on_call_reachable::rule(),
            has_runbook::rule(),
            has_dashboard::rule(),
            dependencies_exist::rule(),
            team_of_two::rule(),
            dependencies_stay::rule(),
            built_by_ci::rule(),
            still_maintained::rule(),
        ],
        ..ScorecardDefinition::default()
    }
}

fn level(name: &str, title: &str, color: &str) -> LevelDefinition {
    LevelDefinition { name: name.to_owned(), title: title.to_owned(), color: Some(color.to_owned()) }
}
