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
    /// It is made of several words.
    pub(super) joined: bool,
}

/// The analyzer of this name, as the index registers it.
pub(super) fn analyzer(name: &str) -> TextAnalyzer {
    let join = if name == NAMES { Join::Chunks } else { Join::Runs };
    fold(Splitter::new(join))
}

fn fold(splitter: Splitter) -> TextAnalyzer {
    TextAnalyzer::builder(splitter).filter(LowerCaser).filter(AsciiFoldingFilter).build()
}

/// The words of a text, not joined.
pub(super) fn words(text: &str) -> Vec<Word> {
    collect(fold(Splitter::new(Join::Nothing)), text)
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
        let (range, joined) = (token.offset_from..token.offset_to, token.position_length > 1);
        found.push(Word { text: token.text.clone(), range, joined });
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
    /// What is found in one text, kept for the next one so that it need not be allocated again; likewise the token.
    spans: Vec<Span>,
    token: Token,
}

/// A word, or words joined.
#[derive(Clone, Debug)]
struct Span {
    /// In bytes.
    range: Range<usize>,
    /// Of the first word, counted in words.
    position: usize,
    words: usize,
    /// Of the text in this range only letters and digits count.
    has_gaps: bool,
}

impl Splitter {
    fn new(join: Join) -> Self {
        Self { join, spans: Vec::new(), token: Token::default() }
    }

    /// Finds the words of text without white space, of which `position` words precede; answers how many precede what
    /// follows. A joined word stands where its first part does: between the words of a phrase nothing comes in.
    fn split(&mut self, text: &str, chunk: Range<usize>, position: usize) -> usize {
        let mut next = position;
        let (mut runs, mut letters, mut rest) = (0, 0, chunk.start);
        while let Some(run) = next_run(text, rest..chunk.end) {
            rest = run.end;
            runs += 1;
            letters += run.len();
            let before = self.spans.len();
            let mut start = run.start;
            camel_boundaries(&text[run.clone()], |boundary| {
                let end = run.start + boundary;
                self.spans.push(Span { range: start..end, position: next, words: 1, has_gaps: false });
                (start, next) = (end, next + 1);
            });
            self.spans.push(Span { range: start..run.end, position: next, words: 1, has_gaps: false });
            next += 1;
            let words = self.spans.len() - before;
            if words > 1 && self.join != Join::Nothing {
                self.spans.insert(before, Span { range: run, position: next - words, words, has_gaps: false });
            }
        }
        if runs > 1 && self.join == Join::Chunks && letters <= MAX_WORD {
            self.spans.push(Span { range: chunk, position, words: next - position, has_gaps: true });
        }
        next
    }
}

impl Tokenizer for Splitter {
    type TokenStream<'a> = Tokens<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Tokens<'a> {
        self.spans.clear();
        let (mut chunk_start, mut position) = (None, 0);
        // A space past the end closes the last chunk.
        for (at, character) in text.char_indices().chain([(text.len(), ' ')]) {
            match (character.is_whitespace(), chunk_start) {
                (true, Some(start)) => {
                    position = self.split(text, start..at, position);
                    chunk_start = None;
                }
                (false, None) => chunk_start = Some(at),
                _ => {}
            }
        }
        self.spans.retain(|span| span.has_gaps || span.range.len() <= MAX_WORD);
        Tokens { text, spans: &self.spans, token: &mut self.token, next: 0 }
    }
}

struct Tokens<'a> {
    text: &'a str,
    spans: &'a [Span],
    token: &'a mut Token,
    /// How many the reader has seen.
    next: usize,
}

impl TokenStream for Tokens<'_> {
    fn advance(&mut self) -> bool {
        let Some(Span { range, position, words, has_gaps }) = self.spans.get(self.next) else { return false };
        self.next += 1;
        let text = &self.text[range.clone()];
        self.token.text.clear();
        if *has_gaps {
            self.token.text.extend(text.chars().filter(|character| character.is_alphanumeric()));
        } else {
            self.token.text.push_str(text);
        }
        (self.token.offset_from, self.token.offset_to) = (range.start, range.end);
        (self.token.position, self.token.position_length) = (*position, *words);
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
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

/// Tells where to split letters and digits in a row, in bytes: before a capital that follows a small letter or a digit, and
/// before the last of several capitals that a small letter follows: `HTTPServer2Go` is HTTP, Server2, Go.
fn camel_boundaries(run: &str, mut boundary: impl FnMut(usize)) {
    let mut characters = run.char_indices().peekable();
    let Some((_, mut previous)) = characters.next() else { return };
    while let Some((offset, current)) = characters.next() {
        let next_is_small = characters.peek().is_some_and(|(_, next)| next.is_lowercase());
        if current.is_uppercase() && (!previous.is_uppercase() || next_is_small) {
            boundary(offset);
        }
        previous = current;
    }
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
