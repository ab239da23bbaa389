//! From the bytes of a named file to the value that takes the placeholder's file.

use serde_json::Value;

use crate::limits::Limits;
use crate::yaml::{Content, read, split};

/// How a placeholder wants its file to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Resolver {
    /// As it is.
    Text,
    Json,
    /// One document of YAML.
    Yaml,
}

impl Resolver {
    /// The resolver of a placeholder's key. Contracts (`$openapi`, `$graphql` and the like) are read as text: what they
    /// name in turn stays named.
    pub(super) fn of(key: &str) -> Option<Self> {
        Some(match key {
            "$text" | "$openapi" | "$asyncapi" | "$graphql" | "$grpc" | "$file" => Self::Text,
            "$json" => Self::Json,
            "$yaml" => Self::Yaml,
            _ => return None,
        })
    }

    /// The value of a file, or what is wrong with it.
    pub(super) fn read(self, bytes: &[u8], limits: &Limits) -> Result<Value, String> {
        let text = std::str::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned())?;
        match self {
            Self::Text => Ok(Value::String(text.to_owned())),
            Self::Json => serde_json::from_str(text).map_err(|error| format!("it is not JSON: {error}")),
            Self::Yaml => yaml(bytes, limits),
        }
    }
}

/// Whether a map of this key alone stands for what a file says.
pub(crate) fn is_placeholder(key: &str) -> bool {
    Resolver::of(key).is_some()
}

fn yaml(bytes: &[u8], limits: &Limits) -> Result<Value, String> {
    let mut found = None;
    for segment in split(bytes) {
        let (_, content) = read(&segment, limits);
        let value = match content {
            Content::Empty => continue,
            Content::Value(value) => value,
            Content::Fault(_) | Content::DuplicateKeys => return Err("it is not sound YAML".to_owned()),
        };
        if found.replace(value).is_some() {
            return Err("it has more than one document; exactly one is wanted".to_owned());
        }
    }
    found.ok_or_else(|| "it is empty".to_owned())
}
