//! Asks for what the page of one team shows.

use std::collections::BTreeMap;

use catalog_schema::filter::Condition;
use catalog_schema::model::EntityRef;
use catalog_schema::wire::{
    Entity, EntityList, ExemptionQuery, ExemptionState, FacetQuery, FacetValue, HealthSummary, InitiativeList,
    InitiativeQuery, ListQuery, MoveDirection, MoveList, MoveQuery, Problem, RelatedEntity, RollupBy, ScorecardDay,
    TeamDependencies, TeamList, TeamScorecards,
};
use leptos::prelude::*;

use super::{attention, carried, choice, dependencies, figures, header, health, members};
use crate::address::entity_path;
use crate::components::{Span, failing_rules};
use crate::pages::teams::table::team_table;
use crate::pages::teams::tree::TeamTree;
use crate::pages::{Page, Section};
use crate::portal::Portal;
use crate::request::PageRequest;
use crate::scope::Scope;

/// Entities shown of what the team carries.
const CARRIED: u32 = 100;
/// Members shown with their address: as many as one filter can name.
const MEMBERS: usize = 50;
/// Failing rules shown.
const RULES: usize = 10;
/// Days of scorecards that are drawn: today, and as far back as the longest comparison.
const DAYS: u32 = 91;
/// What got worse, or better, as far as it is shown.
const MOVED: u32 = 20;

/// All that the page shows.
pub(super) struct TeamPage {
    /// The group itself.
    pub(super) group: Entity,
    pub(super) teams: TeamList,
    pub(super) tree: TeamTree,
    /// Whether the teams within it count.
    pub(super) with_inner: bool,
    /// Whose entities are shown.
    pub(super) scope: Scope,
    pub(super) health: HealthSummary,
    pub(super) carried: EntityList,
    /// How many of all that it carries there are of each tier, stale, dangling, and by declared owner.
    pub(super) counts: BTreeMap<String, Vec<FacetValue>>,
    /// The people in it, known or not.
    pub(super) members: Vec<RelatedEntity>,
    /// Those that the catalog has, as far as they are shown.
    pub(super) people: Vec<Entity>,
    pub(super) dependencies: TeamDependencies,
    /// What scorecards come to over what it carries.
    pub(super) standing: TeamScorecards,
    /// The days of each of them.
    pub(super) trends: Vec<Vec<ScorecardDay>>,
    /// What it is compared with.
    pub(super) span: Span,
    /// What got worse since, and what got better.
    pub(super) worse: MoveList,
    pub(super) better: MoveList,
    /// How many exemptions hold of what it owns itself, and how many wait for a decision.
    pub(super) exempt: (u64, u64),
    /// What initiatives ask of what it carries.
    pub(super) initiatives: InitiativeList,
    /// The reader's teams.
    pub(super) chosen: Vec<String>,
    /// The time that "3 minutes ago" counts from, in milliseconds since the Unix epoch.
    pub(super) now: i64,
}

/// The page of one team.
///
/// # Errors
/// What the portal answers where there is no such group.
pub(crate) async fn load(portal: &dyn Portal, request: &PageRequest, team: &EntityRef) -> Result<Page, Problem> {
    let portal = &*portal.frozen();
    let group = portal.entity(team).await?;
    let teams = portal.teams().await?;
    let tree = TeamTree::new(&teams.items);
    let place = tree.find(&group.entity_ref);
    let has_inner = place.is_some_and(|place| place.within > 0);
    let owns_nothing = place.is_none_or(|place| place.team.entities == 0);
    let with_inner = has_inner && request.query.first("tree").map_or(owns_nothing, |tree| tree != "0");
    let scope = match with_inner {
        true => Scope::Within(vec![group.entity_ref.clone()]),
        false => Scope::Own(group.entity_ref.clone()),
    };
    let members = members_of(portal, team).await?;
    let standing = portal.team_scorecards(team, with_inner).await?;
    let span = Span::of(request.query.first("days"));
    let page = TeamPage {
        health: portal.health(&scope.filter()).await?,
        carried: portal.list(&carried_query(&scope)).await?,
        counts: portal.facets(&counts_query(&scope)).await?.facets,
        people: people(portal, &members).await?,
        dependencies: portal.team_dependencies(team).await?,
        trends: trends(portal, &standing).await?,
        worse: portal.moves(&moved_query(&standing, span, MoveDirection::Worse)).await?,
        better: portal.moves(&moved_query(&standing, span, MoveDirection::Better)).await?,
        exempt: exempt(portal, &group.entity_ref).await?,
        span,
        initiatives: portal.initiatives(&asked_of(&standing)).await?,
        standing,
        group,
        teams,
        tree,
        with_inner,
        scope,
        members,
        chosen: request.teams.clone(),
        now: request.now,
    };
    let title = format!("{} · Team", page.group.display_name());
    let json = format!("/api/v1/entities/{}", entity_path(team));
    Ok(Page::new(title, move || view(&page)).in_section(Section::Teams).with_json(json))
}

