//! One facet: how many entities have each value of a field.

use std::collections::BinaryHeap;

use catalog_schema::wire::FacetValue;

use super::field::{Field, HEALTH, TIERS, TRUTHS, formats};
use crate::graph::Slot;
use crate::live::{Column, Indexed, Live, SlotBitmap, Symbol, Symbols};

/// Where fewer than one entity in so many is meant, bitmaps are lists of numbers, and for each value the whole list is gone
/// through. That costs more than looking at each entity where there are about as many values.
const SPARSE: u64 = 16;

/// The values of a facet that are shown.
#[derive(Debug)]
pub(super) struct Counted {
    /// By count, then by name.
    pub(super) values: Vec<FacetValue>,
    /// How many more there are.
    pub(super) left_out: u64,
}

/// The values that most of `entities` have, so many of them at most.
pub(super) fn count(live: &Live, field: &Field, entities: &SlotBitmap, most: usize) -> Counted {
    let columns = live.columns();
    let indexed = |indexed| by_index(live, indexed, entities);
    let symbols = |table: &Symbols, counts: &[u64]| {
        let count = |symbol: Symbol| counts.get(symbol.index()).copied().unwrap_or_default();
        largest(table.iter().map(|(symbol, text)| (count(symbol), text)), most)
    };
    let named = |names: &[&str], counts: Option<&[u64]>| {
        let counts = counts.unwrap_or_default().iter().copied();
        largest(counts.zip(names.iter().copied()), most)
    };
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
        | Field::Annotation(_) => Counted { values: Vec::new(), left_out: 0 },
    }
}

/// Counts by the number of the value. Few entities are looked at one by one, of nearly all those that are missing are, and
/// otherwise each value's bitmap is.
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
    let missing = postings.all().len().saturating_sub(entities.len());
    if missing == 0 || indexed.is_in_rows() && missing * SPARSE < postings.all().len() {
        let mut counts: Vec<u64> = postings.counts(indexed).collect();
        for row in (postings.all() - entities).iter().filter_map(|number| live.row(Slot::of(number))) {
            row.numbers(indexed, |number| decrease(&mut counts, number as usize));
        }
        return counts;
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

fn decrease(counts: &mut [u64], number: usize) {
    if let Some(count) = counts.get_mut(number) {
        *count = count.saturating_sub(1);
    }
}

/// The values that are had most, by count, then by name. Of very many that are had by the same number only those are put in
/// order that come among the first.
fn largest<'a>(found: impl Iterator<Item = (u64, &'a str)>, most: usize) -> Counted {
    let mut found: Vec<(u64, &str)> = found.filter(|(count, _)| *count > 0).collect();
    let left_out = found.len().saturating_sub(most);
    if left_out > 0 {
        let mut counts: Vec<u64> = found.iter().map(|(count, _)| *count).collect();
        // The count of the first that is left out, if no other has the same.
        let (_, &mut least, _) = counts.select_nth_unstable_by(most, |one, other| other.cmp(one));
        let room = most - found.iter().filter(|(count, _)| *count > least).count();
        let mut last: BinaryHeap<&str> = BinaryHeap::with_capacity(room + 1);
        for (_, text) in found.iter().filter(|(count, _)| *count == least) {
            if last.len() < room {
                last.push(text);
            } else if let Some(mut largest) = last.peek_mut().filter(|largest| **largest > *text) {
                *largest = text;
            }
        }
        found.retain(|(count, _)| *count > least);
        found.extend(last.into_iter().map(|text| (least, text)));
    }
    found.sort_unstable_by(|one, other| other.0.cmp(&one.0).then_with(|| one.1.cmp(other.1)));
    let values = found.into_iter().map(|(count, value)| FacetValue { value: value.to_owned(), count }).collect();
    Counted { values, left_out: left_out as u64 }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_largest_are_the_first_of_all(counts in prop::collection::vec(0..4_u64, 0..40), most in 0..45_usize) {
            let names: Vec<String> = (0..counts.len()).map(|number| format!("{:02}", number * 7 % 41)).collect();
            let found = || counts.iter().copied().zip(names.iter().map(String::as_str));
            let (all, some) = (largest(found(), usize::MAX), largest(found(), most));
            prop_assert_eq!(all.left_out, 0);
            prop_assert_eq!(all.values.len(), counts.iter().filter(|count| **count > 0).count());
            prop_assert!(all.values.is_sorted_by_key(|value| (std::cmp::Reverse(value.count), value.value.clone())));
            prop_assert_eq!(some.left_out as usize, all.values.len().saturating_sub(most));
            prop_assert_eq!(&some.values[..], &all.values[..most.min(all.values.len())]);
        }
    }
}
