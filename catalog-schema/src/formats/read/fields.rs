//! The fields of a map by their proper names, however they are spelt.

use serde_json::{Map, Value};

use super::reader::{Reader, child, field, within_item};
use crate::diagnostic::codes;
use crate::formats::report::{Problem, Target};
use crate::formats::rewrite::Rewrite;

/// One field: where it stands and what it says.
#[derive(Clone, Debug)]
pub(crate) struct Field<'v> {
    pub(crate) pointer: String,
    pub(crate) value: &'v Value,
}

/// What to say of keys that are not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Strangers {
    /// Nothing: anything may stand there.
    Welcome,
    /// Only if one looks like a slip for a known key.
    Compared,
    /// Every one is a mistake.
    Refused,
}

/// The known fields of a map.
#[derive(Debug, Default)]
pub(crate) struct Fields<'v> {
    /// A few at most, so that a list is found through faster than a table is made.
    known: Vec<(&'static str, Field<'v>)>,
}

/// Spellings that are clear, though no mere slips.
const SYNONYMS: &[(&str, &str)] = &[
    ("owners", "owner"),
    ("implementsApis", "providesApis"),
    ("providesApi", "providesApis"),
    ("consumesApi", "consumesApis"),
    ("dependencies", "dependsOn"),
];

impl<'v> Fields<'v> {
    /// Sorts the keys of `map` into known and strange ones, and reports the strange ones as asked.
    pub(crate) fn read(
        reader: &mut Reader<'_>,
        map: &'v Map<String, Value>,
        pointer: &str,
        known: &[&'static str],
        strangers: Strangers,
    ) -> Self {
        let mut fields = Self::default();
        for (key, value) in map {
            let at = child(pointer, key);
            if let Some(name) = known.iter().find(|name| *name == key) {
                fields.known.push((name, Field { pointer: at, value }));
            } else if strangers != Strangers::Welcome {
                let intended = intended(key, known).filter(|name| !map.contains_key(*name));
                match intended.filter(|name| fields.get(name).is_none()) {
                    Some(name) => {
                        let message = format!("{} is read as `{name}`", field(&at));
                        let problem = Problem::new(&codes::MISSPELT_KEY, Target::Key(at.clone()), message);
                        let rewrite = Rewrite::Key { pointer: at.clone(), name };
                        reader.report(problem.with_help(format!("write `{name}`")).with_rewrite(rewrite));
                        fields.adopt(name, Field { pointer: at, value });
                    }
                    None => stranger(reader, (key, value, &at), map, known, strangers),
                }
            }
        }
        fields
    }

    /// The field of this name.
    pub(crate) fn get(&self, name: &str) -> Option<&Field<'v>> {
        self.known.iter().find(|(known, _)| *known == name).map(|(_, field)| field)
    }

    /// Takes over a field that stands elsewhere or is spelt otherwise, if there is none of this name yet.
    pub(crate) fn adopt(&mut self, name: &'static str, field: Field<'v>) {
        if self.get(name).is_none() {
            self.known.push((name, field));
        }
    }
}

/// Reports a key that is none of the known ones; the nearest of them is proposed, and put in its place where nothing
/// else can be meant.
fn stranger(
    reader: &mut Reader<'_>,
    (key, value, at): (&str, &Value, &str),
    map: &Map<String, Value>,
    known: &[&'static str],
    strangers: Strangers,
) {
    if key == "<<" {
        let message = format!("the merge key `<<`{} is not followed", place(at));
        let help = "write the fields out here; an anchor may stand for a single value, such as `owner: *team`";
        let problem = Problem::new(&codes::UNKNOWN_KEY, Target::Key(at.to_owned()), message);
        return reader.report(problem.with_help(help));
    }
    let near = nearest(key, known);
    if near.is_none() && strangers == Strangers::Compared {
        return;
    }
    let message = format!("`{key}` is not a known key{}", place(at));
    let problem = Problem::new(&codes::UNKNOWN_KEY, Target::Key(at.to_owned()), message);
    let Some((name, alone)) = near else {
        return reader.report(problem.with_help(format!("known keys here: {}", known.join(", "))));
    };
    let certain = alone && !map.contains_key(name) && !is_plural(key, name) && fits(name, value);
    let rewrite = certain.then(|| Rewrite::Key { pointer: at.to_owned(), name });
    reader.report(problem.with_help(format!("did you mean `{name}`?")).with_rewrite(rewrite));
}

/// Whether one is the plural of the other: that may be another word, and no slip.
fn is_plural(key: &str, name: &str) -> bool {
    key.strip_suffix('s') == Some(name) || name.strip_suffix('s') == Some(key)
}

/// Whether a value is of the shape that this field has in every format.
fn fits(name: &str, value: &Value) -> bool {
    match name {
        "metadata" | "spec" => value.is_object(),
        "apiVersion" | "kind" | "name" | "namespace" | "title" | "description" | "type" | "lifecycle" => {
            value.is_string()
        }
        _ => !value.is_null(),
    }
}

/// Where a key stands, for a message.
fn place(pointer: &str) -> String {
    match within_item(pointer).rsplit_once('/') {
        Some(("", _)) | None => String::new(),
        Some((above, _)) => format!(" of {}", field(above)),
    }
}

/// The known key that can only be meant: another case, other separators, or a synonym.
fn intended(key: &str, known: &[&'static str]) -> Option<&'static str> {
    let folded = fold(key);
    let synonym = SYNONYMS.iter().find(|(other, _)| fold(other) == folded).map(|(_, name)| *name);
    known.iter().copied().find(|name| fold(name) == folded || synonym == Some(*name))
}

/// Letters and digits alone, in lower case: `serviceURL` and `service-url` are the same word.
pub(crate) fn fold(key: &str) -> String {
    key.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

/// The known key that is one slip away, or two in a long one; and whether it is the only one.
fn nearest(key: &str, known: &[&'static str]) -> Option<(&'static str, bool)> {
    // What is much longer than any key is no slip, and costly to compare.
    if key.len() > 40 {
        return None;
    }
    let slips = if key.len() >= 8 { 2 } else { 1 };
    let distance = |name: &str| strsim::damerau_levenshtein(&key.to_lowercase(), &name.to_lowercase());
    let comparable = |name: &&str| name.len() > 3 && name.len().abs_diff(key.len()) <= slips;
    let near = known.iter().copied().filter(comparable).map(|name| (distance(name), name));
    let near: Vec<_> = near.filter(|(distance, _)| *distance <= slips).collect();
    let (_, name) = near.iter().min_by_key(|(distance, _)| *distance)?;
    Some((name, near.iter().all(|(_, other)| other == name)))
}
