//! `/sources`: why is my change not there?

use catalog_schema::wire::{
    DiagnosticList, DiagnosticQuery, LocatedDiagnostic, Location, Problem, Source, SourceList, SyncState,
};
use leptos::prelude::*;

use crate::address::with_query;
use crate::components::{Tone, alert, diagnostic_item, icons, time_ago};
use crate::pages::{Page, Section};
use crate::portal::Portal;
use crate::request::PageRequest;

/// Problems on a page.
const PAGE_SIZE: u32 = 100;

/// Which problems are asked for, as the address says it.
struct Asked {
    source: Option<String>,
    severity: Option<String>,
    cursor: Option<String>,
}

impl Asked {
    fn address(&self, severity: Option<&str>, cursor: Option<&str>) -> String {
        let pairs = [("source", self.source.as_deref()), ("severity", severity), ("cursor", cursor)];
        with_query("/sources", pairs.into_iter().filter_map(|(key, value)| Some((key, value?))))
    }
}

/// All sources, and what is wrong with their descriptors.
///
/// # Errors
/// What the portal answers to a severity or a cursor that it does not know.
pub(crate) async fn load(portal: &dyn Portal, request: &PageRequest) -> Result<Page, Problem> {
    let asked = |key: &str| request.query.first(key).map(str::to_owned);
    let asked = Asked { source: asked("source"), severity: asked("severity"), cursor: asked("cursor") };
    let sources = portal.sources().await?;
    let problems = portal
        .diagnostics(&DiagnosticQuery {
            source: asked.source.clone(),
            severity: asked.severity.clone(),
            limit: Some(PAGE_SIZE),
            cursor: asked.cursor.clone(),
        })
        .await?;
    let now = request.now;
    Ok(Page::new("Sources", move || view(&asked, &sources, &problems, now))
        .in_section(Section::Sources)
        .with_json("/api/v1/sources".to_owned()))
}

fn view(asked: &Asked, sources: &SourceList, problems: &DiagnosticList, now: i64) -> AnyView {
    let body = match sources.items.is_empty() {
        true => view! {
            <div class="empty">
                <h2>"No sources"</h2>
                <p>
                    "Start the portal with " <code>"--catalog"</code> " and a directory that holds descriptors."
                </p>
            </div>
        }
        .into_any(),
        false => view! {
            {sources.items.iter().map(|item| source(item, now)).collect_view()}
            {diagnostics(asked, problems)}
        }
        .into_any(),
    };
    view! {
        <div class="sources">
            <h1>"Sources"</h1>
            {body}
        </div>
    }
    .into_any()
}

fn source(source: &Source, now: i64) -> AnyView {
    let catalog = with_query("/catalog", [("source", source.name.as_str())]);
    let of_severity = |count: u64, severity: &'static str, one: &str| {
        (count > 0).then(|| {
            let address = with_query("/sources", [("source", source.name.as_str()), ("severity", severity)]);
            let plural = if count == 1 { "" } else { "s" };
            view! {
                <a class=format!("source-count source-count-{severity}") href=format!("{address}#problems")>
                    {format!("{count} {one}{plural}")}
                </a>
            }
        })
    };
    let entities = if source.entities == 1 { "entity" } else { "entities" };
    view! {
        <section class="source-card">
            <h2>{source.name.clone()}</h2>
            <p class="source-meta">
                <span>{source.source_type.clone()}</span>
                <a href=catalog>{format!("{} {entities}", source.entities)}</a>
                {of_severity(source.errors, "error", "error")}
                {of_severity(source.warnings, "warning", "warning")}
            </p>
            <table class="rows">
                <caption class="visually-hidden">"Locations"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Location"</th>
                        <th scope="col">"State"</th>
                        <th scope="col">"Last sync"</th>
                        <th scope="col" class="figure">"Took"</th>
                        <th scope="col" class="figure">"Files"</th>
                        <th scope="col" class="figure">"Claims"</th>
                        <th scope="col" class="figure">"Stale"</th>
                    </tr>
                </thead>
                <tbody>{source.locations.iter().map(|item| location(item, now)).collect_view()}</tbody>
            </table>
            {source.locations.iter().filter_map(failure).collect_view()}
        </section>
    }
    .into_any()
}

