//! The filter grammar of lists and facets.
//!
//! ```text
//! filter    = [ condition *( "," condition ) ]
//! condition = key "=" value        the key has this value
//!           | key "!=" value       the key does not have it (nor need it have any)
//!           | key                  the key has a value
//!           | "!" key              the key has none
//! value     = bare text up to the next comma | `"` text with `\"` and `\\` `"`
//! ```
//!
//! All keys of a filter must hold. Where one key stands more than once, one of its conditions suffices
//! (`tier=1,tier=2,!tier` is tier 1, tier 2 or none), except that every `!=` must hold. White space around keys and
//! values is not part of them. What keys there are, which of them are the same, and how values compare, is not the
//! grammar's business but that of whoever evaluates a filter.

use std::fmt;
use std::str::FromStr;

/// A parsed filter. Its text form is canonical: parsing it gives the same filter again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Filter {
    conditions: Vec<Condition>,
}

/// One condition on one key.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Condition {
    key: String,
    test: Test,
}

/// What is asked of a key.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Test {
    /// It has this value.
    Is(String),
    /// It does not have this value.
    IsNot(String),
    /// It has a value.
    Exists,
    /// It has no value.
    Missing,
}

/// All conditions of a filter on one key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group<'a> {
    /// As written.
    pub key: &'a str,
    /// One of these must hold, unless there is none. Never [`Test::IsNot`].
    pub any: Vec<&'a Test>,
    /// The key may have none of these values.
    pub none: Vec<&'a str>,
}

impl Filter {
    /// In the order written.
    pub fn conditions(&self) -> &[Condition] {
        &self.conditions
    }

    /// The conditions by key, in the order in which keys first stand. For those to whom keys are the same only when
    /// they are written the same; whoever knows other names of a key groups the conditions by what they mean.
    pub fn groups(&self) -> Vec<Group<'_>> {
        let mut groups: Vec<Group<'_>> = Vec::new();
        for Condition { key, test } in &self.conditions {
            let index = groups.iter().position(|group| group.key == key).unwrap_or_else(|| {
                groups.push(Group { key, any: Vec::new(), none: Vec::new() });
                groups.len() - 1
            });
            match test {
                Test::IsNot(value) => groups[index].none.push(value),
                other => groups[index].any.push(other),
            }
        }
        groups
    }
}

impl Condition {
    /// That the key has this value.
    pub fn is(key: impl Into<String>, value: impl Into<String>) -> Self {
        Self { key: key.into(), test: Test::Is(value.into()) }
    }

    /// That the key does not have this value.
    pub fn is_not(key: impl Into<String>, value: impl Into<String>) -> Self {
        Self { key: key.into(), test: Test::IsNot(value.into()) }
    }

    /// The key, as written.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// What is asked of it.
    pub fn test(&self) -> &Test {
        &self.test
    }
}

impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, condition) in self.conditions.iter().enumerate() {
            if index > 0 {
                f.write_str(",")?;
            }
            condition.fmt(f)?;
        }
        Ok(())
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.test {
            Test::Exists => f.write_str(&self.key),
            Test::Missing => write!(f, "!{}", self.key),
            Test::Is(value) => write!(f, "{}={}", self.key, Quoted(value)),
            Test::IsNot(value) => write!(f, "{}!={}", self.key, Quoted(value)),
        }
    }
}

/// A value, in quotes where it could not stand bare.
struct Quoted<'a>(&'a str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bare = !self.0.is_empty() && self.0.trim() == self.0 && !self.0.contains([',', '"']);
        if bare {
            return f.write_str(self.0);
        }
        f.write_str("\"")?;
        for character in self.0.chars() {
            if matches!(character, '"' | '\\') {
                f.write_str("\\")?;
            }
            write!(f, "{character}")?;
        }
        f.write_str("\"")
    }
}

/// Why a text is no filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilterError {
    /// Where, in characters from 1.
    pub column: usize,
    /// What is wrong there; stands alone.
    pub message: String,
    /// What to write instead.
    pub help: String,
}

impl fmt::Display for FilterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at column {}; {}", self.message, self.column, self.help)
    }
}

