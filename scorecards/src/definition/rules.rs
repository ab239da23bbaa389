//! The rules of a scorecard.

use super::data::{LevelDefinition, RuleDefinition};
use super::expression::{condition, message};
use super::failures::{failures, graduated};
use super::fields::{At, Fields, Problems, nearest, shorten};
use super::levels::TITLE;
use super::text::{address, day, name};

const KNOWN: &[&str] = &[
    "id",
    "title",
    "expression",
    "kinds",
    "level",
    "weight",
    "passMessage",
    "failMessage",
    "fix",
    "failures",
    "graduated",
    "documentation",
    "effectiveFrom",
];

/// Words that tests use for something else than a rule.
pub(super) const RESERVED: &[&str] = &["level", "score", "applies"];

/// Kinds of a rule.
const KINDS: usize = 50;

/// Points of a rule that says none: each counts the same.
const WEIGHT: u64 = 1;

/// Points of a rule at most.
const MOST_WEIGHT: u64 = 1_000;

pub(super) fn read(
    items: &[At<'_>],
    levels: &[LevelDefinition],
    kinds: &[String],
    problems: &mut Problems,
) -> Vec<RuleDefinition> {
    let mut rules: Vec<RuleDefinition> = Vec::new();
    for item in items {
        let Some(rule) = rule(item, levels, kinds, problems) else { continue };
        if !rule.id.is_empty() && rules.iter().any(|other| other.id == rule.id) {
            let at = At { pointer: format!("{}/id", item.pointer), ..item.clone() };
            let message = format!("there are two rules called {}", rule.id);
            problems.value(&at, message, "give each rule an id of its own");
        }
        rules.push(rule);
    }
    rules
}

/// A rule, as far as it can be read; one without an id has an empty one, and a problem.
fn rule(
    item: &At<'_>,
    levels: &[LevelDefinition],
    scorecard_kinds: &[String],
    problems: &mut Problems,
) -> Option<RuleDefinition> {
    let of = match item.value.get("id").and_then(serde_json::Value::as_str) {
        Some(id) => format!("rule {}", shorten(id)),
        None => format!("`{}`", item.name),
    };
    let fields = Fields::of(item, of, KNOWN, problems)?;
    let id = fields.required("id", "write `id:` with lower-case words, such as has-runbook", problems);
    let id = id.and_then(|at| {
        let id = name(&at, problems)?;
        if RESERVED.contains(&id) {
            problems.value(&at, format!("a rule cannot be called {id}"), "tests mean something else by it; rename it");
        }
        Some(id)
    });
    let title = fields.required("title", "write `title:` with what should hold, such as Has a runbook", problems);
    let title = title.and_then(|at| at.text(TITLE, problems)).unwrap_or_default();
    let expression = fields.required("expression", "write `expression:` with CEL: size(links.runbook) > 0", problems);
    let expression = expression.and_then(|at| condition(&at, problems)).unwrap_or_default();
    let kinds = fields.texts("kinds", KINDS, problems);
    for (kind, at) in &kinds {
        if !scorecard_kinds.is_empty() && !scorecard_kinds.iter().any(|known| known.eq_ignore_ascii_case(kind)) {
            let message = format!("{} is for the kind {}, which the scorecard is not about", at.of, shorten(kind));
            problems.value(at, message, format!("write one of appliesTo.kinds: {}", scorecard_kinds.join(", ")));
        }
    }
    let weight = fields.get("weight").and_then(|at| at.whole(0, MOST_WEIGHT, problems)).unwrap_or(WEIGHT);
    Some(RuleDefinition {
        id: id.unwrap_or_default().to_owned(),
        title: title.to_owned(),
        kinds: kinds.into_iter().map(|(kind, _)| kind).collect(),
        weight: u32::try_from(weight).unwrap_or_default(),
        level: level(&fields, levels, problems),
        expression,
        pass_message: pass_message(&fields, title, problems),
        failures: failures(&fields, problems),
        graduated: graduated(&fields, problems),
        documentation: address(&fields, "documentation", problems),
        effective_from: day(&fields, "effectiveFrom", problems),
    })
}

/// What is said when the rule is passed; its title, where nothing else is to be said.
fn pass_message(fields: &Fields<'_>, title: &str, problems: &mut Problems) -> String {
    let written = fields.get("passMessage").and_then(|at| message(&at, problems));
    written.unwrap_or_else(|| if title.contains('{') { "It holds.".to_owned() } else { format!("{title}.") })
}

fn level(fields: &Fields<'_>, levels: &[LevelDefinition], problems: &mut Problems) -> Option<String> {
    let at = fields.get("level")?;
    let text = at.text(TITLE, problems)?;
    if levels.iter().any(|level| level.name == text) {
        return Some(text.to_owned());
    }
    let names: Vec<&str> = levels.iter().map(|level| level.name.as_str()).collect();
    let help = match nearest(text, names.iter().copied()) {
        Some(name) => format!("did you mean {name}?"),
        None if names.is_empty() => "list it in `levels`, or leave `level` out".to_owned(),
        None => format!("write one of {}, or list it in `levels`", names.join(", ")),
    };
    problems.value(&at, format!("{}: there is no level \"{}\"", at.of, shorten(text)), help);
    None
}
