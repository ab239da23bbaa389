//! One expression, ready to evaluate.

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};
use std::thread;

use cel::{Context, Env, Program, Value, extensions};

use super::ExpressionError;
use super::check::check;
use crate::facts::{FactGroup, FactReader};

/// An expression is a condition, not a program.
const MAX_LENGTH: usize = 2_000;

/// The parser recurses into brackets and conditionals before it looks at how deep it is. All of them are counted, also
/// those in texts, since what counts as a text is the parser's to say.
const MAX_BRACKETS: usize = 64;

/// Room for that many levels. One takes up to 100 KiB in an unoptimised build: twenty fill a thread's usual 2 MiB.
const PARSER_STACK: usize = 32 * 1024 * 1024;

/// Reasons quote values, and a value may be a whole description.
const MAX_REASON_CHARS: usize = 300;

/// What expressions may call: the standard library and the string functions. It cannot change once it is made.
static ENVIRONMENT: LazyLock<Arc<Env>> = LazyLock::new(|| {
    let mut environment = Env::stdlib();
    // Fails only on a name that is declared twice; every expression that uses a string function would then be refused
    // by the tests of the built-in rules.
    let _ = environment.add_extension(extensions::strings);
    Arc::new(environment)
});

/// A parsed and checked expression.
pub(crate) struct Expression {
    program: Program,
    groups: BTreeSet<FactGroup>,
}

impl Expression {
    /// Parses and checks.
    pub(crate) fn compile(source: &str) -> Result<Self, ExpressionError> {
        if source.len() > MAX_LENGTH {
            return Err(ExpressionError::TooLong { length: source.len(), limit: MAX_LENGTH });
        }
        let count = source.bytes().filter(|byte| b"([{?".contains(byte)).count();
        if count > MAX_BRACKETS {
            return Err(ExpressionError::TooManyBrackets { count, limit: MAX_BRACKETS });
        }
        let program = parse(source)?;
        let groups = check(program.expression())?;
        Ok(Self { program, groups })
    }

    /// What has to change for the value to change.
    pub(crate) fn groups(&self) -> &BTreeSet<FactGroup> {
        &self.groups
    }

    /// The value over these facts, or why there is none.
    pub(crate) fn evaluate(&self, facts: &FactReader<'_>) -> Result<Value, String> {
        let mut context = Context::with_env(Arc::clone(&ENVIRONMENT));
        context.set_variable_resolver(facts);
        let result = self.program.execute(&context);
        match facts.refusal() {
            Some(reason) => Err(reason),
            None => result.map_err(|error| one_line(&error.to_string())),
        }
    }

    /// The value over these facts, which must be a boolean, or why there is none.
    pub(crate) fn holds(&self, facts: &FactReader<'_>) -> Result<bool, String> {
        match self.evaluate(facts)? {
            Value::Bool(holds) => Ok(holds),
            other => Err(format!("it comes to a value of type {}, not to true or false", other.type_of())),
        }
    }
}

/// Parses on a thread of its own, for its stack; done once per definition.
fn parse(source: &str) -> Result<Program, ExpressionError> {
    let parse = || ENVIRONMENT.compile(source).map_err(|errors| ExpressionError::Syntax(one_line(&errors.to_string())));
    thread::scope(|scope| {
        let builder = thread::Builder::new().name("cel-parser".to_owned()).stack_size(PARSER_STACK);
        let parser = builder.spawn_scoped(scope, parse).map_err(|error| ExpressionError::Parser(error.to_string()))?;
        parser.join().unwrap_or_else(|_| Err(ExpressionError::Parser("the parser panicked".to_owned())))
    })
}

fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").chars().take(MAX_REASON_CHARS).collect()
}
