//! The fields of a map, and what is said of those that cannot be used.

use catalog_schema::diagnostic::codes::{self, Code};
use catalog_schema::diagnostic::{FieldPart, FieldProblem};
use serde_json::{Map, Value};

/// Characters of a strange text that a message quotes.
const QUOTED: usize = 60;

/// What is wrong so far.
#[derive(Debug)]
pub(crate) struct Problems {
    pub(crate) found: Vec<FieldProblem>,
    /// Of a value that cannot be used.
    field: &'static Code,
}

impl Default for Problems {
    fn default() -> Self {
        Self::of(&codes::SCORECARD_FIELD)
    }
}

impl Problems {
    /// None so far; a value that cannot be used is told with this code.
    pub(crate) fn of(field: &'static Code) -> Self {
        Self { found: Vec::new(), field }
    }

    /// Notes something wrong with a value that keeps what is described from being used.
    pub(crate) fn value(&mut self, at: &At<'_>, message: impl Into<String>, help: impl Into<String>) {
        self.note(self.field, &at.pointer, FieldPart::Value, message, help);
    }

    /// Notes anything.
    pub(crate) fn note(
        &mut self,
        code: &'static Code,
        pointer: &str,
        part: FieldPart,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let (message, help, pointer) = (message.into(), help.into(), pointer.to_owned());
        self.found.push(FieldProblem { code, message, help, pointer, part });
    }
}

/// A value and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct At<'v> {
    pub(crate) value: &'v Value,
    /// JSON pointer.
    pub(crate) pointer: String,
    /// The field's name, as messages quote it.
    pub(crate) name: String,
    /// Whose field it is: `rule has-runbook`.
    pub(crate) of: String,
}

impl<'v> At<'v> {
    /// The text, if it is one that is not blank and has no more characters than this.
    pub(crate) fn text(&self, limit: usize, problems: &mut Problems) -> Option<&'v str> {
        let Some(text) = self.value.as_str() else {
            let message = format!("{}: `{}` is {}, not text", self.of, self.name, type_name(self.value));
            let plain = matches!(self.value, Value::Bool(_) | Value::Number(_));
            problems.value(self, message, if plain { "put it in quotes" } else { "write text" });
            return None;
        };
        if text.trim().is_empty() {
            let message = format!("{}: `{}` is empty", self.of, self.name);
            problems.value(self, message, "write something, or leave the field out");
            return None;
        }
        let length = text.chars().count();
        if length > limit {
            let message = format!("{}: `{}` has {length} characters; {limit} are allowed", self.of, self.name);
            problems.value(self, message, "shorten it");
            return None;
        }
        Some(text)
    }

    /// The entries of a list, as far as there may be so many.
    pub(crate) fn items(&self, limit: usize, problems: &mut Problems) -> Vec<At<'v>> {
        let Some(items) = self.value.as_array() else {
            let message = format!("{}: `{}` is {}, not a list", self.of, self.name, type_name(self.value));
            problems.value(self, message, "write each entry on a line of its own, after a dash");
            return Vec::new();
        };
        if items.len() > limit {
            let message = format!("{}: `{}` has {} entries; {limit} are allowed", self.of, self.name, items.len());
            problems.value(self, message, "remove some, or write another scorecard");
        }
        let item = |(number, value)| At {
            value,
            pointer: format!("{}/{number}", self.pointer),
            name: format!("{}[{number}]", self.name),
            of: self.of.clone(),
        };
        items.iter().take(limit).enumerate().map(item).collect()
    }

    /// A whole number from `least` to `most`.
    pub(super) fn whole(&self, least: u64, most: u64, problems: &mut Problems) -> Option<u64> {
        let number = self.value.as_u64().filter(|number| (least..=most).contains(number));
        if number.is_none() {
            let message = format!("{}: `{}` is {}", self.of, self.name, quoted(self.value));
            problems.value(self, message, format!("write a whole number from {least} to {most}"));
        }
        number
    }
}

/// The known fields of a map.
#[derive(Debug)]
pub(crate) struct Fields<'v> {
    map: &'v Map<String, Value>,
    pub(crate) pointer: String,
    /// Whose they are, as messages say it.
    pub(crate) of: String,
}

