//! One file, with what is wrong at its lines.

use catalog_schema::diagnostic::{Diagnostic, Severity};
use catalog_schema::wire::{ContributingFile, Descriptor};
use leptos::prelude::*;

use super::shown::{Shown, address, before, is_long, line_count};
use crate::components::diagnostic_item;

/// The file of this index: all of it, or the part that the address asks for if it is long.
pub(super) fn frame(text: &Descriptor, shown: &Shown, index: usize) -> Option<AnyView> {
    let file = text.files.get(index)?;
    let total = line_count(file);
    let (first, last) = shown.window(text, index);
    // What is wrong with the file as it is now has no lines in a text that is the last good version.
    let (placed, unplaced): (Vec<&Diagnostic>, Vec<&Diagnostic>) = file
        .diagnostics
        .iter()
        .partition(|problem| !file.stale && problem.line.is_some_and(|line| (first..=last).contains(&line)));
    // A stale entity's page lists its problems on top of every tab already.
    let unplaced = (!file.stale && !unplaced.is_empty()).then(|| {
        let problems = unplaced.iter().map(|problem| view! { <li>{diagnostic_item(problem, true)}</li> });
        view! { <ul class="diagnostics">{problems.collect_view()}</ul> }
    });
    let lines = (first..=last).zip(file.text.lines().skip(first.saturating_sub(1) as usize)).map(|(number, line)| {
        let own = (file.start_line..=file.end_line).contains(&number);
        let problems: Vec<&Diagnostic> =
            placed.iter().copied().filter(|problem| problem.line == Some(number)).collect();
        source_line(shown.line_id(text, index, number), number, line, own, &problems)
    });
    let id = if index == 0 { "descriptor".to_owned() } else { format!("descriptor-{}", index + 1) };
    let labelled_by = id.clone();
    let label = if index == 0 { "Descriptor text".to_owned() } else { format!("Text of {}", file.path) };
    Some(
        view! {
            <section class="descriptor" aria-labelledby=labelled_by>
                <h2 id=id class="descriptor-path">
                    <code>{file.path.clone()}</code>
                    <span class="descriptor-meta">
                        {format!("{} format, source {}, {}", file.format.as_str(), file.source, extent(file, total))}
                    </span>
                </h2>
                {unplaced}
                {pages(text, index, total, (first, last))}
                <div class="source" tabindex="0" role="region" aria-label=label>
                    <ol class="source-lines">{lines.collect_view()}</ol>
                </div>
            </section>
        }
        .into_any(),
    )
}

fn source_line(id: String, number: u32, line: &str, own: bool, problems: &[&Diagnostic]) -> AnyView {
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
    let address = format!("#{id}");
    view! {
        <li class=class id=id>
            <a
                class="line-number"
                href=address
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
fn extent(file: &ContributingFile, total: u32) -> String {
    if file.start_line <= 1 && file.end_line >= total {
        format!("{total} lines")
    } else {
        format!("lines {} to {} of {total}", file.start_line, file.end_line)
    }
}

/// The way to the lines before and after.
fn pages(text: &Descriptor, index: usize, total: u32, (first, last): (u32, u32)) -> Option<AnyView> {
    if !is_long(total) {
        return None;
    }
    let before = before(first).map(|from| {
        view! { <a class="button" href=address(text, index, from)>"Lines before"</a> }
    });
    let after = (last < total).then(|| {
        view! { <a class="button" href=address(text, index, last + 1)>"Lines after"</a> }
    });
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
