//! Where the team's ownership has gaps, and what to do.

use leptos::prelude::*;

use super::load::TeamPage;
use crate::components::{counted, icons, with_code};

/// One gap: what is wrong, the list of what it is about, and what to do.
struct Gap {
    what: String,
    list: Option<String>,
    advice: &'static str,
}

/// All gaps; nothing where there is none.
pub(super) fn attention(page: &TeamPage) -> Option<AnyView> {
    let gaps: Vec<Gap> = [empty(page), inherited(page), stale(page), dangling(page)].into_iter().flatten().collect();
    if gaps.is_empty() {
        return None;
    }
    let items = gaps.into_iter().map(|gap| {
        let what = match gap.list {
            Some(list) => view! { <a href=list>{gap.what}</a> }.into_any(),
            None => gap.what.into_any(),
        };
        view! {
            <li>
                {icons::warning()}
                <div>
                    <p class="attention-what">{what}</p>
                    <p class="attention-advice">{with_code(gap.advice)}</p>
                </div>
            </li>
        }
    });
    Some(
        view! {
            <section class="attention" aria-labelledby="gaps">
                <h2 id="gaps">"Gaps"</h2>
                <ul>{items.collect_view()}</ul>
            </section>
        }
        .into_any(),
    )
}

fn empty(page: &TeamPage) -> Option<Gap> {
    page.teams.gaps.empty_teams.contains(&page.group.entity_ref).then(|| Gap {
        what: "It owns something and has no member.".to_owned(),
        list: None,
        advice: "Add it to `memberOf` of its people, or give what it owns to another team.",
    })
}

/// What it owns only because it owns what that is part of.
fn inherited(page: &TeamPage) -> Option<Gap> {
    let count = page.health.entities.saturating_sub(page.count_all("owner"));
    (count > 0).then(|| Gap {
        what: counted(count, "entity names no owner", "entities name no owner"),
        list: Some(page.scope.catalog(&[("filter", "!owner")])),
        advice: "They are the team's by way of their system or domain. Write `owner:` into their descriptors, so that \
                 they stay with it when they move.",
    })
}

fn stale(page: &TeamPage) -> Option<Gap> {
    let count = page.count("stale", "true");
    (count > 0).then(|| Gap {
        what: counted(count, "entity is stale", "entities are stale"),
        list: Some(page.scope.catalog(&[("stale", "true")])),
        advice: "Their descriptors do not decode any more; what is shown is the last good version. Correct them.",
    })
}

fn dangling(page: &TeamPage) -> Option<Gap> {
    let count = page.count("dangling", "true");
    (count > 0).then(|| Gap {
        what: counted(count, "entity refers to what is not there", "entities refer to what is not there"),
        list: Some(page.scope.catalog(&[("dangling", "true")])),
        advice: "Describe what is missing, or correct the references.",
    })
}
