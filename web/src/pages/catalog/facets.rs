//! The facets of the catalog, and their counts.

use std::collections::BTreeMap;

use catalog_schema::wire::Problem;

use super::state::CatalogState;
use crate::components::facets::Facet;
use crate::portal::Portal;

/// The facets, in the order of the page.
pub(super) const FACETS: [&str; 15] = [
    "stale",
    "dangling",
    "kind",
    "type",
    "owner",
    "system",
    "domain",
    "lifecycle",
    "tier",
    "language",
    "tag",
    "health",
    "failing",
    "source",
    "format",
];

/// Those of [`FACETS`] that are switches: they single out what needs attention.
const SWITCHES: [&str; 2] = ["stale", "dangling"];

/// The counts of every facet. Those of a facet in which something is chosen say what its other values would bring.
///
/// # Errors
/// What the portal answers to a filter that it does not understand.
pub(super) async fn facets(portal: &dyn Portal, state: &CatalogState) -> Result<Vec<Facet>, Problem> {
    let mut counted = portal.facets(&state.facet_query()).await?.facets;
    let mut facets = Vec::with_capacity(FACETS.len());
    for key in FACETS {
        let facet = Facet::new(key, counted.remove(key).unwrap_or_default(), &state.chosen);
        facets.push(match key {
            "failing" if !facet.is_empty() => {
                let titles = rule_titles(portal).await?;
                facet.labelled(|rule| titles.get(rule).cloned())
            }
            switch if SWITCHES.contains(&switch) => facet.only("true"),
            _ => facet,
        });
    }
    Ok(facets)
}

/// The titles of all rules by scorecard and rule.
async fn rule_titles(portal: &dyn Portal) -> Result<BTreeMap<String, String>, Problem> {
    let scorecards = portal.scorecard_list().await?.items.into_iter();
    let rules = scorecards.flat_map(|scorecard| {
        let id = move |rule: &str| format!("{}/{rule}", scorecard.name).to_lowercase();
        scorecard.rules.into_iter().map(move |rule| (id(&rule.id), rule.title))
    });
    Ok(rules.collect())
}
