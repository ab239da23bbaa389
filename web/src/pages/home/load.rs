//! Asks for what the home page shows.

use catalog_schema::wire::{
    DiagnosticList, DiagnosticQuery, EntityList, FacetQuery, FacetValue, HealthSummary, ListQuery, Problem, SourceList,
    TeamList,
};

use super::first_run;
use super::view::view;
use crate::pages::Page;
use crate::pages::teams::TeamTree;
use crate::portal::Portal;
use crate::request::PageRequest;
use crate::scope::Scope;

/// Changes shown.
const CHANGES: u32 = 8;
/// Problems of descriptors shown.
const PROBLEMS: u32 = 5;

/// All that the page shows.
pub(super) struct HomePage {
    pub(super) teams: TeamList,
    pub(super) tree: TeamTree,
    /// The reader's teams, as far as the catalog has them.
    pub(super) chosen: Vec<String>,
    /// The reader's teams that the catalog does not have any more.
    pub(super) lost: Vec<String>,
    /// What the reader's teams own; everything where there are none.
    pub(super) scope: Scope,
    pub(super) health: HealthSummary,
    pub(super) changes: EntityList,
    /// How many entities there are of each kind.
    pub(super) kinds: Vec<FacetValue>,
    pub(super) sources: SourceList,
    /// The first errors in descriptors.
    pub(super) errors: DiagnosticList,
    /// The reader asked for the teams to choose from.
    pub(super) choosing: bool,
    /// The time that "3 minutes ago" counts from, in milliseconds since the Unix epoch.
    pub(super) now: i64,
}

/// The home page of the reader's teams; of the whole catalog where none are chosen.
///
/// # Errors
/// What the portal answers.
pub(crate) async fn load(portal: &dyn Portal, request: &PageRequest) -> Result<Page, Problem> {
    let portal = &*portal.frozen();
    let sources = portal.sources().await?;
    if portal.entity_count() == 0 {
        return Ok(Page::new("Home", move || first_run::view(&sources)));
    }
    let teams = portal.teams().await?;
    let tree = TeamTree::new(&teams.items);
    let (chosen, lost): (Vec<String>, Vec<String>) =
        request.teams.iter().cloned().partition(|team| tree.find(team).is_some());
    let scope = if chosen.is_empty() { Scope::All } else { Scope::Within(chosen.clone()) };
    let page = HomePage {
        health: portal.health(&scope.filter()).await?,
        changes: portal.list(&changes_query(&scope)).await?,
        kinds: kinds(portal).await?,
        errors: portal.diagnostics(&errors_query()).await?,
        sources,
        teams,
        tree,
        chosen,
        lost,
        scope,
        choosing: request.query.all("choose").next().is_some(),
        now: request.now,
    };
    Ok(Page::new("Home", move || view(&page)).with_json("/api/v1/health".to_owned()))
}

/// The latest first.
fn changes_query(scope: &Scope) -> ListQuery {
    ListQuery {
        filter: scope.filter(),
        order: Some("-changed".to_owned()),
        limit: Some(CHANGES),
        ..ListQuery::default()
    }
}

async fn kinds(portal: &dyn Portal) -> Result<Vec<FacetValue>, Problem> {
    let query = FacetQuery { facet: vec!["kind".to_owned()], ..FacetQuery::default() };
    Ok(portal.facets(&query).await?.facets.remove("kind").unwrap_or_default())
}

fn errors_query() -> DiagnosticQuery {
    DiagnosticQuery { severity: Some("error".to_owned()), limit: Some(PROBLEMS), ..DiagnosticQuery::default() }
}
