//! Counts per value.

use std::collections::BTreeMap;

use catalog_schema::wire::{FacetQuery, FacetValue, Facets, Problem};

use super::field::{Field, HEALTH, TIERS, TRUTHS, format_index, formats, health_index};
use super::filter::FieldBits;
use super::list::candidates;
use super::{Filters, Verdict, problems};
use crate::live::{Column, Live, Row, Symbol, Symbols};
use crate::search;

/// How many entities have each value of the facets asked for. A filter on a field does not narrow the counts of that
/// very field, so that they say what choosing another value would give.
///
/// # Errors
/// 400 `unknown_facet`, `invalid_filter`, `unknown_filter_field` or `invalid_ref`; 503 `search_unavailable`.
pub fn facets(live: &Live, query: &FacetQuery) -> Result<Facets, Problem> {
    let mut counts = FacetCounts::new(live, &query.facet)?;
    let filters = counts.prepare(Filters::new(live, &query.filter)?);
    let found = search::matching(live, query.q.as_deref())?;
    for (slot, row) in candidates(live, found.as_ref()) {
        counts.add(&filters, filters.judge(slot, row), row);
    }
    Ok(Facets { facets: counts.finish(), revision: live.revision() })
}

/// Counts in the making.
#[derive(Debug)]
pub(crate) struct FacetCounts<'a> {
    facets: Vec<Facet<'a>>,
}

#[derive(Debug)]
struct Facet<'a> {
    name: String,
    field: Field,
    /// The field's own bit in the filters.
    bits: FieldBits,
    /// The key of a label facet.
    label: Symbol,
    values: Values<'a>,
    /// By the number of the value.
    counts: Vec<u64>,
}

/// The values that a facet can have.
#[derive(Debug)]
enum Values<'a> {
    Symbols(&'a Symbols),
    Fixed(Vec<&'static str>),
}

impl<'a> FacetCounts<'a> {
    /// Nothing counted yet; of all facets with plain names where none is named.
    ///
    /// # Errors
    /// 400 `unknown_facet`.
    pub(crate) fn new(live: &'a Live, names: &[String]) -> Result<Self, Problem> {
        let mut facets = Vec::new();
        let mut add = |name: &str, field: Field| {
            let values = Values::of(live, &field);
            let counts = vec![0; values.bound()];
            let label = match &field {
                Field::Label(key) => live.columns().label_keys().find(key).unwrap_or_default(),
                _ => Symbol::NONE,
            };
            facets.push(Facet { name: name.to_owned(), field, bits: FieldBits::default(), label, values, counts });
        };
        for name in names {
            let field = Field::parse_facet(name).ok_or_else(|| {
                problems::unknown_name("unknown_facet", "Unknown facet", name, &Field::allowed_facets())
            })?;
            add(name, field);
        }
        if names.is_empty() {
            Field::facets().for_each(|(name, field)| add(name, field));
        }
        Ok(Self { facets })
    }

    /// Makes the counts ready for these filters, and the filters for the counts.
    pub(crate) fn prepare(&mut self, filters: Filters<'a>) -> Filters<'a> {
        for facet in &mut self.facets {
            facet.bits = filters.bits(&facet.field);
        }
        let counts_domains = self.facets.iter().any(|facet| facet.field == Field::Domain);
        if counts_domains { filters.with_domains() } else { filters }
    }

    /// Counts an entity wherever the filters on other fields let it pass.
    pub(crate) fn add(&mut self, filters: &Filters<'a>, verdict: Verdict, row: &Row) {
        for facet in &mut self.facets {
            let counts = match verdict {
                Verdict::Passes => true,
                Verdict::BarredBy(fields) => fields.meets(facet.bits),
                Verdict::Fails => false,
            };
            if counts {
                facet.count(filters, row);
            }
        }
    }

    /// The values that occur, by count, then by name.
    pub(crate) fn finish(self) -> BTreeMap<String, Vec<FacetValue>> {
        self.facets.into_iter().map(Facet::finish).collect()
    }
}

impl Facet<'_> {
    fn count(&mut self, filters: &Filters<'_>, row: &Row) {
        let number = match &self.field {
            Field::Column(column) => row.symbol(*column).index(),
            Field::Domain => filters.domains.of(row).index(),
            Field::Label(_) => row.label(self.label).index(),
            Field::Tag => {
                row.tags().iter().for_each(|tag| self.counts[tag.index()] += 1);
                return;
            }
            Field::Tier => match row.tier.and_then(|tier| usize::from(tier).checked_sub(1)) {
                Some(index) => index,
                None => return,
            },
            Field::Format => format_index(row.format),
            Field::Stale => usize::from(row.stale),
            Field::Dangling => usize::from(row.dangling > 0),
            Field::Health => match &row.health {
                Some(health) => health_index(health),
                None => return,
            },
            // Not facets: `Field::parse_facet` lets none of them through.
            Field::OwnerTree | Field::Name | Field::Ref | Field::Title | Field::Annotation(_) => return,
        };
        if let Some(count) = self.counts.get_mut(number) {
            *count += 1;
        }
    }

    fn finish(self) -> (String, Vec<FacetValue>) {
        let Self { name, values, counts, .. } = self;
        let named: Vec<(&str, usize)> = match &values {
            Values::Symbols(table) => table.iter().map(|(symbol, text)| (text, symbol.index())).collect(),
            Values::Fixed(names) => names.iter().enumerate().map(|(number, name)| (*name, number)).collect(),
        };
        let counted = named.into_iter().map(|(text, number)| (text, counts.get(number).copied().unwrap_or(0)));
        let occurring = counted.filter(|(_, count)| *count > 0);
        let mut found: Vec<FacetValue> =
            occurring.map(|(value, count)| FacetValue { value: value.to_owned(), count }).collect();
        found.sort_unstable_by(|one, other| other.count.cmp(&one.count).then_with(|| one.value.cmp(&other.value)));
        (name, found)
    }
}

impl<'a> Values<'a> {
    fn of(live: &'a Live, field: &Field) -> Self {
        let columns = live.columns();
        match field {
            Field::Column(column) => Self::Symbols(columns.table(*column)),
            Field::Domain => Self::Symbols(columns.table(Column::Domain)),
            Field::Tag => Self::Symbols(columns.tags()),
            Field::Label(_) => Self::Symbols(columns.label_values()),
            Field::Tier => Self::Fixed(TIERS.into()),
            Field::Format => Self::Fixed(formats().into()),
            Field::Stale | Field::Dangling => Self::Fixed(TRUTHS.into()),
            Field::Health => Self::Fixed(HEALTH.into()),
            Field::OwnerTree | Field::Name | Field::Ref | Field::Title | Field::Annotation(_) => {
                Self::Fixed(Vec::new())
            }
        }
    }

    fn bound(&self) -> usize {
        match self {
            Self::Symbols(table) => table.bound(),
            Self::Fixed(names) => names.len(),
        }
    }
}
