//! Ranked hits, as the API shows them.

use std::cmp::Ordering;

use catalog_schema::wire::{Matched, Problem, SearchQuery, SearchResults};
use tantivy::DocAddress;

use super::asked::Asked;
use super::hit::Shown;
use super::hits::{Hit, Hits, bitmap, hits};
use super::query::Closeness;
use super::rank::{self, coverage, importance};
use super::sought::Sought;
use super::suggest::suggestion;
use crate::graph::{GraphView, Measured, Slot};
use crate::lists::{FacetsAsked, Filters, problems};
use crate::live::Live;

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
    let found: Vec<Hit> = found.into_iter().filter(|hit| passing.contains(hit.slot.number())).collect();
    let total = found.len() as u64;
    // What else decides moves nothing farther up than this: of very many hits most need not be looked at.
    let least = least_of_best(&found, offset.saturating_add(limit as usize)) - rank::MOST;
    let ranked = found.iter().filter(|hit| hit.score >= least).filter_map(|hit| {
        let row = live.search_row(hit.slot)?;
        let score = hit.score + importance(measured, hit.slot, row) + coverage(typed, row);
        Some(Ranked { slot: hit.slot, address: hit.address, score, name_length: row.name_length })
    });
    let ranked: Vec<Ranked> = ranked.collect();
    let facets = facets.map(|asked| asked.count_all(live, &filters, &matching, &passing)).unwrap_or_default();
    let page = best(live, ranked, offset, limit as usize);
    let shown: Vec<Shown> = page.iter().filter_map(|hit| Shown::new(live, hit.slot, hit.address, hit.score)).collect();
    let entities = shown.iter().take(SUGGEST_FROM).map(|shown| &shown.entity);
    let suggestion =
        asked.as_ref().filter(|_| closeness != Closeness::AsWritten).and_then(|asked| suggestion(asked, entities));
    let loosely = closeness != Closeness::AsWritten;
    let words = asked.as_ref().map(|asked| asked.words(loosely)).unwrap_or_default();
    let sought = Sought::new(words, loosely);
    let hits = shown.into_iter().map(|shown| shown.to_wire(&sought)).collect();
    let matched = match closeness {
        Closeness::AsWritten => Matched::AsWritten,
        Closeness::UnknownNearly | Closeness::Nearly => Matched::Nearly,
        Closeness::InPart(_) => Matched::InPart,
    };
    Ok(SearchResults { hits, total, matched, facets, suggestion, revision: live.revision() })
}

/// The score of the last of so many best ones; the least there is where there are no more.
fn least_of_best(found: &[Hit], count: usize) -> f32 {
    if found.len() <= count {
        return f32::NEG_INFINITY;
    }
    let mut scores: Vec<f32> = found.iter().map(|hit| hit.score).collect();
    let (_, least, _) = scores.select_nth_unstable_by(count, |one, other| other.total_cmp(one));
    *least
}

/// A hit with what decides between equally good ones, at hand so that sorting many follows few pointers.
struct Ranked {
    slot: Slot,
    address: DocAddress,
    score: f32,
    name_length: u32,
}

/// A page of the best, best first.
fn best(live: &Live, mut found: Vec<Ranked>, offset: usize, limit: usize) -> Vec<Ranked> {
    let graph = live.graph();
    let compare = |one: &Ranked, other: &Ranked| -> Ordering {
        let by_score = other.score.total_cmp(&one.score);
        let name = |ranked: &Ranked| live.row(ranked.slot).map(|row| row.name);
        let by_name = || one.name_length.cmp(&other.name_length).then_with(|| name(one).cmp(&name(other)));
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
