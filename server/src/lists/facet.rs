//! One facet: how many entities have each value of a field.

use catalog_schema::wire::FacetValue;

use super::field::{Field, HEALTH, TIERS, TRUTHS, formats};
use crate::graph::Slot;
use crate::live::{Column, Indexed, Live, SlotBitmap, Symbol, Symbols};

/// Where fewer than one entity in so many is meant, bitmaps are lists of numbers, and for each value the whole list is gone
/// through. That costs more than looking at each entity where there are about as many values.
const SPARSE: u64 = 16;

/// The values that occur among `entities`, by count, then by name.
pub(super) fn count(live: &Live, field: &Field, entities: &SlotBitmap) -> Vec<FacetValue> {
    let columns = live.columns();
    let indexed = |indexed| by_index(live, indexed, entities);
    match field {
        Field::Column(column) => symbols(columns.table(*column), &indexed(Indexed::Column(*column))),
        Field::Domain => symbols(columns.table(Column::Domain), &by_domain(live, entities)),
        Field::Tag => symbols(columns.tags(), &indexed(Indexed::Tag)),
        Field::Label(key) => symbols(columns.label_values(), &by_label(live, key, entities)),
        Field::Custom(name) => symbols(columns.field_values(), &by_custom_field(live, name, entities)),
        Field::Failing => symbols(columns.rules(), &indexed(Indexed::Failing)),
        Field::Tier => named(&TIERS, indexed(Indexed::Tier).get(1..)),
        Field::Format => named(&formats(), indexed(Indexed::Format).get(1..)),
        Field::Health => named(&HEALTH, indexed(Indexed::Health).get(1..)),
        Field::Stale => named(&TRUTHS, indexed(Indexed::Stale).get(..)),
        Field::Dangling => named(&TRUTHS, indexed(Indexed::Dangling).get(..)),
        // Not facets: `Field::parse_facet` lets none of them through.
        Field::OwnerTree
        | Field::Articulation
        | Field::EffectiveOwner
        | Field::Name
        | Field::Ref
        | Field::Title
        | Field::Called
        | Field::Ruled(_)
        | Field::Scorecard
        | Field::Level
        | Field::Annotation(_) => Vec::new(),
    }
}

/// Counts by the number of the value. Few entities are looked at one by one, for many each value's bitmap is.
fn by_index(live: &Live, indexed: Indexed, entities: &SlotBitmap) -> Vec<u64> {
    let postings = live.postings();
    let bound = postings.bound(indexed) as u64;
    let are_sparse = entities.len() * SPARSE < postings.all().len();
    if indexed.is_in_rows() && (entities.len() < bound || (are_sparse && bound > SPARSE)) {
        let mut counts = vec![0; postings.bound(indexed)];
        for row in entities.iter().filter_map(|number| live.row(Slot::of(number))) {
            row.numbers(indexed, |number| increase(&mut counts, number as usize));
        }
        return counts;
    }
    if entities.len() == postings.all().len() {
        return postings.table(indexed).map(SlotBitmap::len).collect();
    }
    postings.table(indexed).map(|having| having.intersection_len(entities)).collect()
}

/// Counts by the domain that an entity is in, itself or through its system.
fn by_domain(live: &Live, entities: &SlotBitmap) -> Vec<u64> {
    let postings = live.postings();
    let mut counts = by_index(live, Indexed::Column(Column::Domain), entities);
    counts.resize(live.columns().table(Column::Domain).bound(), 0);
    let undeclared = entities & postings.in_column(Column::Domain, Symbol::NONE);
    for (system, domain) in live.domains().systems().filter(|(_, domain)| domain.is_some()) {
        counts[domain.index()] += undeclared.intersection_len(postings.in_column(Column::System, system));
    }
    counts
}

/// Counts by the value of one label.
fn by_label(live: &Live, key: &str, entities: &SlotBitmap) -> Vec<u64> {
    let columns = live.columns();
    let mut counts = vec![0; columns.label_values().bound()];
    let Some(key) = columns.label_keys().find(key) else { return counts };
    let labelled = entities & live.postings().having(Indexed::LabelKey, key.index());
    for row in labelled.iter().filter_map(|number| live.row(Slot::of(number))) {
        increase(&mut counts, row.label(key).index());
    }
    counts
}

/// Counts by the values of one custom field.
fn by_custom_field(live: &Live, name: &str, entities: &SlotBitmap) -> Vec<u64> {
    let columns = live.columns();
    let mut counts = vec![0; columns.field_values().bound()];
    let Some(name) = columns.field_names().find(name) else { return counts };
    let having = entities & live.postings().having(Indexed::FieldName, name.index());
    for row in having.iter().filter_map(|number| live.row(Slot::of(number))) {
        let values = row.fields().iter().filter(|(known, _)| *known == name);
        values.for_each(|(_, value)| increase(&mut counts, value.index()));
    }
    counts
}

fn increase(counts: &mut [u64], number: usize) {
    if let Some(count) = counts.get_mut(number) {
        *count += 1;
    }
}

fn symbols(table: &Symbols, counts: &[u64]) -> Vec<FacetValue> {
    let count = |symbol: Symbol| counts.get(symbol.index()).copied().unwrap_or_default();
    sorted(table.iter().map(|(symbol, text)| (count(symbol), text)).collect())
}

fn named(names: &[&str], counts: Option<&[u64]>) -> Vec<FacetValue> {
    let counts = counts.unwrap_or_default().iter().copied();
    sorted(counts.zip(names.iter().copied()).collect())
}

fn sorted(mut found: Vec<(u64, &str)>) -> Vec<FacetValue> {
    found.retain(|(count, _)| *count > 0);
    found.sort_unstable_by(|one, other| other.0.cmp(&one.0).then_with(|| one.1.cmp(other.1)));
    found.into_iter().map(|(count, value)| FacetValue { value: value.to_owned(), count }).collect()
}
