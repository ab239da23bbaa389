//! A descriptor to an initiative.

use catalog_schema::diagnostic::{FieldProblem, Severity, codes};
use catalog_schema::filter::Filter;
use catalog_schema::model::DEFAULT_NAMESPACE;
use serde_json::Value;

use super::data::{Asks, InitiativeDefinition, Phase, RuleName};
use crate::definition::{
    AppliesTo, At, Fields, Problems, SHORT, TITLE, day, is_kebab, name, quoted, read_applies_to, reference, shorten,
};

/// Characters of a description, and of a filter.
const DESCRIPTION: usize = 20_000;
const FILTER: usize = 2_000;

/// Rules that one may ask for.
const RULES: usize = 200;

/// What a descriptor comes to.
#[derive(Clone, Debug, Default)]
pub struct InitiativeReading {
    /// The initiative; none where something is wrong that is more than a warning.
    pub initiative: Option<InitiativeDefinition>,
    /// What is wrong, in the order of the fields.
    pub problems: Vec<FieldProblem>,
}

/// Reads the native document of an initiative (docs/concepts/initiatives.md). Whether there are the scorecard, the level and
/// the rules that it names is not known here: [`InitiativeDefinition::asked`]. Strange keys of the envelope, of `metadata`
/// and of `spec` itself are the decoder's to tell.
pub fn read_initiative(descriptor: &Value) -> InitiativeReading {
    let mut problems = Problems::of(&codes::INITIATIVE_FIELD);
    let initiative = initiative(descriptor, &mut problems);
    let sound = problems.found.iter().all(|problem| problem.code.severity < Severity::Error);
    InitiativeReading { initiative: initiative.filter(|_| sound), problems: problems.found }
}

fn initiative(descriptor: &Value, problems: &mut Problems) -> Option<InitiativeDefinition> {
    let Some(root) = descriptor.as_object() else {
        let at = At { value: descriptor, pointer: String::new(), name: String::new(), of: "the initiative".to_owned() };
        problems.value(&at, "the initiative is not a map", "write `kind: Initiative`, `metadata:` and `spec:`");
        return None;
    };
    let root = Fields::of_any(root, "", "the initiative");
    let part = |name: &str, problems: &mut Problems| {
        let at = root.required(name, "write its fields below it, indented, by name", problems)?;
        let Some(map) = at.value.as_object() else {
            problems.value(&at, format!("the initiative: `{name}` is not a map"), "write its fields below it, by name");
            return None;
        };
        Some(Fields::of_any(map, &at.pointer, "the initiative"))
    };
    let (metadata, spec) = (part("metadata", problems), part("spec", problems));
    let (metadata, spec) = (metadata?, spec?);
    let named = metadata.required("name", "write `name:` with lower-case words, such as runbooks-everywhere", problems);
    let named = named.and_then(|at| name(&at, problems)).unwrap_or_default().to_owned();
    // The decoder has said already what is wrong with these.
    let namespace = metadata.get("namespace").and_then(|at| at.value.as_str().map(str::to_owned));
    let namespace = namespace.unwrap_or_else(|| DEFAULT_NAMESPACE.to_owned());
    let owner = spec.get("owner").and_then(|at| reference(&at, Some("group"), &namespace, &mut Problems::default()));
    let description = metadata.text("description", DESCRIPTION, problems).unwrap_or_default().to_owned();
    let title = metadata.text("title", TITLE, problems).map_or_else(|| named.clone(), str::to_owned);
    let phase = phase(&spec, problems);
    let asks = asks(&spec, problems);
    let applies_to = applies_to(&spec, &namespace, problems);
    let filter = filter(&spec, problems);
    let (starts_on, due_on) = days(&spec, problems);
    Some(InitiativeDefinition {
        name: named,
        title,
        description,
        owner,
        phase,
        asks: asks?,
        applies_to,
        filter,
        starts_on: starts_on?,
        due_on: due_on?,
    })
}

fn phase(spec: &Fields<'_>, problems: &mut Problems) -> Phase {
    let Some(at) = spec.get("state") else { return Phase::Published };
    match at.value.as_str() {
        Some("published") => Phase::Published,
        Some("draft") => Phase::Draft,
        Some("ended") => Phase::Ended,
        _ => {
            let message = format!("the initiative: `state` is {}", quoted(at.value));
            let help = "write published, draft for one that asks nothing of anybody yet, or ended for one that is over";
            problems.value(&at, message, help);
            Phase::Published
        }
    }
}

