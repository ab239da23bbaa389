//! What is wrong with sources and descriptors.

use catalog_schema::wire::{LocatedDiagnostic, Source, SyncState};
use leptos::prelude::*;

use super::load::HomePage;
use crate::address::{entity_page, with_query};
use crate::components::{counted, icons, severity_mark, with_code};

/// Sources that cannot be read, the counts of errors and warnings, and the first errors.
pub(super) fn problems(page: &HomePage) -> AnyView {
    let sources = &page.sources.items;
    let failed: Vec<&Source> =
        sources.iter().filter(|source| source.locations.iter().any(|one| one.state == SyncState::Failed)).collect();
    let errors: u64 = sources.iter().map(|source| source.errors).sum();
    let warnings: u64 = sources.iter().map(|source| source.warnings).sum();
    let body = match failed.is_empty() && errors == 0 && warnings == 0 {
        true => view! {
            <p class="outcome outcome-pass">
                {icons::check()}
                <span>"Every descriptor is fine."</span>
            </p>
        }
        .into_any(),
        false => view! {
            <ul class="problem-counts">
                {failed.into_iter().map(unreadable).collect_view()}
                {(errors > 0).then(|| count("error", counted(errors, "error", "errors")))}
                {(warnings > 0).then(|| count("warning", counted(warnings, "warning", "warnings")))}
            </ul>
            <ul class="problem-items">{page.errors.items.iter().map(problem).collect_view()}</ul>
        }
        .into_any(),
    };
    view! {
        <section aria-labelledby="problems">
            <h2 id="problems">
                "Problems in descriptors "
                <a class="home-aside" href="/sources#problems">"All"</a>
            </h2>
            {body}
        </section>
    }
    .into_any()
}

fn unreadable(source: &Source) -> AnyView {
    view! {
        <li>
            <a class="severity-error" href="/sources">
                {format!("{} could not be read", source.name)}
            </a>
        </li>
    }
    .into_any()
}

fn count(severity: &'static str, words: String) -> AnyView {
    let address = with_query("/sources", [("severity", severity)]);
    view! {
        <li>
            <a class=format!("severity-{severity}") href=format!("{address}#problems")>
                {words}
            </a>
        </li>
    }
    .into_any()
}

fn problem(located: &LocatedDiagnostic) -> AnyView {
    let diagnostic = &located.diagnostic;
    let place = diagnostic.file.clone().map(|file| match diagnostic.line {
        Some(line) => format!("{file}:{line}"),
        None => file,
    });
    let place = place.map(|place| match &located.entity {
        Some(entity) => {
            let descriptor = with_query(&entity_page(entity), [("tab", "descriptor")]);
            view! {
                <a class="problem-place" href=descriptor>
                    <code>{place}</code>
                </a>
            }
            .into_any()
        }
        None => view! { <code class="problem-place">{place}</code> }.into_any(),
    });
    view! {
        <li>
            {severity_mark(diagnostic.severity)}
            <span class="problem-message">{with_code(&diagnostic.message)}</span>
            {place}
        </li>
    }
    .into_any()
}
