//! The team in figures, and the switch that counts the teams within it.

use leptos::prelude::*;

use super::load::TeamPage;
use crate::address::{team_page, with_query};
use crate::components::{health_meter, health_shares, stat};

/// How much it carries, with how many people, and how healthy that is.
pub(super) fn figures(page: &TeamPage) -> AnyView {
    let scope = &page.scope;
    let health = (page.health.scored > 0).then_some(page.health.total);
    let members = page.members.iter().filter(|member| !member.dangling).count() as u64;
    view! {
        <section class="team-figures" aria-label="In figures">
            {switch(page)}
            <dl class="stats">
                {stat("Entities", page.health.entities, Some(scope.catalog(&[])))}
                {stat("Members", members, Some("#members".to_owned()))}
                {stat("Failing", page.health.failing, Some(scope.catalog(&[("health", "fail")])))}
                <div class="stat">
                    <dt>"Health"</dt>
                    <dd>{health_meter(health)}</dd>
                </div>
            </dl>
            {(page.health.entities > 0).then(|| health_shares(&page.health, scope))}
        </section>
    }
    .into_any()
}

/// Its own, or with the teams within it; only where there are some.
fn switch(page: &TeamPage) -> Option<AnyView> {
    let place = page.tree.find(&page.group.entity_ref).filter(|place| place.within > 0)?;
    let address = team_page(&page.group.entity_ref);
    let said = page.span.said();
    let days = said.as_deref().map(|days| ("days", days));
    let choices =
        [(false, "0", "Its own".to_owned()), (true, "1", format!("With the {} teams within it", place.within))];
    let choices = choices.map(|(with_inner, tree, words)| {
        let here = (page.with_inner == with_inner).then_some("true");
        let words = if with_inner && place.within == 1 { "With the team within it".to_owned() } else { words };
        view! {
            <li>
                <a class="chip" href=with_query(&address, std::iter::once(("tree", tree)).chain(days)) aria-current=here>
                    <span class="chip-value">{words}</span>
                </a>
            </li>
        }
    });
    Some(view! { <ul class="chips" aria-label="What counts">{choices.into_iter().collect_view()}</ul> }.into_any())
}
