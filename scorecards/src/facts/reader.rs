//! Gives facts to an evaluation and remembers which were asked for.

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use cel::common::value::CowVal;
use cel::context::VariableResolver;
use serde_json::{Map, Value};

use super::Facts;
use super::table::FACTS;
use super::value::MAX_ITEMS;

/// One rule may ask for facts this often; a loop over a long list that asks in every turn ends here.
const MAX_READS: usize = 20_000;

/// The facts of one evaluation. What it read becomes the evidence.
///
/// CEL asks for the longest name first (`entity.labels.team`, then `entity.labels`, then `entity`), so that a fact is
/// found, and recorded, under its own full name and no more than that fact is handed out.
pub(crate) struct FactReader<'a> {
    facts: &'a Facts<'a>,
    /// Bit `i`: `FACTS[i]` was read. Atomic because the resolver is shared and must be `Sync`, not for threads.
    read: AtomicU64,
    reads: AtomicUsize,
    /// Index of the fact that was too long to hand out, plus one.
    too_long: AtomicUsize,
}

impl<'a> FactReader<'a> {
    pub(crate) fn new(facts: &'a Facts<'a>) -> Self {
        Self { facts, read: AtomicU64::new(0), reads: AtomicUsize::new(0), too_long: AtomicUsize::new(0) }
    }

    /// Why a fact was withheld, if one was: the evaluation's own error only knows that a name was not found.
    pub(crate) fn refusal(&self) -> Option<String> {
        if self.reads.load(Ordering::Relaxed) > MAX_READS {
            return Some(format!("it asked for facts more than {MAX_READS} times"));
        }
        let spec = FACTS.get(self.too_long.load(Ordering::Relaxed).checked_sub(1)?)?;
        let items = (spec.read)(self.facts).items();
        Some(format!("{} has {items} entries, and a rule may look at {MAX_ITEMS}", spec.name))
    }

    /// The facts read so far with their values.
    pub(crate) fn evidence(&self) -> Map<String, Value> {
        let read = self.read.load(Ordering::Relaxed);
        let used = FACTS.iter().enumerate().filter(|(index, _)| read & (1 << index) != 0);
        used.map(|(_, spec)| (spec.name.to_owned(), (spec.read)(self.facts).into_evidence())).collect()
    }
}

impl VariableResolver for FactReader<'_> {
    fn resolve<'b>(&'b self, variable: &str) -> Option<CowVal<'b, 'b>> {
        let (index, spec) = FACTS.iter().enumerate().find(|(_, spec)| spec.name == variable)?;
        if self.reads.fetch_add(1, Ordering::Relaxed) >= MAX_READS {
            return None;
        }
        self.read.fetch_or(1 << index, Ordering::Relaxed);
        let value = (spec.read)(self.facts);
        if value.items() > MAX_ITEMS {
            self.too_long.store(index + 1, Ordering::Relaxed);
            return None;
        }
        Some(value.into_cel())
    }
}