/// The days of each scorecard over what the team carries.
async fn trends(portal: &dyn Portal, standing: &TeamScorecards) -> Result<Vec<Vec<ScorecardDay>>, Problem> {
    let by = if standing.tree { RollupBy::Tree } else { RollupBy::Team };
    let mut trends = Vec::new();
    for scorecard in &standing.scorecards {
        trends.push(portal.scorecard_trend(&scorecard.scorecard, by, Some(&standing.entity_ref), DAYS).await?.days);
    }
    Ok(trends)
}

fn moved_query(standing: &TeamScorecards, span: Span, direction: MoveDirection) -> MoveQuery {
    MoveQuery {
        team: Some(standing.entity_ref.clone()),
        tree: standing.tree,
        days: Some(span.days()),
        direction: Some(direction),
        limit: Some(MOVED),
        ..MoveQuery::default()
    }
}

/// How many exemptions hold of what a team owns, and how many wait.
async fn exempt(portal: &dyn Portal, team: &str) -> Result<(u64, u64), Problem> {
    let of_it = ExemptionQuery { team: Some(team.to_owned()), limit: Some(1), ..ExemptionQuery::default() };
    let waiting = portal.exemptions(&of_it).await?.waiting;
    let held = ExemptionQuery { state: Some(ExemptionState::Approved), ..of_it };
    Ok((portal.exemptions(&held).await?.total, waiting))
}

fn asked_of(standing: &TeamScorecards) -> InitiativeQuery {
    InitiativeQuery { team: Some(standing.entity_ref.clone()), tree: standing.tree, entity: None }
}

async fn members_of(portal: &dyn Portal, team: &EntityRef) -> Result<Vec<RelatedEntity>, Problem> {
    let relations = portal.relations(team).await?;
    Ok(relations.items.into_iter().filter(|item| item.relation == "hasMember").collect())
}

/// The members that the catalog has, with their addresses.
async fn people(portal: &dyn Portal, members: &[RelatedEntity]) -> Result<Vec<Entity>, Problem> {
    let known = members.iter().filter(|member| !member.dangling).take(MEMBERS);
    let conditions: Vec<String> =
        known.map(|member| Condition::is("ref", member.entity_ref.as_str()).to_string()).collect();
    if conditions.is_empty() {
        return Ok(Vec::new());
    }
    let limit = u32::try_from(conditions.len()).ok();
    let query = ListQuery { filter: vec![conditions.join(",")], limit, ..ListQuery::default() };
    Ok(portal.list(&query).await?.items)
}

/// The most critical first, by kind within a tier.
fn carried_query(scope: &Scope) -> ListQuery {
    ListQuery { filter: scope.filter(), order: Some("tier".to_owned()), limit: Some(CARRIED), ..ListQuery::default() }
}

/// Counts of what the scope has: it must hold besides, so that the counts of owners are narrowed too.
fn counts_query(scope: &Scope) -> FacetQuery {
    let facet = ["tier", "stale", "dangling", "owner"].map(str::to_owned).to_vec();
    FacetQuery { facet, also: scope.filter(), ..FacetQuery::default() }
}

impl TeamPage {
    /// What the address says of whose entities count, where there is a choice.
    pub(super) fn tree_said(&self) -> Option<(&'static str, &'static str)> {
        let has_inner = self.tree.find(&self.group.entity_ref).is_some_and(|place| place.within > 0);
        has_inner.then_some(("tree", if self.with_inner { "1" } else { "0" }))
    }

    /// How many of what it carries have this value.
    pub(super) fn count(&self, facet: &str, value: &str) -> u64 {
        let values = self.counts.get(facet).into_iter().flatten();
        values.filter(|known| known.value == value).map(|known| known.count).sum()
    }

    /// How many of what it carries have any value of this.
    pub(super) fn count_all(&self, facet: &str) -> u64 {
        self.counts.get(facet).into_iter().flatten().map(|known| known.count).sum()
    }
}

fn view(page: &TeamPage) -> AnyView {
    let rules = failing_rules(&page.health, &page.scope, RULES).map(|rules| {
        view! {
            <section aria-labelledby="rules">
                <h2 id="rules">"Failing rules by impact"</h2>
                {rules}
            </section>
        }
    });
    view! {
        <article class="team">
            {header::header(page)}
            {choice::choice(page)}
            {figures::figures(page)}
            {attention::attention(page)}
            {health::health(page)}
            <div class="team-columns">
                <div class="team-main">{carried::carried(page)}</div>
                <div class="team-side">
                    {rules}
                    {members::members(page)}
                </div>
            </div>
            {inner_teams(page)}
            {dependencies::dependencies(page)}
        </article>
    }
    .into_any()
}

fn inner_teams(page: &TeamPage) -> Option<AnyView> {
    let inner = page.tree.within(&page.group.entity_ref);
    let top = inner.first()?.level;
    Some(
        view! {
            <section aria-labelledby="inner">
                <h2 id="inner">"Teams within it"</h2>
                {team_table("Teams within it", inner, top)}
            </section>
        }
        .into_any(),
    )
}
