//! From text to a syntax tree, with the place of each of its parts.

use std::ops::Range;
use std::sync::{Arc, LazyLock};
use std::thread;

use cel::common::ast::SourceInfo;
use cel::parser::ParseErrors;
use cel::{Env, IdedExpr, extensions};

use super::{ExpressionError, ExpressionProblem};

/// An expression is a condition, not a program.
const MAX_LENGTH: usize = 2_000;

/// The parser recurses into brackets and conditionals before it looks at how deep it is. All of them are counted, also
/// those in texts, since what counts as a text is the parser's to say.
const MAX_BRACKETS: usize = 64;

/// Room for that many levels. One takes up to 100 KiB in an unoptimised build: twenty fill a thread's usual 2 MiB.
const PARSER_STACK: usize = 32 * 1024 * 1024;

/// What the parser says of a mistake may list all that could have stood there.
const MAX_REASON_CHARS: usize = 300;

/// What expressions may call: the standard library and the string functions. It cannot change once it is made.
pub(super) static ENVIRONMENT: LazyLock<Arc<Env>> = LazyLock::new(|| {
    let mut environment = Env::stdlib();
    // Fails only on a name that is declared twice; every expression that uses a string function would then be refused
    // by the tests of the built-in rules.
    let _ = environment.add_extension(extensions::strings);
    Arc::new(environment)
});

/// Parses, and does something with what was parsed, on a thread of its own, for its stack; done once per definition.
pub(super) fn parse<T: Send>(
    source: &str,
    then: impl FnOnce(IdedExpr, &SourceInfo) -> Result<T, ExpressionError> + Send,
) -> Result<T, ExpressionError> {
    let refuse = |problem| ExpressionError::new(problem, 0..source.len());
    if source.len() > MAX_LENGTH {
        return Err(refuse(ExpressionProblem::TooLong { length: source.len(), limit: MAX_LENGTH }));
    }
    let count = source.bytes().filter(|byte| b"([{?".contains(byte)).count();
    if count > MAX_BRACKETS {
        return Err(refuse(ExpressionProblem::TooManyBrackets { count, limit: MAX_BRACKETS }));
    }
    if source.trim().is_empty() {
        return Err(refuse(ExpressionProblem::Syntax("nothing is written".to_owned())));
    }
    let parse = || {
        let parsed = ENVIRONMENT.parser().parse_with_source_info(source);
        let (expr, info) = parsed.map_err(|errors| syntax(source, &errors))?;
        then(expr, &info)
    };
    thread::scope(|scope| {
        let builder = thread::Builder::new().name("cel-parser".to_owned()).stack_size(PARSER_STACK);
        let parser =
            builder.spawn_scoped(scope, parse).map_err(|error| refuse(ExpressionProblem::Parser(error.to_string())))?;
        let gave_up = |_| Err(refuse(ExpressionProblem::Parser("the parser gave up".to_owned())));
        parser.join().unwrap_or_else(gave_up)
    })
}

/// The first mistake that the parser found, and where.
fn syntax(source: &str, errors: &ParseErrors) -> ExpressionError {
    let Some(first) = errors.errors.first() else {
        return ExpressionError::new(ExpressionProblem::Syntax("it does not say where".to_owned()), 0..source.len());
    };
    let said = first.msg.trim_start_matches("Syntax error: ");
    let words: Vec<&str> = said.split_whitespace().collect();
    let said = words.join(" ").replace("<EOF>", "the end");
    let problem = ExpressionProblem::Syntax(said.chars().take(MAX_REASON_CHARS).collect());
    ExpressionError::new(problem, token_at(source, first.pos))
}

/// The word, or the sign, at a line and a column, both counted from 1.
fn token_at(source: &str, (line, column): (isize, isize)) -> Range<usize> {
    let number = |at: isize| usize::try_from(at - 1).unwrap_or(0);
    let before: usize = source.split_inclusive('\n').take(number(line)).map(str::len).sum();
    let rest = source.get(before..).unwrap_or_default();
    let start = before + rest.char_indices().nth(number(column)).map_or(rest.len(), |(at, _)| at);
    let is_word = |letter: &char| letter.is_alphanumeric() || *letter == '_';
    let rest = source.get(start..).unwrap_or_default();
    let word: usize = rest.chars().take_while(is_word).map(char::len_utf8).sum();
    let length = if word > 0 { word } else { rest.chars().next().map_or(0, char::len_utf8) };
    start..start + length
}
