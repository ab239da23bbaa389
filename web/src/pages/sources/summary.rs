//! A source's locations together, and how their syncs went in words.

use catalog_schema::wire::{Source, SyncState};
use leptos::prelude::*;

use crate::components::{icons, time_ago};

/// All locations of a source.
pub(super) struct Summary {
    /// The worst of them.
    pub(super) state: SyncState,
    /// The end of the sync that is the longest ago, RFC 3339; none where a location was never synced.
    pub(super) last_sync: Option<String>,
    /// How long the last syncs took, milliseconds.
    pub(super) duration_ms: Option<u64>,
    /// Descriptor files.
    pub(super) files: u64,
    /// Documents that became claims.
    pub(super) claims: u64,
}

impl Summary {
    /// Adds up what there is of a source.
    pub(super) fn of(source: &Source) -> Self {
        let locations = &source.locations;
        let any = |state| locations.iter().any(|location| location.state == state);
        let state = match () {
            () if any(SyncState::Failed) => SyncState::Failed,
            () if any(SyncState::Pending) || locations.is_empty() => SyncState::Pending,
            () => SyncState::Ok,
        };
        let synced: Option<Vec<&String>> = locations.iter().map(|location| location.last_sync.as_ref()).collect();
        Self {
            state,
            last_sync: synced.and_then(|times| times.into_iter().min().cloned()),
            duration_ms: locations.iter().filter_map(|location| location.duration_ms).reduce(u64::saturating_add),
            files: locations.iter().map(|location| location.files).sum(),
            claims: locations.iter().map(|location| location.claims).sum(),
        }
    }
}

/// How a sync went, as a drawing and a word.
pub(super) fn state_mark(state: SyncState) -> AnyView {
    let (class, icon, word) = match state {
        SyncState::Ok => ("outcome outcome-pass", icons::check(), "Up to date"),
        SyncState::Failed => ("outcome outcome-fail", icons::cross(), "Failed"),
        SyncState::Pending => ("outcome outcome-unknown", icons::question(), "Not read yet"),
    };
    view! {
        <span class=class>
            {icon}
            <span>{word}</span>
        </span>
    }
    .into_any()
}

/// When a sync ended, counted from `now` (milliseconds since the Unix epoch).
pub(super) fn last_sync(time: Option<&String>, now: i64) -> AnyView {
    match time {
        Some(time) => time_ago(time, now).into_any(),
        None => view! { <span class="absent">"Never"</span> }.into_any(),
    }
}

/// Milliseconds in the unit that suits them.
pub(super) fn duration(milliseconds: Option<u64>) -> AnyView {
    let Some(milliseconds) = milliseconds else { return view! { <span class="absent">"–"</span> }.into_any() };
    match milliseconds {
        0..1_000 => format!("{milliseconds} ms"),
        1_000..60_000 => format!("{}.{} s", milliseconds / 1_000, milliseconds % 1_000 / 100),
        _ => format!("{} min {} s", milliseconds / 60_000, milliseconds % 60_000 / 1_000),
    }
    .into_any()
}
