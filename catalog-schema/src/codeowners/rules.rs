//! The lines of a CODEOWNERS file.

use super::pattern::covers;

/// A CODEOWNERS file.
#[derive(Clone, Copy, Debug)]
pub struct CodeOwners<'t> {
    text: &'t str,
}

/// The rule that counts for a directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule<'t> {
    /// Its line, from 1.
    pub line: u32,
    /// As written.
    pub pattern: &'t str,
    /// As written, in their order; empty where nobody is to answer.
    pub owners: Vec<&'t str>,
}

impl<'t> CodeOwners<'t> {
    /// The file of this text.
    pub fn of(text: &'t str) -> Self {
        Self { text: text.strip_prefix('\u{feff}').unwrap_or(text) }
    }

    /// The rule that counts for the files of a directory, `/`-separated from the repository's root: the last that
    /// matches.
    pub fn rule_for(&self, directory: &str) -> Option<Rule<'t>> {
        let mut section: Vec<&str> = Vec::new();
        let mut found = None;
        for (line, text) in (1..).zip(self.text.lines()) {
            match Line::of(text) {
                Line::Nothing => {}
                Line::Section(owners) => section = owners,
                Line::Rule { pattern, owners } if covers(pattern.strip_prefix('!').unwrap_or(pattern), directory) => {
                    // GitLab: a pattern after `!` is left out, and one without owners has those of its section.
                    let owners = match () {
                        () if pattern.starts_with('!') => Vec::new(),
                        () if owners.is_empty() => section.clone(),
                        () => owners,
                    };
                    found = Some(Rule { line, pattern, owners });
                }
                Line::Rule { .. } => {}
            }
        }
        found
    }
}

/// What a line says.
#[derive(Debug, PartialEq, Eq)]
enum Line<'t> {
    Nothing,
    /// `[Name]`, `^[Name]`, `[Name][2]`, and the owners of what follows.
    Section(Vec<&'t str>),
    Rule {
        pattern: &'t str,
        owners: Vec<&'t str>,
    },
}

impl<'t> Line<'t> {
    fn of(text: &'t str) -> Self {
        let text = text.trim();
        if text.is_empty() || text.starts_with('#') {
            return Self::Nothing;
        }
        if let Some(owners) = section(text) {
            return Self::Section(words(owners));
        }
        let end = end_of_pattern(text);
        Self::Rule { pattern: &text[..end], owners: words(&text[end..]) }
    }
}

/// What follows the name of a section, if the line begins one.
fn section(text: &str) -> Option<&str> {
    let (_, rest) = text.strip_prefix('^').unwrap_or(text).strip_prefix('[')?.split_once(']')?;
    match rest.strip_prefix('[').and_then(|count| count.split_once(']')) {
        Some((_, rest)) => Some(rest),
        None => Some(rest),
    }
}

/// Where the first blank stands that no `\` is before.
fn end_of_pattern(text: &str) -> usize {
    let mut escaped = false;
    for (at, character) in text.char_indices() {
        if character.is_whitespace() && !escaped {
            return at;
        }
        escaped = character == '\\' && !escaped;
    }
    text.len()
}

/// The owners, up to a comment.
fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().take_while(|word| !word.starts_with('#')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn owners<'t>(text: &'t str, directory: &str) -> Option<(u32, Vec<&'t str>)> {
        CodeOwners::of(text).rule_for(directory).map(|rule| (rule.line, rule.owners))
    }

    #[test]
    fn the_last_rule_that_matches_counts() {
        let text =
            "# all\n*  @acme/all @jane  # by default\n\n/services/ @acme/services\n/services/old/\n*.md @acme/docs\n";
        assert_eq!(owners(text, ""), Some((2, vec!["@acme/all", "@jane"])));
        assert_eq!(owners(text, "services/pay"), Some((4, vec!["@acme/services"])));
        assert_eq!(owners(text, "services/old"), Some((5, vec![])), "nobody, in so many words");
        assert_eq!(owners("/docs/ @a", ""), None);
    }

    #[test]
    fn sections_have_owners_for_the_rules_that_name_none() {
        let text =
            "* @root\n[Backend][2] @backend jane@example.com\n/api/\n/api/x/ @x\n^[Docs]\n/docs/ @docs\n!/api/gen/\n";
        assert_eq!(owners(text, "api"), Some((3, vec!["@backend", "jane@example.com"])));
        assert_eq!(owners(text, "api/x"), Some((4, vec!["@x"])));
        assert_eq!(owners(text, "docs/a"), Some((6, vec!["@docs"])));
        assert_eq!(owners(text, "api/gen"), Some((7, vec![])));
    }

    #[test]
    fn blanks_may_be_part_of_a_pattern() {
        assert_eq!(owners("/release\\ notes/ @a\n", "release notes"), Some((1, vec!["@a"])));
    }
}
