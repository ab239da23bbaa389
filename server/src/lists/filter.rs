//! All filters of a query, ready to be put to the catalog.

use catalog_schema::filter::{Filter, Test};
use catalog_schema::wire::Problem;

use super::atom::Atom;
use super::field::Field;
use super::problems;
use crate::graph::Measured;
use crate::live::{Live, SlotBitmap};

/// Conditions in all filters of a query at most.
const MAX_CONDITIONS: usize = 64;

/// Filters of which one must hold, and others that must hold besides.
#[derive(Debug)]
pub(crate) struct Filters<'a> {
    seen: Measured<'a>,
    alternatives: Vec<Vec<Group>>,
    /// All of these must hold besides.
    also: Vec<Group>,
}

/// What one filter asks of one field.
#[derive(Debug)]
struct Group {
    field: Field,
    /// One of these must hold, unless there is none.
    any: Vec<Atom>,
    /// None of these may hold.
    none: Vec<Atom>,
}

impl<'a> Filters<'a> {
    /// Resolves filters in a snapshot. No filter lets everything pass.
    ///
    /// # Errors
    /// 400 `invalid_filter`, `unknown_filter_field` or `invalid_ref`.
    pub(crate) fn new(seen: impl Into<Measured<'a>>, any: &[String]) -> Result<Self, Problem> {
        Self::narrowed(seen, any, &[])
    }

    /// Resolves filters of which one must hold, unless there is none, and others that must all hold besides.
    ///
    /// # Errors
    /// As [`Filters::new`].
    pub(crate) fn narrowed(seen: impl Into<Measured<'a>>, any: &[String], also: &[String]) -> Result<Self, Problem> {
        let seen = seen.into();
        let live = seen.live();
        let mut left = MAX_CONDITIONS;
        let alternatives = any.iter().map(|text| groups(live, text, &mut left)).collect::<Result<_, _>>()?;
        let mut besides = Vec::new();
        for text in also {
            besides.extend(groups(live, text, &mut left)?);
        }
        Ok(Self { seen, alternatives, also: besides })
    }

    /// The entities among `within` that one of the filters lets pass, and all that must hold besides.
    pub(crate) fn passing(&self, within: &SlotBitmap) -> SlotBitmap {
        self.narrow(within, |_| true)
    }

    /// As [`Filters::passing`], if the filters asked nothing of the facet's field; none where they do not.
    pub(super) fn passing_but_for(&self, facet: &Field, within: &SlotBitmap) -> Option<SlotBitmap> {
        let spared = |group: &Group| group.field.facet() == *facet;
        let asked = self.alternatives.iter().flatten().any(spared);
        asked.then(|| self.narrow(within, |group| !spared(group)))
    }

    /// The entities that pass those groups of the alternatives that are asked.
    fn narrow(&self, within: &SlotBitmap, asked: impl Fn(&Group) -> bool) -> SlotBitmap {
        let within = self.also.iter().fold(within.clone(), |left, group| group.narrow(self.seen, left));
        if self.alternatives.is_empty() {
            return within;
        }
        let mut passing = SlotBitmap::new();
        for groups in &self.alternatives {
            let groups = groups.iter().filter(|group| asked(group));
            passing |= groups.fold(within.clone(), |left, group| group.narrow(self.seen, left));
        }
        passing
    }
}

/// How many entities each of these filters lets pass.
///
/// # Errors
/// As [`Filters::new`].
pub(crate) fn counts(seen: Measured<'_>, filters: &[String]) -> Result<Vec<u64>, Problem> {
    let all = seen.live().postings().all();
    let count = |filter| Ok(Filters::new(seen, std::slice::from_ref(filter))?.passing(all).len());
    filters.iter().map(count).collect()
}

impl Group {
    /// What is left of entities.
    fn narrow(&self, seen: Measured<'_>, mut left: SlotBitmap) -> SlotBitmap {
        if !self.any.is_empty() {
            let held = self.any.iter().map(|atom| atom.holding(seen, &left));
            left = held.fold(SlotBitmap::new(), |all, some| all | some);
        }
        for atom in &self.none {
            left -= atom.holding(seen, &left);
        }
        left
    }

    fn scans(&self) -> bool {
        self.any.iter().chain(&self.none).any(Atom::scans)
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
            groups.push(Group { field: field.clone(), any: Vec::new(), none: Vec::new() });
            groups.len() - 1
        });
        match condition.test() {
            Test::IsNot(value) => groups[index].none.push(Atom::is(live, &field, value)?),
            Test::Is(value) => groups[index].any.push(Atom::is(live, &field, value)?),
            Test::Exists => groups[index].any.push(Atom::Has(field)),
            Test::Missing => groups[index].any.push(Atom::HasNot(field)),
        }
    }
    // Whatever else is asked goes first, so that fewer entities are looked at one by one; annotations are dear.
    groups.sort_by_key(|group| (group.scans(), matches!(group.field, Field::Annotation(_))));
    Ok(groups)
}

fn unknown_field(key: &str) -> Problem {
    problems::unknown_name("unknown_filter_field", "Unknown filter field", key, &Field::allowed_filters())
}
