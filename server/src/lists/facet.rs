//! One facet in the making.

use catalog_schema::wire::FacetValue;

use super::Verdict;
use super::field::{Field, HEALTH, TIERS, TRUTHS, format_index, formats, health_index};
use super::filter::FieldBits;
use crate::live::{Column, Live, Row, Symbol, Symbols};

/// How many entities have each value of a field.
#[derive(Debug)]
pub(super) struct Facet<'a> {
    live: &'a Live,
    name: String,
    field: Field,
    /// The field's own bit in the filters.
    bits: FieldBits,
    values: Values<'a>,
    /// By the number of the value.
    counts: Vec<u64>,
}

/// The values that a field can have.
#[derive(Debug)]
enum Values<'a> {
    Symbols(&'a Symbols),
    Fixed(Vec<&'static str>),
}

impl<'a> Facet<'a> {
    pub(super) fn new(live: &'a Live, name: &str, field: Field, bits: FieldBits) -> Self {
        let values = Values::of(live, &field);
        let counts = vec![0; values.bound()];
        Self { live, name: name.to_owned(), field, bits, values, counts }
    }

    /// Counts the entities that the filters on other fields let pass. Many at once: which field it is, is asked once.
    pub(super) fn count(&mut self, block: &[(&Row, Verdict)]) {
        let counted = |verdict: &Verdict| match verdict {
            Verdict::Passes => true,
            Verdict::BarredBy(fields) => fields.meets(self.bits),
            Verdict::Fails => false,
        };
        let rows = block.iter().filter(|(_, verdict)| counted(verdict)).map(|(row, _)| *row);
        let counts = &mut self.counts;
        match &self.field {
            Field::Column(column) => tally(counts, rows.map(|row| row.symbol(*column).index())),
            Field::Domain => {
                let domains = self.live.domains();
                tally(counts, rows.map(|row| domains.of(row).index()));
            }
            Field::Tag => tally(counts, rows.flat_map(|row| row.tags().iter().map(|tag| tag.index()))),
            Field::Label(key) => {
                let key = self.live.columns().label_keys().find(key).unwrap_or(Symbol::NONE);
                tally(counts, rows.map(|row| row.label(key).index()));
            }
            Field::Tier => tally(counts, rows.filter_map(|row| usize::from(row.tier?).checked_sub(1))),
            Field::Format => tally(counts, rows.map(|row| format_index(row.format))),
            Field::Stale => tally(counts, rows.map(|row| usize::from(row.stale))),
            Field::Dangling => tally(counts, rows.map(|row| usize::from(row.dangling > 0))),
            Field::Health => tally(counts, rows.filter_map(|row| row.health.as_ref().map(health_index))),
            Field::Failing => tally(counts, rows.flat_map(|row| row.failing().map(Symbol::index))),
            // Not facets: `Field::parse_facet` lets none of them through.
            Field::OwnerTree
            | Field::EffectiveOwner
            | Field::Name
            | Field::Ref
            | Field::Title
            | Field::Called
            | Field::Annotation(_) => {}
        }
    }

    /// The name, and the values that occur, by count, then by name.
    pub(super) fn finish(self) -> (String, Vec<FacetValue>) {
        let Self { name, values, counts, .. } = self;
        let count = |number: usize| counts.get(number).copied().filter(|count| *count > 0);
        let mut found: Vec<(u64, &str)> = match &values {
            Values::Symbols(table) => {
                table.iter().filter_map(|(symbol, text)| Some((count(symbol.index())?, text))).collect()
            }
            Values::Fixed(names) => {
                names.iter().enumerate().filter_map(|(number, name)| Some((count(number)?, *name))).collect()
            }
        };
        found.sort_unstable_by(|one, other| other.0.cmp(&one.0).then_with(|| one.1.cmp(other.1)));
        (name, found.into_iter().map(|(count, value)| FacetValue { value: value.to_owned(), count }).collect())
    }
}

fn tally(counts: &mut [u64], numbers: impl Iterator<Item = usize>) {
    for number in numbers {
        if let Some(count) = counts.get_mut(number) {
            *count += 1;
        }
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
            Field::Failing => Self::Symbols(columns.rules()),
            Field::OwnerTree
            | Field::EffectiveOwner
            | Field::Name
            | Field::Ref
            | Field::Title
            | Field::Called
            | Field::Annotation(_) => Self::Fixed(Vec::new()),
        }
    }

    fn bound(&self) -> usize {
        match self {
            Self::Symbols(table) => table.bound(),
            Self::Fixed(names) => names.len(),
        }
    }
}
