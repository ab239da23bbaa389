//! A person's words as a query of the index.

use std::ops::Bound;

use tantivy::Term;
use tantivy::query::{
    BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, FuzzyTermQuery, InvertedIndexRangeQuery, Occur,
    Query, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

use super::analyzer::{squeezed, words};
use super::fields::Fields;

/// Characters of a query that count; a longer one is cut.
const MAX_CHARACTERS: usize = 256;
/// Words of a query that count.
const MAX_WORDS: usize = 12;
/// Longer words are not matched with typos, in characters.
const MAX_FUZZY: usize = 40;

/// What an exact match of the whole query adds: more than all words together can.
const EXACT: f32 = 1_000.0;
/// What a match in running text adds, as a factor of its BM25 score.
const TEXT: f32 = 0.1;
/// What the last word adds as a prefix in running text.
const TEXT_PREFIX: f32 = 0.05;

/// A query in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Words {
    /// Between white space, in the order written.
    pub(super) chunks: Vec<Chunk>,
    /// The whole query as one word.
    squeezed: String,
}

/// What was typed without a space.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Chunk {
    /// Its words; never empty.
    pub(super) words: Vec<String>,
    /// The last chunk of a query may be the beginning of a word only.
    pub(super) open: bool,
}

impl Words {
    /// Reads what a person typed; none where there is no word in it. No text is wrong.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let text: String = text.chars().take(MAX_CHARACTERS).collect();
        let mut chunks = Vec::new();
        let mut room = MAX_WORDS;
        for part in text.split_whitespace() {
            let words: Vec<String> = words(part).into_iter().map(|word| word.text).take(room).collect();
            room -= words.len();
            if !words.is_empty() {
                chunks.push(Chunk { words, open: false });
            }
        }
        let ends_open = !text.ends_with(char::is_whitespace);
        chunks.last_mut()?.open = ends_open;
        Some(Self { chunks, squeezed: squeezed(&text) })
    }

    /// Every word with whether it may be a beginning only: single ones, and chunks as one word.
    pub(super) fn all(&self) -> Vec<(String, bool)> {
        let mut all = Vec::new();
        for chunk in &self.chunks {
            let last = chunk.words.len() - 1;
            all.extend(chunk.words.iter().enumerate().map(|(index, word)| (word.clone(), chunk.open && index == last)));
            if last > 0 {
                all.push((chunk.words.concat(), chunk.open));
            }
        }
        all
    }

    /// The query: every chunk matches somewhere, or the whole is a name. With `typos`, words may be misspelt.
    pub(super) fn to_query(&self, fields: &Fields, typos: bool) -> Box<dyn Query> {
        let exact = constant(Box::new(term(fields.exact, &self.squeezed)), EXACT);
        let chunks = self.chunks.iter().map(|chunk| (Occur::Must, chunk.to_query(fields, typos))).collect();
        Box::new(BooleanQuery::union(vec![exact, Box::new(BooleanQuery::new(chunks))]))
    }
}

impl Chunk {
    /// Either all of its words match, or all of them as one word.
    fn to_query(&self, fields: &Fields, typos: bool) -> Box<dyn Query> {
        let last = self.words.len() - 1;
        let each = self.words.iter().enumerate();
        let mut each: Vec<Box<dyn Query>> =
            each.map(|(index, word)| word_query(fields, word, self.open && index == last, typos)).collect();
        if each.len() == 1 {
            return each.remove(0);
        }
        let joined = word_query(fields, &self.words.concat(), self.open, typos);
        let all = each.into_iter().map(|word| (Occur::Must, word)).collect();
        Box::new(DisjunctionMaxQuery::new(vec![Box::new(BooleanQuery::new(all)), joined]))
    }
}

/// The best of what a word matches. The steps between the scores are wide, so that the order of hits can be foretold:
/// a word of the name before a beginning of one, name before title, both before tags, and those before running text.
fn word_query(fields: &Fields, word: &str, open: bool, typos: bool) -> Box<dyn Query> {
    // Field, score of the word, of a beginning, of a misspelling.
    let weights = [
        (fields.name, 40.0, 20.0, Some(8.0)),
        (fields.title, 30.0, 15.0, Some(6.0)),
        (fields.alias, 30.0, 15.0, Some(6.0)),
        (fields.tag, 10.0, 7.0, Some(3.0)),
        (fields.fact, 5.0, 4.0, None),
    ];
    let mut ways: Vec<Box<dyn Query>> = Vec::new();
    for (field, whole, beginning, misspelt) in weights {
        ways.push(constant(Box::new(term(field, word)), whole));
        if open {
            ways.push(constant(prefix(field, word), beginning));
        }
        if let (Some(score), true) = (misspelt, typos)
            && let Some(query) = misspelling(field, word, open)
        {
            ways.push(constant(query, score));
        }
    }
    ways.push(Box::new(BoostQuery::new(Box::new(term(fields.text, word)), TEXT)));
    if open {
        ways.push(constant(prefix(fields.text, word), TEXT_PREFIX));
    }
    Box::new(DisjunctionMaxQuery::new(ways))
}

/// How many typos a word may have: 1 from 4 characters on, 2 from 8.
pub(super) fn allowed_typos(word: &str) -> u8 {
    match word.chars().count() {
        0..4 => 0,
        4..8 => 1,
        8..=MAX_FUZZY => 2,
        _ => 0,
    }
}

fn misspelling(field: Field, word: &str, open: bool) -> Option<Box<dyn Query>> {
    let distance = Some(allowed_typos(word)).filter(|&distance| distance > 0)?;
    let term = Term::from_field_text(field, word);
    let query =
        if open { FuzzyTermQuery::new_prefix(term, distance, true) } else { FuzzyTermQuery::new(term, distance, true) };
    Some(Box::new(query))
}

fn term(field: Field, word: &str) -> TermQuery {
    TermQuery::new(Term::from_field_text(field, word), IndexRecordOption::WithFreqs)
}

/// All words that begin with `word`.
fn prefix(field: Field, word: &str) -> Box<dyn Query> {
    let first = Bound::Included(Term::from_field_text(field, word));
    let last = Bound::Included(Term::from_field_text(field, &format!("{word}{}", char::MAX)));
    Box::new(InvertedIndexRangeQuery::new(first, last))
}

fn constant(query: Box<dyn Query>, score: f32) -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(query, score))
}
