//! Ways from one entity to another.

use catalog_schema::wire::{Path, PathQuery, PathStep, Paths, Problem};
use petgraph::Direction::{Incoming, Outgoing};

use super::super::neighbourhood::relation_named;
use super::super::{GraphView, Slot, Spread, Steps, Trail};
use super::named::{node, texts};
use super::simple_paths::simple_paths;
use crate::lists::problems;
use crate::live::Live;

/// Steps of a shortest way at most.
const LONGEST_SHORTEST: u32 = 1_000;
/// Steps of one of all ways, unless something else is asked for, and at most.
const LENGTHS: (u32, u32) = (10, 30);
/// How many of all ways, unless something else is asked for, and at most.
const COUNTS: (u32, u32) = (100, 1_000);

/// A shortest way, or all ways up to a length, by the impact relation (from what is hit to what hits it) or along the
/// relations asked for. Shorter ways come first, among equally long ones the one whose references are the least.
///
/// # Errors
/// 400 `invalid_ref`, `unknown_relation`, `invalid_limit` or `invalid_length`; 404 `entity_not_found` where nothing in the
/// catalog is, or refers to, an end.
pub fn paths(live: &Live, query: &PathQuery) -> Result<Paths, Problem> {
    let view = live.graph();
    let (usual, most) = if query.all { LENGTHS } else { (LONGEST_SHORTEST, LONGEST_SHORTEST) };
    let max_length = query.max_length.unwrap_or(usual);
    if !(1..=most).contains(&max_length) {
        let detail = format!("max_length is {max_length}; it must be between 1 and {most}");
        return Err(problems::bad_request("invalid_length", "Invalid length", detail));
    }
    let limit = query.limit.unwrap_or(COUNTS.0);
    if !(1..=COUNTS.1).contains(&limit) {
        return Err(problems::invalid_limit(limit, COUNTS.1));
    }
    let steps = steps(view, &query.relations)?;
    let (from, to) = (node(live, &query.from)?, node(live, &query.to)?);
    let (found, truncated) = if query.all {
        simple_paths(view, &steps, (from, to), max_length, limit as usize)
    } else {
        (Vec::from_iter(shortest(view, &steps, (from, to), max_length)), false)
    };
    Ok(Paths {
        from: view.entity_ref(from).to_string(),
        to: view.entity_ref(to).to_string(),
        paths: found.iter().map(|way| to_wire(view, &steps, way)).collect(),
        max_length,
        truncated,
        revision: live.revision(),
    })
}

/// A shortest way of at most `max_length` steps, both ends included.
pub(in crate::graph) fn shortest(
    view: &impl GraphView,
    steps: &Steps,
    (from, to): (Slot, Slot),
    max_length: u32,
) -> Option<Vec<Slot>> {
    let back = steps.back();
    let spread = Spread::until(view, &[to], &back, max_length, Some(from));
    let way = Trail::new(view, &spread, &back).back_from(from);
    (!way.is_empty()).then_some(way)
}

fn steps(view: &impl GraphView, names: &[String]) -> Result<Steps, Problem> {
    if names.is_empty() {
        return Ok(Steps::ToDependencies);
    }
    let mut relations = Vec::new();
    for name in names {
        let named = relation_named(name)?;
        let (forward, direction) = if named.is_forward() { (named, Outgoing) } else { (named.inverse(), Incoming) };
        relations.extend(view.relation_id(&forward).map(|relation| (relation, direction)));
    }
    Ok(Steps::Along(relations))
}

fn to_wire(view: &impl GraphView, steps: &Steps, way: &[Slot]) -> Path {
    let step = |ends: &[Slot]| {
        let (relation, through) = steps.relation(view, ends[0], ends[1])?;
        Some(PathStep {
            relation: relation.to_string(),
            through: through.map(|through| view.entity_ref(through).to_string()),
        })
    };
    Path { refs: texts(view, way.iter().copied()), steps: way.windows(2).filter_map(step).collect() }
}
