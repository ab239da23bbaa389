//! References that are nearly another one.

use catalog_schema::model::EntityRef;

use super::asked::Asked;
use super::hits::called;
use crate::graph::GraphView;
use crate::live::Live;

/// How many are worth showing.
const MAX_NEAR: usize = 3;
/// How alike two names must be, from 0 to 1.
const ALIKE: f64 = 0.6;
/// Shorter names, in characters, are the beginning of too many others to be meant by one of them.
const SHORTEST_BEGINNING: usize = 3;

/// References in the catalog that someone who wrote `wanted` may have meant, likeliest first: of the same name, or of
/// nearly the same. None where the index cannot be asked.
pub(crate) fn near_refs(live: &Live, wanted: &EntityRef) -> Vec<EntityRef> {
    let Some(mut asked) = Asked::name(wanted.name()) else { return Vec::new() };
    let is_beginning = asked.squeezed.chars().count() >= SHORTEST_BEGINNING;
    asked.chunks.iter_mut().for_each(|chunk| chunk.open &= is_beginning);
    let Ok(found) = called(live, &asked) else { return Vec::new() };
    let mut near: Vec<(f64, bool, &EntityRef)> = found
        .iter()
        .map(|hit| live.graph().entity_ref(hit.slot))
        .map(|known| {
            (strsim::normalized_damerau_levenshtein(known.name(), wanted.name()), known.kind() == wanted.kind(), known)
        })
        .filter(|(alike, ..)| *alike >= ALIKE)
        .collect();
    near.sort_by(|one, other| other.0.total_cmp(&one.0).then(other.1.cmp(&one.1)).then_with(|| one.2.cmp(other.2)));
    near.into_iter().take(MAX_NEAR).map(|(.., known)| known.clone()).collect()
}
