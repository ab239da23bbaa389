//! `/sources`: every source, and what is wrong with their descriptors.

use std::collections::BTreeMap;

use catalog_schema::wire::{Problem, SourceList, SyncState};
use leptos::prelude::*;

use super::locations::{held, trouble};
use super::new;
use super::problems::{self, Problems};
use super::shown::Shown;
use super::table::{stale, table};
use crate::pages::{Page, Section};
use crate::portal::Portal;
use crate::request::PageRequest;

/// Locations whose trouble is told at length; the pages of their sources have them all.
const TROUBLES: usize = 10;

/// The page of all sources.
///
/// # Errors
/// What the portal answers to a severity or a cursor that it does not know.
pub(crate) async fn load(portal: &dyn Portal, request: &PageRequest) -> Result<Page, Problem> {
    let sources = portal.sources().await?;
    let stale = stale(portal).await?;
    let problems = problems::load(portal, Shown::from_query(&request.query, None)).await?;
    let now = request.now;
    let is_admin = request.visitor.as_ref().is_some_and(|visitor| visitor.is_admin);
    Ok(Page::new("Sources", move || view(&sources, &stale, &problems, (is_admin, now)))
        .in_section(Section::Sources)
        .with_json("/api/v1/sources".to_owned()))
}

fn view(
    sources: &SourceList,
    stale: &BTreeMap<String, u64>,
    problems: &Problems,
    (is_admin, now): (bool, i64),
) -> AnyView {
    let body = match sources.items.is_empty() {
        true => nothing(),
        false => {
            let locations = sources.items.iter().flat_map(|source| &source.locations);
            let failed = locations.filter(|location| location.state == SyncState::Failed).take(TROUBLES);
            let all =
                sources.items.iter().flat_map(|source| source.locations.iter().map(|place| (&*source.name, place)));
            let open = all.filter(|(_, location)| location.held.as_ref().is_some_and(|held| !held.discarded));
            let names: Vec<&str> = sources.items.iter().map(|source| source.name.as_str()).collect();
            view! {
                {table(&sources.items, stale, now)}
                {failed.filter_map(trouble).collect_view()}
                {open.filter_map(|(source, location)| held(source, location, false)).collect_view()}
                {problems::view(problems, &names)}
            }
            .into_any()
        }
    };
    view! {
        <div class="sources">
            <h1>"Sources"</h1>
            <p class="source-meta">
                <a href="/audit">"Who did what"</a>
            </p>
            {body}
            {is_admin.then(new::form)}
        </div>
    }
    .into_any()
}

/// What to do where there is no source.
fn nothing() -> AnyView {
    view! {
        <div class="empty">
            <h2>"No sources"</h2>
            <p>
                "Start the portal with " <code>"--catalog"</code>
                " and a directory that holds descriptors, or push some from where they are: " <a href="/">"how to begin"</a> "."
            </p>
        </div>
    }
    .into_any()
}
