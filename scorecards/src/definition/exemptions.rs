//! Who need not pass which rules.

use super::data::{Exemption, RuleDefinition};
use super::fields::{At, Fields, Problems, SHORT, nearest, shorten};
use super::text::{day, reference};

const KNOWN: &[&str] = &["entity", "rules", "reason", "approvedBy", "expires"];

/// Characters of a reason.
const REASON: usize = 2_000;

/// Rules of a scorecard, and so of an exemption.
pub(super) const MOST_RULES: usize = 200;

pub(super) fn read(
    items: &[At<'_>],
    rules: &[RuleDefinition],
    namespace: &str,
    problems: &mut Problems,
) -> Vec<Exemption> {
    items.iter().filter_map(|item| exemption(item, rules, namespace, problems)).collect()
}

fn exemption(item: &At<'_>, rules: &[RuleDefinition], namespace: &str, problems: &mut Problems) -> Option<Exemption> {
    let of = match item.value.get("entity").and_then(serde_json::Value::as_str) {
        Some(entity) => format!("exemption of {}", shorten(entity)),
        None => format!("`{}`", item.name),
    };
    let fields = Fields::of(item, of, KNOWN, problems)?;
    let entity = fields.required("entity", "write `entity:` with whom it is for: component:default/legacy", problems);
    let entity = entity.and_then(|at| reference(&at, Some("component"), namespace, problems));
    let reason = fields.required("reason", "write `reason:` with why it need not pass", problems);
    let reason = reason.and_then(|at| at.text(REASON, problems));
    let named = fields.texts("rules", MOST_RULES, problems);
    for (id, at) in &named {
        if !rules.iter().any(|rule| rule.id == *id) {
            let message = format!("{} names \"{}\", which is no rule of this scorecard", at.of, shorten(id));
            problems.value(at, message, rule_help(id, rules));
        }
    }
    Some(Exemption {
        rules: named.into_iter().map(|(id, _)| id).collect(),
        approved_by: fields.text("approvedBy", SHORT, problems).map(str::to_owned),
        expires: day(&fields, "expires", problems),
        entity: entity?,
        reason: reason?.to_owned(),
        granted: None,
    })
}

/// What to write instead of a rule that is not there.
pub(super) fn rule_help(id: &str, rules: &[RuleDefinition]) -> String {
    match nearest(id, rules.iter().map(|rule| rule.id.as_str())) {
        Some(rule) => format!("did you mean {rule}?"),
        None => "write the id of one of its rules".to_owned(),
    }
}
