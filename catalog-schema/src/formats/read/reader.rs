//! What every part of a format reads with.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use crate::diagnostic::codes::Code;
use crate::formats::port::Blueprints;
use crate::formats::report::{Problem, Target};
use crate::formats::rewrite::Rewrite;
use crate::yaml::Document;

/// The kinds of a list's items, by the names by which the others mean them.
pub(crate) type Siblings = HashMap<String, String>;

/// The document being read, and the problems found so far.
pub(crate) struct Reader<'a> {
    pub(crate) document: &'a Document<'a>,
    /// The namespace of an entity that names none.
    pub(crate) default_namespace: &'a str,
    pub(crate) problems: Vec<Problem>,
    /// What placeholders name, as written, by pointer; what they name may stand there instead.
    pub(crate) targets: HashMap<String, String>,
    /// The name of the repository, as far as the file's path tells it.
    pub(crate) repository: Option<&'a str>,
    /// Where in the document the descriptor stands, as a JSON pointer: empty, or `/2` for the third item of a list.
    pub(crate) at: String,
    /// The kind that a reference's word for one means in this format.
    pub(crate) kind_name: fn(&str) -> String,
    /// In a list of entities, the kinds of all items.
    pub(crate) siblings: Option<&'a Siblings>,
    /// What Port's blueprints stand for.
    pub(crate) blueprints: &'a Blueprints,
    /// The keys about which something was said already.
    told: HashSet<String>,
    /// Whether a field that is there but empty is worth a word; some formats write out every field.
    pub(crate) mentions_empty: bool,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(document: &'a Document<'a>, default_namespace: &'a str) -> Self {
        static NONE: Blueprints = Blueprints::none();
        Self {
            document,
            default_namespace,
            problems: Vec::new(),
            targets: HashMap::new(),
            repository: None,
            at: String::new(),
            kind_name: str::to_owned,
            siblings: None,
            blueprints: &NONE,
            told: HashSet::new(),
            mentions_empty: true,
        }
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

    /// Reports a problem with the value at this pointer that this change puts right.
    pub(crate) fn mendable(
        &mut self,
        code: &'static Code,
        pointer: &str,
        message: String,
        help: &str,
        rewrite: impl Into<Option<Rewrite>>,
    ) {
        let problem = Problem::new(code, Target::Value(pointer.to_owned()), message).with_help(help);
        self.report(problem.with_rewrite(rewrite));
    }

    /// Reports a problem with the key at this pointer.
    pub(crate) fn key_problem(&mut self, code: &'static Code, pointer: &str, message: String, help: &str) {
        self.report(Problem::new(code, Target::Key(pointer.to_owned()), message).with_help(help));
    }
}

/// The field at this JSON pointer as people write it: `/spec/dependsOn/0` is `spec.dependsOn[0]`.
pub(crate) fn field(pointer: &str) -> String {
    let mut name = String::new();
    for step in within_item(pointer).split('/').skip(1) {
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

/// The pointer without the number of the item, in a document that is a list: a place tells which one it is.
pub(crate) fn within_item(pointer: &str) -> &str {
    let first = pointer.split('/').nth(1).unwrap_or_default();
    let number = !first.is_empty() && first.bytes().all(|byte| byte.is_ascii_digit());
    if number { &pointer[first.len() + 1..] } else { pointer }
}

/// The pointer one step further.
pub(crate) fn child(pointer: &str, key: &str) -> String {
    let mut longer = String::with_capacity(pointer.len() + 1 + key.len());
    longer.push_str(pointer);
    longer.push('/');
    if key.contains(['~', '/']) {
        longer.push_str(&key.replace('~', "~0").replace('/', "~1"));
    } else {
        longer.push_str(key);
    }
    longer
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
