//! Cortex's query language, as far as rules use it: read into a tree, and said in CEL over facts.

mod compare;
mod known;
mod members;
mod parse;
mod term;
mod token;
mod translate;

pub(super) use translate::condition;