impl std::error::Error for FilterError {}

/// Parses the grammar of this module. A blank text is the filter that everything passes.
impl FromStr for Filter {
    type Err = FilterError;

    fn from_str(text: &str) -> Result<Self, FilterError> {
        let mut parser = Parser { text, at: 0 };
        parser.skip_space();
        if parser.rest().is_empty() {
            return Ok(Self::default());
        }
        let mut conditions = vec![parser.condition()?];
        while parser.eat(",") {
            conditions.push(parser.condition()?);
        }
        if parser.rest().is_empty() {
            return Ok(Self { conditions });
        }
        Err(parser.error("text after the closing quote", "separate conditions with a comma"))
    }
}

struct Parser<'a> {
    text: &'a str,
    /// Byte offset of what is not read yet.
    at: usize,
}

impl<'a> Parser<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn eat(&mut self, token: &str) -> bool {
        let found = self.rest().starts_with(token);
        if found {
            self.at += token.len();
        }
        found
    }

    fn skip_space(&mut self) {
        self.at = self.text.len() - self.rest().trim_start().len();
    }

    /// Reads up to the first of `stops`, without the white space around.
    fn take_until(&mut self, stops: &[char]) -> &'a str {
        self.skip_space();
        let rest = self.rest();
        let taken = &rest[..rest.find(stops).unwrap_or(rest.len())];
        self.at += taken.len();
        taken.trim_end()
    }

    fn error(&self, message: impl Into<String>, help: impl Into<String>) -> FilterError {
        FilterError { column: self.text[..self.at].chars().count() + 1, message: message.into(), help: help.into() }
    }

    fn condition(&mut self) -> Result<Condition, FilterError> {
        self.skip_space();
        let missing = self.eat("!");
        let key = self.key()?;
        let test = if self.eat("!=") {
            Test::IsNot(self.value(&key)?)
        } else if self.eat("=") {
            Test::Is(self.value(&key)?)
        } else if missing {
            return Ok(Condition { key, test: Test::Missing });
        } else {
            Test::Exists
        };
        if missing {
            let help = format!("write {key}!=value for \"does not have this value\", or !{key} for \"has none\"");
            return Err(self.error("a condition cannot both begin with ! and compare", help));
        }
        Ok(Condition { key, test })
    }

    fn key(&mut self) -> Result<String, FilterError> {
        let key = self.take_until(&[',', '=', '!', '"']);
        if key.is_empty() {
            return Err(self.error("a key is missing", "write key=value, key!=value, key or !key"));
        }
        if key.contains(char::is_whitespace) {
            return Err(self.error(format!("the key {key:?} has a space in it"), "separate conditions with a comma"));
        }
        let next = self.rest();
        if next.starts_with('"') || (next.starts_with('!') && !next.starts_with("!=")) {
            return Err(self.error(format!("after the key {key} an operator is missing"), "write = or !="));
        }
        Ok(key.to_owned())
    }

    fn value(&mut self, key: &str) -> Result<String, FilterError> {
        self.skip_space();
        if self.eat("\"") {
            return self.quoted();
        }
        let value = self.take_until(&[',', '"']);
        if self.rest().starts_with('"') {
            return Err(
                self.error("a quote within a bare value", "put the whole value in quotes, \\\" for each quote in it")
            );
        }
        if value.is_empty() {
            let help =
                format!("write {key}=value, {key}=\"\" for the empty text, {key} for any value or !{key} for none");
            return Err(self.error(format!("the value of {key} is missing"), help));
        }
        Ok(value.to_owned())
    }

    fn quoted(&mut self) -> Result<String, FilterError> {
        let mut value = String::new();
        let mut characters = self.rest().char_indices();
        while let Some((offset, character)) = characters.next() {
            match character {
                '"' => {
                    self.at += offset + 1;
                    self.skip_space();
                    return Ok(value);
                }
                '\\' => match characters.next() {
                    Some((_, escaped @ ('"' | '\\'))) => value.push(escaped),
                    _ => {
                        self.at += offset;
                        return Err(self.error(
                            "a backslash that escapes nothing",
                            "write \\\\ for a backslash, \\\" for a quote",
                        ));
                    }
                },
                plain => value.push(plain),
            }
        }
        self.at = self.text.len();
        Err(self.error("the closing quote is missing", "end the value with \""))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parse(text: &str) -> Vec<(String, Test)> {
        let filter: Filter = text.parse().unwrap();
        filter.conditions.into_iter().map(|condition| (condition.key, condition.test)).collect()
    }

    fn is(key: &str, value: &str) -> (String, Test) {
        (key.to_owned(), Test::Is(value.to_owned()))
    }

    #[test]
    fn every_form_is_read() {
        let found = parse(r#" kind = component ,owner!=group:default/payments,tier,!lifecycle,title="a, \"b\" \\ c""#);
        let expected = vec![
            is("kind", "component"),
            ("owner".to_owned(), Test::IsNot("group:default/payments".to_owned())),
            ("tier".to_owned(), Test::Exists),
            ("lifecycle".to_owned(), Test::Missing),
            is("title", r#"a, "b" \ c"#),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_bare_value_may_hold_operators_and_spaces() {
        assert_eq!(parse("annotation.x=https://a.b/?q=1!=2 z"), vec![is("annotation.x", "https://a.b/?q=1!=2 z")]);
        assert_eq!(parse("tag=\"\""), vec![is("tag", "")]);
        assert_eq!(parse("  "), vec![]);
    }

    #[test]
    fn conditions_group_by_key() {
        let filter: Filter = "tier=1,kind=api,tier=2,tier!=3,!tier,label.a=1,label.A=1".parse().unwrap();
        let groups = filter.groups();
        assert_eq!(groups.iter().map(|group| group.key).collect::<Vec<_>>(), ["tier", "kind", "label.a", "label.A"]);
        assert_eq!(groups[0].any, [&Test::Is("1".into()), &Test::Is("2".into()), &Test::Missing]);
        assert_eq!(groups[0].none, ["3"]);
    }

    #[test]
    fn errors_name_the_column_and_the_remedy() {
        let cases = [
            ("kind=", 6, "the value of kind is missing"),
            ("kind=a,", 8, "a key is missing"),
            (",kind=a", 1, "a key is missing"),
            ("é=a,!b=c", 9, "a condition cannot both begin with ! and compare"),
            ("kind=\"a", 8, "the closing quote is missing"),
            ("kind=\"a\"b", 9, "text after the closing quote"),
            ("kind=a\"b", 7, "a quote within a bare value"),
            ("kind=\"a\\n\"", 8, "a backslash that escapes nothing"),
            ("kind!a", 5, "after the key kind an operator is missing"),
            ("my kind=a", 8, "the key \"my kind\" has a space in it"),
        ];
        for (text, column, message) in cases {
            let error = text.parse::<Filter>().unwrap_err();
            assert_eq!((error.column, error.message.as_str()), (column, message), "{text}");
            assert!(!error.help.is_empty());
        }
    }

    fn condition() -> impl Strategy<Value = Condition> {
        let key = "[a-zA-Z][a-zA-Z0-9_./:-]{0,12}";
        let value = prop_oneof![any::<String>(), "[a-z ,\"\\\\=!]{0,8}"];
        let test = prop_oneof![
            value.clone().prop_map(Test::Is),
            value.prop_map(Test::IsNot),
            Just(Test::Exists),
            Just(Test::Missing),
        ];
        (key, test).prop_map(|(key, test)| Condition { key, test })
    }

    proptest! {
        #[test]
        fn display_reads_back_as_the_same_filter(conditions in prop::collection::vec(condition(), 0..5)) {
            let filter = Filter { conditions };
            prop_assert_eq!(filter.to_string().parse::<Filter>(), Ok(filter));
        }

        #[test]
        fn any_text_is_parsed_or_refused_at_a_place_in_it(text in any::<String>()) {
            if let Err(error) = text.parse::<Filter>() {
                prop_assert!(error.column >= 1 && error.column <= text.chars().count() + 1);
            }
        }
    }
}
