//! `/sources/{name}`: one source, and what is wrong with its descriptors.

use catalog_schema::diagnostic::Severity;
use catalog_schema::wire::{Problem, Source};
use leptos::prelude::*;

use super::locations::{held, locations, trouble};
use super::manage;
use super::problems::{self, Problems};
use super::remote;
use super::runs::runs;
use super::shown::{Shown, source_problems};
use super::summary::{Summary, state_mark};
use super::table::stale;
use crate::address::{catalog_page, encode};
use crate::components::stat;
use crate::pages::{Page, Section};
use crate::portal::Portal;
use crate::request::PageRequest;

/// Locations whose trouble is told at length; the table has them all.
const TROUBLES: usize = 10;

/// The page of one source.
///
/// # Errors
/// 404 where there is no such source, and what the portal answers to a severity or a cursor that it does not know.
pub(crate) async fn load(portal: &dyn Portal, request: &PageRequest, name: &str) -> Result<Page, Problem> {
    let source = portal.source(name).await?;
    let stale = stale(portal).await?.remove(name).unwrap_or(0);
    let problems = problems::load(portal, Shown::from_query(&request.query, Some(name))).await?;
    let now = request.now;
    let is_admin = request.visitor.as_ref().is_some_and(|visitor| visitor.is_admin);
    let title = format!("{} · Sources", source.name);
    Ok(Page::new(title, move || view(&source, stale, &problems, (is_admin, now)))
        .in_section(Section::Sources)
        .with_json(format!("/api/v1/sources/{}", encode(name))))
}

fn view(source: &Source, stale: u64, problems: &Problems, (is_admin, now): (bool, i64)) -> AnyView {
    let name = source.name.as_str();
    let all = Summary::of(source);
    let entities = catalog_page([("source", name)]);
    let stale_ones = catalog_page([("source", name), ("stale", "true")]);
    let remarks = problems.count(Severity::Info);
    view! {
        <div class="sources">
            <nav class="source-up" aria-label="Breadcrumb">
                <a href="/sources">"Sources"</a>
            </nav>
            <h1>{source.name.clone()}</h1>
            <p class="source-meta">
                <span>{source.source_type.clone()}</span>
                {state_mark(all.state)} {standing(source).into_iter().map(|words| view! { <span>{words}</span> }).collect_view()}
            </p>
            <dl class="stats">
                {stat("Entities", source.entities, Some(entities))}
                {stat("Last good version shown", stale, Some(stale_ones))} {stat("Files", all.files, None)}
                {stat("Claims", all.claims, None)}
                {stat("Errors", source.errors, Some(source_problems(name, Severity::Error)))}
                {stat("Warnings", source.warnings, Some(source_problems(name, Severity::Warning)))}
                {(remarks > 0).then(|| stat("Remarks", remarks, Some(source_problems(name, Severity::Info))))}
            </dl>
            {source.locations.iter().filter_map(trouble).take(TROUBLES).collect_view()}
            {source.locations.iter().filter_map(|location| held(name, location, is_admin)).collect_view()}
            {manage::paused(source, now)}
            {is_admin.then(|| manage::actions(source))}
            {remote::section(source, now)}
            {locations(&source.locations, now)}
            {runs(source, now)}
            {is_admin.then(|| manage::settings(source))}
            {problems::view(problems, &[])}
        </div>
    }
    .into_any()
}

/// How it stands to other sources and what it may describe, as far as that is not what goes without saying.
fn standing(source: &Source) -> Vec<String> {
    let list = |what: &str, allowed: &Option<Vec<String>>| {
        allowed.as_ref().map(|allowed| format!("Only {what} {}", allowed.join(", ")))
    };
    let overlay = source.overlay.then(|| "Overlay: adds to what others describe".to_owned());
    let priority = (source.priority != 100).then(|| format!("Priority {}", source.priority));
    [overlay, priority, list("of kind", &source.kinds), list("in", &source.namespaces)].into_iter().flatten().collect()
}
