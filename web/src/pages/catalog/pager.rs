//! Where in the list the page is, and the ways on and back.

use catalog_schema::wire::EntityList;
use leptos::prelude::*;

use super::state::{CatalogState, SIZES};
use crate::components::number;

/// `51–100 of 1,234`; `6 entities` where that is all.
pub(super) fn extent(list: &EntityList) -> String {
    let shown = list.items.len() as u64;
    let total = number(list.total);
    if shown == list.total {
        let noun = if shown == 1 { "entity" } else { "entities" };
        return format!("{total} {noun}");
    }
    if shown == 0 {
        return format!("0 of {total} entities");
    }
    format!("{}–{} of {total} entities", number(list.skipped + 1), number(list.skipped + shown))
}

/// Links to the pages before and after, and to pages of other sizes; nothing where the smallest page holds all.
pub(super) fn pager(state: &CatalogState, list: &EntityList) -> Option<AnyView> {
    if list.total <= u64::from(SIZES[0]) && list.skipped == 0 {
        return None;
    }
    let step = |cursor: &Option<String>, rel: &'static str, title: &'static str| {
        cursor.clone().map(|cursor| {
            view! {
                <a class="button" rel=format!("{rel} nofollow") href=state.at(Some(cursor)).address()>
                    {title}
                </a>
            }
        })
    };
    let sizes = SIZES.map(|size| {
        let here = (size == state.size).then_some("true");
        view! {
            <li>
                <a href=state.sized(size).address() aria-current=here rel="nofollow">
                    {size}
                </a>
            </li>
        }
    });
    Some(
        view! {
            <nav class="pager" aria-label="Pages">
                {step(&list.previous_cursor, "prev", "Previous page")}
                {step(&list.next_cursor, "next", "Next page")}
                <span class="extent">{extent(list)}</span>
                <div class="page-sizes">
                    <span id="page-sizes">"Rows on a page"</span>
                    <ul aria-labelledby="page-sizes">{sizes.into_iter().collect_view()}</ul>
                </div>
            </nav>
        }
        .into_any(),
    )
}
