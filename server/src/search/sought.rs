//! The words of a query as they are looked for in a hit.

use super::typos::{Letters, Typed};

/// Words that may show in a hit.
#[derive(Clone, Debug, Default)]
pub(super) struct Sought {
    words: Vec<Typed>,
    /// They may have typos.
    typos: bool,
}

impl Sought {
    /// These words, each with whether it may be a beginning only, `typos` allowed or not.
    pub(super) fn new(words: Vec<(String, bool)>, typos: bool) -> Self {
        Self { words: words.into_iter().map(|(word, open)| Typed::new(word, open)).collect(), typos }
    }

    /// Whether they may have typos.
    pub(super) fn may_have_typos(&self) -> bool {
        self.typos
    }

    /// As they were typed.
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> + Clone {
        self.words.iter().map(Typed::text)
    }

    /// Whether a word of a hit is one of them.
    pub(super) fn has(&self, word: &str) -> bool {
        if self.words.iter().any(|sought| sought.is(word)) {
            return true;
        }
        if !self.typos {
            return false;
        }
        let letters = Letters::of(word);
        self.words.iter().any(|sought| sought.typos(word, letters).is_some())
    }
}
