//! Ranked hits, as the API shows them.

use std::cmp::Ordering;

use catalog_schema::model::Entity;
use catalog_schema::wire::{Problem, SearchHit, SearchQuery, SearchResults};
use tantivy::Score;

use super::highlight::{beginning, highlights};
use super::hits::{Hits, bitmap, hits};
use super::query::Words;
use super::suggest::suggestion;
use crate::graph::{GraphView, Slot};
use crate::lists::{FacetsAsked, Filters, problems};
use crate::live::{Live, SortPrefix};

/// Hits in a page where the query does not say.
const DEFAULT_LIMIT: u32 = 20;
/// Hits in a page at most.
const MAX_LIMIT: u32 = 100;
/// Hits whose words a suggestion is made of.
const SUGGEST_FROM: usize = 10;

/// What matches a person's words: every word somewhere, the last one as the beginning of a word. Hits of the exact name
/// come first, then by where and how the words match; shorter names go before longer ones, then by name.
/// Facets are counted over all hits, and only those asked for.
///
/// # Errors
/// 400 `invalid_limit`, `invalid_filter`, `unknown_filter_field`, `invalid_ref` or `unknown_facet`; 503
/// `search_unavailable`. No query text is wrong.
pub fn search(live: &Live, query: &SearchQuery) -> Result<SearchResults, Problem> {
    let limit = query.limit.unwrap_or(DEFAULT_LIMIT);
    if !(1..=MAX_LIMIT).contains(&limit) {
        return Err(problems::invalid_limit(limit, MAX_LIMIT));
    }
    let offset = query.offset.unwrap_or(0) as usize;
    let filters = Filters::new(live, &query.filter)?;
    let asked = !query.facet.is_empty();
    let facets = asked.then(|| FacetsAsked::parse(&query.facet)).transpose()?;

    let words = Words::parse(&query.q);
    let Hits { found, with_typos } = match &words {
        Some(words) => hits(live, words)?,
        None => Hits { found: Vec::new(), with_typos: false },
    };
    let matching = bitmap(&found);
    let passing = filters.passing(&matching);
    let ranked = found.into_iter().filter(|(slot, _)| passing.contains(slot.number())).filter_map(|(slot, score)| {
        let row = live.row(slot)?;
        Some(Ranked { slot, score, name_length: row.name_length, name: row.name })
    });
    let ranked: Vec<Ranked> = ranked.collect();
    let facets = facets.map(|asked| asked.count(live, &filters, &matching, &passing)).unwrap_or_default();
    let total = ranked.len() as u64;
    let page = best(live, ranked, offset, limit as usize);
    let graph = live.graph();
    let shown = page.into_iter().filter_map(|hit| Some((hit.score, graph.entity(hit.slot)?.entity(graph)?)));
    let shown: Vec<(Score, Entity)> = shown.collect();
    let entities = shown.iter().take(SUGGEST_FROM).map(|(_, entity)| entity);
    let suggestion = words.as_ref().filter(|_| with_typos).and_then(|words| suggestion(words, entities));
    let hits =
        words.iter().flat_map(|words| shown.iter().map(|(score, entity)| to_wire(entity, *score, words, with_typos)));
    let hits = hits.collect();
    Ok(SearchResults { hits, total, facets, suggestion, revision: live.revision() })
}

/// A hit with what decides between equally good ones, at hand so that sorting many follows few pointers.
struct Ranked {
    slot: Slot,
    score: Score,
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

fn to_wire(entity: &Entity, score: Score, words: &Words, typos: bool) -> SearchHit {
    SearchHit {
        entity_ref: entity.entity_ref().to_string(),
        kind: entity.kind.clone(),
        title: entity.display_name().to_owned(),
        entity_type: entity.entity_type.clone(),
        owner: entity.owner.as_ref().map(ToString::to_string),
        lifecycle: entity.lifecycle.clone(),
        tier: entity.tier,
        summary: entity.description.as_deref().and_then(beginning),
        score,
        highlights: highlights(entity, words, typos),
    }
}
