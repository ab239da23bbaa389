//! The first tab: what it is, what it relates to, how it does.

use catalog_schema::wire::{Entity, Relations, ScorecardResult};
use leptos::prelude::*;

use super::facts::{aliases, facts, key_values, links, tags};
use super::related::groups;
use super::scorecards::scorecards;
use crate::components::markdown;

/// Description, relations and scorecards; facts and links beside them.
pub(super) fn overview(entity: &Entity, relations: &Relations, results: &[ScorecardResult]) -> AnyView {
    let description = match entity.description.as_deref().map(str::trim).filter(|text| !text.is_empty()) {
        Some(text) => markdown(text).into_any(),
        None => view! {
            <p class="absent">
                "No description: add " <code>"description"</code> " under " <code>"metadata"</code> " in "
                <code>{entity.path.clone()}</code> "."
            </p>
        }
        .into_any(),
    };
    view! {
        <div class="overview">
            <div class="overview-main">
                <section aria-labelledby="about">
                    <h2 id="about">"About"</h2>
                    {description}
                </section>
                {groups(relations)}
                {scorecards(results)}
            </div>
            <aside class="overview-side" aria-label="Facts">
                {links(entity)}
                {facts(entity)}
                {tags(entity)}
                {key_values("Labels", &entity.labels)}
                {aliases(entity)}
                {key_values("Annotations", &entity.annotations)}
            </aside>
        </div>
    }
    .into_any()
}
