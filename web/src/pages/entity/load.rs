//! Asks for what the chosen tab shows.

use catalog_schema::model::EntityRef;
use catalog_schema::wire::{Descriptor, Entity, EventQuery, ImpactQuery, InitiativeQuery, InsightQuery, Problem};
use leptos::prelude::*;

use super::activity::{ActivityTab, activity, load_gone};
use super::attention::MOST_INSIGHTS;
use super::dependencies::{DependenciesTab, Side, State, dependencies, walk};
use super::descriptor::Shown;
use super::overview::{Overview, overview};
use super::people::{is_of_people, teams_of};
use super::scorecards::{ScorecardsTab, scorecards};
use super::tabs::{Tab, tabs};
use super::{descriptor, header, stale};
use crate::address::entity_path;
use crate::pages::{Page, Section};
use crate::portal::Portal;
use crate::request::PageRequest;

/// Entities that are hit of which the page is told at most; counts and teams are of all.
const MOST_HIT: u32 = 1_000;

/// What the chosen tab shows.
enum Content {
    Overview(Box<Overview>),
    Dependencies(Box<DependenciesTab>),
    Scorecards(ScorecardsTab),
    Activity(Box<ActivityTab>),
    Descriptor(Shown),
}

/// What every tab shows.
struct EntityPage {
    entity: Entity,
    /// The effective owner, where the catalog has it.
    owner: Option<Entity>,
    tab: Tab,
    content: Content,
    text: Option<Descriptor>,
    /// The reader may change it.
    may_edit: bool,
}

/// The page of one entity.
///
/// # Errors
/// What the portal answers where there is no such entity.
pub(crate) async fn load(portal: &dyn Portal, request: &PageRequest, entity_ref: &EntityRef) -> Result<Page, Problem> {
    // The page asks many questions, and all answers are to be of one revision.
    let frozen = portal.frozen();
    let portal = frozen.as_ref();
    let entity = match portal.entity(entity_ref).await {
        Ok(entity) => entity,
        Err(problem) if problem.status == 404 => return load_gone(portal, request, entity_ref, problem).await,
        Err(problem) => return Err(problem),
    };
    let tab = Tab::from_query(&request.query);
    let content = match tab {
        Tab::Overview => Content::Overview(Box::new(load_overview(portal, &entity, entity_ref, request.now).await?)),
        Tab::Dependencies => {
            let state = State::from_query(&request.query);
            Content::Dependencies(Box::new(load_dependencies(portal, &entity, entity_ref, state).await?))
        }
        Tab::Scorecards => {
            let results = portal.explained(entity_ref).await?;
            let of_it = InitiativeQuery { entity: Some(entity_ref.to_string()), ..InitiativeQuery::default() };
            let initiatives = portal.initiatives(&of_it).await?.items;
            Content::Scorecards(ScorecardsTab {
                entity_ref: entity_ref.to_string(),
                results,
                initiatives,
                now: request.now,
            })
        }
        Tab::Activity => {
            let tab = ActivityTab::load(portal, entity_ref, &request.query, request.now).await?;
            Content::Activity(Box::new(tab))
        }
        Tab::Descriptor => Content::Descriptor(Shown::from_query(&request.query)),
    };
    // A stale entity says on every tab what is wrong with its descriptor.
    let text = match tab == Tab::Descriptor || entity.stale {
        true => Some(portal.descriptor(entity_ref).await?),
        false => None,
    };
    let owner = load_owner(portal, &entity).await?;
    let api = match &content {
        Content::Overview(_) => "",
        Content::Dependencies(_) => "/relations",
        Content::Scorecards(_) => "/scorecards",
        Content::Activity(tab) => tab.json_address(),
        Content::Descriptor(_) => "/descriptor",
    };
    let json = format!("/api/v1/entities/{}{api}", entity_path(entity_ref));
    let title = format!("{} · {}", entity.display_name(), entity.kind);
    let may_edit = request.visitor.as_ref().is_some_and(|visitor| visitor.is_admin);
    let page = EntityPage { entity, owner, tab, content, text, may_edit };
    Ok(Page::new(title, move || view(&page)).in_section(Section::Catalog).with_json(json))
}

async fn load_overview(
    portal: &dyn Portal,
    entity: &Entity,
    entity_ref: &EntityRef,
    now: i64,
) -> Result<Overview, Problem> {
    let relations = portal.relations(entity_ref).await?;
    let teams = teams_of(portal, entity, &relations).await?;
    let (named, limit) = (Some(entity.entity_ref.clone()), Some(MOST_INSIGHTS));
    let named = InsightQuery { entity: named, limit, ..InsightQuery::default() };
    // What runs where and what is open comes with any page of events.
    let events = EventQuery { limit: Some(1), ..EventQuery::default() };
    Ok(Overview {
        events: portal.entity_events(entity_ref, &events).await?,
        scorecards: portal.scorecards(entity_ref).await?,
        facts: portal.facts(entity_ref).await?.items,
        insights: portal.insights(&named).await?,
        near: walk(portal, entity_ref, &[Side::DependsOn, Side::NeededBy], 1, true).await?,
        relations,
        teams,
        vocabulary: portal.vocabulary(),
        now,
    })
}

async fn load_dependencies(
    portal: &dyn Portal,
    entity: &Entity,
    entity_ref: &EntityRef,
    state: State,
) -> Result<DependenciesTab, Problem> {
    // Of a system's parts one wants to see how they hang together; around anything else that hides the ways to it.
    let is_container = matches!(entity_ref.kind(), "system" | "domain");
    let impact = match is_of_people(entity) {
        true => None,
        false => {
            let query = ImpactQuery { root: entity_ref.to_string(), limit: Some(MOST_HIT), ..ImpactQuery::default() };
            Some(portal.impact(&query).await?)
        }
    };
    Ok(DependenciesTab {
        state,
        drawn: walk(portal, entity_ref, state.sides(), state.depth(), is_container).await?,
        near: walk(portal, entity_ref, &[Side::DependsOn, Side::NeededBy], 1, false).await?,
        impact,
        relations: portal.relations(entity_ref).await?,
    })
}

/// The effective owner. That the catalog does not have it is no problem of the page.
async fn load_owner(portal: &dyn Portal, entity: &Entity) -> Result<Option<Entity>, Problem> {
    let owner = entity.effective_owner.as_ref().map(|owner| &owner.entity_ref).or(entity.owner.as_ref());
    let Some(Ok(owner)) = owner.map(|owner| owner.parse::<EntityRef>()) else { return Ok(None) };
    match portal.entity(&owner).await {
        Ok(owner) => Ok(Some(owner)),
        Err(problem) if matches!(problem.status, 404 | 410) => Ok(None),
        Err(problem) => Err(problem),
    }
}

fn view(page: &EntityPage) -> AnyView {
    let entity = &page.entity;
    let content = match (&page.content, &page.text) {
        (Content::Overview(content), _) => overview(entity, page.owner.as_ref(), content),
        (Content::Dependencies(content), _) => dependencies(entity, content),
        (Content::Scorecards(content), _) => scorecards(content),
        (Content::Activity(tab), _) => activity(tab),
        (Content::Descriptor(shown), Some(text)) => descriptor::descriptor(text, shown),
        (Content::Descriptor(_), None) => ().into_any(),
    };
    let notice = page.text.as_ref().filter(|_| entity.stale).and_then(stale::notice);
    view! {
        <article class="entity">
            {header::header(entity, page.owner.as_ref(), page.may_edit)}
            {notice}
            {tabs(entity, page.tab)}
            {content}
        </article>
    }
    .into_any()
}
