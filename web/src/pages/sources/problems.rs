//! What is wrong with descriptors: by severity, then by file.

use catalog_schema::diagnostic::Severity;
use catalog_schema::wire::{DiagnosticList, LocatedDiagnostic, Problem};
use leptos::prelude::*;

use super::shown::Shown;
use crate::address::{encode, entity_page, short_name, source_page};
use crate::components::{diagnostic_item, number};
use crate::portal::Portal;

/// The severities, the worst first, with their names for many.
const SEVERITIES: [(Severity, &str); 3] =
    [(Severity::Error, "Errors"), (Severity::Warning, "Warnings"), (Severity::Info, "Remarks")];

/// A page of problems.
pub(super) struct Problems {
    shown: Shown,
    list: DiagnosticList,
    /// How many there are of each of [`SEVERITIES`], whatever severity is shown.
    counts: [u64; 3],
}

impl Problems {
    /// How many there are of a severity.
    pub(super) fn count(&self, severity: Severity) -> u64 {
        let position = SEVERITIES.iter().position(|(known, _)| *known == severity);
        position.and_then(|position| self.counts.get(position)).copied().unwrap_or(0)
    }
}

/// The problems that the address asks for.
///
/// # Errors
/// What the portal answers to a severity or a cursor that it does not know.
pub(super) async fn load(portal: &dyn Portal, shown: Shown) -> Result<Problems, Problem> {
    let list = portal.diagnostics(&shown.query()).await?;
    let mut counts = [0; 3];
    for (count, (severity, _)) in counts.iter_mut().zip(SEVERITIES) {
        *count = portal.diagnostics(&shown.count_query(severity)).await?.total;
    }
    Ok(Problems { shown, list, counts })
}

/// The whole section. `sources` are those that it can be narrowed to.
pub(super) fn view(problems: &Problems, sources: &[&str]) -> AnyView {
    let Problems { shown, list, .. } = problems;
    let body = match (list.items.is_empty(), shown.is_unfiltered()) {
        (true, true) => view! { <p class="absent">"None: every descriptor was read without a remark."</p> }.into_any(),
        (true, false) => view! { <p class="absent">"None of these."</p> }.into_any(),
        (false, _) => list
            .items
            .chunk_by(|one, other| one.diagnostic.severity == other.diagnostic.severity)
            .map(|group| of_severity(problems, group, sources.len() > 1))
            .collect_view()
            .into_any(),
    };
    view! {
        <section aria-labelledby="problems">
            <h2 id="problems">
                "Problems "
                <span class="count number">{number(problems.counts.iter().sum())}</span>
            </h2>
            {choices(problems, sources)}
            {body}
            {pager(shown, list)}
        </section>
    }
    .into_any()
}

/// The problems of one severity that are on the page.
fn of_severity(problems: &Problems, group: &[LocatedDiagnostic], with_source: bool) -> Option<AnyView> {
    let severity = group.first()?.diagnostic.severity;
    let (_, title) = SEVERITIES.into_iter().find(|(known, _)| *known == severity)?;
    let same_file = |one: &LocatedDiagnostic, other: &LocatedDiagnostic| {
        (&one.source, &one.location, &one.diagnostic.file) == (&other.source, &other.location, &other.diagnostic.file)
    };
    Some(
        view! {
            <h3 class="problems-of">
                {title} " " <span class="count number">{number(problems.count(severity))}</span>
            </h3>
            {group.chunk_by(same_file).map(|file| of_file(file, with_source)).collect_view()}
        }
        .into_any(),
    )
}

/// The problems of one file.
fn of_file(file: &[LocatedDiagnostic], with_source: bool) -> AnyView {
    let items = file.iter().map(|problem| {
        view! {
            <li>
                {diagnostic_item(&problem.diagnostic, true)} {belongs_to(problem, with_source)}
            </li>
        }
    });
    view! { <ul class="diagnostics">{items.collect_view()}</ul> }.into_any()
}

/// The entity that the document describes, at the line, and the source.
fn belongs_to(problem: &LocatedDiagnostic, with_source: bool) -> Option<AnyView> {
    let entity = problem.entity.as_deref().map(|reference| {
        let line = problem.diagnostic.line.map_or_else(String::new, |line| format!("#L{line}"));
        let file = problem.diagnostic.file.iter().map(|file| format!("&file={}", encode(file))).collect::<String>();
        let address = format!("{}?tab=descriptor{file}{line}", entity_page(reference));
        view! {
            <span>
                "Describes " <a href=address title=reference.to_owned()>{short_name(reference)}</a>
            </span>
        }
    });
    let source = with_source.then(|| {
        view! {
            <span>
                "Source " <a href=source_page(&problem.source)>{problem.source.clone()}</a>
            </span>
        }
    });
    if entity.is_none() && source.is_none() {
        return None;
    }
    Some(
        view! {
            <p class="diagnostic-of">
                {entity}
                {source}
            </p>
        }
        .into_any(),
    )
}

/// One severity or one source only.
fn choices(problems: &Problems, sources: &[&str]) -> AnyView {
    let shown = &problems.shown;
    let severities = SEVERITIES.map(|(severity, title)| {
        let here = shown.severity.as_deref() == Some(severity.as_str());
        let address = shown.of_severity((!here).then_some(severity.as_str())).address();
        choice(title, Some(problems.count(severity)), here, address)
    });
    let source = |name: &&str| {
        let here = shown.source.as_deref() == Some(*name);
        choice(name, None, here, shown.of_source((!here).then_some(*name)).address())
    };
    let sources = (sources.len() > 1 || (shown.page_of.is_none() && shown.source.is_some())).then(|| {
        view! {
            <ul class="chips" aria-label="Source">
                {sources.iter().map(source).collect_view()}
            </ul>
        }
    });
    view! {
        <ul class="chips" aria-label="Severity">
            {severities.into_iter().collect_view()}
        </ul>
        {sources}
    }
    .into_any()
}

fn choice(title: &str, count: Option<u64>, here: bool, address: String) -> AnyView {
    view! {
        <li>
            <a class="chip" href=address aria-current=here.then_some("true")>
                <span class="chip-value">{title.to_owned()}</span>
                {count.map(|count| view! { <span class="number">{number(count)}</span> })}
            </a>
        </li>
    }
    .into_any()
}

fn pager(shown: &Shown, list: &DiagnosticList) -> Option<AnyView> {
    let first = shown.is_further_on().then(|| {
        view! {
            <a class="button" href=shown.at(None).address()>
                "First problems"
            </a>
        }
    });
    let next = list.next_cursor.as_deref().map(|cursor| {
        view! {
            <a class="button" rel="next" href=shown.at(Some(cursor)).address()>
                "More problems"
            </a>
        }
    });
    if first.is_none() && next.is_none() {
        return None;
    }
    Some(
        view! {
            <nav class="pager" aria-label="Pages">
                {first}
                {next}
            </nav>
        }
        .into_any(),
    )
}
