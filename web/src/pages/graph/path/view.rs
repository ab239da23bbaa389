//! The ways with the form on top.

use catalog_schema::wire::{Paths, Problem};
use leptos::prelude::*;

use super::fields::fields;
use super::load::PathPage;
use super::state::State;
use super::ways::{picture, ways};
use crate::address::short_name;
use crate::components::{Tone, alert};
use crate::pages::graph::explorer::{Links, explorer};
use crate::pages::graph::frame::{Question, frame};

/// The whole page.
pub(super) fn view(page: &PathPage) -> AnyView {
    let state = &page.state;
    let (data, body) = match &page.found {
        None => (().into_any(), nothing_asked()),
        Some(Err(problem)) => (().into_any(), refused(problem)),
        Some(Ok(found)) => {
            let data = view! { <a href=state.json_address()>"JSON"</a> }.into_any();
            (data, if found.paths.is_empty() { no_way(state, found) } else { answer(state, found) })
        }
    };
    let body = view! {
        {fields(state)}
        {body}
    };
    frame(Question::Path, data, body.into_any())
}

fn nothing_asked() -> AnyView {
    view! {
        <div class="empty">
            <h2>"How does one depend on another?"</h2>
            <p>
                "Name two entities with their kinds, such as " <code>"component:website"</code> " and "
                <code>"resource:orders-db"</code> ". The way from one to the other is shown, with the reason for each step."
            </p>
        </div>
    }
    .into_any()
}

fn refused(problem: &Problem) -> AnyView {
    let detail = problem.detail.clone();
    let said = view! {
        <p>{detail} " " <a href="/search">"Search for it"</a> "."</p>
    };
    alert(Tone::Warning, "This cannot be looked for", said)
}

fn no_way(state: &State, found: &Paths) -> AnyView {
    let said = format!(
        "{} does not depend on {}, neither directly nor by way of others, as far as descriptors say.",
        short_name(&found.from),
        short_name(&found.to)
    );
    view! {
        <div class="empty">
            <h2>"There is no way"</h2>
            <p>{said}</p>
            <p>
                <a href=state.turned().address()>"Look the other way round"</a>
            </p>
        </div>
    }
    .into_any()
}

fn answer(state: &State, found: &Paths) -> AnyView {
    let picture = picture(found);
    let drawn = match &picture {
        Some(picture) if !picture.is_without_arrows() => {
            explorer(picture, Links { center: "/graph?root=".to_owned(), expand: None }, ways(found))
        }
        Some(_) => ways(found),
        None => view! {
            <p class="absent">"The ways are of more entities than a drawing can show."</p>
            {ways(found)}
        }
        .into_any(),
    };
    let more = match (state.all, found.truncated) {
        (false, _) => Some(view! { <a href=state.with_all().address()>"Show all ways"</a> }.into_any()),
        (true, true) => Some("There are more ways than these.".into_any()),
        (true, false) => {
            let said = format!("These are all ways of up to {} steps.", found.max_length);
            Some(said.into_any())
        }
    };
    view! {
        {drawn}
        <p class="drawing-more">{more}</p>
    }
    .into_any()
}
