//! Other forms of a word that mean the same: one or several of a thing, two ways of spelling, short and in full; and the
//! words that a question has without saying what it is about.

/// Short forms that programmers use, and what they stand for; either finds the other.
const SHORT: [(&str, &str); 24] = [
    ("admin", "administration"),
    ("app", "application"),
    ("auth", "authentication"),
    ("auth", "authorization"),
    ("config", "configuration"),
    ("db", "database"),
    ("dev", "development"),
    ("docs", "documentation"),
    ("env", "environment"),
    ("infra", "infrastructure"),
    ("js", "javascript"),
    ("k8s", "kubernetes"),
    ("lib", "library"),
    ("mail", "email"),
    ("msg", "message"),
    ("ops", "operations"),
    ("org", "organization"),
    ("pg", "postgresql"),
    ("postgres", "postgresql"),
    ("prod", "production"),
    ("py", "python"),
    ("repo", "repository"),
    ("svc", "service"),
    ("ts", "typescript"),
];

/// Words of questions and between other words.
const SMALL: &str = "a about all an and any are as at be by can could do does for from get has have how i in into is it its me my \
    of on or our owned owns responsible should that the their there these they this to us use used uses using was \
    we what when where which who whose why will with work works would written you";

/// Endings that a word has beside others of the same stem, the longest first.
const ENDINGS: [&str; 16] = [
    "izations", "isations", "ization", "isation", "ations", "ation", "ments", "ment", "ings", "ing", "ers", "ed", "er",
    "ly", "es", "s",
];
/// Letters that a stem must have to say something.
const STEM: usize = 4;

/// Whether a word says nothing of what a question is about.
pub(super) fn is_small(word: &str) -> bool {
    SMALL.split(' ').any(|small| small == word)
}

/// Other forms of a word, without itself.
pub(super) fn other_forms(word: &str) -> Vec<String> {
    let mut forms: Vec<String> = Vec::new();
    for (short, full) in SHORT {
        forms.extend((word == short).then(|| full.to_owned()));
        forms.extend((word == full).then(|| short.to_owned()));
    }
    if word.len() >= 3 && word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        forms.extend(other_number(word));
        let spelt = other_spelling(word);
        forms.extend(spelt.as_deref().and_then(other_number));
        forms.extend(spelt);
    }
    forms
}

/// The stem that a word shares with others, if it has one that is shorter than itself.
pub(super) fn stem(word: &str) -> Option<&str> {
    let stem = ENDINGS.iter().find_map(|ending| word.strip_suffix(ending))?;
    (stem.chars().count() >= STEM).then_some(stem)
}

/// The singular of what looks like a plural, else the plural.
fn other_number(word: &str) -> Option<String> {
    let sibilant = |word: &str| ["s", "x", "z", "ch", "sh"].iter().any(|ending| word.ends_with(ending));
    let consonant_y =
        |word: &str| word.strip_suffix('y').is_some_and(|rest| !rest.ends_with(['a', 'e', 'i', 'o', 'u']));
    if let Some(rest) = word.strip_suffix("ies").filter(|rest| rest.len() > 1) {
        return Some(format!("{rest}y"));
    }
    if let Some(rest) = word.strip_suffix("es").filter(|rest| sibilant(rest) && rest.len() > 2 && !rest.ends_with('s'))
    {
        return Some(rest.to_owned());
    }
    if let Some(rest) = word.strip_suffix('s').filter(|rest| rest.len() > 2 && !rest.ends_with(['s', 'u', 'i'])) {
        return Some(rest.to_owned());
    }
    if consonant_y(word) {
        return Some(format!("{}ies", &word[..word.len() - 1]));
    }
    Some(format!("{word}{}", if sibilant(word) { "es" } else { "s" }))
}

/// `-ise` for `-ize` and the other way round.
fn other_spelling(word: &str) -> Option<String> {
    let endings = ["e", "ed", "er", "ers", "es", "ing", "ation", "ations"];
    [("iz", "is"), ("is", "iz")].into_iter().find_map(|(from, to)| {
        let (at, _) = word.match_indices(from).last()?;
        let (before, after) = (&word[..at], &word[at + from.len()..]);
        (before.len() >= STEM - 1 && endings.contains(&after)).then(|| format!("{before}{to}{after}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_by_their_other_forms() {
        let cases = [
            ("payments", "payment"),
            ("payment", "payments"),
            ("query", "queries"),
            ("queries", "query"),
            ("boxes", "box"),
            ("patch", "patches"),
            ("optimizes", "optimise"),
            ("authorisation", "authorization"),
            ("db", "database"),
            ("database", "db"),
        ];
        for (word, expected) in cases {
            assert!(other_forms(word).iter().any(|form| form == expected), "{word}: {:?}", other_forms(word));
        }
        for word in ["id", "v2", "日本語", ""] {
            assert_eq!(other_forms(word), Vec::<String>::new());
        }
    }

    #[test]
    fn a_stem_is_what_related_words_begin_with() {
        let cases = [("closing", Some("clos")), ("calculates", Some("calculat")), ("allocation", Some("alloc"))];
        for (word, expected) in cases.into_iter().chain([("used", None), ("order", None), ("menu", None)]) {
            assert_eq!(stem(word), expected, "{word}");
        }
    }

    #[test]
    fn small_words_say_nothing() {
        assert!(is_small("who") && !is_small("payments"));
    }
}