impl<'v> Fields<'v> {
    /// The fields of a value that should be a map; what is none of `known` is warned of.
    pub(super) fn of(
        at: &At<'v>,
        of: impl Into<String>,
        known: &[&'static str],
        problems: &mut Problems,
    ) -> Option<Self> {
        let (pointer, of) = (at.pointer.clone(), of.into());
        let Some(map) = at.value.as_object() else {
            let message = format!("{of} is {}, not a map", type_name(at.value));
            problems.value(at, message, format!("write fields with their names: {}", known.join(", ")));
            return None;
        };
        let fields = Self { map, pointer, of };
        map.keys().filter(|key| !known.contains(&key.as_str())).for_each(|key| fields.strange(key, known, problems));
        Some(fields)
    }

    /// The fields of a map in which any key may stand.
    pub(crate) fn of_any(map: &'v Map<String, Value>, pointer: &str, of: &str) -> Self {
        Self { map, pointer: pointer.to_owned(), of: of.to_owned() }
    }

    fn strange(&self, key: &str, known: &[&'static str], problems: &mut Problems) {
        let pointer = format!("{}/{}", self.pointer, step(key));
        let shown = shorten(key);
        let meant = known.iter().find(|name| fold(name) == fold(key) && !self.map.contains_key(**name));
        if let Some(name) = meant {
            let message = format!("{}: `{shown}` is read as `{name}`", self.of);
            return problems.note(&codes::MISSPELT_KEY, &pointer, FieldPart::Key, message, format!("write `{name}`"));
        }
        let message = format!("{}: `{shown}` is not a known key", self.of);
        let help = match nearest(key, known.iter().copied()) {
            Some(name) => format!("did you mean `{name}`?"),
            None => format!("known keys here: {}", known.join(", ")),
        };
        problems.note(&codes::UNKNOWN_KEY, &pointer, FieldPart::Key, message, help);
    }

    /// The field of this name, in whatever case and with whatever separators it is written; null is none.
    pub(crate) fn get(&self, name: &str) -> Option<At<'v>> {
        let (key, value) = self.find(name)?;
        (!value.is_null()).then(|| At {
            value,
            pointer: format!("{}/{}", self.pointer, step(key)),
            name: name.to_owned(),
            of: self.of.clone(),
        })
    }

    /// Whether the field is there, and null.
    pub(super) fn is_null(&self, name: &str) -> bool {
        self.find(name).is_some_and(|(_, value)| value.is_null())
    }

    fn find(&self, name: &str) -> Option<(&'v String, &'v Value)> {
        let exact = self.map.get_key_value(name);
        exact.or_else(|| self.map.iter().find(|(key, _)| fold(key) == fold(name)))
    }

    /// The field of this name, or word that it is missing.
    pub(crate) fn required(&self, name: &str, help: &str, problems: &mut Problems) -> Option<At<'v>> {
        let found = self.get(name);
        if found.is_none() {
            let pointer = format!("{}/{name}", self.pointer);
            let message = format!("{} has no `{name}`", self.of);
            problems.note(problems.field, &pointer, FieldPart::Key, message, help);
        }
        found
    }

    /// A text that may be left out.
    pub(crate) fn text(&self, name: &str, limit: usize, problems: &mut Problems) -> Option<&'v str> {
        self.get(name)?.text(limit, problems)
    }

    /// A list of short texts that may be left out.
    pub(crate) fn texts(&self, name: &str, limit: usize, problems: &mut Problems) -> Vec<(String, At<'v>)> {
        let items = self.get(name).map(|at| at.items(limit, problems)).unwrap_or_default();
        items.into_iter().filter_map(|item| Some((item.text(SHORT, problems)?.to_owned(), item))).collect()
    }

    /// A list of maps that may be left out.
    pub(super) fn list(&self, name: &str, limit: usize, problems: &mut Problems) -> Vec<At<'v>> {
        self.get(name).map(|at| at.items(limit, problems)).unwrap_or_default()
    }

    /// All keys and values, with their places.
    pub(super) fn entries(&self) -> impl Iterator<Item = (&'v String, At<'v>)> {
        self.map.iter().map(|(key, value)| {
            let pointer = format!("{}/{}", self.pointer, step(key));
            (key, At { value, pointer, name: shorten(key), of: self.of.clone() })
        })
    }
}

/// Characters of a name, a tag or a reference.
pub(crate) const SHORT: usize = 300;

/// The known word that is most like this one, if one is at all like it.
pub(crate) fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    // What is much longer than any name is no slip, and costly to compare.
    if word.len() > 80 {
        return None;
    }
    let alike = known.into_iter().map(|name| (strsim::jaro_winkler(word, name), name));
    alike.filter(|(likeness, _)| *likeness > 0.85).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, name)| name)
}

/// Letters and digits alone, in lower case: `pass-message` and `passMessage` are the same word.
pub(super) fn fold(key: &str) -> String {
    key.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

/// A key as one step of a JSON pointer (RFC 6901).
pub(super) fn step(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// A value as a message quotes it.
pub(crate) fn quoted(value: &Value) -> String {
    match value {
        Value::Array(_) | Value::Object(_) => type_name(value).to_owned(),
        plain => shorten(&plain.to_string()),
    }
}

/// The beginning of a text that may be long.
pub(crate) fn shorten(text: &str) -> String {
    match text.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

pub(super) fn type_name(value: &Value) -> &'static str {
    match value {
        Value::Null => "empty",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Object(_) => "a map",
    }
}
