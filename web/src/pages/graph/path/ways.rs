//! The ways in words, step by step, and all of them in one drawing.

use std::collections::BTreeSet;

use catalog_schema::wire::{Path, PathStep, Paths};
use leptos::prelude::*;

use crate::address::{entity_page, short_name};
use crate::components::{counted, entity_link};
use crate::drawing::{MAX_CARDS, Picture};

/// All ways in one drawing; nothing where they are of more entities than one can see.
pub(super) fn picture(found: &Paths) -> Option<Picture> {
    let references: BTreeSet<&str> = found.paths.iter().flat_map(|path| &path.refs).map(String::as_str).collect();
    if references.len() > MAX_CARDS {
        return None;
    }
    let label = format!("How {} depends on {}", short_name(&found.from), short_name(&found.to));
    let mut picture = Picture::of_references(label, &found.from, references);
    let mut drawn = BTreeSet::new();
    for path in &found.paths {
        for (ends, step) in path.refs.windows(2).zip(&path.steps) {
            let [from, to] = ends else { continue };
            if drawn.insert((from, to, &step.relation, &step.through)) {
                let title = format!("{} {} {}", short_name(from), words(step), short_name(to));
                picture.point(from, to, title);
            }
        }
    }
    Some(picture)
}

fn kind(reference: &str) -> &str {
    reference.split(':').next().unwrap_or_default()
}

/// Why one depends on the next.
fn words(step: &PathStep) -> String {
    match (step.relation.as_str(), &step.through) {
        (_, Some(api)) => format!("calls {}, which is provided by", short_name(api)),
        ("dependsOn", None) => "depends on".to_owned(),
        ("partOf", None) => "is part of".to_owned(),
        (other, None) => other.strip_prefix("custom:").unwrap_or(other).to_owned(),
    }
}

/// Every way as a list of its steps.
pub(super) fn ways(found: &Paths) -> AnyView {
    let several = found.paths.len() > 1;
    let ways = found.paths.iter().zip(1..).map(|(path, place)| {
        let steps = counted(path.steps.len() as u64, "step", "steps");
        let heading = if several { format!("Way {place}: {steps}") } else { format!("A shortest way: {steps}") };
        view! {
            <section>
                <h2>{heading}</h2>
                {way(path)}
            </section>
        }
    });
    view! { <div class="graph-ways">{ways.collect_view()}</div> }.into_any()
}

fn way(path: &Path) -> AnyView {
    let last = path.refs.len().saturating_sub(1);
    let entities = path.refs.iter().enumerate().map(|(place, reference)| {
        let why = path.steps.get(place).filter(|_| place < last).map(step);
        view! { <li>{entity_link(reference, kind(reference), None)} {why}</li> }
    });
    view! { <ol class="graph-way">{entities.collect_view()}</ol> }.into_any()
}

fn step(step: &PathStep) -> AnyView {
    match &step.through {
        Some(api) => view! {
            <span class="graph-step">
                "calls " <a href=entity_page(api) title=api.clone()>{short_name(api)}</a> ", which is provided by"
            </span>
        }
        .into_any(),
        None => view! { <span class="graph-step">{words(step)}</span> }.into_any(),
    }
}
