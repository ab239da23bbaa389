//! What a person's words ask of one snapshot: words to match, and filters that must hold.

use super::analyzer::squeezed;
use super::conditions::conditions;
use super::forms::{is_small, other_forms, stem};
use super::typed::{Content, Piece, pieces};
use crate::live::Live;

/// A query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Asked {
    /// Each must match somewhere.
    pub(super) chunks: Vec<Chunk>,
    /// None may match.
    pub(super) without: Vec<Chunk>,
    /// Filters that must all hold, in the grammar of lists.
    pub(super) filters: Vec<String>,
    /// Everything that is looked for as one word.
    pub(super) squeezed: String,
    /// What was typed beside the words, as typed.
    pub(super) beside: Vec<String>,
}

/// What was typed without a space, or in quotes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Chunk {
    /// Its words; never empty.
    pub(super) words: Vec<String>,
    /// Its last word may be the beginning of a word only.
    pub(super) open: bool,
    /// In this order, with nothing between.
    pub(super) phrase: bool,
}

impl Asked {
    /// Reads what a person typed; none where there is nothing to look for in it. No text is wrong: what looks like a
    /// field and is none is words.
    pub(super) fn parse(live: &Live, text: &str) -> Option<Self> {
        let (mut asked, mut sought) = (Self::default(), String::new());
        let (fields, rest): (Vec<Piece>, Vec<Piece>) =
            pieces(text).into_iter().partition(|piece| matches!(piece.content, Content::Field { .. }));
        let (filters, no_fields) = conditions(live, &fields);
        asked.filters = filters;
        asked.beside =
            fields.iter().filter(|piece| !no_fields.contains(piece)).map(|piece| piece.text.clone()).collect();
        for piece in rest.into_iter().chain(no_fields) {
            let (words, phrase) = match piece.content {
                Content::Words(words) => (words, false),
                Content::Phrase(words) => (words, true),
                Content::Field { .. } => {
                    (super::analyzer::words(&piece.text).into_iter().map(|word| word.text).collect(), false)
                }
            };
            if words.is_empty() {
                continue;
            }
            if piece.not {
                asked.without.push(Chunk { words, open: false, phrase });
                asked.beside.push(piece.text);
                continue;
            }
            sought.push_str(&piece.text);
            sought.push(' ');
            // A word in quotes is meant as it is.
            let open = piece.open && (!phrase || words.len() > 1);
            asked.chunks.push(Chunk { words, open, phrase });
        }
        asked.squeezed = squeezed(&sought);
        let asks = !(asked.chunks.is_empty() && asked.without.is_empty() && asked.filters.is_empty());
        asks.then_some(asked)
    }

    /// A name and nothing else.
    pub(super) fn name(name: &str) -> Option<Self> {
        let words: Vec<String> = super::analyzer::words(name).into_iter().map(|word| word.text).collect();
        let chunk = Chunk { words, open: true, phrase: false };
        (!chunk.words.is_empty()).then(|| Self { chunks: vec![chunk], squeezed: squeezed(name), ..Self::default() })
    }

    /// The chunks that say what is looked for, and the small words between them. Where there are only small words, they
    /// are it; so is the last one while somebody may type on.
    pub(super) fn weighty_and_small(&self) -> (Vec<&Chunk>, Vec<&Chunk>) {
        let is_small =
            |chunk: &&Chunk| !chunk.open && !chunk.phrase && matches!(chunk.words.as_slice(), [word] if is_small(word));
        let (small, weighty): (Vec<&Chunk>, Vec<&Chunk>) = self.chunks.iter().partition(is_small);
        if weighty.is_empty() { (small, weighty) } else { (weighty, small) }
    }

    /// Every word that may show in a hit, with whether it may be a beginning only: single ones in all their forms, and
    /// chunks as one word. With `loosely`, stems too.
    pub(super) fn words(&self, loosely: bool) -> Vec<(String, bool)> {
        let mut all = Vec::new();
        for chunk in &self.chunks {
            let last = chunk.words.len() - 1;
            for (index, word) in chunk.words.iter().enumerate() {
                all.push((word.clone(), chunk.open && index == last));
                if !chunk.phrase {
                    all.extend(other_forms(word).into_iter().map(|form| (form, false)));
                    all.extend(stem(word).filter(|_| loosely).map(|stem| (stem.to_owned(), true)));
                }
            }
            if last > 0 && !chunk.phrase {
                all.push((chunk.words.concat(), chunk.open));
            }
        }
        all
    }
}
