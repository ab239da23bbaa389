//! A descriptor to a declared fact.

use catalog_schema::diagnostic::{FieldProblem, codes};
use catalog_schema::model::{DEFAULT_NAMESPACE, EntityRef};
use serde_json::Value;

use super::age::milliseconds;
use super::{DeclaredFact, ValueType};
use crate::definition::{At, Fields, Problems, SHORT, TITLE, quoted, shorten};

/// Characters of a description, of a unit, of a name.
const DESCRIPTION: usize = 20_000;
const UNIT: usize = 20;
const NAME: usize = 63;

/// What a descriptor comes to.
#[derive(Clone, Debug, Default)]
pub struct FactTypeReading {
    /// The fact; none where something is wrong.
    pub fact: Option<DeclaredFact>,
    /// What is wrong, in the order of the fields.
    pub problems: Vec<FieldProblem>,
}

/// Reads the native document of a fact's type (docs/concepts/facts.md). Strange keys, and what is wrong with the owner, are
/// the decoder's to tell.
pub fn read_fact_type(descriptor: &Value) -> FactTypeReading {
    let mut problems = Problems::of(&codes::FACT_TYPE_FIELD);
    let fact = fact(descriptor, &mut problems);
    let sound = problems.found.is_empty();
    FactTypeReading { fact: fact.filter(|_| sound), problems: problems.found }
}

fn fact(descriptor: &Value, problems: &mut Problems) -> Option<DeclaredFact> {
    let root = descriptor.as_object().map(|root| Fields::of_any(root, "", "the fact type"));
    let whole = At { value: descriptor, pointer: String::new(), name: String::new(), of: "the fact type".to_owned() };
    let Some(root) = root else {
        problems.value(&whole, "the fact type is not a map", "write `kind: FactType`, `metadata:` and `spec:`");
        return None;
    };
    let part = |name: &str, problems: &mut Problems| {
        let at = root.required(name, "write its fields below it, indented, by name", problems)?;
        let Some(map) = at.value.as_object() else {
            problems.value(&at, format!("the fact type: `{name}` is not a map"), "write its fields below it, by name");
            return None;
        };
        Some(Fields::of_any(map, &at.pointer, "the fact type"))
    };
    let (metadata, spec) = (part("metadata", problems)?, part("spec", problems)?);
    let named = metadata.required("name", "write `name:` with what the fact is called, such as coverage", problems);
    let named = named.and_then(|at| name(&at, problems)).unwrap_or_default().to_owned();
    let namespace = metadata.get("namespace").and_then(|at| at.value.as_str().map(str::to_owned));
    let namespace = namespace.unwrap_or_else(|| DEFAULT_NAMESPACE.to_owned());
    let title = metadata.text("title", TITLE, problems).map_or_else(|| named.clone(), str::to_owned);
    let description = metadata.text("description", DESCRIPTION, problems).unwrap_or_default().to_owned();
    let help = || format!("write `type:` with one of {}", types());
    let value_type = spec.required("type", &help(), problems).and_then(|at| value_type(&at, problems));
    let unit = spec.text("unit", UNIT, problems).map(str::to_owned);
    let max_age = spec.get("maxAge").and_then(|at| max_age(&at, problems));
    let owner = spec.get("owner").and_then(|at| at.value.as_str().map(str::to_owned));
    Some(DeclaredFact {
        name: named,
        title,
        description,
        value_type: value_type?,
        unit,
        max_age: max_age.as_ref().map(|(age, _)| *age),
        max_age_text: max_age.map(|(_, text)| text),
        owner: owner.and_then(|owner| EntityRef::parse(&owner, Some("group"), &namespace).ok()),
    })
}

/// A name: words of lower-case letters and digits, joined by `.`, `_` or `-`, beginning with a letter.
fn name<'v>(at: &At<'v>, problems: &mut Problems) -> Option<&'v str> {
    let text = at.text(SHORT, problems)?;
    let is_word =
        |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    let begins = text.bytes().next().is_some_and(|byte| byte.is_ascii_lowercase());
    if !begins || text.len() > NAME || !text.split(['.', '_', '-']).all(is_word) {
        let message = format!("{}: `name` is \"{}\", which is no name of a fact", at.of, shorten(text));
        let help =
            format!("write up to {NAME} lower-case letters and digits, words joined by `_`, `.` or `-`: open_issues");
        problems.value(at, message, help);
        return None;
    }
    Some(text)
}

fn value_type(at: &At<'_>, problems: &mut Problems) -> Option<ValueType> {
    let found = at.value.as_str().and_then(ValueType::parse);
    if found.is_none() {
        let message = format!("{}: `type` is {}", at.of, quoted(at.value));
        problems.value(at, message, format!("write one of {}", types()));
    }
    found
}

fn types() -> String {
    ValueType::ALL.map(|(name, _)| name).join(", ")
}

fn max_age(at: &At<'_>, problems: &mut Problems) -> Option<(i64, String)> {
    let found = at.value.as_str().and_then(|text| Some((milliseconds(text)?, text.to_owned())));
    if found.is_none() {
        let message = format!("{}: `maxAge` is {}, which is no duration", at.of, quoted(at.value));
        problems.value(at, message, "write a whole number with s, m, h, d or w, such as 12h, 30d or 2w");
    }
    found
}
