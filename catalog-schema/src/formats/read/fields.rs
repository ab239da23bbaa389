//! The fields of a map by their proper names, however they are spelt.

use serde_json::{Map, Value};

use super::reader::{Reader, child, field};
use crate::diagnostic::codes;

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
                match intended(key, known).filter(|name| !map.contains_key(*name)) {
                    Some(name) => {
                        let message = format!("{} is read as `{name}`", field(&at));
                        reader.key_problem(&codes::MISSPELT_KEY, &at, message, &format!("write `{name}`"));
                        fields.adopt(name, Field { pointer: at, value });
                    }
                    None => fields.stranger(reader, key, &at, known, strangers),
                }
            }
        }
        fields
    }

    fn stranger(&self, reader: &mut Reader<'_>, key: &str, at: &str, known: &[&str], strangers: Strangers) {
        let near = nearest(key, known);
        if near.is_none() && strangers == Strangers::Compared {
            return;
        }
        let message = format!("`{key}` is not a known key{}", place(at));
        let help = match near {
            Some(name) => format!("did you mean `{name}`?"),
            None => format!("known keys here: {}", known.join(", ")),
        };
        reader.key_problem(&codes::UNKNOWN_KEY, at, message, &help);
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

/// Where a key stands, for a message.
fn place(pointer: &str) -> String {
    match pointer.rsplit_once('/') {
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

fn fold(key: &str) -> String {
    key.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

/// The known key that is one slip away, or two in a long one.
fn nearest<'k>(key: &str, known: &[&'k str]) -> Option<&'k str> {
    // What is much longer than any key is no slip, and costly to compare.
    if key.len() > 40 {
        return None;
    }
    let slips = if key.len() >= 8 { 2 } else { 1 };
    let distance = |name: &&str| strsim::damerau_levenshtein(&key.to_lowercase(), &name.to_lowercase());
    let comparable = |name: &&str| name.len() > 3 && name.len().abs_diff(key.len()) <= slips;
    known.iter().copied().filter(comparable).filter(|name| distance(name) <= slips).min_by_key(distance)
}
