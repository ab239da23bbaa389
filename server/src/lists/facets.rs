//! Counts per value.

use std::collections::BTreeMap;

use catalog_schema::wire::{FacetQuery, FacetValue, Facets, Problem};

use super::facet::Facet;
use super::field::Field;
use super::list::candidates;
use super::{Filters, Verdict, problems};
use crate::live::{Live, Row};
use crate::search;

/// Facets in one query at most: each is counted over every entity.
const MAX_FACETS: usize = 32;
/// Entities that are counted together.
const BLOCK: usize = 256;

/// How many entities have each value of the facets asked for. A filter on a field does not narrow the counts of that
/// very field, so that they say what choosing another value would give; what must hold besides narrows all counts.
///
/// # Errors
/// 400 `unknown_facet`, `too_many_facets`, `invalid_filter`, `unknown_filter_field` or `invalid_ref`; 503
/// `search_unavailable`.
pub fn facets(live: &Live, query: &FacetQuery) -> Result<Facets, Problem> {
    let filters = Filters::narrowed(live, &query.filter, &query.also)?;
    let mut counts = FacetCounts::new(live, &query.facet, &filters)?;
    let found = search::matching(live, query.q.as_deref())?;
    for (slot, row) in candidates(live, found.as_ref()) {
        counts.add(filters.judge(slot, row), row);
    }
    Ok(Facets { facets: counts.finish(), revision: live.revision() })
}

/// Counts in the making.
#[derive(Debug)]
pub(crate) struct FacetCounts<'a> {
    facets: Vec<Facet<'a>>,
    /// What is not counted yet.
    block: Vec<(&'a Row, Verdict)>,
}

impl<'a> FacetCounts<'a> {
    /// Nothing counted yet; of all facets with plain names where none is named.
    ///
    /// # Errors
    /// 400 `unknown_facet` or `too_many_facets`.
    pub(crate) fn new(live: &'a Live, names: &[String], filters: &Filters<'_>) -> Result<Self, Problem> {
        if names.len() > MAX_FACETS {
            let detail = format!("{} facets are asked for; a query may have {MAX_FACETS} at most", names.len());
            return Err(problems::bad_request("too_many_facets", "Too many facets", detail));
        }
        let facet = |name: &str, field: Field| Facet::new(live, name, field.clone(), filters.bits(&field));
        let mut facets = Vec::new();
        for name in names {
            let field = Field::parse_facet(name).ok_or_else(|| {
                problems::unknown_name("unknown_facet", "Unknown facet", name, &Field::allowed_facets())
            })?;
            facets.push(facet(name, field));
        }
        if names.is_empty() {
            facets.extend(Field::facets().map(|(name, field)| facet(name, field)));
        }
        Ok(Self { facets, block: Vec::with_capacity(BLOCK) })
    }

    /// Counts an entity wherever the filters on other fields let it pass.
    pub(crate) fn add(&mut self, verdict: Verdict, row: &'a Row) {
        if verdict != Verdict::Fails {
            self.block.push((row, verdict));
        }
        if self.block.len() == BLOCK {
            self.count();
        }
    }

    fn count(&mut self) {
        for facet in &mut self.facets {
            facet.count(&self.block);
        }
        self.block.clear();
    }

    /// The values that occur, by count, then by name.
    pub(crate) fn finish(mut self) -> BTreeMap<String, Vec<FacetValue>> {
        self.count();
        self.facets.into_iter().map(Facet::finish).collect()
    }
}
