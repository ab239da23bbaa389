//! Asks for the exemptions that the address asks for.

use catalog_schema::wire::{ExemptionList, ExemptionQuery, ExemptionState, Problem};

use super::table::Reader;
use super::view::view;
use crate::address::with_query;
use crate::pages::{Page, Section};
use crate::portal::Portal;
use crate::request::PageRequest;

/// All that the page shows.
pub(super) struct ExemptionsPage {
    pub(super) query: ExemptionQuery,
    /// The exemptions, or why the portal does not understand what the address asks for.
    pub(super) found: Result<ExemptionList, Problem>,
    pub(super) reader: Reader,
    /// Scorecards to choose from: name and title.
    pub(super) scorecards: Vec<(String, String)>,
}

/// The page, narrowed as the address says.
///
/// # Errors
/// What the portal answers, but for what the address asks for: the page says so and stays usable.
pub(crate) async fn load(portal: &dyn Portal, request: &PageRequest) -> Result<Page, Problem> {
    let said = |name: &str| request.query.first(name).filter(|value| !value.is_empty()).map(str::to_owned);
    let query = ExemptionQuery {
        state: said("state").as_deref().and_then(ExemptionState::parse),
        scorecard: said("scorecard"),
        team: said("team"),
        entity: said("entity"),
        limit: None,
        cursor: said("cursor"),
    };
    let found = match portal.exemptions(&query).await {
        Err(problem) if !matches!(problem.status, 400 | 404) => return Err(problem),
        found => found,
    };
    let scorecards = portal.scorecard_list().await?.items;
    let scorecards = scorecards.into_iter().map(|scorecard| (scorecard.name, scorecard.title)).collect();
    let status = found.as_ref().map_or_else(|problem| problem.status, |_| 200);
    let page = ExemptionsPage { query, found, reader: Reader::of(request), scorecards };
    let json = with_query("/api/v1/exemptions", address(&page.query).iter().map(|(key, value)| (*key, value.as_str())));
    let page = Page::new("Exemptions", move || view(&page)).with_status(status).in_section(Section::Scorecards);
    Ok(if status == 200 { page.with_json(json) } else { page })
}

/// What a query says in an address.
pub(super) fn address(query: &ExemptionQuery) -> Vec<(&'static str, String)> {
    let state = query.state.map(|state| state.as_str().to_owned());
    let pairs = [
        ("state", state),
        ("scorecard", query.scorecard.clone()),
        ("team", query.team.clone()),
        ("entity", query.entity.clone()),
    ];
    pairs.into_iter().filter_map(|(key, value)| Some((key, value?))).collect()
}
