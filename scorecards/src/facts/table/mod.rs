//! The fact schema: every fact, its type, what it means and how it is read. The checker, the evaluator and the
//! reference documentation go by this one table, which has a file for each part of a name before the first dot.

mod api;
mod entity;
mod events;
mod findings;
mod levels;
mod links;
mod measures;
mod owner;
mod related;
mod repository;
mod spec;

use std::collections::HashMap;
use std::sync::LazyLock;

pub(crate) use spec::Asked;
pub use spec::{FactGroup, FactSpec, FactType};

/// Every fact, in the order of the reference.
pub fn facts() -> impl Iterator<Item = &'static FactSpec> {
    let parts = [
        entity::FACTS,
        links::FACTS,
        owner::FACTS,
        related::FACTS,
        measures::FACTS,
        api::FACTS,
        repository::FACTS,
        events::FACTS,
        findings::FACTS,
        levels::FACTS,
    ];
    parts.into_iter().flatten()
}

/// The facts by name, each with its place among them.
static BY_NAME: LazyLock<HashMap<&str, (usize, &FactSpec)>> =
    LazyLock::new(|| facts().enumerate().map(|(place, spec)| (spec.name, (place, spec))).collect());

/// A fact by its full name, with its place among the facts.
pub(crate) fn fact(name: &str) -> Option<(usize, &'static FactSpec)> {
    BY_NAME.get(name).copied()
}

/// The facts by their places.
static IN_ORDER: LazyLock<Vec<&FactSpec>> = LazyLock::new(|| facts().collect());

/// The fact at a place among the facts.
pub(crate) fn at(place: usize) -> Option<&'static FactSpec> {
    IN_ORDER.get(place).copied()
}

/// How many entries the fact of this place has, where that is known without them.
pub(crate) fn count_of(place: usize, asked: &Asked<'_>) -> Option<usize> {
    let relation = related::relation(at(place)?.name)?;
    Some(asked.facts.around.related_count(relation))
}

/// How many there are.
pub(crate) fn count() -> usize {
    IN_ORDER.len()
}
