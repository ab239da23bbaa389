//! All filters of a query, ready to be asked of every entity.

use catalog_schema::filter::{Filter, Test};
use catalog_schema::wire::Problem;

use super::atom::Atom;
use super::field::Field;
use super::problems;
use crate::graph::Slot;
use crate::live::{Live, Row};

/// Conditions in all filters of a query at most: each is asked of every entity.
const MAX_CONDITIONS: usize = 64;

/// Filters of which one must hold.
#[derive(Debug)]
pub(crate) struct Filters<'a> {
    live: &'a Live,
    alternatives: Vec<Vec<Group>>,
    /// The fields that something is asked of, one bit each, as facets name them.
    fields: Vec<Field>,
}

/// What one filter asks of one field.
#[derive(Debug)]
struct Group {
    field: Field,
    /// The bit of its facet.
    bit: FieldBits,
    /// One of these must hold, unless there is none.
    any: Vec<Atom>,
    /// None of these may hold.
    none: Vec<Atom>,
}

impl Group {
    fn new(field: Field, fields: &mut Vec<Field>) -> Self {
        let facet = field.facet();
        let bit = fields.iter().position(|known| *known == facet).unwrap_or_else(|| {
            fields.push(facet);
            fields.len() - 1
        });
        Self { field, bit: FieldBits(1 << bit), any: Vec::new(), none: Vec::new() }
    }
}

/// A set of the fields that filters ask something of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct FieldBits(u64);

impl FieldBits {
    pub(crate) fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// What filters say of an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// One holds.
    Passes,
    /// None holds, but one would if nothing were asked of one of these fields.
    BarredBy(FieldBits),
    /// None holds.
    Fails,
}

impl<'a> Filters<'a> {
    /// Resolves filters in a snapshot. No filter lets everything pass.
    ///
    /// # Errors
    /// 400 `invalid_filter`, `unknown_filter_field` or `invalid_ref`.
    pub(crate) fn new(live: &'a Live, texts: &[String]) -> Result<Self, Problem> {
        let mut alternatives = Vec::new();
        let mut fields: Vec<Field> = Vec::new();
        let mut conditions = 0;
        for text in texts {
            let filter: Filter = text.parse().map_err(|error| problems::invalid_filter(text, &error))?;
            conditions += filter.conditions().len();
            if conditions > MAX_CONDITIONS {
                let detail = format!("the filters have more than {MAX_CONDITIONS} conditions; ask in several queries");
                return Err(problems::bad_request("invalid_filter", "Invalid filter", detail));
            }
            let mut groups: Vec<Group> = Vec::new();
            for condition in filter.conditions() {
                let field = Field::parse(condition.key()).ok_or_else(|| unknown_field(condition.key()))?;
                let index = groups.iter().position(|group| group.field == field).unwrap_or_else(|| {
                    groups.push(Group::new(field.clone(), &mut fields));
                    groups.len() - 1
                });
                match condition.test() {
                    Test::IsNot(value) => groups[index].none.push(Atom::is(live, &field, value)?),
                    Test::Is(value) => groups[index].any.push(Atom::is(live, &field, value)?),
                    Test::Exists => groups[index].any.push(Atom::Has(field)),
                    Test::Missing => groups[index].any.push(Atom::HasNot(field)),
                }
            }
            // Annotations are dear to look at: whatever else is asked goes first.
            groups.sort_by_key(|group| matches!(group.field, Field::Annotation(_)));
            alternatives.push(groups);
        }
        Ok(Self { live, alternatives, fields })
    }

    /// Whether one of the filters holds.
    pub(crate) fn pass(&self, slot: Slot, row: &Row) -> bool {
        let holds = |groups: &Vec<Group>| groups.iter().all(|group| self.holds(group, slot, row));
        self.alternatives.is_empty() || self.alternatives.iter().any(holds)
    }

    /// Whether one of the filters holds, or which field keeps the entity out.
    pub(crate) fn judge(&self, slot: Slot, row: &Row) -> Verdict {
        if self.alternatives.is_empty() {
            return Verdict::Passes;
        }
        let mut barring = FieldBits::default();
        for groups in &self.alternatives {
            let mut failing = groups.iter().filter(|group| !self.holds(group, slot, row)).map(|group| group.bit);
            let Some(first) = failing.next() else { return Verdict::Passes };
            if failing.all(|field| field == first) {
                barring.0 |= first.0;
            }
        }
        if barring == FieldBits::default() { Verdict::Fails } else { Verdict::BarredBy(barring) }
    }

    /// The bit of a field; none where nothing is asked of it.
    pub(super) fn bits(&self, field: &Field) -> FieldBits {
        let bit = self.fields.iter().position(|known| known == field);
        bit.map_or(FieldBits::default(), |bit| FieldBits(1 << bit))
    }

    fn holds(&self, group: &Group, slot: Slot, row: &Row) -> bool {
        let matches = |atom: &Atom| atom.matches(self.live, slot, row);
        (group.any.is_empty() || group.any.iter().any(matches)) && !group.none.iter().any(matches)
    }
}

fn unknown_field(key: &str) -> Problem {
    problems::unknown_name("unknown_filter_field", "Unknown filter field", key, &Field::allowed_filters())
}
