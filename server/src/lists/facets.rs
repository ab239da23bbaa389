//! Counts per value.

use std::collections::BTreeMap;

use catalog_schema::wire::{FacetQuery, FacetValue, Facets, Problem};

use super::facet::{Counted, count};
use super::field::Field;
use super::{Filters, problems};
use crate::graph::Measured;
use crate::live::{Live, SlotBitmap};
use crate::search;

/// Facets in one query at most.
const MAX_FACETS: usize = 32;

/// Values of a facet at most, where the query limits them.
const MAX_LIMIT: u32 = 10_000;

/// How many entities have each value of the facets asked for. A filter on a field does not narrow the counts of that
/// very field, so that they say what choosing another value would give; what must hold besides narrows all counts.
///
/// # Errors
/// 400 `invalid_limit`, `unknown_facet`, `too_many_facets`, `invalid_filter`, `unknown_filter_field` or `invalid_ref`; 503
/// `search_unavailable`.
pub fn facets<'a>(seen: impl Into<Measured<'a>>, query: &FacetQuery) -> Result<Facets, Problem> {
    let seen = seen.into();
    let live = seen.live();
    if let Some(limit) = query.limit.filter(|limit| !(1..=MAX_LIMIT).contains(limit)) {
        return Err(problems::invalid_limit(limit, MAX_LIMIT));
    }
    let filters = Filters::narrowed(seen, &query.filter, &query.also)?;
    let asked = FacetsAsked::parse(&query.facet)?;
    let found = search::matching(seen, query.q.as_deref())?;
    let within = found.as_ref().unwrap_or(live.postings().all());
    let most = query.limit.map_or(usize::MAX, |limit| limit as usize);
    let (mut facets, mut left_out) = (BTreeMap::new(), BTreeMap::new());
    for (name, counted) in asked.count(live, &filters, within, &filters.passing(within), most) {
        if counted.left_out > 0 {
            left_out.insert(name.clone(), counted.left_out);
        }
        facets.insert(name, counted.values);
    }
    Ok(Facets { facets, left_out, revision: live.revision() })
}

/// The facets that a query asks for.
#[derive(Debug)]
pub(crate) struct FacetsAsked(Vec<(String, Field)>);

impl FacetsAsked {
    /// All facets with plain names where none is named.
    ///
    /// # Errors
    /// 400 `unknown_facet` or `too_many_facets`.
    pub(crate) fn parse(names: &[String]) -> Result<Self, Problem> {
        if names.len() > MAX_FACETS {
            let detail = format!("{} facets are asked for; a query may have {MAX_FACETS} at most", names.len());
            return Err(problems::bad_request("too_many_facets", "Too many facets", detail));
        }
        if names.is_empty() {
            return Ok(Self(Field::facets().map(|(name, field)| (name.to_owned(), field)).collect()));
        }
        let parsed = names.iter().map(|name| match Field::parse_facet(name) {
            Some(field) => Ok((name.clone(), field)),
            None => Err(problems::unknown_name("unknown_facet", "Unknown facet", name, &Field::allowed_facets())),
        });
        Ok(Self(parsed.collect::<Result<_, _>>()?))
    }

    /// Counts, among `within`, what `passing` is when the filters are asked, and wherever a facet's own field is left
    /// out of them, what passes then; of each facet so many values at most.
    fn count(
        self,
        live: &Live,
        filters: &Filters<'_>,
        within: &SlotBitmap,
        passing: &SlotBitmap,
        most: usize,
    ) -> impl Iterator<Item = (String, Counted)> {
        self.0.into_iter().map(move |(name, field)| {
            let without = filters.passing_but_for(&field, within);
            let counted = count(live, &field, without.as_ref().unwrap_or(passing), most);
            (name, counted)
        })
    }

    /// The same, with every value.
    pub(crate) fn count_all(
        self,
        live: &Live,
        filters: &Filters<'_>,
        within: &SlotBitmap,
        passing: &SlotBitmap,
    ) -> BTreeMap<String, Vec<FacetValue>> {
        let counted = self.count(live, filters, within, passing, usize::MAX);
        counted.map(|(name, counted)| (name, counted.values)).collect()
    }
}
