//! The locations of a source: what is replaced as a whole.

use catalog_schema::wire::{Location, SyncState};
use leptos::prelude::*;

use super::summary::{duration, last_sync, state_mark};
use crate::address::{entity_page, source_page};
use crate::components::{Tone, alert, number};

/// Locations that are listed.
const LISTED: usize = 200;

/// One line a location, those in trouble first; times count from `now`, milliseconds since the Unix epoch.
pub(super) fn locations(locations: &[Location], now: i64) -> AnyView {
    let mut listed: Vec<&Location> = locations.iter().collect();
    listed.sort_by_key(|location| location.state != SyncState::Failed && location.held.is_none());
    let more = listed.len().saturating_sub(LISTED);
    listed.truncate(LISTED);
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
            <tbody>{listed.into_iter().map(|location| row(location, now)).collect_view()}</tbody>
        </table>
        {(more > 0).then(|| view! { <p class="absent">"and " {number(more as u64)} " more"</p> })}
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

/// What is held back of a location, and how to decide about it; an admin decides here.
pub(super) fn held(source: &str, location: &Location, is_admin: bool) -> Option<AnyView> {
    let buttons = is_admin.then(|| decisions(source));
    let held = location.held.as_ref()?;
    let (count, files) = (number(held.entities), number(held.files));
    let confirm = format!("sextant source confirm {source}");
    if held.discarded {
        return Some(
            view! {
                <p class="held-kept">
                    {count} " entities are kept that " <code>{location.address.clone()}</code>
                    " does not describe any more. " <code>{confirm}</code> " deletes them."
                </p>
                {buttons}
            }
            .into_any(),
        );
    }
    let more = held.entities.saturating_sub(held.refs.len() as u64);
    let refs = held.refs.iter().map(|entity_ref| {
        view! {
            <li>
                <a href=entity_page(entity_ref)>{entity_ref.clone()}</a>
            </li>
        }
    });
    let body = view! {
        <p>
            "Files of " <code>{location.address.clone()}</code> " are gone or say less than before (" {files}
            "). So large a deletion waits until somebody confirms it: until then these entities stay as they were."
        </p>
        <p>
            <code>{confirm}</code> " deletes them with the next sync; " <code>{format!("sextant source discard {source}")}</code>
            " keeps them. If their files come back, nothing needs to be done."
        </p>
        <details>
            <summary>"Which entities"</summary>
            <ul>{refs.collect_view()}</ul>
            {(more > 0).then(|| view! { <p>"and " {number(more)} " more"</p> })}
        </details>
        {buttons}
    };
    let heading = format!("A deletion of {} entities is held back", held.entities);
    Some(alert(Tone::Warning, heading, body.into_any()))
}

/// What an admin may do about it.
fn decisions(source: &str) -> AnyView {
    let form = |action: &str, label: &'static str| {
        view! {
            <form method="post" action=format!("{}/{action}", source_page(source))>
                <button class="button" type="submit">
                    {label}
                </button>
            </form>
        }
    };
    view! { <div class="source-actions">{form("confirm", "Delete them")} {form("discard", "Keep them")}</div> }
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
