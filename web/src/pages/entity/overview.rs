//! The first tab: what is wrong with it, what it is, what hangs on it, how it does.

use std::sync::Arc;

use catalog_schema::vocabulary::Vocabulary;
use catalog_schema::wire::{Entity, EntityEvents, EntityFact, Graph, Insights, Relations, ScorecardResult};
use leptos::prelude::*;

use super::attention::{Known, attention};
use super::custom_fields::custom_fields;
use super::dependencies::{SHOWN, Side, parts_picture, rows, small_picture};
use super::docs::docs;
use super::facts::{aliases, facts, key_values, links, references, tags};
use super::measures::measures;
use super::people::{TeamOfPerson, team_link, teams};
use super::pushed::pushed;
use super::related::groups;
use super::running::{deployed, open_incidents};
use super::scorecards::summary;
use super::tabs::Tab;
use crate::components::markdown;
use crate::drawing::drawing;

/// What the tab shows.
pub(super) struct Overview {
    pub(super) relations: Relations,
    /// What runs where, and which incidents are open.
    pub(super) events: EntityEvents,
    pub(super) scorecards: Vec<ScorecardResult>,
    /// What other tools know of it.
    pub(super) facts: Vec<EntityFact>,
    /// What is wrong that names it.
    pub(super) insights: Insights,
    /// One step around the entity.
    pub(super) near: Graph,
    /// Of a person.
    pub(super) teams: Vec<TeamOfPerson>,
    /// What is defined of custom fields.
    pub(super) vocabulary: Arc<Vocabulary>,
    /// In milliseconds since the Unix epoch.
    pub(super) now: i64,
}

/// Findings, description, drawing, relations and scorecards; facts and links beside them.
pub(super) fn overview(entity: &Entity, owner: Option<&Entity>, shown: &Overview) -> AnyView {
    let Overview { relations, scorecards: results, insights, near, .. } = shown;
    let depends_on = rows(near, &entity.entity_ref, Side::DependsOn);
    let needed_by = rows(near, &entity.entity_ref, Side::NeededBy);
    let findings =
        attention(&Known { entity, relations, scorecards: results, insights, near, needed_by: &needed_by, owner });
    let (heading, (picture, all)) = match entity.kind.to_ascii_lowercase().as_str() {
        "system" | "domain" => ("Parts", parts_picture(entity, near, relations)),
        _ => ("Dependencies", small_picture(entity, near, relations, &depends_on, &needed_by)),
    };
    let small_graph = (!picture.is_without_arrows()).then(|| {
        let address = Tab::Dependencies.address(&entity.entity_ref);
        let more = match all {
            Some(all) => format!("The {SHOWN} that most depend on are drawn; all {all} on the tab Dependencies"),
            None => "As tables and farther away on the tab Dependencies".to_owned(),
        };
        view! {
            <section aria-labelledby="around">
                <h2 id="around">{heading}</h2>
                {drawing(&picture)}
                <p class="drawing-more">
                    <a href=address>{more}</a>
                </p>
            </section>
        }
    });
    view! {
        <div class="overview">
            <div class="overview-main">
                {open_incidents(&shown.events, shown.now)}
                {team_link(entity)}
                {findings}
                <section aria-labelledby="about">
                    <h2 id="about">"About"</h2>
                    {description(entity)}
                </section>
                {docs(entity)}
                {small_graph}
                {measures(entity)}
                {pushed(&shown.facts, shown.now)}
                {teams(&shown.teams)}
                {groups(relations)}
                {summary(&entity.entity_ref, results)}
            </div>
            <aside class="overview-side" aria-label="Facts">
                {deployed(&shown.events, shown.now)}
                {links(entity)}
                {facts(entity, shown.now)}
                {custom_fields(entity, &shown.vocabulary)}
                {tags(entity)}
                {key_values("Labels", &entity.labels)}
                {references(entity)}
                {aliases(entity)}
                {key_values("Annotations", &entity.annotations)}
            </aside>
        </div>
    }
    .into_any()
}

fn description(entity: &Entity) -> AnyView {
    match entity.description.as_deref().map(str::trim).filter(|text| !text.is_empty()) {
        Some(text) => markdown(text).into_any(),
        None => view! {
            <p class="absent">
                "No description: add " <code>"description"</code> " under " <code>"metadata"</code> " in "
                <code>{entity.path.clone()}</code> "."
            </p>
        }
        .into_any(),
    }
}