/// What is to be reached: a level, or rules.
fn asks(spec: &Fields<'_>, problems: &mut Problems) -> Option<Asks> {
    let scorecard = spec.get("scorecard").and_then(|at| name(&at, problems));
    match (spec.get("level"), spec.get("rules")) {
        (Some(_), Some(at)) => {
            let help = "leave one of them out; who wants both writes two initiatives";
            problems.value(&at, "the initiative asks for a level and for rules", help);
            None
        }
        (Some(at), None) => {
            let level = name(&at, problems);
            let Some(scorecard) = scorecard else {
                if spec.get("scorecard").is_none() {
                    let help = "write `scorecard:` with the name of the scorecard that has the level";
                    problems.value(&at, "the initiative names a level and no scorecard", help);
                }
                return None;
            };
            Some(Asks::Level { scorecard: scorecard.to_owned(), level: level?.to_owned() })
        }
        (None, Some(at)) => {
            if at.value.as_array().is_some_and(Vec::is_empty) {
                problems.value(&at, "the initiative asks for no rule", "name at least one, or a level");
            }
            let items = at.items(RULES, problems);
            let rules = items.iter().filter_map(|item| rule(item, scorecard, problems)).collect();
            Some(Asks::Rules(rules))
        }
        (None, None) => {
            spec.required(
                "level",
                "write `level:` with the level to be reached, or `rules:` with those to be passed",
                problems,
            );
            None
        }
    }
}

/// A rule as `scorecard/rule`, or by its id alone where the initiative names a scorecard.
fn rule(at: &At<'_>, scorecard: Option<&str>, problems: &mut Problems) -> Option<RuleName> {
    let text = at.text(SHORT, problems)?;
    let (scorecard, rule) = match text.split_once('/') {
        Some((scorecard, rule)) => (Some(scorecard), rule),
        None => (scorecard, text),
    };
    let Some(scorecard) = scorecard else {
        let message = format!("the initiative: `{}` is \"{}\", and no scorecard is named", at.name, shorten(text));
        problems.value(at, message, "write `scorecard:` beside `rules:`, or each rule as scorecard/rule");
        return None;
    };
    if !is_kebab(scorecard) || !is_kebab(rule) {
        let message = format!("the initiative: `{}` is \"{}\", which names no rule", at.name, shorten(text));
        problems.value(at, message, "write the rule's id, or scorecard/rule: documentation/has-runbook");
        return None;
    }
    Some(RuleName { scorecard: scorecard.to_owned(), rule: rule.to_owned() })
}

fn applies_to(spec: &Fields<'_>, namespace: &str, problems: &mut Problems) -> AppliesTo {
    let Some(at) = spec.get("appliesTo") else { return AppliesTo::default() };
    if let Some(when) = at.value.get("when") {
        let at =
            At { value: when, pointer: format!("{}/when", at.pointer), name: "when".to_owned(), of: at.of.clone() };
        let help =
            "narrow it by `filter`, or say the condition in the scorecard: `appliesTo.when`, or a rule of its own";
        problems.value(&at, "the initiative has a condition, and judges nothing by itself", help);
        return AppliesTo::default();
    }
    read_applies_to(&at, namespace, problems).unwrap_or_default()
}

fn filter(spec: &Fields<'_>, problems: &mut Problems) -> Option<String> {
    let at = spec.get("filter")?;
    let text = at.text(FILTER, problems)?;
    if let Err(error) = text.parse::<Filter>() {
        let message = format!("the initiative: `filter` cannot be read: {error}");
        problems.value(&at, message, "write conditions as lists take them: tier=1,label.exposure=public");
        return None;
    }
    Some(text.to_owned())
}

/// The first and the last day.
fn days(spec: &Fields<'_>, problems: &mut Problems) -> (Option<String>, Option<String>) {
    let mut read = |name: &str, help: &str| {
        spec.required(name, help, problems)?;
        day(spec, name, problems)
    };
    let starts_on = read("startsOn", "write `startsOn:` with the first day: 2026-10-01");
    let due_on = read("dueOn", "write `dueOn:` with the day until which it is to be reached: 2026-12-31");
    if let (Some(first), Some(last), Some(at)) = (&starts_on, &due_on, spec.get("dueOn"))
        && last < first
    {
        let message = format!("the initiative is due on {last}, before it starts on {first}");
        problems.value(&at, message, "write a day that is not before `startsOn`");
        return (starts_on, None);
    }
    (starts_on, due_on)
}
