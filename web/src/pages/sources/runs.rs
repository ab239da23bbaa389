//! How the last syncs of a source went.

use catalog_schema::wire::{Source, SyncRun};
use leptos::prelude::*;

use super::summary::duration;
use crate::components::{number, time_ago};

/// One line a sync, the newest first; times count from `now`, milliseconds since the Unix epoch.
pub(super) fn runs(source: &Source, now: i64) -> Option<AnyView> {
    if source.runs.is_empty() {
        return None;
    }
    let is_several = source.locations.len() > 1;
    let location = is_several.then(|| view! { <th scope="col">"Location"</th> });
    Some(
        view! {
            <section aria-labelledby="runs">
                <h2 id="runs">"Last syncs"</h2>
                <table class="rows runs">
                    <caption class="visually-hidden">"Last syncs, the newest first"</caption>
                    <thead>
                        <tr>
                            <th scope="col">"When"</th>
                            {location}
                            <th scope="col">"What came of it"</th>
                            <th scope="col" class="figure">"Revision"</th>
                            <th scope="col" class="figure">"Took"</th>
                        </tr>
                    </thead>
                    <tbody>{source.runs.iter().map(|run| row(run, is_several, now)).collect_view()}</tbody>
                </table>
            </section>
        }
        .into_any(),
    )
}

fn row(run: &SyncRun, is_several: bool, now: i64) -> AnyView {
    let location = is_several.then(|| {
        view! {
            <td data-label="Location">
                <code>{run.address.clone()}</code>
            </td>
        }
    });
    let came = match &run.error {
        Some(error) => view! {
            <span class="event event-went">"Failed"</span>
            ": "
            {error.clone()}
        }
        .into_any(),
        None => changes(run).into_any(),
    };
    let times = (run.times > 1).then(|| format!(", {} times in a row", number(run.times)));
    view! {
        <tr>
            <th scope="row" class="row-name">
                {time_ago(&run.ended_at, now)}
            </th>
            {location}
            <td class="run-came">{came} {times}</td>
            <td data-label="Revision" class="figure number">
                {run.revision.map(number)}
            </td>
            <td data-label="Took" class="figure number">
                {duration(Some(run.duration_ms))}
            </td>
        </tr>
    }
    .into_any()
}

fn changes(run: &SyncRun) -> String {
    let counts = [
        (run.created, "added"),
        (run.updated, "changed"),
        (run.renamed, "renamed"),
        (run.deleted, "removed"),
        (run.held, "held back"),
    ];
    let words = counts.into_iter().filter(|(count, _)| *count > 0);
    let words: Vec<String> = words.map(|(count, word)| format!("{} {word}", number(count))).collect();
    match (words.is_empty(), run.revision) {
        (false, _) => words.join(", "),
        (true, Some(_)) => "Nothing that shows".to_owned(),
        (true, None) => "Nothing new".to_owned(),
    }
}
