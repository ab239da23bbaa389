//! What is found out of the words of a query before it is asked, and only once however often it is.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use tantivy::schema::Field;

use super::asked::{Asked, Chunk};
use super::forms::{other_forms, stem};
use super::ways::allowed_typos;
use super::{SearchReader, UidKey};

/// A word, whether it may be a beginning only, and whether it may have typos.
type Wanted = (String, bool, bool);

/// The words of a query, as the index has them.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// Whether somebody writes a word; by the word and whether it may be a beginning only.
    words: HashMap<(String, bool), bool>,
    /// What belongs to what a word names, as far as that was asked for.
    related: RefCell<HashMap<Wanted, Rc<[UidKey]>>>,
}

impl Known {
    /// Of all words of a query, and of those of each chunk as one.
    pub(super) fn of(reader: &SearchReader, asked: &Asked) -> Self {
        let fields = reader.fields.searched();
        let mut words = HashMap::new();
        for chunk in asked.chunks.iter().filter(|chunk| !chunk.phrase) {
            let joined = (chunk.words.len() > 1).then(|| (chunk.words.concat(), chunk.open));
            let each = each_word(chunk).map(|(word, open)| (word.clone(), open));
            for (word, open) in each.chain(joined) {
                let is_known = is_written(reader, &fields, &word, open);
                words.insert((word, open), is_known);
            }
        }
        Self { words, related: RefCell::default() }
    }

    /// Whether somebody writes the word, or another form of it; one that begins with it is enough where `open`.
    pub(super) fn has(&self, word: &str, open: bool) -> bool {
        self.words.get(&(word.to_owned(), open)).copied().unwrap_or_default()
    }

    /// Whether of the words that are asked for some are known and some are not: these then are the misspelt ones.
    pub(super) fn tells_words_apart(&self, asked: &Asked) -> bool {
        let (weighty, _) = asked.weighty_and_small();
        let words = weighty.iter().filter(|chunk| !chunk.phrase).flat_map(|chunk| each_word(chunk));
        let known: Vec<bool> = words.map(|(word, open)| self.has(word, open)).collect();
        known.contains(&true) && known.contains(&false)
    }

    /// Whether nothing can have a chunk, word for word or as one word: not as it is written, nor `loosely` with typos or as
    /// another word of the same stem.
    pub(super) fn rules_out(&self, chunk: &Chunk, loosely: bool) -> bool {
        let nobody_has = |word: &str, open: bool| {
            !self.has(word, open) && !(loosely && (allowed_typos(word) > 0 || stem(word).is_some()))
        };
        !chunk.phrase
            && each_word(chunk).any(|(word, open)| nobody_has(word, open))
            && (chunk.words.len() == 1 || nobody_has(&chunk.words.concat(), chunk.open))
    }

    /// What belongs to what a word names, as `find` finds it.
    pub(super) fn related(
        &self,
        (word, open, loosely): (&str, bool, bool),
        find: impl FnOnce() -> Vec<UidKey>,
    ) -> Rc<[UidKey]> {
        let asked = (word.to_owned(), open, loosely);
        let known = self.related.borrow().get(&asked).cloned();
        known.unwrap_or_else(|| {
            let found: Rc<[UidKey]> = find().into();
            self.related.borrow_mut().insert(asked, Rc::clone(&found));
            found
        })
    }
}

/// The words of a chunk, each with whether it may be a beginning only.
fn each_word(chunk: &Chunk) -> impl Iterator<Item = (&String, bool)> {
    let last = chunk.words.len() - 1;
    chunk.words.iter().enumerate().map(move |(index, word)| (word, chunk.open && index == last))
}

fn is_written(reader: &SearchReader, fields: &[Field], word: &str, open: bool) -> bool {
    has(reader, fields, word, open) || other_forms(word).iter().any(|form| has(reader, fields, form, false))
}

/// Whether a field has the word. What cannot be read has none.
fn has(reader: &SearchReader, fields: &[Field], word: &str, open: bool) -> bool {
    let segments = reader.searcher.segment_readers().iter();
    let mut indexes =
        segments.flat_map(|segment| fields.iter().filter_map(|field| segment.inverted_index(*field).ok()));
    indexes.any(|index| match open {
        false => index.terms().get(word).is_ok_and(|found| found.is_some()),
        true => {
            let stream = index.terms().range().ge(word).into_stream();
            stream.is_ok_and(|mut stream| stream.advance() && stream.key().starts_with(word.as_bytes()))
        }
    })
}
