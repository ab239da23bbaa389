//! Asks for the scorecard, its days, groups and moves, what to mend, and its entities.

use catalog_schema::wire::{
    Exemption, ExemptionQuery, ExemptionState, FixList, FixQuery, MoveList, Problem, RollupBy, RollupGroup,
    RollupOrder, RollupQuery, Scorecard, ScorecardDay, ScorecardResults,
};

use super::groups::{FEW, SHOWN};
use super::state::State;
use super::view::view;
use crate::address::encode;
use crate::pages::exemptions::Reader;
use crate::pages::{Page, Section};
use crate::portal::Portal;
use crate::request::PageRequest;

/// Days that are drawn: today, and as far back as the longest comparison.
const DAYS: u32 = 91;
/// Fixes that are shown; the table to save has more.
const FIXES: u32 = 10;

/// All that the page shows.
pub(super) struct ScorecardPage {
    pub(super) scorecard: Scorecard,
    pub(super) state: State,
    pub(super) days: Vec<ScorecardDay>,
    pub(super) groups: Groups,
    pub(super) moves: MoveList,
    pub(super) fixes: FixList,
    /// Requests for exemptions that wait for a decision.
    pub(super) waiting: Vec<Exemption>,
    pub(super) reader: Reader,
    /// The entities, or why the portal does not understand what the address asks for.
    pub(super) results: Result<ScorecardResults, Problem>,
    /// In milliseconds since the Unix epoch.
    pub(super) now: i64,
}

/// The groups that are shown: a page with all teams of a large company would be megabytes.
pub(super) struct Groups {
    pub(super) by: RollupBy,
    /// How many there are.
    pub(super) total: u64,
    /// Those in which the most entities fail a rule, by name.
    pub(super) failing: Vec<RollupGroup>,
    /// Those that reach the greatest share of points, the best first: all of them where there are no more than are shown.
    pub(super) best: Vec<RollupGroup>,
    /// Those that reach the least, the best first; none where `best` has all.
    pub(super) worst: Vec<RollupGroup>,
}

/// Asks for the groups of a scorecard that are shown.
async fn groups(portal: &dyn Portal, name: &str, by: RollupBy) -> Result<Groups, Problem> {
    let ask = |order, limit: usize| RollupQuery { by, order, limit: u32::try_from(limit).ok() };
    let mut failing = portal.scorecard_rollup(name, &ask(RollupOrder::Failing, FEW)).await?;
    let mut best = portal.scorecard_rollup(name, &ask(RollupOrder::Points, FEW)).await?.items;
    let mut worst = Vec::new();
    if failing.total > FEW as u64 {
        failing.items.truncate(SHOWN);
        best.truncate(SHOWN / 2);
        worst = portal.scorecard_rollup(name, &ask(RollupOrder::LeastPoints, SHOWN / 2)).await?.items;
        worst.reverse();
    }
    let (total, mut failing) = (failing.total, failing.items);
    failing.sort_by(|one, other| (one.of.is_none(), &one.of).cmp(&(other.of.is_none(), &other.of)));
    Ok(Groups { by, total, failing, best, worst })
}

/// The page of one scorecard.
///
/// # Errors
/// 404 where there is no such scorecard; what the portal answers, but for what the address asks for: the page says so and
/// stays usable.
pub(crate) async fn load(portal: &dyn Portal, request: &PageRequest, name: &str) -> Result<Page, Problem> {
    let portal = &*portal.frozen();
    let scorecard = portal.scorecard(name).await?;
    let state = State::from_query(&request.query);
    let results = match portal.scorecard_results(name, &state.query()).await {
        Err(problem) if !matches!(problem.status, 400 | 410) => return Err(problem),
        results => results,
    };
    let fixes = FixQuery { scorecard: Some(scorecard.name.clone()), limit: Some(FIXES), ..FixQuery::default() };
    let waiting = ExemptionQuery {
        scorecard: Some(scorecard.name.clone()),
        state: Some(ExemptionState::Waiting),
        ..ExemptionQuery::default()
    };
    let page = ScorecardPage {
        waiting: portal.exemptions(&waiting).await?.items,
        reader: Reader::of(request),
        days: portal.scorecard_trend(name, RollupBy::Organisation, None, DAYS).await?.days,
        groups: groups(portal, name, state.grouping()).await?,
        moves: portal.moves(&state.moves(&scorecard.name)).await?,
        fixes: portal.fixes(&fixes).await?,
        scorecard,
        state,
        results,
        now: request.now,
    };
    let json = format!("/api/v1/scorecards/{}", encode(&page.scorecard.name));
    let status = page.results.as_ref().map_or_else(|problem| problem.status, |_| 200);
    let title = format!("{} · Scorecard", page.scorecard.title);
    let page = Page::new(title, move || view(&page)).in_section(Section::Scorecards);
    Ok(page.with_status(status).with_json(json))
}
