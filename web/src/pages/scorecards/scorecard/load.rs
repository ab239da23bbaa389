//! Asks for the scorecard and its entities.

use catalog_schema::wire::{Problem, Scorecard, ScorecardResults};

use super::state::State;
use super::view::view;
use crate::address::encode;
use crate::pages::{Page, Section};
use crate::portal::Portal;
use crate::request::PageRequest;

/// All that the page shows.
pub(super) struct ScorecardPage {
    pub(super) scorecard: Scorecard,
    pub(super) state: State,
    /// The entities, or why the portal does not understand what the address asks for.
    pub(super) results: Result<ScorecardResults, Problem>,
}

/// The page of one scorecard.
///
/// # Errors
/// 404 where there is no such scorecard; what the portal answers, but for what the address asks for: the page says so and
/// stays usable.
pub(crate) async fn load(portal: &dyn Portal, request: &PageRequest, name: &str) -> Result<Page, Problem> {
    let frozen = portal.frozen();
    let scorecard = frozen.scorecard(name).await?;
    let state = State::from_query(&request.query);
    let results = match frozen.scorecard_results(name, &state.query()).await {
        Err(problem) if !matches!(problem.status, 400 | 410) => return Err(problem),
        results => results,
    };
    let status = results.as_ref().map_or_else(|problem| problem.status, |_| 200);
    let json = format!("/api/v1/scorecards/{}", encode(&scorecard.name));
    let title = scorecard.title.clone();
    let page = ScorecardPage { scorecard, state, results };
    let page = Page::new(title, move || view(&page)).with_status(status).in_section(Section::Scorecards);
    Ok(page.with_json(json))
}
