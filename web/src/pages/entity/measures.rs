//! How much hangs on it: figures from the graph, each with what it says and the way to what it is made of.

use catalog_schema::wire::{Direction, Entity, Measures};
use leptos::prelude::*;

use super::dependencies::State;
use super::people::is_of_people;
use super::tabs::Tab;
use crate::address::{graph_around, with_query};
use crate::components::number;

/// How far the page *Graph* draws.
const FARTHEST: u32 = 10;

/// The figures; none for teams and people, who are no part of the impact relation.
pub(super) fn measures(entity: &Entity) -> Option<AnyView> {
    if is_of_people(entity) {
        return None;
    }
    let measures = &entity.measures;
    let is_alone = measures.dependents == 0 && measures.dependencies == 0;
    let body = match is_alone {
        true => view! {
            <p class="absent">"Nothing depends on it and it depends on nothing, as far as descriptors say."</p>
        }
        .into_any(),
        false => view! {
            <dl class="measures">{direct(entity)} {transitive(entity)}</dl>
            {as_of(measures, entity.revision)}
        }
        .into_any(),
    };
    Some(
        view! {
            <section aria-labelledby="measures">
                <h2 id="measures">"How much hangs on it"</h2>
                {body}
            </section>
        }
        .into_any(),
    )
}

/// What is of the page's revision.
fn direct(entity: &Entity) -> impl IntoView + use<> {
    let (measures, root) = (&entity.measures, entity.entity_ref.as_str());
    let towards = |direction| State::towards(direction).address(root);
    let all = u64::from(measures.dependents) + u64::from(measures.dependencies);
    let of_all = format!(
        "{} of the {} entities that it is directly connected with are dependencies. At 0 % it only serves others and is \
         expensive to change; at 100 % nothing depends on it.",
        number(measures.dependencies.into()),
        number(all)
    );
    view! {
        {figure("Dependents", measures.dependents, towards(Direction::In), "Hit directly when it fails.")}
        {figure("Dependencies", measures.dependencies, towards(Direction::Out), "Hit it directly when they fail.")}
        {measures
            .instability
            .map(|percent| measure("Instability", link(format!("{percent} %"), towards(Direction::Both)), of_all))}
    }
}

/// What follows from the whole graph, as far as it was counted.
fn transitive(entity: &Entity) -> impl IntoView + use<> {
    let (measures, root) = (entity.measures, entity.entity_ref.as_str());
    let impact = format!("{}#impact", Tab::Dependencies.address(root));
    let reach = measures
        .reach
        .map(|reach| figure("Reach", reach, impact.clone(), "Hit when it fails, directly or by way of others."));
    let depth = measures.depth.map(|depth| {
        let steps = depth.clamp(1, FARTHEST).to_string();
        let chain = with_query("/graph", [("root", root), ("direction", "out"), ("depth", steps.as_str())]);
        figure("Depth", depth, chain, "Steps of the longest chain of dependencies that begins with it.")
    });
    let criticality = measures.criticality.map(|criticality| {
        let words = "Of 100: how much of everything stands on it, by the number and the tier of what is hit. Ten times as \
                     much adds the same, wherever it begins.";
        figure("Criticality", criticality.into(), impact, words)
    });
    let articulation = measures.articulation.map(|is_one| match is_one {
        true => measure(
            "Articulation point",
            link("Yes".to_owned(), graph_around(root)),
            "What is connected with each other now would fall apart without it.".to_owned(),
        ),
        false => measure(
            "Articulation point",
            view! { "No" }.into_any(),
            "What is connected with each other stays so without it.".to_owned(),
        ),
    });
    view! { {reach} {depth} {criticality} {articulation} }
}

/// A figure that leads to what it is made of, where there is something.
fn figure(name: &'static str, figure: u32, address: String, words: &'static str) -> AnyView {
    let value = match figure {
        0 => view! { "0" }.into_any(),
        _ => link(number(figure.into()), address),
    };
    measure(name, value, words.to_owned())
}

fn link(text: String, address: String) -> AnyView {
    view! { <a href=address>{text}</a> }.into_any()
}

fn measure(name: &'static str, value: AnyView, words: String) -> AnyView {
    view! {
        <div>
            <dt>{name}</dt>
            <dd class="number">{value}</dd>
            <dd class="measure-words">{words}</dd>
        </div>
    }
    .into_any()
}

/// What the figures of the whole graph are of, where that is not what the page shows.
fn as_of(measures: &Measures, shown: u64) -> Option<AnyView> {
    let words = match measures.revision {
        Some(revision) if revision == shown => return None,
        Some(revision) => format!(
            "Reach, depth, criticality and articulation are as of revision {revision} of the catalog, and are being counted \
             anew for revision {shown}."
        ),
        None => {
            "Reach, depth, criticality and articulation are being counted; load this page again in a moment.".to_owned()
        }
    };
    Some(view! { <p class="measures-as-of">{words}</p> }.into_any())
}
