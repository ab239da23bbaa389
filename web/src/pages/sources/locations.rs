//! The locations of a source: what is replaced as a whole.

use catalog_schema::wire::{Location, SyncState};
use leptos::prelude::*;

use super::summary::{duration, last_sync, state_mark};
use crate::components::{Tone, alert, number};

/// One line a location; times count from `now`, milliseconds since the Unix epoch.
pub(super) fn locations(locations: &[Location], now: i64) -> AnyView {
    view! {
        <table class="rows locations">
            <caption class="visually-hidden">"Locations"</caption>
            <thead>
                <tr>
                    <th scope="col">"Location"</th>
                    <th scope="col">"State"</th>
                    <th scope="col">"Last sync"</th>
                    <th scope="col" class="figure">"Took"</th>
                    <th scope="col" class="figure">"Files"</th>
                    <th scope="col" class="figure">"Claims"</th>
                    <th scope="col" class="figure">"Last change"</th>
                </tr>
            </thead>
            <tbody>{locations.iter().map(|location| row(location, now)).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

fn row(location: &Location, now: i64) -> AnyView {
    let changed = match location.revision {
        0 => view! { <span class="absent">"–"</span> }.into_any(),
        revision => format!("Revision {revision}").into_any(),
    };
    view! {
        <tr>
            <th scope="row" class="row-name">
                <code>{location.address.clone()}</code>
            </th>
            <td class="row-state">{state_mark(location.state)}</td>
            <td data-label="Last sync">{last_sync(location.last_sync.as_ref(), now)}</td>
            <td data-label="Took" class="figure number">
                {duration(location.duration_ms)}
            </td>
            <td data-label="Files" class="figure number">
                {number(location.files)}
            </td>
            <td data-label="Claims" class="figure number">
                {number(location.claims)}
            </td>
            <td data-label="Last change" class="figure number">
                {changed}
            </td>
        </tr>
    }
    .into_any()
}

/// What is wrong with a location as a whole, and what that means for the catalog.
pub(super) fn trouble(location: &Location) -> Option<AnyView> {
    match location.state {
        SyncState::Ok => None,
        SyncState::Pending => {
            let heading = format!("{} was not read yet", location.address);
            let body = view! {
                <p>"Until it has been, the catalog shows what it said before, if anything."</p>
            };
            Some(alert(Tone::Warning, heading, body.into_any()))
        }
        SyncState::Failed => {
            let heading = format!("{} could not be read", location.address);
            let error = location.error.clone().map(|error| view! { <p>{error}</p> });
            let body = view! {
                {error}
                <p>
                    "The catalog keeps what it had from here: nothing is lost, and no change shows until it can be read \
                    again."
                </p>
            };
            Some(alert(Tone::Error, heading, body.into_any()))
        }
    }
}
