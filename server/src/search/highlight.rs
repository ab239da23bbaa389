//! Which words of a hit matched.

use std::collections::BTreeMap;
use std::ops::Range;

use catalog_schema::model::Entity;

use super::analyzer::{Word, words_and_joined};
use super::sought::Sought;

/// Before a matched word. Of the private use area: cannot be mistaken for markup, and no text needs to be escaped.
const START: char = '\u{E000}';
/// After a matched word.
const END: char = '\u{E001}';
/// How much of a long text is shown around the first match, in bytes.
const EXCERPT: usize = 200;
/// How much of a long text is looked through, in bytes.
const MAX_TEXT: usize = 16 * 1024;

/// What of a hit is not in its entity.
#[derive(Debug, Default)]
pub(super) struct Around {
    /// Its owners' names, declared and inherited, and what they are called.
    pub(super) owners: Vec<String>,
    /// Its system's name, and what it is called.
    pub(super) system: Vec<String>,
    /// What an API offers, a line for each thing.
    pub(super) contract: Vec<String>,
}

/// The fields in which a word matched, as plain text with marks around the words.
pub(super) fn highlights(entity: &Entity, around: &Around, sought: &Sought) -> BTreeMap<String, String> {
    let profile = entity.profile.as_ref().and_then(|profile| profile.display_name.as_deref());
    let title = entity.title.as_deref().or(profile);
    let one = |text: Option<&str>| text.and_then(|text| mark(text, sought));
    let joined = |parts: Vec<&str>| one(Some(parts.join(", ").as_str()));
    let any = |texts: &[String]| texts.iter().find_map(|text| one(Some(text)));
    let pairs = |pairs: &BTreeMap<String, String>| -> Vec<String> {
        pairs.iter().map(|(key, value)| format!("{key}: {value}")).collect()
    };
    let labels = pairs(&entity.labels);
    let links: Vec<String> = entity.links.iter().filter_map(|link| link.title.clone()).collect();
    let fields = [
        ("name", one(Some(&entity.name))),
        ("title", one(title)),
        ("aliases", joined(entity.aliases.iter().map(|alias| alias.value.as_str()).collect())),
        ("tags", joined(entity.tags.iter().map(String::as_str).collect())),
        ("owner", any(&around.owners)),
        ("system", any(&around.system)),
        ("type", one(entity.entity_type.as_deref())),
        ("lifecycle", one(entity.lifecycle.as_deref())),
        ("language", one(entity.language.as_deref())),
        ("labels", joined(labels.iter().map(String::as_str).collect())),
        ("description", one(entity.description.as_deref())),
        ("contract", best_line(&around.contract, sought)),
        ("links", any(&links)),
        ("annotations", any(&pairs(&entity.annotations))),
    ];
    fields.into_iter().filter_map(|(field, marked)| Some((field.to_owned(), marked?))).collect()
}

/// The line with the most matches, marked.
fn best_line(lines: &[String], sought: &Sought) -> Option<String> {
    let counted = lines.iter().map(|line| (matched_ranges(line, sought).len(), line));
    let (_, line) = counted.rev().max_by_key(|(count, _)| *count).filter(|(count, _)| *count > 0)?;
    mark(line, sought)
}

/// The beginning of a text, cut between words; none of a blank one.
pub(super) fn beginning(text: &str) -> Option<String> {
    let text = text.trim();
    let shown = excerpt(text, &(0..0));
    let mut beginning = String::new();
    push_plain(&mut beginning, &text[shown.clone()]);
    if shown.end < text.len() {
        beginning.push('…');
    }
    (!beginning.is_empty()).then_some(beginning)
}

/// The text, or the part of it around the first match, with its matches marked; none where nothing matches.
pub(super) fn mark(text: &str, sought: &Sought) -> Option<String> {
    let text = &text[..text.floor_char_boundary(MAX_TEXT)];
    let ranges = matched_ranges(text, sought);
    let first = ranges.first()?;
    let shown = excerpt(text, first);
    let mut marked = String::new();
    if shown.start > 0 {
        marked.push('…');
    }
    let mut at = shown.start;
    for range in ranges.iter().take_while(|range| range.end <= shown.end) {
        push_plain(&mut marked, &text[at..range.start]);
        marked.push(START);
        push_plain(&mut marked, &text[range.clone()]);
        marked.push(END);
        at = range.end;
    }
    push_plain(&mut marked, &text[at..shown.end]);
    if shown.end < text.len() {
        marked.push('…');
    }
    Some(marked)
}

