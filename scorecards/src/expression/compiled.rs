//! One expression, ready to evaluate.

use std::collections::BTreeSet;
use std::sync::Arc;

use cel::common::types::CelBool;
use cel::common::value::CowVal;
use cel::context::VariableResolver;
use cel::{Context, IdedExpr, Value as CelValue};
use serde_json::Value;

use super::ExpressionError;
use super::check::{Checked, Derived, LevelReads, Wanted, check, place_of};
use super::failure::reason;
use super::parse::{ENVIRONMENT, parse};
use super::spans::Spans;
use super::vocabulary::Vocabulary;
use crate::facts::{FactGroup, FactReader, shown};

/// A parsed and checked expression.
pub(crate) struct Expression {
    expr: IdedExpr,
    checked: Checked,
}

impl Expression {
    /// Parses and checks one that has to come to true or false.
    pub(crate) fn condition(source: &str, vocabulary: &mut Vocabulary) -> Result<Self, ExpressionError> {
        Self::compile(source, Wanted::Condition, vocabulary)
    }

    /// Parses and checks one whose value is shown.
    pub(crate) fn shown(source: &str, vocabulary: &mut Vocabulary) -> Result<Self, ExpressionError> {
        Self::compile(source, Wanted::Value, vocabulary)
    }

    fn compile(source: &str, wanted: Wanted, vocabulary: &mut Vocabulary) -> Result<Self, ExpressionError> {
        parse(source, |mut expr, info| {
            let spans = Spans::of(&expr, info, source);
            let checked = check(&mut expr, &spans, wanted, vocabulary)?;
            Ok(Self { expr, checked })
        })
    }

    /// What has to change for the value to change, besides the time.
    pub(crate) fn groups(&self) -> &BTreeSet<FactGroup> {
        &self.checked.groups
    }

    /// Of which scorecards it reads the levels.
    pub(crate) fn levels(&self) -> &LevelReads {
        &self.checked.levels
    }

    /// The value over these facts as it is shown, or why there is none.
    pub(crate) fn value(&self, facts: &FactReader<'_>) -> Result<Value, String> {
        self.evaluate(facts, |value| Ok(shown(value.as_ref())))
    }

    /// The value over these facts, which must be a boolean, or why there is none.
    pub(crate) fn holds(&self, facts: &FactReader<'_>) -> Result<bool, String> {
        self.evaluate(facts, |value| match value.downcast_ref::<CelBool>() {
            Some(holds) => Ok(*holds.inner()),
            None => Err(format!("it comes to a value of type {}, not to true or false", value.get_type().name())),
        })
    }

    fn evaluate<T>(
        &self,
        facts: &FactReader<'_>,
        then: impl FnOnce(&CowVal<'_, '_>) -> Result<T, String>,
    ) -> Result<T, String> {
        let read = Read { facts, derived: &self.checked.derived };
        let mut context = Context::with_env(Arc::clone(&ENVIRONMENT));
        context.set_variable_resolver(&read);
        let result = CelValue::resolve_val(&self.expr, &context);
        if let Some(reason) = facts.refusal() {
            return Err(reason);
        }
        match result {
            Ok(value) => then(&value),
            Err(error) => Err(facts.explain(&error).unwrap_or_else(|| reason(&error))),
        }
    }
}

/// Gives an evaluation what its expression reads.
struct Read<'e, 'a> {
    facts: &'e FactReader<'a>,
    derived: &'e [Derived],
}

impl VariableResolver for Read<'_, '_> {
    fn resolve<'b>(&'b self, variable: &str) -> Option<CowVal<'b, 'b>> {
        match *self.derived.get(place_of(variable)?)? {
            Derived::Fact(place) => self.facts.fact(place, true),
            Derived::Glanced(place) => self.facts.fact(place, false),
            Derived::Maybe(place) => self.facts.maybe(place),
            Derived::Count(place) => self.facts.count(place),
            Derived::Moment(place) => self.facts.moment(place),
            Derived::Age { place, milliseconds, is_older } => {
                let is_old = self.facts.is_older(place, milliseconds)?;
                Some(CowVal::owned(CelBool::from(is_old == is_older)))
            }
            Derived::Steps(steps) => self.facts.step(steps),
        }
    }
}
