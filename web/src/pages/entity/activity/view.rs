//! The list of versions, and the ways through it.

use catalog_schema::wire::{History, PageQuery};
use leptos::prelude::*;

use super::super::tabs::Tab;
use super::version::version;
use crate::address::encode;
use crate::components::counted;
use crate::query::Query;

/// The page of the history that an address asks for.
pub(in crate::pages::entity) fn page_query(query: &Query) -> PageQuery {
    PageQuery { limit: None, cursor: query.first("cursor").map(str::to_owned) }
}

/// The versions of a page, the newest first.
pub(in crate::pages::entity) fn activity(history: &History, later: bool, now: i64) -> AnyView {
    let items = history.items.iter().map(|item| version(item, &history.entity_ref, now));
    let list = match history.items.is_empty() {
        true => view! {
            <p class="absent">"No version is left on this page: older ones are dropped when their time is over."</p>
        }
        .into_any(),
        false => view! { <ol class="versions">{items.collect_view()}</ol> }.into_any(),
    };
    let shortened = (history.shortened && history.next_cursor.is_none()).then(|| {
        view! { <p class="absent">"There were older versions, which are not kept any more."</p> }
    });
    view! {
        <section class="activity" aria-labelledby="activity">
            <h2 id="activity">
                "What changed" " " <span class="count number">{counted(history.total, "version", "versions")}</span>
            </h2>
            {list}
            {shortened}
            {pager(history, later)}
        </section>
    }
    .into_any()
}

fn pager(history: &History, later: bool) -> Option<AnyView> {
    let first = Tab::Activity.address(&history.entity_ref);
    let older = history.next_cursor.as_ref().map(|cursor| format!("{first}&cursor={}", encode(cursor)));
    (later || older.is_some()).then(|| {
        let newest = later.then(|| {
            view! {
                <a class="button" rel="first nofollow" href=first>
                    "Newest"
                </a>
            }
        });
        let older = older.map(|address| {
            view! {
                <a class="button" rel="next nofollow" href=address>
                    "Older"
                </a>
            }
        });
        view! {
            <nav class="pager" aria-label="Pages">
                {newest}
                {older}
            </nav>
        }
        .into_any()
    })
}
