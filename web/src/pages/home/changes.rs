//! What came or changed lately.

use catalog_schema::wire::Entity;
use leptos::prelude::*;

use super::load::HomePage;
use crate::address::activity_page;
use crate::components::{entity_link, time_ago};

/// The latest changes, by whom and when, and the way to all of them.
pub(super) fn changes(page: &HomePage) -> AnyView {
    let body = match page.changes.items.is_empty() {
        true => view! { <p class="absent">"Nothing yet."</p> }.into_any(),
        false => {
            let items = page.changes.items.iter().map(|entity| change(entity, page.now));
            view! { <ul class="changes">{items.collect_view()}</ul> }.into_any()
        }
    };
    view! {
        <section aria-labelledby="changes">
            <h2 id="changes">
                "Changed lately "
                <a class="home-aside" href=page.scope.catalog(&[("order", "-changed")])>"All by last change"</a>
            </h2>
            {body}
        </section>
    }
    .into_any()
}

fn change(entity: &Entity, now: i64) -> AnyView {
    let what = if entity.created_at == entity.changed_at { "Added" } else { "Changed" };
    let what = match &entity.changed_by {
        Some(author) => format!("{what} by {author}"),
        None => what.to_owned(),
    };
    view! {
        <li>
            {entity_link(&entity.entity_ref, &entity.kind, Some(entity.display_name()))}
            <a class="change-what" href=activity_page(&entity.entity_ref)>
                {what} ", " {time_ago(&entity.changed_at, now)}
            </a>
        </li>
    }
    .into_any()
}
