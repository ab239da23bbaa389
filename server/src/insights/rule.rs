//! What a rule is, and which there are.

use super::rules::{
    cross_team, cycle, hub, lifecycle_inversion, missing_contract, orphan, shared_database, tier_inversion, unowned,
};
use super::{Found, Ground};

/// A kind of thing that may be wrong. docs/insights/ has a page for each, named like it.
#[derive(Debug)]
pub struct Rule {
    /// Stable, in kebab case.
    pub id: &'static str,
    /// For people, in a few words.
    pub title: &'static str,
    /// What it costs to leave it as it is.
    pub why: &'static str,
    /// What to do about it.
    pub fix: &'static str,
    /// Goes through the catalog.
    pub(super) find: fn(&Ground<'_>) -> Vec<Found>,
}

/// Every rule, in the order in which they are shown.
pub fn rules() -> &'static [&'static Rule] {
    static RULES: [&Rule; 9] = [
        &cycle::RULE,
        &shared_database::RULE,
        &tier_inversion::RULE,
        &lifecycle_inversion::RULE,
        &unowned::RULE,
        &missing_contract::RULE,
        &hub::RULE,
        &cross_team::RULE,
        &orphan::RULE,
    ];
    &RULES
}
