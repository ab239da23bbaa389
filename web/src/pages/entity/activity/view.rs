//! The events, the list of versions, and the ways through both.

use catalog_schema::wire::History;
use leptos::prelude::*;

use super::events::{events, kinds};
use super::load::ActivityTab;
use super::state::ActivityState;
use super::version::version;
use crate::components::counted;

/// What happened and what changed, the newest first.
pub(in crate::pages::entity) fn activity(tab: &ActivityTab) -> AnyView {
    let ActivityTab { state, entity_ref, history, events: told, now } = tab;
    view! {
        <div class="activity">
            {kinds(state, entity_ref)}
            {told.as_ref().map(|told| events(state, told, *now))}
            {history.as_ref().map(|history| versions(state, history, *now))}
        </div>
    }
    .into_any()
}

/// The versions of a page.
fn versions(state: &ActivityState, history: &History, now: i64) -> AnyView {
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
        <section aria-labelledby="activity">
            <h2 id="activity">
                "What changed" " " <span class="count number">{counted(history.total, "version", "versions")}</span>
            </h2>
            {list}
            {shortened}
            {pager(state, history)}
        </section>
    }
    .into_any()
}

fn pager(state: &ActivityState, history: &History) -> Option<AnyView> {
    let entity_ref = &history.entity_ref;
    let later = state.has_later_versions();
    (later || history.next_cursor.is_some()).then(|| {
        let newest = later.then(|| {
            view! {
                <a class="button" rel="first nofollow" href=state.with_versions(None).address(entity_ref)>
                    "Newest"
                </a>
            }
        });
        let older = history.next_cursor.clone().map(|cursor| {
            view! {
                <a class="button" rel="next nofollow" href=state.with_versions(Some(cursor)).address(entity_ref)>
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
