//! Gives facts to an evaluation and remembers which were asked for.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicI64, AtomicU64, AtomicUsize, Ordering::Relaxed};

use catalog_schema::wire::MissingFact;
use cel::ExecutionError;
use cel::common::types::{CelBool, CelInt, CelNull, CelString};
use cel::common::value::{CowVal, Val};
use serde_json::{Map, Value};

use super::pushed::{self, Pushed};
use super::table::{Asked, at, count, count_of};
use super::value::{FactValue, MAX_ITEMS, moment};
use super::{Facts, Levels};

/// One evaluation may take this many steps: turns of loops, and entries that are looked through. A loop that would go on
/// for longer ends here.
const MAX_STEPS: usize = 1_000_000;

/// No deadline.
const NEVER: i64 = i64::MAX;

/// The facts of an entity, each read once. What an evaluation read becomes the evidence.
///
/// Counters are atomic because what answers CEL must be `Sync`; one thread evaluates.
pub(crate) struct FactReader<'a> {
    asked: Asked<'a>,
    /// The pushed facts that are read, which stand behind those of the schema.
    pushed: &'a [Pushed],
    slots: Vec<Slot<'a>>,
    /// Bit `i`: the fact at place `i` was read.
    read: Vec<AtomicU64>,
    steps: AtomicUsize,
    /// What it takes to look through the largest value that was read, which any turn of a loop may do again.
    heaviest: AtomicUsize,
    /// Place of the fact that was too long to hand out, plus one.
    too_long: AtomicUsize,
    /// Place of a fact that has no value where one was needed, plus one: a moment whose age was asked for, or what nobody
    /// pushed.
    valueless: AtomicUsize,
    /// When an answer about a moment's age changes first, in milliseconds since the Unix epoch.
    deadline: AtomicI64,
}

/// A fact that was read: as it was supplied, and as CEL sees it.
#[derive(Default)]
struct Slot<'a> {
    value: OnceLock<FactValue<'a>>,
    cel: OnceLock<Box<dyn Val + 'a>>,
}

impl<'a> FactReader<'a> {
    pub(crate) fn new(facts: &'a Facts<'a>, levels: &'a Levels, pushed: &'a [Pushed]) -> Self {
        let places = count() + 2 * pushed.len();
        Self {
            asked: Asked { facts, levels },
            pushed,
            slots: (0..places).map(|_| Slot::default()).collect(),
            read: (0..places.div_ceil(64)).map(|_| AtomicU64::default()).collect(),
            steps: AtomicUsize::new(0),
            heaviest: AtomicUsize::new(0),
            too_long: AtomicUsize::new(0),
            valueless: AtomicUsize::new(0),
            deadline: AtomicI64::new(NEVER),
        }
    }

    /// Begins the evaluation of another rule over the same facts and levels: nothing was asked for yet. Values and the
    /// deadline stay.
    pub(crate) fn begin(&self) {
        self.read.iter().for_each(|word| word.store(0, Relaxed));
        for counter in [&self.steps, &self.heaviest, &self.too_long, &self.valueless] {
            counter.store(0, Relaxed);
        }
    }

    /// The first moment at which an answer that was given about an age is another one, in milliseconds since the Unix
    /// epoch; none where time alone changes nothing.
    pub(crate) fn deadline(&self) -> Option<i64> {
        Some(self.deadline.load(Relaxed)).filter(|at| *at != NEVER)
    }

    /// Why a fact was withheld, if one was: the evaluation's own error only knows that a name was not found.
    pub(crate) fn refusal(&self) -> Option<String> {
        if self.steps.load(Relaxed) > MAX_STEPS {
            return Some(format!("it takes more than {MAX_STEPS} steps: loops within loops, over long lists"));
        }
        if let Some((place, reason)) =
            self.places_read().find_map(|place| Some((place, self.slots.get(place)?.value.get()?.unknown()?)))
        {
            return Some(format!("{} is not known: {reason}", self.name_of(place)));
        }
        let place = self.too_long.load(Relaxed).checked_sub(1)?;
        let items = self.value(place)?.items();
        Some(format!("{} has {items} entries, and a rule may look at {MAX_ITEMS}", self.name_of(place)))
    }

