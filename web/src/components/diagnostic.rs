//! One problem of a descriptor: what is wrong, where, and what to do.

use catalog_schema::diagnostic::{Diagnostic, Severity};
use leptos::prelude::*;

use super::{icons, with_code};
use crate::address::encode;

/// A severity as a drawing and a word.
pub(crate) fn severity_mark(severity: Severity) -> AnyView {
    let (class, icon, word) = match severity {
        Severity::Error => ("severity severity-error", icons::error(), "Error"),
        Severity::Warning => ("severity severity-warning", icons::warning(), "Warning"),
        Severity::Info => ("severity severity-info", icons::info(), "Info"),
    };
    view! {
        <span class=class>
            {icon}
            <span>{word}</span>
        </span>
    }
    .into_any()
}

/// The whole problem; `with_place` where it does not stand at its line already.
pub(crate) fn diagnostic_item(problem: &Diagnostic, with_place: bool) -> AnyView {
    let place = with_place.then(|| place(problem)).flatten();
    let excerpt = if with_place { problem.excerpt.as_deref().map(|line| excerpt(problem, line)) } else { None };
    let help = problem.help.as_deref().map(|help| {
        view! {
            <p class="diagnostic-help">
                <span class="diagnostic-help-label">"Help: "</span>
                {with_code(help)}
            </p>
        }
    });
    view! {
        <div class="diagnostic">
            <p class="diagnostic-message">
                {severity_mark(problem.severity)} <span>{with_code(&problem.message)}</span>
                <a class="diagnostic-code" href=format!("/diagnostics/{}", encode(&problem.code))>
                    {problem.code.clone().into_owned()}
                </a>
            </p>
            {place.map(|place| view! { <p class="diagnostic-place"><code>{place}</code></p> })}
            {excerpt}
            {help}
        </div>
    }
    .into_any()
}

/// `file:line:column`, as far as known.
fn place(problem: &Diagnostic) -> Option<String> {
    let mut place = problem.file.clone()?;
    if let Some(line) = problem.line {
        place.push_str(&format!(":{line}"));
        if let Some(column) = problem.column {
            place.push_str(&format!(":{column}"));
        }
    }
    Some(place)
}

/// The line in question with what is meant marked, one character at least. Columns and lengths count characters.
fn excerpt(problem: &Diagnostic, line: &str) -> AnyView {
    let start = problem.column.map_or(0, |column| column.saturating_sub(1) as usize);
    let length = if problem.column.is_some() { problem.length.max(1) as usize } else { 0 };
    let before: String = line.chars().take(start).collect();
    let meant: String = line.chars().skip(start).take(length).collect();
    let after: String = line.chars().skip(start + length).collect();
    let number = problem.line.map(|line| view! { <span class="excerpt-line">{line}</span> });
    view! {
        <pre class="excerpt" tabindex="0" aria-label="Excerpt">
            {number}
            <code>
                {before}
                {(!meant.is_empty()).then(|| view! { <mark>{meant}</mark> })}
                {after}
            </code>
        </pre>
    }
    .into_any()
}
