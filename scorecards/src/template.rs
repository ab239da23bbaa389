//! Messages with values in them: text in which `{…}` holds a CEL expression.

use cel::Value;

use crate::expression::{Expression, ExpressionError};
use crate::facts::FactReader;

/// A shown value is cut after this many characters: a message is a sentence.
const MAX_VALUE_CHARS: usize = 120;

/// A message, its expressions compiled.
pub(crate) struct Template {
    parts: Vec<Part>,
}

enum Part {
    Text(String),
    Value(Expression),
}

impl Template {
    /// Parses and checks. An expression in a message holds no braces.
    pub(crate) fn compile(source: &str) -> Result<Self, ExpressionError> {
        let mut parts = Vec::new();
        let mut rest = source;
        while let Some((text, after)) = rest.split_once('{') {
            let (expression, after) = after.split_once('}').ok_or(ExpressionError::OpenPlaceholder)?;
            parts.push(Part::Text(text.to_owned()));
            parts.push(Part::Value(Expression::compile(expression)?));
            rest = after;
        }
        parts.push(Part::Text(rest.to_owned()));
        Ok(Self { parts })
    }

    /// The message with these facts' values; where a value cannot be had, the reason stands in its place.
    pub(crate) fn render(&self, facts: &FactReader<'_>) -> String {
        let parts = self.parts.iter().map(|part| match part {
            Part::Text(text) => text.clone(),
            Part::Value(expression) => match expression.evaluate(facts) {
                Ok(value) => show(&value),
                Err(reason) => format!("({reason})"),
            },
        });
        parts.collect()
    }
}

fn show(value: &Value) -> String {
    let text = match value {
        Value::Null => "none".to_owned(),
        Value::String(text) => text.to_string(),
        other => other.json().map_or_else(
            |_| other.type_of().to_string(),
            |mut json| {
                // CEL's maps come in any order.
                json.sort_all_objects();
                json.to_string()
            },
        ),
    };
    match text.char_indices().nth(MAX_VALUE_CHARS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
