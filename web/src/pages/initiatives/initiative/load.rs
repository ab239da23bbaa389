//! Asks for the initiative, its days and groups, and its entities.

use catalog_schema::wire::{Entity, Initiative, InitiativeBurndown, InitiativeEntities, InitiativeRollup, Problem};

use super::state::State;
use super::view::view;
use crate::address::encode;
use crate::pages::{Page, Section};
use crate::portal::Portal;
use crate::request::PageRequest;

/// All that the page shows.
pub(super) struct InitiativePage {
    pub(super) initiative: Initiative,
    pub(super) state: State,
    /// The team whose share it is, where it is one.
    pub(super) team: Option<Entity>,
    pub(super) burndown: InitiativeBurndown,
    pub(super) rollup: InitiativeRollup,
    /// The entities, or why the portal does not understand what the address asks for.
    pub(super) entities: Result<InitiativeEntities, Problem>,
    /// In milliseconds since the Unix epoch.
    pub(super) now: i64,
}

/// The page of one initiative.
///
/// # Errors
/// 404 where there is no such initiative or team; what the portal answers, but for what the address asks for of entities: the
/// page says so and stays usable.
pub(crate) async fn load(portal: &dyn Portal, request: &PageRequest, name: &str) -> Result<Page, Problem> {
    let portal = &*portal.frozen();
    let state = State::from_query(&request.query);
    let share = state.share();
    let initiative = portal.initiative(name, &share).await?;
    let entities = match portal.initiative_entities(name, &state.query()).await {
        Err(problem) if !matches!(problem.status, 400 | 410) => return Err(problem),
        entities => entities,
    };
    let team = match state.team.as_deref().and_then(|team| team.parse().ok()) {
        Some(team) => Some(portal.entity(&team).await?),
        None => None,
    };
    let page = InitiativePage {
        burndown: portal.initiative_burndown(name, &share).await?,
        rollup: portal.initiative_rollup(name, state.grouping()).await?,
        initiative,
        state,
        team,
        entities,
        now: request.now,
    };
    let json = format!("/api/v1/initiatives/{}", encode(&page.initiative.name));
    let status = page.entities.as_ref().map_or_else(|problem| problem.status, |_| 200);
    let title = format!("{} · Initiative", page.initiative.title);
    let page = Page::new(title, move || view(&page)).in_section(Section::Scorecards);
    Ok(page.with_status(status).with_json(json))
}
