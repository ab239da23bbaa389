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

/// Filters of which one must hold, and others that must hold besides.
#[derive(Debug)]
pub(crate) struct Filters<'a> {
    live: &'a Live,
    alternatives: Vec<Vec<Group>>,
    /// All of these must hold besides.
    also: Vec<Group>,
    /// The fields that the alternatives ask something of, one bit each, as facets name them.
    fields: Vec<Field>,
}

/// What one filter asks of one field.
#[derive(Debug)]
struct Group {
    field: Field,
    /// The bit of its facet; none where the facet's counts are narrowed too.
    bit: FieldBits,
    /// One of these must hold, unless there is none.
    any: Vec<Atom>,
    /// None of these may hold.
    none: Vec<Atom>,
}

impl Group {
    fn new(field: Field) -> Self {
        Self { field, bit: FieldBits::default(), any: Vec::new(), none: Vec::new() }
    }

    /// Gives the group the bit of its facet, which leaves that facet's counts alone.
    fn spares_its_facet(&mut self, fields: &mut Vec<Field>) {
        let facet = self.field.facet();
        let bit = fields.iter().position(|known| *known == facet).unwrap_or_else(|| {
            fields.push(facet);
            fields.len() - 1
        });
        self.bit = FieldBits(1 << bit);
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
    /// One holds, and all that must hold besides.
    Passes,
    /// None holds, but one would if nothing were asked of one of these fields.
    BarredBy(FieldBits),
    /// None holds, or not all that must hold besides.
    Fails,
}

impl<'a> Filters<'a> {
    /// Resolves filters in a snapshot. No filter lets everything pass.
    ///
    /// # Errors
    /// 400 `invalid_filter`, `unknown_filter_field` or `invalid_ref`.
    pub(crate) fn new(live: &'a Live, any: &[String]) -> Result<Self, Problem> {
        Self::narrowed(live, any, &[])
    }

    /// Resolves filters of which one must hold, unless there is none, and others that must all hold besides.
    ///
    /// # Errors
    /// As [`Filters::new`].
    pub(crate) fn narrowed(live: &'a Live, any: &[String], also: &[String]) -> Result<Self, Problem> {
        let mut left = MAX_CONDITIONS;
        let mut fields = Vec::new();
        let mut alternatives = Vec::with_capacity(any.len());
        for text in any {
            let mut groups = groups(live, text, &mut left)?;
            groups.iter_mut().for_each(|group| group.spares_its_facet(&mut fields));
            alternatives.push(groups);
        }
        let mut besides = Vec::new();
        for text in also {
            besides.extend(groups(live, text, &mut left)?);
        }
        Ok(Self { live, alternatives, also: besides, fields })
    }

    /// Whether one of the filters holds, and all that must hold besides.
    pub(crate) fn pass(&self, slot: Slot, row: &Row) -> bool {
        self.all_hold(&self.also, slot, row)
            && (self.alternatives.is_empty() || self.alternatives.iter().any(|one| self.all_hold(one, slot, row)))
    }

    /// Whether one of the filters holds, or which field keeps the entity out.
    pub(crate) fn judge(&self, slot: Slot, row: &Row) -> Verdict {
        if !self.all_hold(&self.also, slot, row) {
            return Verdict::Fails;
        }
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

    fn all_hold(&self, groups: &[Group], slot: Slot, row: &Row) -> bool {
        groups.iter().all(|group| self.holds(group, slot, row))
    }

    fn holds(&self, group: &Group, slot: Slot, row: &Row) -> bool {
        let matches = |atom: &Atom| atom.matches(self.live, slot, row);
        (group.any.is_empty() || group.any.iter().any(matches)) && !group.none.iter().any(matches)
    }
}

/// What one filter asks, by field. `left` is how many conditions the query may still have.
fn groups(live: &Live, text: &str, left: &mut usize) -> Result<Vec<Group>, Problem> {
    let filter: Filter = text.parse().map_err(|error| problems::invalid_filter(text, &error))?;
    let Some(rest) = left.checked_sub(filter.conditions().len()) else {
        let detail = format!("the filters have more than {MAX_CONDITIONS} conditions; ask in several queries");
        return Err(problems::bad_request("invalid_filter", "Invalid filter", detail));
    };
    *left = rest;
    let mut groups: Vec<Group> = Vec::new();
    for condition in filter.conditions() {
        let field = Field::parse(condition.key()).ok_or_else(|| unknown_field(condition.key()))?;
        let index = groups.iter().position(|group| group.field == field).unwrap_or_else(|| {
            groups.push(Group::new(field.clone()));
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
    Ok(groups)
}

fn unknown_field(key: &str) -> Problem {
    problems::unknown_name("unknown_filter_field", "Unknown filter field", key, &Field::allowed_filters())
}
