//! What every part of a format reads with.

use std::collections::HashSet;

use serde_json::Value;

use crate::diagnostic::codes::Code;
use crate::formats::report::{Problem, Target};
use crate::yaml::Document;

/// The document being read, and the problems found so far.
pub(crate) struct Reader<'a> {
    pub(crate) document: &'a Document<'a>,
    /// The namespace of an entity that names none.
    pub(crate) default_namespace: &'a str,
    pub(crate) problems: Vec<Problem>,
    /// The keys about which something was said already.
    told: HashSet<String>,
    /// Whether a field that is there but empty is worth a word; some formats write out every field.
    pub(crate) mentions_empty: bool,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(document: &'a Document<'a>, default_namespace: &'a str) -> Self {
        Self { document, default_namespace, problems: Vec::new(), told: HashSet::new(), mentions_empty: true }
    }

    pub(crate) fn report(&mut self, problem: Problem) {
        if let Target::Key(pointer) = &problem.target {
            self.told.insert(pointer.clone());
        }
        self.problems.push(problem);
    }

    /// Whether something was said about the key at this pointer already.
    pub(crate) fn has_told(&self, pointer: &str) -> bool {
        self.told.contains(pointer)
    }

    /// Reports a problem with the value at this pointer.
    pub(crate) fn value_problem(&mut self, code: &'static Code, pointer: &str, message: String, help: &str) {
        self.report(Problem::new(code, Target::Value(pointer.to_owned()), message).with_help(help));
    }

    /// Reports a problem with the key at this pointer.
    pub(crate) fn key_problem(&mut self, code: &'static Code, pointer: &str, message: String, help: &str) {
        self.report(Problem::new(code, Target::Key(pointer.to_owned()), message).with_help(help));
    }
}

/// The field at this JSON pointer as people write it: `/spec/dependsOn/0` is `spec.dependsOn[0]`.
pub(crate) fn field(pointer: &str) -> String {
    let mut name = String::new();
    for step in pointer.split('/').skip(1) {
        if step.bytes().all(|byte| byte.is_ascii_digit()) && !name.is_empty() {
            name.push_str(&format!("[{step}]"));
        } else {
            if !name.is_empty() {
                name.push('.');
            }
            name.push_str(&step.replace("~1", "/").replace("~0", "~"));
        }
    }
    if name.is_empty() { "the document".to_owned() } else { name }
}

/// The pointer one step further.
pub(crate) fn child(pointer: &str, key: &str) -> String {
    format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1"))
}

/// What a value is, for a message.
pub(crate) fn type_name(value: &Value) -> &'static str {
    match value {
        Value::Null => "nothing",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Object(_) => "a map",
    }
}