/// Where words match. Joined words count only where none of their parts does.
fn matched_ranges(text: &str, sought: &Sought) -> Vec<Range<usize>> {
    let matched = words_and_joined(text).into_iter().filter(|word| sought.has(&word.text));
    let (joined, words): (Vec<Word>, Vec<Word>) = matched.partition(|word| word.joined);
    let mut ranges: Vec<Range<usize>> = words.into_iter().map(|word| word.range).collect();
    for joined in joined {
        let next = ranges.partition_point(|range| range.end <= joined.range.start);
        if ranges.get(next).is_none_or(|range| range.start >= joined.range.end) {
            ranges.insert(next, joined.range);
        }
    }
    ranges
}

/// A part of the text that holds `range` and begins and ends between words.
fn excerpt(text: &str, range: &Range<usize>) -> Range<usize> {
    if text.len() <= EXCERPT {
        return 0..text.len();
    }
    let earliest = text.ceil_char_boundary(range.start.saturating_sub(EXCERPT / 3));
    let start = match text[earliest..range.start].find(char::is_whitespace) {
        Some(space) if earliest > 0 => text.ceil_char_boundary(earliest + space + 1),
        _ => earliest.min(range.start),
    };
    let latest = text.floor_char_boundary(start + EXCERPT).max(range.end);
    let end = match text[range.end..latest].rfind(char::is_whitespace) {
        Some(space) if latest < text.len() => range.end + space,
        _ => latest,
    };
    start..end
}

/// Appends text, without marks of its own that would pass for ours.
fn push_plain(marked: &mut String, text: &str) {
    marked.extend(text.chars().filter(|character| !matches!(*character, START | END)));
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::search::asked::Asked;

    fn sought(query: &str, typos: bool) -> Sought {
        Sought::new(Asked::name(query).map(|asked| asked.words(false)).unwrap_or_default(), typos)
    }

    fn marked(text: &str, query: &str, typos: bool) -> Option<String> {
        mark(text, &sought(query, typos)).map(|text| text.replace(START, "[").replace(END, "]"))
    }

    #[test]
    fn matched_words_are_marked() {
        let cases = [
            ("payments-api", "pay", false, Some("[payments]-api")),
            ("payments-api", "paymentsapi", false, Some("[payments-api]")),
            ("payment queries", "payments query", false, Some("[payment] [queries]")),
            ("PaymentsAPI", "api", false, Some("Payments[API]")),
            ("Takes payments and refunds.", "refunds takes", false, Some("[Takes] payments and [refunds].")),
            ("Café", "cafe", false, Some("[Café]")),
            ("payments", "paymnets", true, Some("[payments]")),
            ("payments", "paymnets", false, None),
            ("a\u{E000}b c", "c", false, Some("ab [c]")),
        ];
        for (text, query, typos, expected) in cases {
            assert_eq!(marked(text, query, typos).as_deref(), expected, "{query} in {text}");
        }
    }

    #[test]
    fn a_long_text_is_cut_between_words_around_the_match() {
        let text = format!("{}needle{}", "word ".repeat(200), " tail".repeat(200));
        let found = marked(&text, "needle", false).unwrap();
        assert!(found.starts_with("…word ") && found.ends_with(" tail…") && found.contains("[needle]"), "{found}");
        assert!(found.len() < 260);
    }

    #[test]
    fn a_beginning_ends_between_words() {
        assert_eq!(beginning(" Takes orders. \n").as_deref(), Some("Takes orders."));
        assert_eq!(beginning(" \n"), None);
        let long = beginning(&"many words ".repeat(100)).unwrap();
        assert!(
            long.starts_with("many words") && long.ends_with("s…") && long.len() <= EXCERPT + '…'.len_utf8(),
            "{long}"
        );
    }

    proptest! {
        #[test]
        fn any_text_and_any_query_can_be_marked(text in "\\PC{0,400}", query in "\\PC{0,20}", typos: bool) {
            if let Some(found) = mark(&text, &sought(&query, typos)) {
                prop_assert!(found.contains(START) && found.contains(END));
            }
        }
    }
}
