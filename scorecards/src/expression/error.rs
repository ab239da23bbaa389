//! Why an expression is refused before it is ever evaluated.

use std::ops::Range;

use thiserror::Error;

/// What is wrong with an expression, and where.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{problem}")]
pub struct ExpressionError {
    /// What is wrong. Its text stands alone and says what to write instead.
    pub problem: ExpressionProblem,
    /// Where, in bytes of the expression; of the whole text, where it is an expression in a message.
    pub span: Range<usize>,
}

impl ExpressionError {
    pub(crate) fn new(problem: ExpressionProblem, span: Range<usize>) -> Self {
        Self { problem, span }
    }

    /// The same, of an expression that begins this many bytes into a longer text.
    pub(crate) fn shifted(self, by: usize) -> Self {
        Self { span: self.span.start + by..self.span.end + by, ..self }
    }
}

/// What may be wrong with an expression. Each message stands alone.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ExpressionProblem {
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
    /// Names a pushed fact that nothing declares.
    #[error("no FactType declares the fact {name}{}", .suggestion.as_ref().map(|name| format!("; did you mean {name}?")).unwrap_or_default())]
    UndeclaredFact {
        /// As written, without what stands before it.
        name: String,
        /// The declared fact that it resembles.
        suggestion: Option<String>,
    },
    /// Names what is before the names of pushed facts, and none of them.
    #[error("{0} needs the name of a fact, written down, as in {0}.coverage or {0}[\"open-issues\"]")]
    UnnamedFact(&'static str),
    /// Names a field that the entries of a list do not have, or that is looked for in what has none.
    #[error("{of} has no field {field}; {remedy}")]
    UnknownField {
        /// What it was looked for in.
        of: String,
        /// As written.
        field: String,
        /// What to write instead.
        remedy: String,
    },
    /// Names a function that there is not, or calls it in a way in which it is not called.
    #[error("{0}")]
    Call(String),
    /// An operator between values that it can never join.
    #[error("{0}")]
    Types(String),
    /// Not true or false, where a condition is wanted.
    #[error("it comes to {0}, and a condition has to come to true or false; compare it with something")]
    NotACondition(String),
    /// A moment where it is neither compared with null nor given to a function of time.
    #[error(
        "{0} is a moment, of which a rule sees only how long ago it was; write older_than({0}, \"30d\"), \
         within({0}, \"30d\") or {0} != null"
    )]
    Moment(String),
    /// `has(…)` on a fact or a field: they are always there.
    #[error("has({0}) is not needed: it is always there, and null where nobody supplied it; write {0} != null")]
    HasOnFact(String),
    /// Reads the level of a scorecard that there is not.
    #[error("there is no scorecard {name}{}", .suggestion.as_ref().map(|name| format!("; did you mean {name}?")).unwrap_or_default())]
    UnknownScorecard {
        /// As written.
        name: String,
        /// The scorecard that it resembles.
        suggestion: Option<String>,
    },
    /// Reads the level of a scorecard that in turn waits for this one's.
    #[error("scorecards cannot wait for each other's levels: {}", .0.join(" reads "))]
    Cycle(Vec<String>),
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
    /// Loops (`all`, `exists`, `map`, `filter`) within loops beyond what may be evaluated in bounded time. To look for
    /// something in a list that a loop made counts as one.
    #[error("all, exists, map and filter may be nested {0} deep")]
    NestedTooDeep(usize),
    /// Multiplies texts or lists again and again.
    #[error("the expression makes texts or lists thousands of times as long as what it is made of")]
    TooLarge,
    /// Puts in a text that is not written down, as often as it comes.
    #[error("{0} is put in as often as it comes; write the text down, or how often, as in replace(\"-\", {0}, 1)")]
    UnknownGrowth(String),
    /// `map` or `filter` over the keys of a map, whose order is not defined: the result would differ from run to run.
    #[error("{0} has no order to list it in; all and exists may look at its keys")]
    NoOrder(String),
    /// A `{` in a message without its `}`.
    #[error("a {{ in the message has no }}")]
    OpenPlaceholder,
}
