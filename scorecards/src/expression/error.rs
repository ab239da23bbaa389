//! Why an expression is refused before it is ever evaluated.

use thiserror::Error;

/// What is wrong with an expression. Each message stands alone.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ExpressionError {
    /// Not CEL.
    #[error("not a CEL expression: {0}")]
    Syntax(String),
    /// Names something that is no fact.
    #[error("{name} is not a fact{}", .suggestion.map(|fact| format!("; did you mean {fact}?")).unwrap_or_default())]
    UnknownFact {
        /// The name as written.
        name: String,
        /// The fact that it resembles.
        suggestion: Option<&'static str>,
    },
    /// `has(…)` on a fact: facts are always there.
    #[error("has({0}) is not needed: a fact is always there, and null where nobody supplied it; write {0} != null")]
    HasOnFact(String),
    /// A message type, which the language has and facts do not.
    #[error("{0}{{…}} builds a message, and there are no message types here")]
    Message(String),
    /// Longer than it may be.
    #[error("the expression is {length} bytes long, and at most {limit} are allowed")]
    TooLong {
        /// In bytes.
        length: usize,
        /// In bytes.
        limit: usize,
    },
    /// The parser could not run or gave up: not the author's fault.
    #[error("the expression could not be parsed: {0}")]
    Parser(String),
    /// More brackets and conditionals than the parser is given: it recurses into them.
    #[error("the expression opens {count} brackets and conditionals, and at most {limit} are allowed")]
    TooManyBrackets {
        /// `(`, `[`, `{` and `?`.
        count: usize,
        /// Of them together.
        limit: usize,
    },
    /// Nested more deeply than is evaluated, which recurses.
    #[error("the expression is nested more than {0} levels deep")]
    TooDeep(usize),
    /// Loops (`all`, `exists`, `map`, `filter`) within loops beyond what may be evaluated in bounded time.
    #[error("all, exists, map and filter may be nested {0} deep")]
    NestedTooDeep(usize),
    /// `map` or `filter` over the keys of a map, whose order is not defined: the result would differ from run to run.
    #[error("{0} has no order to list it in; all and exists may look at its keys")]
    NoOrder(String),
    /// A `{` in a message without its `}`.
    #[error("a {{ in the message has no }}")]
    OpenPlaceholder,
}
