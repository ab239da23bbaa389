//! Why a document yields no value.

/// What is wrong, and where in the document's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) kind: FaultKind,
    /// Line within the document's text, from 1.
    pub(crate) line: usize,
    /// Column in characters, from 1.
    pub(crate) column: usize,
}

/// The kinds of fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum FaultKind {
    /// A byte that begins no UTF-8 character.
    NotUtf8,
    /// A control character that YAML forbids.
    ControlCharacter(char),
    /// Maps and sequences nest deeper than allowed.
    TooDeep,
    /// More nodes, once aliases are replaced, than allowed.
    TooComplex,
    /// Not YAML; the parser's own words.
    Syntax(String),
}
