//! Messages with values in them: text in which `{…}` holds a CEL expression.

use serde_json::Value;

use crate::expression::{Expression, ExpressionError, ExpressionProblem, Vocabulary};
use crate::facts::FactReader;

/// A shown value is cut after this many characters: a message is a sentence.
const MAX_VALUE_CHARS: usize = 120;

/// A message, its expressions compiled.
pub(crate) struct Template {
    parts: Vec<Part>,
}

enum Part {
    Text(String),
    /// With where it begins.
    Value(usize, Expression),
}

impl Template {
    /// Parses and checks. An expression in a message holds no braces.
    pub(crate) fn compile(source: &str, vocabulary: &mut Vocabulary) -> Result<Self, ExpressionError> {
        let mut parts = Vec::new();
        let mut rest = source;
        while let Some((text, after)) = rest.split_once('{') {
            let start = source.len() - after.len();
            let open = || ExpressionError::new(ExpressionProblem::OpenPlaceholder, start - 1..source.len());
            let (expression, after) = after.split_once('}').ok_or_else(open)?;
            parts.push(Part::Text(text.to_owned()));
            let shown = Expression::shown(expression, vocabulary).map_err(|error| error.shifted(start))?;
            parts.push(Part::Value(start, shown));
            rest = after;
        }
        parts.push(Part::Text(rest.to_owned()));
        Ok(Self { parts })
    }

    /// The expressions in it, each with where it begins, in bytes.
    pub(crate) fn expressions(&self) -> impl Iterator<Item = (usize, &Expression)> {
        self.parts.iter().filter_map(|part| match part {
            Part::Text(_) => None,
            Part::Value(start, expression) => Some((*start, expression)),
        })
    }

    /// The message with these facts' values; where a value cannot be had, the reason stands in its place.
    pub(crate) fn render(&self, facts: &FactReader<'_>) -> String {
        let parts = self.parts.iter().map(|part| match part {
            Part::Text(text) => text.clone(),
            Part::Value(_, expression) => match expression.value(facts) {
                Ok(value) => show(value),
                Err(reason) => format!("({reason})"),
            },
        });
        parts.collect()
    }
}

fn show(value: Value) -> String {
    let text = match value {
        Value::Null => "none".to_owned(),
        Value::String(text) => text,
        other => other.to_string(),
    };
    match text.char_indices().nth(MAX_VALUE_CHARS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
