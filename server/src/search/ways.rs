//! The ways in which a word may match in one field.

use std::ops::Bound;

use tantivy::Term;
use tantivy::query::{ConstScoreQuery, FuzzyTermQuery, InvertedIndexRangeQuery, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};

/// Longer words are not matched with typos, in characters.
const MAX_FUZZY: usize = 40;

/// How many typos a word may have: 1 from 4 characters on, 2 from 8.
pub(super) fn allowed_typos(word: &str) -> u8 {
    match word.chars().count() {
        0..4 => 0,
        4..8 => 1,
        8..=MAX_FUZZY => 2,
        _ => 0,
    }
}

/// The word itself.
pub(super) fn term(field: Field, word: &str) -> Box<dyn Query> {
    Box::new(TermQuery::new(Term::from_field_text(field, word), IndexRecordOption::WithFreqs))
}

/// All words that begin with `word`.
pub(super) fn prefix(field: Field, word: &str) -> Box<dyn Query> {
    let first = Bound::Included(Term::from_field_text(field, word));
    let last = Bound::Included(Term::from_field_text(field, &format!("{word}{}", char::MAX)));
    Box::new(InvertedIndexRangeQuery::new(first, last))
}

/// All words that are `word`, or begin with it where `open`, but for as many typos as it may have; none where it may
/// have none.
pub(super) fn misspelling(field: Field, word: &str, open: bool) -> Option<Box<dyn Query>> {
    let distance = Some(allowed_typos(word)).filter(|&distance| distance > 0)?;
    let term = Term::from_field_text(field, word);
    let query =
        if open { FuzzyTermQuery::new_prefix(term, distance, true) } else { FuzzyTermQuery::new(term, distance, true) };
    Some(Box::new(query))
}

/// The same with a score that does not depend on how rare the word is.
pub(super) fn constant(query: Box<dyn Query>, score: f32) -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(query, score))
}
