//! A small language for what a field holds, and its translation to JSON Schema.

use serde_json::{Map, Value, json};

/// A field: its name, what it holds, and what to say of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) shape: Shape,
    pub(super) about: &'static str,
}

/// A field.
pub(super) const fn field(name: &'static str, shape: Shape, about: &'static str) -> Field {
    Field { name, shape, about }
}

/// What a value is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Shape {
    /// Anything.
    Any,
    /// Text.
    Text,
    /// Text, usually one of these words.
    Words(&'static [&'static str]),
    /// Text, one of these words.
    One(&'static [&'static str]),
    /// Text that this regular expression matches, and an example.
    Matching(&'static str, &'static str),
    /// True or false.
    Flag,
    /// A whole number from the first to the second.
    Whole(u32, u32),
    /// 1 to 4.
    Tier,
    /// An address.
    Url,
    /// A reference to another entity: text, or a map with `ref` and what is to be said of the relation.
    Reference,
    /// Text, or a map that says where it stands, such as `{$text: ./file}`.
    Content,
    /// A list.
    List(&'static Shape),
    /// A map of text to text.
    Texts,
    /// A map of anything.
    Map,
    /// A map with these fields, of which these must be there.
    Object(&'static [Field], &'static [&'static str]),
}

/// How exactly a value must be of its shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rigour {
    /// As the native format wants it, without a warning.
    Strict,
    /// As products write it that fill in every field: null stands for nothing, numbers for text, one for a list of one.
    Lenient,
}

impl Shape {
    /// The JSON Schema.
    pub(super) fn schema(&self, rigour: Rigour) -> Value {
        let lenient = rigour == Rigour::Lenient;
        let text = || if lenient { json!(["string", "number", "boolean", "null"]) } else { json!("string") };
        let or_null = |name: &str| if lenient { json!([name, "null"]) } else { json!(name) };
        match self {
            Self::Any => json!({}),
            Self::Text => json!({ "type": text() }),
            Self::Words(words) => json!({ "type": text(), "examples": words }),
            Self::One(words) => json!({ "type": text(), "enum": words }),
            Self::Matching(pattern, example) => {
                json!({ "type": text(), "pattern": pattern, "examples": [example] })
            }
            Self::Whole(least, most) => json!({ "type": "integer", "minimum": least, "maximum": most }),
            Self::Flag if lenient => json!({ "type": ["boolean", "string", "null"] }),
            Self::Flag => json!({ "type": "boolean" }),
            Self::Tier if lenient => json!({ "type": ["integer", "string", "null"], "examples": [1, 2, 3, 4] }),
            Self::Tier => json!({ "type": "integer", "minimum": 1, "maximum": 4 }),
            Self::Url => json!({ "type": text(), "examples": ["https://"] }),
            Self::Reference => json!({ "anyOf": [
                { "type": text() },
                { "type": "object", "anyOf": [{ "required": ["ref"] }, { "required": ["target"] }, { "required": ["entity"] }, { "required": ["name"] }] },
            ] }),
            Self::Content => json!({ "type": ["string", "object"] }),
            Self::List(item) if lenient => {
                let one = item.schema(rigour);
                let some = json!({ "anyOf": [&one, { "type": "null" }] });
                json!({ "anyOf": [{ "type": "array", "items": &some }, &some] })
            }
            Self::List(item) => json!({ "type": "array", "items": item.schema(rigour) }),
            Self::Texts => json!({ "type": or_null("object"), "additionalProperties": { "type": text() } }),
            Self::Map => json!({ "type": or_null("object") }),
            Self::Object(fields, required) => {
                let mut object = json!({ "type": or_null("object"), "properties": properties(fields, rigour) });
                if !required.is_empty() {
                    object["required"] = json!(required);
                }
                object
            }
        }
    }
}

/// The fields as `properties`.
pub(super) fn properties(fields: &[Field], rigour: Rigour) -> Map<String, Value> {
    let described = |field: &Field| {
        let mut schema = field.shape.schema(rigour);
        schema["description"] = json!(field.about);
        (field.name.to_owned(), schema)
    };
    fields.iter().map(described).collect()
}

/// The `properties` for a reader's keys, with what `fields` say of them. Every key is there, also one that nobody has
/// described yet.
pub(super) fn known(keys: &[&str], fields: &[Field], rigour: Rigour) -> Map<String, Value> {
    let described = properties(fields, rigour);
    keys.iter().map(|key| ((*key).to_owned(), described.get(*key).cloned().unwrap_or_else(|| json!({})))).collect()
}
