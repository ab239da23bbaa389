//! Expressions and messages, compiled to see whether they can be.

use catalog_schema::diagnostic::{FieldPart, codes};

use super::fields::{At, Problems};
use crate::declared::DeclaredFacts;
use crate::expression::{Expression, ExpressionError, ExpressionProblem, Vocabulary};
use crate::template::Template;

/// Characters of a message.
const MESSAGE: usize = 2_000;

/// A condition in CEL, checked; the text also where it is wrong, so that what else is wrong is found.
pub(super) fn condition(at: &At<'_>, problems: &mut Problems) -> Option<String> {
    // How long it may be, the compiler says.
    let source = at.text(usize::MAX, problems)?;
    if let Err(error) = Expression::condition(source, &mut anything()) {
        note(at, &error, problems);
    }
    Some(source.to_owned())
}

/// A message with expressions in braces, checked.
pub(super) fn message(at: &At<'_>, problems: &mut Problems) -> Option<String> {
    let source = at.text(MESSAGE, problems)?;
    if let Err(error) = Template::compile(source, &mut anything()) {
        note(at, &error, problems);
    }
    Some(source.to_owned())
}

/// What others declare, and of which type, is not known while one descriptor is read.
fn anything() -> Vocabulary {
    Vocabulary::open(&DeclaredFacts::default())
}

fn note(at: &At<'_>, error: &ExpressionError, problems: &mut Problems) {
    let part = match error.span.is_empty() {
        true => FieldPart::Value,
        false => FieldPart::Within(error.span.clone()),
    };
    let message = format!("{}: `{}`: {error}", at.of, at.name);
    problems.note(&codes::SCORECARD_EXPRESSION, &at.pointer, part, message, remedy(error));
}

fn remedy(error: &ExpressionError) -> &'static str {
    match error.problem {
        ExpressionProblem::UnknownFact { .. }
        | ExpressionProblem::UndeclaredFact { .. }
        | ExpressionProblem::UnnamedFact(_) => "name one of the facts that there are",
        ExpressionProblem::OpenPlaceholder => "close it with `}`; an expression in a message holds no braces",
        ExpressionProblem::HasOnFact(_) => "compare the fact with null",
        ExpressionProblem::Syntax(_) => "look for a bracket or quote that is not closed, and for `==`, `&&` and `||`",
        ExpressionProblem::UnknownField { .. }
        | ExpressionProblem::Call(_)
        | ExpressionProblem::Types(_)
        | ExpressionProblem::NotACondition(_)
        | ExpressionProblem::Moment(_) => "see docs/reference/facts.md for what there is, of which type",
        _ => "say it more simply, or split the rule in two",
    }
}
