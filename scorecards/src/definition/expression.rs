//! Expressions and messages, compiled to see whether they can be.

use std::ops::Range;

use catalog_schema::diagnostic::{FieldPart, codes};

use super::fields::{At, Problems};
use crate::expression::{Expression, ExpressionError};
use crate::template::Template;

/// Characters of a message.
const MESSAGE: usize = 2_000;

/// A condition in CEL, checked; the text also where it is wrong, so that what else is wrong is found.
pub(super) fn condition(at: &At<'_>, problems: &mut Problems) -> Option<String> {
    // How long it may be, the compiler says.
    let source = at.text(usize::MAX, problems)?;
    if let Err(error) = Expression::compile(source) {
        note(at, source, &error, problems);
    }
    Some(source.to_owned())
}

/// A message with expressions in braces, checked.
pub(super) fn message(at: &At<'_>, problems: &mut Problems) -> Option<String> {
    let source = at.text(MESSAGE, problems)?;
    if let Err(error) = Template::compile(source) {
        note(at, source, &error, problems);
    }
    Some(source.to_owned())
}

fn note(at: &At<'_>, source: &str, error: &ExpressionError, problems: &mut Problems) {
    let part = place(source, error).map_or(FieldPart::Value, FieldPart::Within);
    let message = format!("{}: `{}`: {error}", at.of, at.name);
    problems.note(&codes::SCORECARD_EXPRESSION, &at.pointer, part, message, remedy(error));
}

/// The bytes of the source that the error is about, where that can be told.
fn place(source: &str, error: &ExpressionError) -> Option<Range<usize>> {
    let (ExpressionError::UnknownFact { name, .. } | ExpressionError::HasOnFact(name)) = error else { return None };
    let follows = |byte: u8| byte == b'_' || byte == b'.' || byte.is_ascii_alphanumeric();
    let whole = |start: usize| {
        let before = source[..start].bytes().next_back().is_some_and(follows);
        let after = source[start + name.len()..].bytes().next().is_some_and(follows);
        !before && !after
    };
    let start = source.match_indices(name.as_str()).map(|(start, _)| start).find(|start| whole(*start))?;
    Some(start..start + name.len())
}

fn remedy(error: &ExpressionError) -> &'static str {
    match error {
        ExpressionError::UnknownFact { .. } => "name one of the facts that there are",
        ExpressionError::OpenPlaceholder => "close it with `}`; an expression in a message holds no braces",
        ExpressionError::HasOnFact(_) => "compare the fact with null",
        ExpressionError::Syntax(_) => "look for a bracket or quote that is not closed, and for `==`, `&&` and `||`",
        _ => "say it more simply, or split the rule in two",
    }
}
