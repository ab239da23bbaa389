//! How the reading goes of sources that are elsewhere.

use catalog_schema::wire::{RemotePhase, RemoteState};

use crate::clock::rfc3339;
use crate::sources::kinds::RemoteSettings;
use crate::store::{RemoteRow, RemoteSyncRow};

/// What is told of a source; none where it is not elsewhere.
pub(super) fn state(name: &str, remotes: &[RemoteRow], syncs: &[RemoteSyncRow]) -> Option<RemoteState> {
    let row = remotes.iter().find(|row| row.name == name)?;
    let settings = serde_json::from_str::<RemoteSettings>(&row.remote).ok();
    let mut state = RemoteState {
        address: settings.as_ref().map(RemoteSettings::address).unwrap_or_default(),
        interval_s: settings.as_ref().map_or(0, |settings| settings.interval().as_secs()),
        ..RemoteState::default()
    };
    if settings.is_none() {
        state.error = Some("what is said of the source cannot be read; a later release may have written it".to_owned());
    }
    if let Some(sync) = syncs.iter().find(|sync| sync.source == name) {
        state.phase = match sync.phase.as_str() {
            "discovering" => RemotePhase::Discovering,
            "reading" => RemotePhase::Reading,
            "waiting" => RemotePhase::Waiting,
            _ => RemotePhase::Idle,
        };
        (state.found, state.done) = (sync.found, sync.done);
        (state.unchanged, state.failed) = (sync.unchanged, sync.failed);
        state.started_at = sync.started_at.and_then(rfc3339);
        state.ended_at = sync.ended_at.and_then(rfc3339);
        state.next_at = sync.next_at.and_then(rfc3339);
        state.error = state.error.or_else(|| sync.error.clone());
        state.notices = serde_json::from_str(&sync.notices).unwrap_or_default();
        state.budget = serde_json::from_str(&sync.budget).unwrap_or_default();
    }
    Some(state)
}
