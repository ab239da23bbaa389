//! One version: what happened, by whom, when, where from, and what it changed.

use catalog_schema::wire::{Version, VersionEvent};
use leptos::prelude::*;

use super::change::change;
use crate::components::{is_safe_address, time_ago};

/// Characters of a commit's id that are shown.
const SHORT: usize = 10;

pub(super) fn version(version: &Version, entity_ref: &str, now: i64) -> AnyView {
    let author = version.author.clone().map(|author| format!(" by {author}"));
    let renamed = (version.entity_ref != entity_ref).then(|| {
        view! {
            <span>"as " <code>{version.entity_ref.clone()}</code></span>
        }
    });
    let changes = (!version.changes.is_empty()).then(|| {
        let rows = version.changes.iter().map(change).collect_view();
        let more = (version.more_changes > 0)
            .then(|| view! { <p class="absent">{format!("and {} more fields", version.more_changes)}</p> });
        view! {
            <dl class="field-changes">{rows}</dl>
            {more}
        }
    });
    view! {
        <li class="version" id=format!("r{}", version.revision)>
            <h3>
                <span>{words(version.event)} {author}</span>
                <span class="version-time">{time_ago(&version.changed_at, now)}</span>
            </h3>
            <p class="version-meta">
                {commit(version)}
                <span>{version.source.clone()} ": " <code>{version.path.clone()}</code></span>
                {renamed}
                <span>"revision " <span class="number">{version.revision}</span></span>
            </p>
            {changes}
        </li>
    }
    .into_any()
}

fn words(event: VersionEvent) -> &'static str {
    match event {
        VersionEvent::Created => "Added",
        VersionEvent::Changed => "Changed",
        VersionEvent::Moved => "Described by another file",
        VersionEvent::Stale => "Its descriptor broke",
        VersionEvent::Recovered => "Its descriptor was mended",
        VersionEvent::Deleted => "Removed",
        VersionEvent::Restored => "Came back",
        VersionEvent::Earliest => "As it was then",
    }
}

/// The commit, as a link where it can be looked at.
fn commit(version: &Version) -> Option<AnyView> {
    let commit = version.commit.clone()?;
    let short: String = commit.chars().take(SHORT).collect();
    let label = format!("commit {short}");
    let shown = match version.commit_url.clone().filter(|address| is_safe_address(address)) {
        Some(address) => view! {
            <a class="external" href=address title=commit rel="noopener noreferrer nofollow">
                {label}
            </a>
        }
        .into_any(),
        None => view! { <span title=commit>{label}</span> }.into_any(),
    };
    Some(shown)
}
