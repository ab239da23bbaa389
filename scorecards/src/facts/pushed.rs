//! Facts that others push: where they stand among the facts that a scorecard reads, and how one is read.

use std::sync::Arc;

use serde_json::Value;

use super::value::FactValue;
use super::{FactGroup, FactType, Facts, table};
use crate::declared::{DeclaredFact, DeclaredFacts, ValueType, moment};

/// A fact that an expression reads, wherever it comes from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ReadFact {
    pub(crate) place: usize,
    pub(crate) fact_type: FactType,
    pub(crate) group: FactGroup,
}

/// A pushed fact that expressions of a scorecard read.
#[derive(Debug)]
pub(crate) struct Pushed {
    pub(crate) name: String,
    /// None where it is not known what others declare.
    declared: Option<Arc<DeclaredFact>>,
    /// The full names of its value and of its moment.
    full_names: [String; 2],
    supplied_by: String,
}

/// A value that somebody pushed of an entity.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PushedValue<'a> {
    /// As it was pushed.
    pub value: &'a Value,
    /// Since when it is so, in milliseconds since the Unix epoch.
    pub at: i64,
}

/// The place of the pushed fact of this index, or of its moment. Those of the schema come before.
pub(crate) fn place_of_pushed(index: usize, is_moment: bool) -> usize {
    table::count() + 2 * index + usize::from(is_moment)
}

/// Which pushed fact stands at a place, and whether it is its moment.
pub(super) fn at(pushed: &[Pushed], place: usize) -> Option<(&Pushed, bool)> {
    let behind = place.checked_sub(table::count())?;
    Some((pushed.get(behind / 2)?, behind % 2 == 1))
}

impl Pushed {
    pub(crate) fn new(name: &str, declared: Option<Arc<DeclaredFact>>) -> Self {
        Self {
            name: name.to_owned(),
            full_names: [format!("facts.{name}"), format!("as_of.{name}")],
            supplied_by: DeclaredFacts::supplied_by(declared.as_deref()),
            declared,
        }
    }

    pub(super) fn full_name(&self, is_moment: bool) -> &str {
        let [value, moment] = &self.full_names;
        if is_moment { moment } else { value }
    }

    pub(super) fn supplied_by(&self) -> &str {
        &self.supplied_by
    }

    pub(super) fn fact_type(&self, is_moment: bool) -> FactType {
        match &self.declared {
            _ if is_moment => FactType::Moment,
            Some(declared) => declared.value_type.fact_type(),
            None => FactType::Any,
        }
    }

    /// The value or its moment; and until when that stands, where time ends it.
    pub(super) fn read<'a>(&self, facts: &Facts<'a>, is_moment: bool) -> (FactValue<'a>, Option<i64>) {
        let Some(PushedValue { value, at }) = facts.around.pushed(&self.name) else { return (FactValue::Null, None) };
        if is_moment {
            return (FactValue::Moment(at), None);
        }
        let Some(declared) = &self.declared else { return (FactValue::given(FactType::Any, value), None) };
        let expires = declared.expires(at);
        if expires.is_some_and(|expires| expires <= facts.now) {
            return (FactValue::Unknown(expired(declared, at).into()), None);
        }
        if declared.value_type.check(value).is_err() {
            let reason = format!("what was pushed is no {}, which it is declared to be", declared.value_type.as_str());
            return (FactValue::Unknown(reason.into()), None);
        }
        let read = match declared.value_type {
            ValueType::Number => value.as_f64().map_or(FactValue::Null, FactValue::Number),
            ValueType::Timestamp => value.as_str().and_then(moment).map_or(FactValue::Null, FactValue::Moment),
            ValueType::Integer | ValueType::Boolean | ValueType::String | ValueType::ListOfStrings => {
                FactValue::Given(value)
            }
        };
        (read, expires)
    }
}

/// Why a value is one no more.
fn expired(declared: &DeclaredFact, at: i64) -> String {
    let age = declared.max_age_text.as_deref().unwrap_or("it may be");
    format!("it expired; the last value is of {}, and one holds for {age}", super::value::moment(at))
}
