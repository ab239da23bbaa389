//! The third tab: the text that the entity was read from, with what is wrong at its lines.

use catalog_schema::diagnostic::{Diagnostic, Severity};
use catalog_schema::wire::Descriptor;
use leptos::prelude::*;

use super::tabs::Tab;
use crate::components::diagnostic_item;

/// Lines on a page. Files may hold tens of thousands of documents.
const WINDOW: u32 = 1_000;

/// Lines shown before the entity's document where the file is too long to show as a whole.
const LEAD: u32 = 20;

/// The text, from line `from` on if the file is long; from a little before the entity's document if none is given.
pub(super) fn descriptor(text: &Descriptor, from: Option<u32>) -> AnyView {
    let total = u32::try_from(text.text.lines().count()).unwrap_or(u32::MAX);
    let (first, last) = window(total, text.start_line, from);
    // What is wrong with the file as it is now has no lines in a text that is the last good version.
    let (placed, unplaced): (Vec<&Diagnostic>, Vec<&Diagnostic>) = text
        .diagnostics
        .iter()
        .partition(|problem| !text.stale && problem.line.is_some_and(|line| (first..=last).contains(&line)));
    // A stale entity's page lists its problems on top of every tab already.
    let unplaced = (!text.stale && !unplaced.is_empty()).then(|| {
        let problems = unplaced.iter().map(|problem| view! { <li>{diagnostic_item(problem, true)}</li> });
        view! { <ul class="diagnostics">{problems.collect_view()}</ul> }
    });
    let lines = (first..=last).zip(text.text.lines().skip(first.saturating_sub(1) as usize)).map(|(number, line)| {
        let own = (text.start_line..=text.end_line).contains(&number);
        let problems: Vec<&Diagnostic> =
            placed.iter().copied().filter(|problem| problem.line == Some(number)).collect();
        source_line(number, line, own, &problems)
    });
    view! {
        <section class="descriptor" aria-labelledby="descriptor">
            <h2 id="descriptor" class="descriptor-path">
                <code>{text.path.clone()}</code>
                <span class="descriptor-meta">
                    {format!("{} format, source {}, {}", text.format.as_str(), text.source, extent(text, total))}
                </span>
            </h2>
            {unplaced}
            {pages(text, total, first, last)}
            <div class="source" tabindex="0" role="region" aria-label="Descriptor text">
                <ol class="source-lines">{lines.collect_view()}</ol>
            </div>
        </section>
    }
    .into_any()
}

fn source_line(number: u32, line: &str, own: bool, problems: &[&Diagnostic]) -> AnyView {
    let worst = problems.iter().map(|problem| problem.severity).max();
    let class = match (own, worst) {
        (true, None) => "source-line source-line-own",
        (false, None) => "source-line",
        (true, Some(Severity::Error)) => "source-line source-line-own source-line-problem",
        (false, Some(Severity::Error)) => "source-line source-line-problem",
        (true, Some(_)) => "source-line source-line-own source-line-remark",
        (false, Some(_)) => "source-line source-line-remark",
    };
    let problems = (!problems.is_empty()).then(|| {
        let problems = problems.iter().map(|problem| diagnostic_item(problem, false)).collect_view();
        view! { <div class="source-problems">{problems}</div> }
    });
    view! {
        <li class=class id=format!("L{number}")>
            <a
                class="line-number"
                href=format!("#L{number}")
                aria-label=format!("Line {number}")
                data-number=number.to_string()
            ></a>
            <code>{line.to_owned()}</code>
            {problems}
        </li>
    }
    .into_any()
}

/// Which lines of the file are the entity's.
fn extent(text: &Descriptor, total: u32) -> String {
    if text.start_line <= 1 && text.end_line >= total {
        format!("{total} lines")
    } else {
        format!("lines {} to {} of {total}", text.start_line, text.end_line)
    }
}

/// First and last line to show, from 1.
fn window(total: u32, start_line: u32, from: Option<u32>) -> (u32, u32) {
    if total <= WINDOW {
        return (1, total);
    }
    let first = from.unwrap_or_else(|| start_line.saturating_sub(LEAD)).clamp(1, total);
    (first, total.min(first.saturating_add(WINDOW - 1)))
}

/// The way to the lines before and after.
fn pages(text: &Descriptor, total: u32, first: u32, last: u32) -> Option<AnyView> {
    if total <= WINDOW {
        return None;
    }
    let address = |from: u32| format!("{}&from={from}", Tab::Descriptor.address(&text.entity_ref));
    let before = (first > 1).then(|| {
        view! { <a class="button" href=address(first.saturating_sub(WINDOW).max(1))>"Lines before"</a> }
    });
    let after = (last < total).then(|| view! { <a class="button" href=address(last + 1)>"Lines after"</a> });
    Some(
        view! {
            <nav class="pager" aria-label="Parts of the file">
                <span>{format!("Lines {first} to {last} of {total}")}</span>
                {before}
                {after}
            </nav>
        }
        .into_any(),
    )
}

#[cfg(test)]
mod tests {
    use super::window;

    #[test]
    fn long_files_are_shown_in_part() {
        assert_eq!(window(10, 3, None), (1, 10));
        assert_eq!(window(5_000, 2_000, None), (1_980, 2_979));
        assert_eq!(window(5_000, 1, Some(4_990)), (4_990, 5_000));
        assert_eq!(window(5_000, 1, Some(u32::MAX)), (5_000, 5_000));
        assert_eq!(window(0, 1, None), (1, 0));
    }
}
