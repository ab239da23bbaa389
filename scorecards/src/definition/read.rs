//! A descriptor to a scorecard.

use catalog_schema::diagnostic::{FieldProblem, Severity};
use catalog_schema::model::DEFAULT_NAMESPACE;
use serde_json::Value;

use super::data::{AppliesTo, ScorecardDefinition};
use super::fields::{At, Fields, Problems, quoted};
use super::levels::TITLE;
use super::text::{name, reference};
use super::{applies_to, exemptions, levels, rules, tests};

/// What a scorecard may have of each.
const LEVELS: usize = 20;
const EXEMPTIONS: usize = 10_000;
const TESTS: usize = 500;

/// Characters of a description.
const DESCRIPTION: usize = 20_000;

/// What a descriptor comes to.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// The scorecard; none where something is wrong that is more than a warning.
    pub definition: Option<ScorecardDefinition>,
    /// The cases that its author wrote for it, those that can be run.
    pub tests: Vec<tests::TestCase>,
    /// What is wrong, in the order of the fields.
    pub problems: Vec<FieldProblem>,
}

/// Reads the native document of a scorecard (docs/concepts/scorecards.md). Every expression of the result compiles.
///
/// Strange keys of the envelope, of `metadata` and of `spec` itself are the decoder's to tell, as for every kind; those
/// of everything below are told here.
pub fn read(descriptor: &Value) -> Reading {
    let mut problems = Problems::default();
    let (definition, tests) = scorecard(descriptor, &mut problems);
    let sound = problems.found.iter().all(|problem| problem.code.severity < Severity::Error);
    Reading { definition: definition.filter(|_| sound), tests, problems: problems.found }
}

fn scorecard(descriptor: &Value, problems: &mut Problems) -> (Option<ScorecardDefinition>, Vec<tests::TestCase>) {
    let Some(root) = descriptor.as_object() else {
        let at = At { value: descriptor, pointer: String::new(), name: String::new(), of: "the scorecard".to_owned() };
        problems.value(&at, "the scorecard is not a map", "write `kind: Scorecard`, `metadata:` and `spec:`");
        return (None, Vec::new());
    };
    let root = Fields::of_any(root, "", "the scorecard");
    let part = |name: &str, problems: &mut Problems| {
        let at = root.required(name, "write its fields below it, indented, by name", problems)?;
        let Some(map) = at.value.as_object() else {
            problems.value(&at, format!("the scorecard: `{name}` is not a map"), "write its fields below it, by name");
            return None;
        };
        Some(Fields::of_any(map, &at.pointer, "the scorecard"))
    };
    let metadata = part("metadata", problems);
    let spec = part("spec", problems);
    let (Some(metadata), Some(spec)) = (metadata, spec) else { return (None, Vec::new()) };
    let named =
        metadata.required("name", "write `name:` with lower-case words, such as production-readiness", problems);
    let named = named.and_then(|at| name(&at, problems)).unwrap_or_default().to_owned();
    // The decoder has said already what is wrong with these.
    let said = |name: &str| metadata.get(name).and_then(|at| at.value.as_str()).map(str::to_owned);
    let namespace = said("namespace").unwrap_or_else(|| DEFAULT_NAMESPACE.to_owned());
    let owner = spec.get("owner").and_then(|at| reference(&at, Some("group"), &namespace, &mut Problems::default()));
    let description = metadata.text("description", DESCRIPTION, problems).unwrap_or_default().to_owned();
    let title = metadata.text("title", TITLE, problems).map_or_else(|| named.clone(), str::to_owned);

    let is_draft = is_draft(&spec, problems);
    let applies_to = spec.get("appliesTo").and_then(|at| applies_to::read(&at, &namespace, problems));
    let applies_to: AppliesTo = applies_to.unwrap_or_default();
    let levels = levels::read(&spec.list("levels", LEVELS, problems), problems);
    let listed = spec.required("rules", "write `rules:` with at least one rule below it", problems);
    let items = listed.as_ref().map(|at| at.items(exemptions::MOST_RULES, problems)).unwrap_or_default();
    if let Some(at) = listed.filter(|at| at.value.as_array().is_some_and(Vec::is_empty)) {
        problems.value(&at, "the scorecard has no rule", "write at least one");
    }
    let rules = rules::read(&items, &levels, &applies_to.kinds, problems);
    let exemptions = spec.list("exemptions", EXEMPTIONS, problems);
    let exemptions = exemptions::read(&exemptions, &rules, &namespace, problems);
    let definition =
        ScorecardDefinition { name: named, title, description, owner, is_draft, applies_to, levels, rules, exemptions };
    let tests = spec.get("tests").map(|at| tests::read(&at, TESTS, &definition, problems)).unwrap_or_default();
    (Some(definition), tests)
}

fn is_draft(spec: &Fields<'_>, problems: &mut Problems) -> bool {
    let Some(at) = spec.get("state") else { return false };
    match at.value.as_str() {
        Some("draft") => true,
        Some("published") => false,
        _ => {
            let message = format!("the scorecard: `state` is {}", quoted(at.value));
            problems.value(&at, message, "write published, or draft for one by which nothing is judged yet");
            false
        }
    }
}
