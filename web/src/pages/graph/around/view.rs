//! The drawing with its form on top, and the same in tables.

use catalog_schema::wire::{Graph, Problem};
use leptos::prelude::*;

use super::edges::edges;
use super::fields::fields;
use super::load::{AroundPage, Found};
use super::nodes::nodes;
use super::picture::picture;
use super::start::{Suggestion, list};
use super::state::{Cards, State};
use crate::components::{Tone, alert};
use crate::drawing::{MAX_CARDS, drawing};
use crate::pages::graph::frame::{Question, frame};

/// The whole page.
pub(super) fn view(page: &AroundPage) -> AnyView {
    let state = &page.state;
    let (data, body) = match &page.found {
        Found::Nothing(suggestions) => (().into_any(), start(state, suggestions)),
        Found::Refused(problem, meant) => (().into_any(), refused(state, problem, meant)),
        Found::Graph(found) => (exports(state), graph(state, found)),
    };
    let body = view! {
        {fields(state)}
        {body}
    };
    frame(Question::Around, data, body.into_any())
}

fn start(state: &State, suggestions: &[Suggestion]) -> AnyView {
    let offered = match suggestions.is_empty() {
        true => view! {
            <p>
                "Nothing depends on anything yet. Add " <code>"dependsOn"</code> " under " <code>"spec"</code>
                " in a descriptor; the page Sources says what is read."
            </p>
        }
        .into_any(),
        false => view! {
            <h3>"Most depends on these"</h3>
            {list(suggestions, |reference| state.around(reference).address())}
        }
        .into_any(),
    };
    view! {
        <div class="empty">
            <h2>"Around what?"</h2>
            <p>
                "Write an entity with its kind, such as " <code>"component:orders"</code>
                ", to see what it refers to and what refers to it."
            </p>
            {offered}
        </div>
    }
    .into_any()
}

/// What the address asks for and the portal does not have, and what may be meant.
fn refused(state: &State, problem: &Problem, meant: &[Suggestion]) -> AnyView {
    let offered = (!meant.is_empty()).then(|| {
        view! {
            <p>"Did you mean one of these?"</p>
            {list(meant, |reference| state.around(reference).address())}
        }
    });
    let detail = problem.detail.clone();
    alert(Tone::Warning, "This cannot be drawn", view! { <p>{detail}</p> {offered} })
}

fn graph(state: &State, found: &Graph) -> AnyView {
    let root = state.canonical_root();
    let picture = picture(state, &root, found);
    let drawn = match found.edges.is_empty() {
        true => view! {
            <p class="absent">
                "Nothing is related to it along these relations. Tick others, or look the other way."
            </p>
        }
        .into_any(),
        false => drawing(&picture),
    };
    let each = (state.cards == Cards::Auto && found.nodes.len() > MAX_CARDS).then(|| {
        let choices = [(Cards::System, "Group by system"), (Cards::Each, "Draw all one by one")];
        let links = choices.map(|(cards, words)| {
            view! {
                <li>
                    <a class="chip" href=state.with_cards(cards).address()>
                        {words}
                    </a>
                </li>
            }
        });
        view! { <ul class="chips" aria-label="Other boxes">{links.into_iter().collect_view()}</ul> }
    });
    let truncated = found.truncated.then(|| {
        let said = "There is more than one answer may hold: what is farthest is left out. Look less far, or along fewer \
                    relations.";
        view! { <p class="drawing-remark">{said}</p> }
    });
    view! {
        <section aria-labelledby="drawing">
            <h2 id="drawing" class="visually-hidden">"Drawing"</h2>
            {truncated}
            {each}
            {drawn}
        </section>
        {nodes(state, &root, found)}
        {edges(found)}
    }
    .into_any()
}

/// The same for other programs.
fn exports(state: &State) -> AnyView {
    let formats = [("dot", "DOT"), ("mermaid", "Mermaid"), ("graphml", "GraphML"), ("json", "JSON")];
    let links = formats.map(|(format, title)| view! { <a href=state.api_address(format)>{title}</a> });
    view! {
        "Export: "
        <a href=state.svg_address() download="graph.svg">"SVG"</a>
        {links.into_iter().collect_view()}
    }
    .into_any()
}