    /// Why an evaluation failed, where it is for a fact that has no value.
    pub(crate) fn explain(&self, error: &ExecutionError) -> Option<String> {
        if let Some(place) = self.valueless.load(Relaxed).checked_sub(1) {
            return Some(format!("{} has no value", self.name_of(place)));
        }
        let is_of_null = match error {
            ExecutionError::NoSuchOverload(overload) => overload.argument_types().iter().any(|of| of == "null_type"),
            ExecutionError::UnexpectedType { got, .. } => got == "null_type",
            ExecutionError::UnsupportedBinaryOperator(_, left, right)
            | ExecutionError::ValuesNotComparable(left, right) => {
                matches!(left, cel::Value::Null) || matches!(right, cel::Value::Null)
            }
            _ => false,
        };
        let missing: Vec<&str> = self.missing_places().map(|place| self.name_of(place)).collect();
        (is_of_null && !missing.is_empty()).then(|| format!("{} has no value", missing.join(" or ")))
    }

    /// The facts read so far with their values.
    pub(crate) fn evidence(&self) -> Map<String, Value> {
        let read = self
            .places_read()
            .filter_map(|place| Some((self.name_of(place).to_owned(), self.value(place)?.to_evidence())));
        read.collect()
    }

    /// The facts read so far that have no value, and who can supply them.
    pub(crate) fn missing(&self) -> Vec<MissingFact> {
        let missing = |place| {
            let (fact, supplied_by) = match (at(place), pushed::at(self.pushed, place)) {
                (Some(spec), _) => (spec.name, spec.supplied_by),
                (None, Some((pushed, is_moment))) => (pushed.full_name(is_moment), pushed.supplied_by()),
                (None, None) => return None,
            };
            Some(MissingFact { fact: fact.to_owned(), supplied_by: supplied_by.to_owned() })
        };
        self.missing_places().filter_map(missing).collect()
    }

    fn missing_places(&self) -> impl Iterator<Item = usize> {
        self.places_read().filter(|place| self.value(*place).is_some_and(FactValue::is_missing))
    }

    /// The fact of this place, of which it is asked whether it has a value.
    pub(crate) fn maybe(&self, place: usize) -> Option<CowVal<'_, '_>> {
        let value = self.note(place)?;
        let cel = self.slots.get(place)?.cel.get_or_init(|| value.to_cel());
        Some(CowVal::Borrowed(&**cel))
    }

    /// The fact of this place. One that is looked through takes steps.
    pub(crate) fn fact(&self, place: usize, is_looked_through: bool) -> Option<CowVal<'_, '_>> {
        let value = self.note(place)?;
        self.needed(place, value)?;
        if value.items() > MAX_ITEMS {
            self.too_long.store(place + 1, Relaxed);
            return None;
        }
        if is_looked_through {
            let weight = value.weight();
            self.heaviest.fetch_max(weight, Relaxed);
            self.take(weight)?;
        }
        let cel = self.slots.get(place)?.cel.get_or_init(|| value.to_cel());
        Some(CowVal::Borrowed(&**cel))
    }

    /// How many entries the fact of this place has.
    pub(crate) fn count(&self, place: usize) -> Option<CowVal<'_, '_>> {
        self.mark(place)?;
        let is_read = self.slots.get(place)?.value.get().is_some() || self.given(place).is_some();
        let known = if is_read { None } else { count_of(place, &self.asked) };
        let items = match known {
            Some(items) => items,
            None => {
                let value = self.value(place)?;
                if value.unknown().is_some() {
                    return Some(CowVal::owned(CelNull));
                }
                self.needed(place, value)?;
                value.items()
            }
        };
        Some(CowVal::owned(CelInt::from(i64::try_from(items).ok()?)))
    }