fn location(location: &Location, now: i64) -> AnyView {
    let (class, icon, word) = match location.state {
        SyncState::Ok => ("outcome outcome-pass", icons::check(), "Up to date"),
        SyncState::Failed => ("outcome outcome-fail", icons::cross(), "Failed"),
        SyncState::Pending => ("outcome outcome-unknown", icons::question(), "Not read yet"),
    };
    let last_sync = match &location.last_sync {
        Some(time) => time_ago(time, now).into_any(),
        None => view! { <span class="absent">"Never"</span> }.into_any(),
    };
    let took = location.duration_ms.map_or_else(|| "–".to_owned(), |milliseconds| format!("{milliseconds} ms"));
    view! {
        <tr>
            <th scope="row" class="row-name">
                <code>{location.address.clone()}</code>
            </th>
            <td class="row-type">
                <span class=class>
                    {icon}
                    <span>{word}</span>
                </span>
            </td>
            <td data-label="Last sync">{last_sync}</td>
            <td data-label="Took" class="figure number">{took}</td>
            <td data-label="Files" class="figure number">{location.files}</td>
            <td data-label="Claims" class="figure number">{location.claims}</td>
            <td data-label="Stale" class="figure number">{location.stale}</td>
        </tr>
    }
    .into_any()
}

/// Why a location could not be read.
fn failure(location: &Location) -> Option<AnyView> {
    let error = location.error.clone()?;
    let heading = format!("{} could not be read", location.address);
    Some(alert(Tone::Error, heading, view! { <p>{error} ". What is shown is the last good state."</p> }).into_any())
}

fn diagnostics(asked: &Asked, problems: &DiagnosticList) -> AnyView {
    let narrowed = asked.severity.is_some() || asked.source.is_some();
    let body = match (problems.items.is_empty(), narrowed) {
        (true, false) => view! { <p class="absent">"None: every descriptor was read without a remark."</p> }.into_any(),
        (true, true) => view! { <p class="absent">"None of these."</p> }.into_any(),
        (false, _) => {
            view! { <ul class="diagnostics">{problems.items.iter().map(problem).collect_view()}</ul> }.into_any()
        }
    };
    let more = problems.next_cursor.as_ref().map(|cursor| {
        let address = asked.address(asked.severity.as_deref(), Some(cursor));
        view! {
            <nav class="pager" aria-label="Pages">
                <a class="button" rel="next" href=format!("{address}#problems")>"More problems"</a>
            </nav>
        }
    });
    view! {
        <section aria-labelledby="problems">
            <h2 id="problems">
                "Problems "
                <span class="count number">{problems.total}</span>
            </h2>
            {severities(asked)}
            {body}
            {more}
        </section>
    }
    .into_any()
}

fn severities(asked: &Asked) -> AnyView {
    let entries = [("error", "Errors"), ("warning", "Warnings"), ("info", "Info")].map(|(severity, title)| {
        let here = asked.severity.as_deref() == Some(severity);
        let address = asked.address((!here).then_some(severity), None);
        view! {
            <li>
                <a class="chip" href=format!("{address}#problems") aria-current=here.then_some("true")>
                    <span class="chip-value">{title}</span>
                </a>
            </li>
        }
    });
    let all = (asked.severity.is_some() || asked.source.is_some()).then(|| {
        view! {
            <li>
                <a class="chips-clear" href="/sources#problems">"All problems"</a>
            </li>
        }
    });
    let source = asked.source.clone().map(|source| view! { <li class="chip-note">{format!("of {source}")}</li> });
    view! {
        <ul class="chips" aria-label="Severity">
            {entries.into_iter().collect_view()}
            {source}
            {all}
        </ul>
    }
    .into_any()
}

fn problem(problem: &LocatedDiagnostic) -> AnyView {
    view! { <li>{diagnostic_item(&problem.diagnostic, true)}</li> }.into_any()
}
