//! Where in a descriptor stands what an engine finds wrong with its scorecard.

use catalog_schema::diagnostic::{FieldPart, FieldProblem, codes};
use serde_json::Value;

use super::fields::{fold, step};
use crate::engine::DefinitionError;

impl DefinitionError {
    /// The same as a problem of the descriptor that the scorecard was [read](crate::read) from, at the field that is to blame.
    pub fn in_document(&self, descriptor: &Value) -> FieldProblem {
        let pointer = pointer(self, descriptor);
        let is_text = descriptor.pointer(&pointer).is_some_and(Value::is_string);
        let span = &self.error.span;
        let part = if is_text && !span.is_empty() { FieldPart::Within(span.clone()) } else { FieldPart::Value };
        let of = self.rule.as_ref().map(|rule| format!("rule {rule}: ")).unwrap_or_default();
        FieldProblem {
            code: &codes::SCORECARD_EXPRESSION,
            message: format!("{of}`{}`: {}", self.part, self.error),
            help: "see docs/reference/facts.md for the facts that there are, and the FactTypes and scorecards of this \
                   catalog for what they declare"
                .to_owned(),
            pointer,
            part,
        }
    }
}

/// The field, as far down as it is there.
fn pointer(error: &DefinitionError, descriptor: &Value) -> String {
    let mut way = Way { pointer: String::new(), value: descriptor };
    let _ = way.down("spec");
    let Some(rule) = &error.rule else {
        error.part.split('.').all(|field| way.down(field));
        return way.pointer;
    };
    if !way.down("rules") || !way.down_to(|item| item.get("id").and_then(Value::as_str) == Some(rule)) {
        return way.pointer;
    }
    let (list, field) = error.part.split_once('.').unwrap_or((&error.part, ""));
    let (name, index) = match list.split_once('[') {
        Some((name, index)) => (name, index.trim_end_matches(']').parse::<usize>().ok()),
        None => (list, None),
    };
    let Some(index) = index else {
        way.down(name);
        return way.pointer;
    };
    let of_rule = Way { pointer: way.pointer.clone(), value: way.value };
    if way.down(name) && way.down_at(index) {
        way.down(field);
        return way.pointer;
    }
    // The last way to fail may be written as the rule's own message.
    let mut short = of_rule;
    short.down(if field == "message" { "failMessage" } else { "fix" });
    short.pointer
}

/// A value on the way down.
struct Way<'v> {
    pointer: String,
    value: &'v Value,
}

impl Way<'_> {
    /// To the field of this name, however it is written; stays where there is none.
    fn down(&mut self, name: &str) -> bool {
        let Some(map) = self.value.as_object() else { return false };
        let exact = map.get_key_value(name);
        let Some((key, value)) = exact.or_else(|| map.iter().find(|(key, _)| fold(key) == fold(name))) else {
            return false;
        };
        self.pointer = format!("{}/{}", self.pointer, step(key));
        self.value = value;
        true
    }

    /// To the entry at this place.
    fn down_at(&mut self, index: usize) -> bool {
        let Some(value) = self.value.get(index) else { return false };
        self.pointer = format!("{}/{index}", self.pointer);
        self.value = value;
        true
    }

    /// To the first entry of which this holds.
    fn down_to(&mut self, is_it: impl Fn(&Value) -> bool) -> bool {
        let found = self.value.as_array().and_then(|items| items.iter().position(is_it));
        found.is_some_and(|index| self.down_at(index))
    }
}
