//! What a finding of insights looks like wherever it is shown.

use catalog_schema::wire::Insight;
use leptos::prelude::*;

use super::{entity_link, icons};

/// References of a path that are shown without being asked for.
const SHOWN: usize = 8;

/// How bad it is, in words and as a drawing.
pub(crate) fn insight_severity(severity: &str) -> AnyView {
    let (class, icon, word) = match severity {
        "high" => ("severity severity-error", icons::error(), "High"),
        "medium" => ("severity severity-warning", icons::warning(), "Medium"),
        _ => ("severity severity-info", icons::info(), "Low"),
    };
    view! {
        <span class=class>
            {icon}
            <span>{word}</span>
        </span>
    }
    .into_any()
}

/// The exact way, in order. A cycle ends where it begins.
pub(crate) fn insight_path(item: &Insight) -> Option<AnyView> {
    if item.path.len() < 2 {
        return None;
    }
    let link = |reference: &String| {
        let kind = reference.split(':').next().unwrap_or_default();
        view! { <li>{entity_link(reference, kind, None)}</li> }
    };
    let shown = item.path.iter().take(SHOWN).map(link).collect_view();
    let rest = item.path.len().saturating_sub(SHOWN);
    let back = (item.rule == "cycle").then(|| item.path.first().map(link));
    let more = (rest > 0).then(|| {
        let all = item.path.iter().skip(SHOWN).map(link).collect_view();
        view! {
            <details>
                <summary>{format!("{rest} more")}</summary>
                <ol class="finding-path">{all}</ol>
            </details>
        }
    });
    Some(view! { <ol class="finding-path">{shown} {back}</ol> {more} }.into_any())
}
