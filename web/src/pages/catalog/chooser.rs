//! Choosing entities, to change them together.

use catalog_schema::wire::Entity;
use leptos::prelude::*;

use super::state::CatalogState;
use crate::components::number;

/// The form around the rows: those that are chosen by their boxes go on to be changed, or all that match.
pub(super) fn chooser(state: &CatalogState, total: u64, rows: AnyView) -> AnyView {
    let query = state.list_query();
    let filters = query.filter.into_iter().map(|filter| ("filter", filter));
    let also = query.also.into_iter().map(|filter| ("also", filter));
    let words = query.q.into_iter().map(|words| ("q", words));
    let hidden = filters.chain(also).chain(words);
    let hidden = hidden.map(|(name, value)| view! { <input type="hidden" name=name value=value /> }).collect_view();
    view! {
        <form method="post" action="/catalog/edit" class="chooser">
            {hidden}
            {rows}
            <p class="chooser-actions">
                <button class="button" type="submit" name="action" value="choose">
                    "Edit those chosen"
                </button>
                <button class="button" type="submit" name="action" value="choose-all">
                    {format!("Edit all {} that match", number(total))}
                </button>
                <a href="/import">"Import a table"</a>
            </p>
        </form>
    }
    .into_any()
}

/// The box in front of an entity's name.
pub(super) fn chooser_box(entity: &Entity) -> AnyView {
    let label = format!("Choose {}", entity.entity_ref);
    view! { <input type="checkbox" class="chooser-box" name="ref" value=entity.entity_ref.clone() aria-label=label /> }
        .into_any()
}
