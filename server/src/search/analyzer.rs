//! How text becomes words, for names as programmers write them: `PaymentsAPI`, `payments-api`, `payments.api` and
//! `payments_api` are all the words "payments" and "api", and also the one word "paymentsapi".

use std::ops::Range;

use tantivy::tokenizer::{AsciiFoldingFilter, LowerCaser, TextAnalyzer, Token, TokenStream, Tokenizer};

/// Longer words are left out, in bytes: nobody types them, and base64 is made of them.
const MAX_WORD: usize = 200;

/// Words, and what words joined without a space make up too: the whole of `payments-api` as `paymentsapi`.
pub(super) const NAMES: &str = "names";
/// Words, and what camel case joins, but nothing across punctuation.
pub(super) const TEXT: &str = "text";

/// A word in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// Lower case, without accents.
    pub(super) text: String,
    /// In bytes.
    pub(super) range: Range<usize>,
}

/// The analyzer of this name, as the index registers it.
pub(super) fn analyzer(name: &str) -> TextAnalyzer {
    let join = if name == NAMES { Join::Chunks } else { Join::Runs };
    fold(Splitter { join })
}

fn fold(splitter: Splitter) -> TextAnalyzer {
    TextAnalyzer::builder(splitter).filter(LowerCaser).filter(AsciiFoldingFilter).build()
}

/// The words of a text, not joined.
pub(super) fn words(text: &str) -> Vec<Word> {
    collect(fold(Splitter { join: Join::Nothing }), text)
}

/// The words of a text and what they make up joined.
pub(super) fn words_and_joined(text: &str) -> Vec<Word> {
    collect(analyzer(NAMES), text)
}

/// The first letters of a text's words, where it has two to six.
pub(super) fn initials(text: &str) -> Option<String> {
    let words = words(text);
    (2..=6).contains(&words.len()).then(|| words.iter().filter_map(|word| word.text.chars().next()).collect())
}

/// All letters and digits of a text as one word.
pub(super) fn squeezed(text: &str) -> String {
    words(text).into_iter().map(|word| word.text).collect()
}

fn collect(mut analyzer: TextAnalyzer, text: &str) -> Vec<Word> {
    let mut found = Vec::new();
    analyzer.token_stream(text).process(&mut |token: &Token| {
        found.push(Word { text: token.text.clone(), range: token.offset_from..token.offset_to });
    });
    found
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Join {
    Nothing,
    /// Letters and digits in a row.
    Runs,
    /// Everything between white space.
    Chunks,
}

#[derive(Clone, Debug)]
struct Splitter {
    join: Join,
}

impl Tokenizer for Splitter {
    type TokenStream<'a> = Tokens;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Tokens {
        let mut tokens = Tokens { tokens: Vec::new(), words: 0, next: 0 };
        let mut chunk_start = None;
        // A space past the end closes the last chunk.
        for (at, character) in text.char_indices().chain([(text.len(), ' ')]) {
            match (character.is_whitespace(), chunk_start) {
                (true, Some(start)) => {
                    tokens.push_chunk(text, start..at, self.join);
                    chunk_start = None;
                }
                (false, None) => chunk_start = Some(at),
                _ => {}
            }
        }
        tokens
    }
}

struct Tokens {
    tokens: Vec<Token>,
    /// How many words there are, those that are joined not counted.
    words: usize,
    /// How many the reader has seen.
    next: usize,
}

impl Tokens {
    /// A joined word stands where its first part does: between the words of a phrase nothing comes in.
    fn push(&mut self, text: String, range: Range<usize>, position: usize) {
        if text.len() <= MAX_WORD {
            let Range { start, end } = range;
            self.tokens.push(Token { offset_from: start, offset_to: end, position, text, position_length: 1 });
        }
    }

    /// Adds the words of text without white space.
    fn push_chunk(&mut self, text: &str, chunk: Range<usize>, join: Join) {
        let mut runs = 0;
        let mut whole = String::new();
        let (mut rest, first) = (chunk.start, self.words);
        while let Some(run) = next_run(text, rest..chunk.end) {
            rest = run.end;
            runs += 1;
            let words = split_camel_case(text, run.clone());
            if words.len() > 1 && join != Join::Nothing {
                self.push(text[run.clone()].to_owned(), run.clone(), self.words);
            }
            for word in words {
                self.push(text[word.clone()].to_owned(), word, self.words);
                self.words += 1;
            }
            if whole.len() <= MAX_WORD {
                whole.push_str(&text[run]);
            }
        }
        if runs > 1 && join == Join::Chunks {
            self.push(whole, chunk, first);
        }
    }
}

impl TokenStream for Tokens {
    fn advance(&mut self) -> bool {
        let more = self.next < self.tokens.len();
        self.next += usize::from(more);
        more
    }

    fn token(&self) -> &Token {
        &self.tokens[self.next - 1]
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.tokens[self.next - 1]
    }
}

/// The first letters and digits in a row.
fn next_run(text: &str, within: Range<usize>) -> Option<Range<usize>> {
    let rest = &text[within.clone()];
    let start = within.start + rest.find(char::is_alphanumeric)?;
    let rest = &text[start..within.end];
    let length = rest.find(|character: char| !character.is_alphanumeric()).unwrap_or(rest.len());
    Some(start..start + length)
}

/// Splits before a capital that follows a small letter or a digit, and before the last of several capitals that a small
/// letter follows: `HTTPServer2Go` is HTTP, Server2, Go.
fn split_camel_case(text: &str, run: Range<usize>) -> Vec<Range<usize>> {
    let characters: Vec<(usize, char)> = text[run.clone()].char_indices().collect();
    let mut words = Vec::new();
    let mut start = run.start;
    for window in 1..characters.len() {
        let (offset, current) = characters[window];
        let previous = characters[window - 1].1;
        let next_is_small = characters.get(window + 1).is_some_and(|(_, next)| next.is_lowercase());
        let boundary = current.is_uppercase() && (!previous.is_uppercase() || next_is_small);
        if boundary {
            words.push(start..run.start + offset);
            start = run.start + offset;
        }
    }
    words.push(start..run.end);
    words
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn texts(words: Vec<Word>) -> Vec<String> {
        words.into_iter().map(|word| word.text).collect()
    }

    #[test]
    fn names_split_where_programmers_join_words() {
        let cases = [
            ("payments-api", "payments api paymentsapi"),
            ("PaymentsAPI", "paymentsapi payments api"),
            ("HTTPServer2Go", "httpserver2go http server2 go"),
            ("snake_case.dotted", "snake case dotted snakecasedotted"),
            ("Café Zürich", "cafe zurich"),
            ("v2", "v2"),
            ("日本語", "日本語"),
            (" -- ", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(texts(words_and_joined(text)).join(" "), expected, "{text}");
        }
    }

    #[test]
    fn the_same_name_squeezes_to_the_same_word_however_it_is_written() {
        for text in ["payments-api", "PaymentsAPI", "payments api", "Payments_Api"] {
            assert_eq!(squeezed(text), "paymentsapi");
        }
    }

    #[test]
    fn initials_are_of_the_words() {
        assert_eq!(initials("BerthAllocationEngine").as_deref(), Some("bae"));
        assert_eq!(initials("feature-flags").as_deref(), Some("ff"));
        assert_eq!((initials("orders"), initials("a b c d e f g")), (None, None));
    }

    proptest! {
        #[test]
        fn every_word_lies_within_the_text(text in any::<String>()) {
            for word in words_and_joined(&text) {
                prop_assert!(text.get(word.range).is_some_and(|part| !part.is_empty()));
            }
        }
    }
}
