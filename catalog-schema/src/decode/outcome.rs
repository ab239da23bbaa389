//! What a document is: a descriptor, the template of one, a broken one, or somebody else's affair.

use serde_json::{Map, Value};

use super::{DecodeOptions, DocumentOutcome, Named};
use crate::companions::{DescriptorFile, Followed, follow, substitute, take_contract};
use crate::diagnostic::codes;
use crate::formats::{self, Likeness, Problem, Reader, Target};
use crate::model::Entity;
use crate::yaml::{Content, Document, Duplicate, Version};

/// What a document is, and what is wrong with it.
pub(super) fn outcome(
    file: &DescriptorFile<'_>,
    options: &DecodeOptions,
    document: &Document<'_>,
    content: Content,
    named: &mut Named,
) -> (DocumentOutcome, Vec<Problem>) {
    let path = file.path;
    match content {
        Content::Empty => (DocumentOutcome::Empty, Vec::new()),
        Content::Fault(fault) => broken(path, document, || vec![formats::fault(&fault, document)]),
        Content::DuplicateKeys => broken(path, document, || duplicate_keys(document)),
        Content::Value(Value::Object(root)) => descriptor(file, options, document, &root, named),
        Content::Value(other) if formats::hint_for_sure(path) => {
            let what = if other.is_array() { "a list" } else { "text" };
            let problem =
                Problem::new(&codes::NOT_A_MAPPING, Target::Value(String::new()), format!("the document is {what}"))
                    .with_help(match other.get(0).is_some_and(Value::is_object) {
                        true => "write a line `---` between descriptors, and no dash before them",
                        false => "a descriptor is a map with `kind`, `metadata` and `spec`",
                    });
            (DocumentOutcome::Broken, vec![problem])
        }
        Content::Value(_) => foreign(path),
    }
}

/// Somebody else's affair; under a descriptor's name that is worth a word.
fn foreign(path: &str) -> (DocumentOutcome, Vec<Problem>) {
    let message = "the file has a descriptor's name, but this is something else";
    let problem = || {
        Problem::new(&codes::NOT_A_DESCRIPTOR, Target::Value(String::new()), message)
            .with_help("if it should be one, begin it with `kind: Component` and `metadata:`")
    };
    (DocumentOutcome::NotADescriptor, formats::hint(path).then(problem).into_iter().collect())
}

/// A document that cannot be read: a template, a broken descriptor, or somebody else's affair.
pub(super) fn broken(
    path: &str,
    document: &Document<'_>,
    problems: impl FnOnce() -> Vec<Problem>,
) -> (DocumentOutcome, Vec<Problem>) {
    let marks = formats::has_template_marks(document.text());
    match formats::likeness(path, document.text()) {
        Likeness::Foreign => (DocumentOutcome::NotADescriptor, Vec::new()),
        Likeness::Descriptor if marks => template(String::new()),
        Likeness::Unknown if marks => (DocumentOutcome::NotADescriptor, Vec::new()),
        Likeness::Descriptor | Likeness::Unknown => (DocumentOutcome::Broken, problems()),
    }
}

pub(super) fn template(at: String) -> (DocumentOutcome, Vec<Problem>) {
    let message = "this is the template of a descriptor; it describes nothing yet";
    let problem = Problem::new(&codes::TEMPLATE, Target::Value(at), message)
        .with_help("nothing, if projects are made from it; else fill the places in `{{ … }}` and the like");
    (DocumentOutcome::Template, vec![problem])
}

pub(super) fn duplicate_keys(document: &Document<'_>) -> Vec<Problem> {
    let problem = |duplicate: &Duplicate| {
        let first = document.first_line() + duplicate.first_line - 1;
        let message = format!("the key `{}` is there already, on line {first}", duplicate.key);
        // A second descriptor begins where one of these comes again.
        let another =
            duplicate.at_root && matches!(duplicate.key.as_str(), "apiVersion" | "kind" | "dd-service" | "identifier");
        let help = match another {
            true => "if another descriptor begins here, write a line `---` before it",
            false => "remove one of the two, or merge them",
        };
        Problem::new(&codes::DUPLICATE_KEY, Target::At(duplicate.place), message).with_help(help)
    };
    let problems: Vec<_> = document.spans().duplicates().iter().map(problem).collect();
    if !problems.is_empty() {
        return problems;
    }
    // The same key in two notations, such as `1` and `"1"`, has no place that can be told.
    vec![Problem::new(&codes::DUPLICATE_KEY, Target::Value(String::new()), "a key is there twice")]
}

/// A map: a descriptor of some format, its template, or somebody else's affair.
fn descriptor(
    file: &DescriptorFile<'_>,
    options: &DecodeOptions,
    document: &Document<'_>,
    root: &Map<String, Value>,
    named: &mut Named,
) -> (DocumentOutcome, Vec<Problem>) {
    let path = file.path;
    let Some(entry) = formats::detect(path, root) else { return foreign(path) };
    if formats::is_template(root, document.text()) {
        return template(String::new());
    }
    let old = if entry.yaml == Version::V1_1 { document.value_of_1_1() } else { None };
    let root = old.as_ref().and_then(Value::as_object).unwrap_or(root);
    let substitution = substitute(root, "", entry.format, file, &options.limits);
    named.companions.extend(substitution.named);
    let mut reader = Reader::new(document, &options.default_namespace);
    reader.problems = substitution.problems;
    reader.targets = substitution.targets;
    reader.repository = file.repository_name();
    reader.blueprints = &options.blueprints;
    match (entry.read)(substitution.root.as_ref().unwrap_or(root), &mut reader) {
        Some(mut entity) => {
            contract(&mut entity, root, &mut reader, file, named);
            if entity.kind == "Location" {
                let Followed { asked, descriptors, problems } = follow(root, file);
                named.companions.extend(asked);
                named.descriptors.extend(descriptors);
                reader.problems.extend(problems);
            }
            (DocumentOutcome::Entity(Box::new(entity)), reader.problems)
        }
        None => (DocumentOutcome::Broken, reader.problems),
    }
}

/// Takes the contract of an API from its address.
pub(super) fn contract(
    entity: &mut Entity,
    root: &Map<String, Value>,
    reader: &mut Reader<'_>,
    file: &DescriptorFile<'_>,
    named: &mut Named,
) {
    let Some(api) = &mut entity.api else { return };
    let Some((address, problem)) = take_contract(api, root, &reader.at, file) else { return };
    named.companions.insert(address);
    reader.problems.extend(problem);
}
