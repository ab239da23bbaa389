//! What a conversion came to.

use std::fmt::Write as _;

use catalog_schema::convert::to_yaml;
use serde_json::{Map, Value, json};

/// One scorecard, and what of it could not be said.
#[derive(Clone, Debug, PartialEq)]
pub struct Converted {
    /// A `kind: Scorecard` document.
    pub document: Value,
    /// Rules in the document.
    pub rules: usize,
    /// What is not in the document, or not as it was, in the order of the original.
    pub left_out: Vec<LeftOut>,
}

/// A part that could not be said as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The part in the original's words: a rule's title, or a field.
    pub part: String,
    /// Why, and what to do instead if there is something.
    pub reason: String,
    /// It is a rule that is not there at all.
    pub is_rule: bool,
}

impl Converted {
    /// The scorecard's name.
    pub fn name(&self) -> &str {
        self.document.pointer("/metadata/name").and_then(Value::as_str).unwrap_or_default()
    }

    /// The document as YAML, below a comment for each part that is left out.
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        for LeftOut { part, reason, .. } in &self.left_out {
            // Whatever the original says stays within the comment.
            let line = format!("{part}: {reason}").split_whitespace().collect::<Vec<_>>().join(" ");
            // Writing into a text cannot fail.
            let _ = writeln!(text, "# not converted: {line}");
        }
        text + &to_yaml(&self.document)
    }
}

/// A scorecard in the making.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) metadata: Map<String, Value>,
    pub(super) spec: Map<String, Value>,
    pub(super) applies_to: Map<String, Value>,
    /// Conditions on the entity that must all hold, in CEL.
    pub(super) when: Vec<String>,
    pub(super) levels: Vec<Value>,
    pub(super) rules: Vec<Value>,
    pub(super) left_out: Vec<LeftOut>,
}

impl Draft {
    pub(super) fn leave_out(&mut self, part: impl Into<String>, reason: impl Into<String>) {
        self.left_out.push(LeftOut { part: part.into(), reason: reason.into(), is_rule: false });
    }

    pub(super) fn leave_out_rule(&mut self, title: impl Into<String>, reason: impl Into<String>) {
        self.left_out.push(LeftOut { part: title.into(), reason: reason.into(), is_rule: true });
    }

    pub(super) fn finish(mut self) -> Converted {
        if !self.when.is_empty() {
            let all = match self.when.as_slice() {
                [one] => one.clone(),
                several => several.iter().map(|when| format!("({when})")).collect::<Vec<_>>().join(" && "),
            };
            self.applies_to.insert("when".to_owned(), all.into());
        }
        for (key, part) in [
            ("appliesTo", Value::Object(self.applies_to)),
            ("levels", Value::Array(self.levels)),
            ("rules", Value::Array(self.rules.clone())),
        ] {
            let is_empty = part.as_object().is_some_and(Map::is_empty) || part.as_array().is_some_and(Vec::is_empty);
            if !is_empty || key == "rules" {
                self.spec.insert(key.to_owned(), part);
            }
        }
        let document = json!({
            "apiVersion": "sextant.dev/v1",
            "kind": "Scorecard",
            "metadata": self.metadata,
            "spec": self.spec,
        });
        Converted { document, rules: self.rules.len(), left_out: self.left_out }
    }
}