    /// The moment of this place, as text.
    pub(crate) fn moment(&self, place: usize) -> Option<CowVal<'_, '_>> {
        let value = self.note(place)?;
        self.needed(place, value)?;
        Some(match value {
            FactValue::Moment(at) => CowVal::owned(CelString::from(moment(*at))),
            _ => CowVal::owned(CelNull),
        })
    }

    /// Whether the moment of this place is that long ago, or longer. None where there is none.
    pub(crate) fn is_older(&self, place: usize, milliseconds: i64) -> Option<bool> {
        let Some(at) = self.note(place)?.as_moment() else {
            self.valueless.store(place + 1, Relaxed);
            return None;
        };
        let from = at.saturating_add(milliseconds);
        let is_older = from <= self.asked.facts.now;
        if !is_older {
            self.deadline.fetch_min(from, Relaxed);
        }
        Some(is_older)
    }

    /// `true`, as long as there are steps left.
    pub(crate) fn step(&self, steps: usize) -> Option<CowVal<'_, '_>> {
        self.take(steps.saturating_add(self.heaviest.load(Relaxed)))?;
        Some(CowVal::owned(CelBool::from(true)))
    }

    /// None of what nobody pushed: to compare nothing with a value says nothing of the entity.
    fn needed(&self, place: usize, value: &FactValue<'_>) -> Option<()> {
        if matches!(value, FactValue::Null) && at(place).is_none() {
            self.valueless.store(place + 1, Relaxed);
            return None;
        }
        Some(())
    }

    fn take(&self, steps: usize) -> Option<()> {
        let taken = self.steps.load(Relaxed).saturating_add(steps);
        self.steps.store(taken, Relaxed);
        (taken <= MAX_STEPS).then_some(())
    }

    /// The fact of this place, which was asked for.
    fn note(&self, place: usize) -> Option<&FactValue<'a>> {
        self.mark(place)?;
        self.value(place)
    }

    fn mark(&self, place: usize) -> Option<()> {
        self.read.get(place / 64)?.fetch_or(1 << (place % 64), Relaxed);
        Some(())
    }

    fn value(&self, place: usize) -> Option<&FactValue<'a>> {
        let slot = self.slots.get(place)?;
        if let Some(value) = slot.value.get() {
            return Some(value);
        }
        if let Some(spec) = at(place) {
            let value = slot.value.get_or_init(|| match self.given(place) {
                Some(given) => FactValue::given(spec.fact_type, given),
                None => (spec.read)(&self.asked),
            });
            if let Some(until) = value.until() {
                self.deadline.fetch_min(until, Relaxed);
            }
            return Some(value);
        }
        let (pushed, is_moment) = pushed::at(self.pushed, place)?;
        Some(slot.value.get_or_init(|| match self.given(place) {
            Some(given) => FactValue::given(pushed.fact_type(is_moment), given),
            None => {
                let (value, until) = pushed.read(self.asked.facts, is_moment);
                if let Some(until) = until {
                    self.deadline.fetch_min(until, Relaxed);
                }
                value
            }
        }))
    }

    /// The value that stands in the place of the fact, where one was given.
    fn given(&self, place: usize) -> Option<&'a Value> {
        self.asked.facts.around.given()?.get(self.name_of(place))
    }

    fn name_of(&self, place: usize) -> &str {
        match at(place) {
            Some(spec) => spec.name,
            None => pushed::at(self.pushed, place).map_or("a fact", |(pushed, is_moment)| pushed.full_name(is_moment)),
        }
    }

    fn places_read(&self) -> impl Iterator<Item = usize> {
        let words = self.read.iter().enumerate();
        words.flat_map(|(index, word)| {
            let word = word.load(Relaxed);
            (0..64).filter(move |bit| word & (1 << bit) != 0).map(move |bit| index * 64 + bit)
        })
    }
}
