//! Gives facts to an evaluation and remembers which were asked for.

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use catalog_schema::wire::MissingFact;
use cel::common::value::CowVal;
use cel::context::VariableResolver;
use serde_json::{Map, Value};

use super::table::{Asked, FactSpec, fact, facts};
use super::value::{FactValue, MAX_ITEMS};
use super::{Facts, Levels};

/// One rule may ask for facts this often; a loop over a long list that asks in every turn ends here.
const MAX_READS: usize = 20_000;

/// Words of a bit for each fact.
const WORDS: usize = 2;

/// The facts of one evaluation. What it read becomes the evidence.
///
/// CEL asks for the longest name first (`entity.labels.team`, then `entity.labels`, then `entity`), so that a fact is
/// found, and recorded, under its own full name and no more than that fact is handed out.
pub(crate) struct FactReader<'a> {
    asked: Asked<'a>,
    /// Bit `i`: the fact at place `i` was read. Atomic because the resolver is shared and must be `Sync`, not for threads.
    read: [AtomicU64; WORDS],
    reads: AtomicUsize,
    /// Place of the fact that was too long to hand out, plus one.
    too_long: AtomicUsize,
}

impl<'a> FactReader<'a> {
    pub(crate) fn new(facts: &'a Facts<'a>, levels: &'a Levels) -> Self {
        Self {
            asked: Asked { facts, levels },
            read: Default::default(),
            reads: AtomicUsize::new(0),
            too_long: AtomicUsize::new(0),
        }
    }

    /// Why a fact was withheld, if one was: the evaluation's own error only knows that a name was not found.
    pub(crate) fn refusal(&self) -> Option<String> {
        if self.reads.load(Ordering::Relaxed) > MAX_READS {
            return Some(format!("it asked for facts more than {MAX_READS} times"));
        }
        if let Some((spec, reason)) = self.read_facts().find_map(|spec| Some((spec, self.value(spec).unknown()?))) {
            return Some(format!("{} is not known: {reason}", spec.name));
        }
        let spec = facts().nth(self.too_long.load(Ordering::Relaxed).checked_sub(1)?)?;
        let items = self.value(spec).items();
        Some(format!("{} has {items} entries, and a rule may look at {MAX_ITEMS}", spec.name))
    }

    /// The facts read so far with their values.
    pub(crate) fn evidence(&self) -> Map<String, Value> {
        self.read_facts().map(|spec| (spec.name.to_owned(), self.value(spec).into_evidence())).collect()
    }

    /// The facts read so far that have no value, and who can supply them.
    pub(crate) fn missing(&self) -> Vec<MissingFact> {
        let missing = self.read_facts().filter(|spec| self.value(spec).is_missing());
        missing
            .map(|spec| MissingFact { fact: spec.name.to_owned(), supplied_by: spec.supplied_by.to_owned() })
            .collect()
    }

    fn value(&self, spec: &FactSpec) -> FactValue<'a> {
        let given = self.asked.facts.around.given().and_then(|given| given.get(spec.name));
        given.map_or_else(|| (spec.read)(&self.asked), |value| FactValue::given(spec.fact_type, value))
    }

    fn read_facts(&self) -> impl Iterator<Item = &'static FactSpec> {
        let has_read = |place: usize| {
            let word = self.read.get(place / 64).map_or(0, |word| word.load(Ordering::Relaxed));
            word & (1 << (place % 64)) != 0
        };
        facts().enumerate().filter(move |(place, _)| has_read(*place)).map(|(_, spec)| spec)
    }
}

impl VariableResolver for FactReader<'_> {
    fn resolve<'b>(&'b self, variable: &str) -> Option<CowVal<'b, 'b>> {
        let (place, spec) = fact(variable)?;
        if self.reads.fetch_add(1, Ordering::Relaxed) >= MAX_READS {
            return None;
        }
        self.read.get(place / 64)?.fetch_or(1 << (place % 64), Ordering::Relaxed);
        let value = self.value(spec);
        if value.items() > MAX_ITEMS {
            self.too_long.store(place + 1, Ordering::Relaxed);
            return None;
        }
        Some(value.into_cel())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_a_bit_for_every_fact() {
        assert!(facts().count() <= WORDS * 64);
    }
}
