//! Ranked hits, as the API shows them.

use std::cmp::Ordering;

use catalog_schema::wire::{Matched, Problem, SearchQuery, SearchResults};
use tantivy::DocAddress;

use super::asked::Asked;
use super::hit::Shown;
use super::hits::{Hits, bitmap, hits};
use super::query::Closeness;
use super::rank::{coverage, importance};
use super::suggest::suggestion;
use crate::graph::{GraphView, Measured, Slot};
use crate::lists::{FacetsAsked, Filters, problems};
use crate::live::{Live, SortPrefix};

/// Hits in a page where the query does not say.
const DEFAULT_LIMIT: u32 = 20;
/// Hits in a page at most.
const MAX_LIMIT: u32 = 100;
/// Hits whose words a suggestion is made of.
const SUGGEST_FROM: usize = 10;

/// What matches a person's words: every word somewhere, the last one as the beginning of a word; where nothing does, what
/// nearly does, and what matches some of them. Hits of the exact name come first, then by where and how the words match,
/// then by how much stands on them; shorter names go before longer ones, then by name.
/// Facets are counted over all hits, and only those asked for.
///
/// # Errors
/// 400 `invalid_limit`, `invalid_filter`, `unknown_filter_field`, `invalid_ref` or `unknown_facet`; 503
/// `search_unavailable`. No query text is wrong.
pub fn search<'a>(measured: impl Into<Measured<'a>>, query: &SearchQuery) -> Result<SearchResults, Problem> {
    let measured = measured.into();
    let live = measured.live();
    let limit = query.limit.unwrap_or(DEFAULT_LIMIT);
    if !(1..=MAX_LIMIT).contains(&limit) {
        return Err(problems::invalid_limit(limit, MAX_LIMIT));
    }
    let offset = query.offset.unwrap_or(0) as usize;
    let filters = Filters::new(measured, &query.filter)?;
    let asked_for = !query.facet.is_empty();
    let facets = asked_for.then(|| FacetsAsked::parse(&query.facet)).transpose()?;

    let asked = Asked::parse(live, &query.q);
    let Hits { found, closeness } = match &asked {
        Some(asked) => hits(measured, asked, true)?,
        None => Hits { found: Vec::new(), closeness: Closeness::AsWritten },
    };
    let typed = asked.as_ref().map_or(0, |asked| asked.squeezed.len());
    let matching = bitmap(&found);
    let passing = filters.passing(&matching);
    let ranked = found.iter().filter(|hit| passing.contains(hit.slot.number())).filter_map(|hit| {
        let row = live.row(hit.slot)?;
        let score = hit.score + importance(measured, hit.slot, row) + coverage(typed, row);
        let (name_length, name) = (row.name_length, row.name);
        Some(Ranked { slot: hit.slot, address: hit.address, score, name_length, name })
    });
    let ranked: Vec<Ranked> = ranked.collect();
    let facets = facets.map(|asked| asked.count(live, &filters, &matching, &passing)).unwrap_or_default();
    let total = ranked.len() as u64;
    let page = best(live, ranked, offset, limit as usize);
    let shown: Vec<Shown> = page.iter().filter_map(|hit| Shown::new(live, hit.slot, hit.address, hit.score)).collect();
    let entities = shown.iter().take(SUGGEST_FROM).map(|shown| &shown.entity);
    let suggestion =
        asked.as_ref().filter(|_| closeness != Closeness::AsWritten).and_then(|asked| suggestion(asked, entities));
    let wanted = asked.as_ref().map(|asked| asked.words(closeness != Closeness::AsWritten)).unwrap_or_default();
    let hits = shown.into_iter().map(|shown| shown.to_wire(&wanted, closeness != Closeness::AsWritten)).collect();
    let matched = match closeness {
        Closeness::AsWritten => Matched::AsWritten,
        Closeness::Nearly => Matched::Nearly,
        Closeness::InPart(_) => Matched::InPart,
    };
    Ok(SearchResults { hits, total, matched, facets, suggestion, revision: live.revision() })
}

/// A hit with what decides between equally good ones, at hand so that sorting many follows few pointers.
struct Ranked {
    slot: Slot,
    address: DocAddress,
    score: f32,
    name_length: u32,
    name: SortPrefix,
}

/// A page of the best, best first.
fn best(live: &Live, mut found: Vec<Ranked>, offset: usize, limit: usize) -> Vec<Ranked> {
    let graph = live.graph();
    let compare = |one: &Ranked, other: &Ranked| -> Ordering {
        let by_score = other.score.total_cmp(&one.score);
        let by_name = || (one.name_length, one.name).cmp(&(other.name_length, other.name));
        by_score.then_with(by_name).then_with(|| graph.entity_ref(one.slot).cmp(graph.entity_ref(other.slot)))
    };
    let end = offset.saturating_add(limit);
    if end < found.len() {
        found.select_nth_unstable_by(end, compare);
        found.truncate(end);
    }
    found.sort_unstable_by(compare);
    found.drain(..offset.min(found.len()));
    found
}
