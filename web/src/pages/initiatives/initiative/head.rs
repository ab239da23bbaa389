//! What the initiative is for, whom it is about, until when, and where it is defined.

use catalog_schema::wire::Initiative;
use leptos::prelude::*;

use super::load::InitiativePage;
use super::state::{Part, State};
use crate::address::{encode, entity_page, scorecard_page, short_name, team_page, with_query};
use crate::components::{day, level_mark, markdown, owner_link, safe_link};
use crate::pages::initiatives::{due, standing_mark};
use crate::pages::scorecards::scope;

/// The head of the page.
pub(super) fn head(page: &InitiativePage) -> AnyView {
    let initiative = &page.initiative;
    let json = format!("/api/v1/initiatives/{}", encode(&initiative.name));
    let owner = initiative.owner.as_deref().map(|owner| fact("Owner", owner_link(Some(owner))));
    let filter = initiative.filter.clone().map(|filter| fact("Narrowed by", view! { <code>{filter}</code> }));
    let links = initiative.links.iter().map(|link| view! { <li>{safe_link(&link.url, link.title.as_deref())}</li> });
    let links: Vec<_> = links.collect();
    let links = (!links.is_empty()).then(|| fact("More", view! { <ul class="initiative-links">{links}</ul> }));
    view! {
        <nav class="breadcrumb" aria-label="Breadcrumb">
            <ol>
                <li>
                    <a href="/scorecards">"Scorecards"</a>
                </li>
                <li>
                    <a href="/initiatives">"Initiatives"</a>
                </li>
            </ol>
        </nav>
        <div class="activity-head">
            <h1>{initiative.title.clone()} " " {standing_mark(initiative.state)}</h1>
            <p class="catalog-data">
                <a href=json>"This page as JSON"</a>
            </p>
        </div>
        {share(page)}
        {markdown(&initiative.description)}
        <dl class="summary">
            {fact("Asks for", asks(initiative))}
            {fact("Of", scope(&initiative.applies_to))}
            {filter}
            {fact("From", day(&initiative.starts_on))}
            {fact("Due", due(&initiative.due_on, page.now))}
            {owner}
            {fact("Defined", place(initiative))}
            {links}
        </dl>
    }
    .into_any()
}

/// Whose share is shown, where it is not everybody's.
fn share(page: &InitiativePage) -> Option<AnyView> {
    let team = page.team.as_ref()?;
    let all = State { team: None, tree: false, cursor: None, ..page.state.clone() };
    let within = if page.state.tree { " and the teams within it" } else { "" };
    let name = team.title.clone().unwrap_or_else(|| short_name(&team.entity_ref));
    Some(
        view! {
            <p class="initiative-share">
                "Of what " <a href=team_page(&team.entity_ref)>{name}</a> {within} " own. "
                <a href=all.address(&page.initiative.name, Part::Top)>"Show everybody"</a>
            </p>
        }
        .into_any(),
    )
}

fn asks(initiative: &Initiative) -> AnyView {
    match &initiative.level {
        Some(level) => view! {
            {level_mark(&level.title, level.color.as_deref())}
            " of "
            <a href=scorecard_page(&level.scorecard)>{level.scorecard.clone()}</a>
        }
        .into_any(),
        None if initiative.rules.len() == 1 => "one rule".into_any(),
        None => format!("{} rules", initiative.rules.len()).into_any(),
    }
}

fn place(initiative: &Initiative) -> AnyView {
    let place = &initiative.defined_at;
    let address = with_query(&entity_page(&place.entity_ref), [("tab", "descriptor")]);
    let source = format!("source {}", place.source);
    view! { <a href=address title=source>{place.path.clone()}</a> }.into_any()
}

fn fact(name: &'static str, value: impl IntoView + 'static) -> AnyView {
    view! {
        <div>
            <dt>{name}</dt>
            <dd>{value}</dd>
        </div>
    }
    .into_any()
}
