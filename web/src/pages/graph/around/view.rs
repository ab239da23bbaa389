//! The drawing with its form on top, and the same in tables.

use catalog_schema::wire::{Graph, Problem};
use leptos::prelude::*;

use super::edges::edges;
use super::fields::fields;
use super::load::{AroundPage, Found};
use super::nodes::nodes;
use super::picture::{grouping, picture};
use super::start::{Suggestion, list};
use super::state::{Cards, State};
use crate::address::short_name;
use crate::components::{Tone, alert};
use crate::drawing::Picture;
use crate::pages::graph::explorer::{Links, explorer};
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
            {nodes(state, &root, found, None)}
        }
        .into_any(),
        false => {
            let links = Links { center: state.around_address(), expand: Some(state.with_expanded("").address()) };
            explorer(&picture, links, nodes(state, &root, found, Some(&picture)))
        }
    };
    let each = (state.cards == Cards::Auto && grouping(state, found).is_some()).then(|| {
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
            {openable(state, &picture)}
            {expanded(state)}
            {drawn}
        </section>
        {edges(found)}
    }
    .into_any()
}

/// The groups whose members can be drawn one by one, for who cannot select their boxes.
fn openable(state: &State, picture: &Picture) -> Option<AnyView> {
    let links = picture.groups().map(|(key, name)| {
        view! {
            <li>
                <a class="chip" href=state.with_expanded(key).address() data-act="go">
                    {name.to_owned()}
                </a>
            </li>
        }
    });
    let links: Vec<_> = links.collect();
    (!links.is_empty()).then(|| {
        view! {
            <details class="explorer-groups">
                <summary>"Draw the entities of a box one by one"</summary>
                <ul class="chips">{links}</ul>
            </details>
        }
        .into_any()
    })
}

/// What is expanded; each leads to the page without it.
fn expanded(state: &State) -> Option<AnyView> {
    let links = state.expanded.iter().map(|key| {
        let name = short_name(key.strip_prefix(':').unwrap_or(key));
        view! {
            <li>
                <a class="chip" href=state.with_folded(key).address() data-act="go" title=key.clone()>
                    {name}
                    <span class="chip-cross" aria-hidden="true">"×"</span>
                    <span class="visually-hidden">"fold"</span>
                </a>
            </li>
        }
    });
    let links = links.collect_view();
    let some = !state.expanded.is_empty();
    some.then(|| {
        view! {
            <ul class="chips" aria-label="Expanded">
                <li class="chip-facet">"Expanded:"</li>
                {links}
            </ul>
        }
        .into_any()
    })
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
