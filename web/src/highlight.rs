//! Matched words in search results: the wire marks them with two private-use characters, pages with `<mark>`.

/// Stands before a matched word.
const START: char = '\u{E000}';
/// Stands after a matched word.
const END: char = '\u{E001}';

/// A stretch of text that is matched as a whole or not at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stretch {
    /// Without marks.
    pub(crate) text: String,
    /// The query asked for it.
    pub(crate) matched: bool,
}

/// Cuts marked text into stretches. Stray marks vanish; no text is lost.
pub(crate) fn stretches(marked: &str) -> Vec<Stretch> {
    let mut found: Vec<Stretch> = Vec::new();
    let mut matched = false;
    for part in marked.split_inclusive([START, END]) {
        let text = part.trim_end_matches([START, END]);
        if !text.is_empty() {
            found.push(Stretch { text: text.to_owned(), matched });
        }
        if part.ends_with(START) {
            matched = true;
        } else if part.ends_with(END) {
            matched = false;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(marked: &str) -> Vec<(String, bool)> {
        stretches(marked).into_iter().map(|stretch| (stretch.text, stretch.matched)).collect()
    }

    #[test]
    fn marks_become_stretches() {
        assert_eq!(
            plain("the \u{E000}payments\u{E001} api"),
            [("the ".into(), false), ("payments".into(), true), (" api".into(), false)]
        );
        assert_eq!(plain("\u{E000}a\u{E001}\u{E000}b\u{E001}"), [("a".into(), true), ("b".into(), true)]);
    }

    #[test]
    fn stray_marks_lose_no_text() {
        assert_eq!(plain("\u{E001}a\u{E000}b"), [("a".into(), false), ("b".into(), true)]);
        assert_eq!(plain(""), []);
    }
}
