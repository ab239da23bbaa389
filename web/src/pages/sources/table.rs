//! All sources, one line each.

use std::collections::BTreeMap;

use catalog_schema::diagnostic::Severity;
use catalog_schema::wire::{FacetQuery, Problem, Source};
use leptos::prelude::*;

use super::shown::source_problems;
use super::summary::{Summary, duration, last_sync, state_mark};
use crate::address::{catalog_page, source_page};
use crate::components::{count_link, number};
use crate::portal::Portal;

/// How many entities of each source are shown in their last good version, because their files do not decode any more.
///
/// # Errors
/// What the portal answers.
pub(super) async fn stale(portal: &dyn Portal) -> Result<BTreeMap<String, u64>, Problem> {
    let query =
        FacetQuery { facet: vec!["source".to_owned()], also: vec!["stale=true".to_owned()], ..FacetQuery::default() };
    let counted = portal.facets(&query).await?.facets.remove("source").unwrap_or_default();
    Ok(counted.into_iter().map(|value| (value.value, value.count)).collect())
}

/// The table; times count from `now`, milliseconds since the Unix epoch.
pub(super) fn table(sources: &[Source], stale: &BTreeMap<String, u64>, now: i64) -> AnyView {
    let row = |source: &Source| row(source, stale.get(&source.name).copied().unwrap_or(0), now);
    view! {
        <table class="rows">
            <caption class="visually-hidden">"Sources"</caption>
            <thead>
                <tr>
                    <th scope="col">"Source"</th>
                    <th scope="col">"Type"</th>
                    <th scope="col">"State"</th>
                    <th scope="col">"Last sync"</th>
                    <th scope="col" class="figure">"Took"</th>
                    <th scope="col" class="figure">"Entities"</th>
                    <th scope="col" class="figure">"Files"</th>
                    <th scope="col" class="figure">"Claims"</th>
                    <th scope="col" class="figure">"Stale"</th>
                    <th scope="col" class="figure">"Errors"</th>
                    <th scope="col" class="figure">"Warnings"</th>
                </tr>
            </thead>
            <tbody>{sources.iter().map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

fn row(source: &Source, stale: u64, now: i64) -> AnyView {
    let all = Summary::of(source);
    let entities = catalog_page([("source", source.name.as_str())]);
    let stale_ones = catalog_page([("source", source.name.as_str()), ("stale", "true")]);
    let of_severity = |severity| source_problems(&source.name, severity);
    view! {
        <tr>
            <th scope="row" class="row-name">
                <a href=source_page(&source.name)>{source.name.clone()}</a>
            </th>
            <td class="row-type">{source.source_type.clone()}</td>
            <td class="row-state">{state_mark(all.state)}</td>
            <td data-label="Last sync">{last_sync(all.last_sync.as_ref(), now)}</td>
            <td data-label="Took" class="figure number">
                {duration(all.duration_ms)}
            </td>
            <td data-label="Entities" class="figure">
                {count_link(source.entities, entities)}
            </td>
            <td data-label="Files" class="figure number">
                {number(all.files)}
            </td>
            <td data-label="Claims" class="figure number">
                {number(all.claims)}
            </td>
            <td data-label="Stale" class="figure">
                {count_link(stale, stale_ones)}
            </td>
            <td data-label="Errors" class="figure source-errors">
                {count_link(source.errors, of_severity(Severity::Error))}
            </td>
            <td data-label="Warnings" class="figure source-warnings">
                {count_link(source.warnings, of_severity(Severity::Warning))}
            </td>
        </tr>
    }
    .into_any()
}
