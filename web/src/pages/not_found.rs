//! The page for what is not there, with a way to find it.

use catalog_schema::wire::{Problem, SearchHit, SearchQuery};
use leptos::prelude::*;

use super::search::search_form;
use crate::components::{entity_link, kind_and_type};
use crate::pages::Page;
use crate::portal::Portal;

/// Suggestions shown.
const SUGGESTIONS: u32 = 5;

/// A page of status 404 that suggests what comes near `wanted`, the last part of the path.
pub(crate) async fn load(portal: &dyn Portal, wanted: &str, problem: Problem) -> Page {
    let wanted = wanted.to_owned();
    let query = SearchQuery { q: wanted.clone(), limit: Some(SUGGESTIONS), ..SearchQuery::default() };
    // Words that cannot be searched for have no suggestions; the page says what was asked for either way.
    let hits = match portal.search(&query).await {
        Ok(results) => results.hits,
        Err(_) => Vec::new(),
    };
    Page::new(problem.title.clone(), move || view(&problem, &wanted, &hits)).with_status(404)
}

fn view(problem: &Problem, wanted: &str, hits: &[SearchHit]) -> AnyView {
    let suggestions = (!hits.is_empty()).then(|| {
        let entries = hits.iter().map(|hit| {
            view! {
                <li>
                    {entity_link(&hit.entity_ref, &hit.kind, Some(&hit.title))}
                    {kind_and_type(&hit.kind, hit.entity_type.as_deref())}
                </li>
            }
        });
        view! {
            <h2>"Perhaps one of these"</h2>
            <ul class="suggestions">{entries.collect_view()}</ul>
        }
    });
    view! {
        <div class="not-found">
            <h1>{problem.title.clone()}</h1>
            <p>{problem.detail.clone()}</p>
            {search_form(wanted)}
            {suggestions}
            <p>
                <a href="/catalog">"Look through the whole catalog"</a>
            </p>
        </div>
    }
    .into_any()
}
