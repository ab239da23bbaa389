//! The cases that a scorecard's author wrote for it.

use std::collections::BTreeMap;

use catalog_schema::decode::{DecodeOptions, DocumentOutcome, decode};
use catalog_schema::diagnostic::codes;
use catalog_schema::model::Entity;
use catalog_schema::wire::Outcome;
use serde_json::{Map, Value, json};

use super::data::ScorecardDefinition;
use super::exemptions::rule_help;
use super::fields::{At, Fields, Problems, nearest, quoted, shorten};
use super::levels::TITLE;
use crate::facts::{FactType, fact, facts};

const KNOWN: &[&str] = &["name", "entity", "facts", "now", "expect"];

/// An entity and what is known of it, and what the scorecard should say then.
#[derive(Clone, Debug, PartialEq)]
pub struct TestCase {
    /// What is tried, for people.
    pub name: String,
    /// The entity, from the descriptor that the case gives.
    pub entity: Entity,
    /// Facts by name, checked: whatever else the entity would say of them.
    pub facts: BTreeMap<String, Value>,
    /// In milliseconds since the Unix epoch.
    pub now: i64,
    /// In the order written.
    pub expected: Vec<Expected>,
}

/// One thing that should come of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expected {
    /// The scorecard is about the entity, or is not.
    Applies(bool),
    /// The level that is reached; none for none.
    Level(Option<String>),
    /// Points reached.
    Score(u32),
    /// What becomes of a rule.
    Rule {
        /// Its id.
        rule: String,
        /// Its outcome.
        outcome: Outcome,
        /// What its message should have in it.
        message: Option<String>,
    },
}

/// The cases that can be run. What is wrong with one keeps no scorecard from being used.
pub(super) fn read(
    at: &At<'_>,
    most: usize,
    definition: &ScorecardDefinition,
    problems: &mut Problems,
) -> Vec<TestCase> {
    let mut found = Problems::default();
    let items = at.items(most, &mut found);
    let cases = items.iter().filter_map(|item| case(item, definition, &mut found)).collect();
    problems.found.extend(found.found.into_iter().map(|mut problem| {
        if problem.code == &codes::SCORECARD_FIELD {
            problem.code = &codes::SCORECARD_TEST;
        }
        problem
    }));
    cases
}

fn case(item: &At<'_>, definition: &ScorecardDefinition, problems: &mut Problems) -> Option<TestCase> {
    let of = match item.value.get("name").and_then(Value::as_str) {
        Some(name) => format!("test \"{}\"", shorten(name)),
        None => format!("`{}`", item.name),
    };
    let before = problems.found.len();
    let fields = Fields::of(item, of, KNOWN, problems)?;
    let name = fields.required("name", "write `name:` with what is tried", problems);
    let name = name.and_then(|at| at.text(TITLE, problems)).unwrap_or_default().to_owned();
    let entity = entity(&fields, problems);
    let facts = given(&fields, problems);
    let now = now(&fields, definition, problems);
    let expect = fields.required("expect", "write `expect:` with outcomes by rule: has-runbook: fail", problems);
    let expected = expect.map(|at| expected(&at, definition, problems)).unwrap_or_default();
    (problems.found.len() == before).then_some(TestCase { name, entity: entity?, facts, now, expected })
}

/// The entity of a descriptor of which nearly all may be left out.
fn entity(fields: &Fields<'_>, problems: &mut Problems) -> Option<Entity> {
    let at = fields.get("entity");
    let mut descriptor = match at.as_ref().map(|at| (at, at.value.as_object())) {
        None => Map::new(),
        Some((_, Some(map))) => map.clone(),
        Some((at, None)) => {
            problems.value(at, format!("{}: `entity` is not a map", at.of), "write it as a descriptor");
            return None;
        }
    };
    descriptor.entry("apiVersion").or_insert_with(|| json!("sextant.dev/v1"));
    descriptor.entry("kind").or_insert_with(|| json!("Component"));
    let metadata = descriptor.entry("metadata").or_insert_with(|| json!({}));
    if let Some(metadata) = metadata.as_object_mut() {
        metadata.entry("name").or_insert_with(|| json!("example"));
    }
    // JSON is YAML.
    let text = Value::Object(descriptor).to_string();
    let decoded = decode("sextant.yaml", text.as_bytes(), &DecodeOptions::default());
    let entity = decoded.documents.into_iter().find_map(|document| match document.outcome {
        DocumentOutcome::Entity(entity) => Some(*entity),
        _ => None,
    });
    if let (None, Some(at)) = (&entity, &at) {
        let reason = decoded.diagnostics.into_iter().map(|diagnostic| diagnostic.message).next();
        let reason = reason.unwrap_or_else(|| "it is no descriptor".to_owned());
        problems.value(at, format!("{}: `entity` cannot be read: {reason}", at.of), "write it as a descriptor");
    }
    entity
}

fn now(fields: &Fields<'_>, definition: &ScorecardDefinition, problems: &mut Problems) -> i64 {
    if let Some(at) = fields.get("now") {
        let text = at.text(TITLE, problems).unwrap_or_default();
        let Ok(moment) = text.parse::<jiff::Timestamp>() else {
            let message = format!("{}: `now` is {}, which is no moment", at.of, quoted(at.value));
            problems.value(&at, message, "write it as 2026-12-01T00:00:00Z");
            return 0;
        };
        return moment.as_millisecond();
    }
    // Without a time, every rule counts.
    let last = definition.rules.iter().filter_map(|rule| rule.effective_from.as_deref()).max();
    let moment = last.and_then(|day| format!("{day}T00:00:00Z").parse::<jiff::Timestamp>().ok());
    moment.map_or(0, jiff::Timestamp::as_millisecond)
}

fn given(fields: &Fields<'_>, problems: &mut Problems) -> BTreeMap<String, Value> {
    let Some(at) = fields.get("facts") else { return BTreeMap::new() };
    let Some(map) = at.value.as_object() else {
        problems.value(&at, format!("{}: `facts` is not a map", at.of), "write facts by name: owner.members: 3");
        return BTreeMap::new();
    };
    let mut given = BTreeMap::new();
    for (name, at) in Fields::of_any(map, &at.pointer, &at.of).entries() {
        let Some(fact_type) = type_of(name) else {
            let message = format!("{}: {} is not a fact", at.of, shorten(name));
            let help = match nearest(name, facts().map(|fact| fact.name)) {
                Some(known) => format!("did you mean {known}?"),
                None => "name one of the facts that there are".to_owned(),
            };
            problems.value(&at, message, help);
            continue;
        };
        match conforming(fact_type, at.value) {
            Some(value) => {
                given.insert(name.clone(), value);
            }
            None => {
                let message = format!("{}: {name} is {}", at.of, quoted(at.value));
                problems.value(&at, message, format!("write {}", expected_shape(fact_type)));
            }
        }
    }
    given
}

/// The type of a fact; any, of one that others declare.
fn type_of(name: &str) -> Option<FactType> {
    let pushed = || match name.split_once('.') {
        Some(("facts", of)) if !of.is_empty() => Some(FactType::Any),
        Some(("as_of", of)) if !of.is_empty() => Some(FactType::Moment),
        _ => None,
    };
    fact(name).map(|(_, spec)| spec.fact_type).or_else(pushed)
}

/// The value as the fact has it, if it can be one: fields of items that are left out are null, and a moment is in
/// milliseconds.
fn conforming(fact_type: FactType, value: &Value) -> Option<Value> {
    if value.is_null() {
        return Some(Value::Null);
    }
    let all = |is: fn(&Value) -> bool| value.as_array().is_some_and(|items| items.iter().all(is));
    let records = |fields: &[(&str, Value)]| {
        let items = value.as_array()?.iter().map(|item| {
            let mut item = item.as_object()?.clone();
            for (name, default) in fields {
                item.entry(*name).or_insert_with(|| default.clone());
            }
            Some(Value::Object(item))
        });
        Some(Value::Array(items.collect::<Option<_>>()?))
    };
    let right = match fact_type {
        FactType::Bool => value.is_boolean(),
        FactType::Int => value.is_i64(),
        FactType::Number => value.is_number(),
        FactType::Text => value.is_string(),
        FactType::TextList => all(Value::is_string),
        FactType::TextMap => value.as_object().is_some_and(|map| map.values().all(Value::is_string)),
        FactType::AnyMap => value.is_object(),
        FactType::Any => true,
        FactType::Moment => {
            let moment: jiff::Timestamp = value.as_str()?.parse().ok()?;
            return Some(moment.as_millisecond().into());
        }
        FactType::LinkList => {
            return records(&[("url", Value::Null), ("title", Value::Null), ("type", Value::Null)]);
        }
        FactType::EntityList => {
            let absent =
                ["ref", "kind", "type", "lifecycle", "tier", "owner", "system"].map(|name| (name, Value::Null));
            let fields: Vec<_> = absent.into_iter().chain([("exists", Value::Bool(true))]).collect();
            return records(&fields);
        }
        FactType::FindingList => {
            return records(&[("rule", Value::Null), ("severity", Value::Null), ("is_subject", Value::Bool(true))]);
        }
    };
    right.then(|| value.clone())
}

fn expected_shape(fact_type: FactType) -> &'static str {
    match fact_type {
        FactType::Bool => "true or false",
        FactType::Int => "a whole number",
        FactType::Number => "a number",
        FactType::Any => "a value",
        FactType::Text => "text",
        FactType::Moment => "a moment, as 2026-12-01T00:00:00Z",
        FactType::TextList => "a list of texts",
        FactType::TextMap => "a map of text to text",
        FactType::LinkList => "a list of links: [{url: https://example.com, type: runbook}]",
        FactType::EntityList => "a list of entities: [{ref: component:default/orders, lifecycle: deprecated}]",
        FactType::FindingList => "a list of findings: [{rule: tier-inversion, severity: high}]",
        FactType::AnyMap => "a map",
    }
}

fn expected(at: &At<'_>, definition: &ScorecardDefinition, problems: &mut Problems) -> Vec<Expected> {
    let Some(map) = at.value.as_object().filter(|map| !map.is_empty()) else {
        problems.value(at, format!("{}: `expect` says nothing", at.of), "write outcomes by rule: has-runbook: fail");
        return Vec::new();
    };
    let entries = Fields::of_any(map, &at.pointer, &at.of);
    let expected = entries.entries().filter_map(|(name, at)| one(name, &at, definition, problems));
    expected.collect()
}

fn one(name: &str, at: &At<'_>, definition: &ScorecardDefinition, problems: &mut Problems) -> Option<Expected> {
    match name {
        "applies" => match at.value.as_bool() {
            Some(applies) => Some(Expected::Applies(applies)),
            None => {
                problems.value(at, format!("{}: `applies` is {}", at.of, quoted(at.value)), "write true or false");
                None
            }
        },
        "score" => {
            let score = at.whole(0, u64::from(u32::MAX), problems)?;
            Some(Expected::Score(u32::try_from(score).ok()?))
        }
        "level" if at.value.is_null() => Some(Expected::Level(None)),
        "level" => {
            let level = at.text(TITLE, problems)?;
            if !definition.levels.iter().any(|known| known.name == level) {
                let message = format!("{}: there is no level \"{}\"", at.of, shorten(level));
                problems.value(at, message, "write the name of a level, or null for none");
                return None;
            }
            Some(Expected::Level(Some(level.to_owned())))
        }
        rule if definition.rules.iter().any(|known| known.id == rule) => of_rule(rule, at, problems),
        other => {
            let message = format!("{}: \"{}\" is no rule of this scorecard", at.of, shorten(other));
            problems.value(at, message, rule_help(other, &definition.rules));
            None
        }
    }
}

/// `fail`, or `{outcome: fail, message: …}`.
fn of_rule(rule: &str, at: &At<'_>, problems: &mut Problems) -> Option<Expected> {
    let (outcome, message) = match at.value.as_object() {
        None => (at.clone(), None),
        Some(_) => {
            let fields = Fields::of(at, format!("{}: {rule}", at.of), &["outcome", "message"], problems)?;
            let outcome =
                fields.required("outcome", "write `outcome:` with pass, fail, unknown or exempt", problems)?;
            (outcome, fields.text("message", 2_000, problems).map(str::to_owned))
        }
    };
    match serde_json::from_value::<Outcome>(outcome.value.clone()) {
        Ok(outcome) => Some(Expected::Rule { rule: rule.to_owned(), outcome, message }),
        Err(_) => {
            let message = format!("{}: {rule} is {}", outcome.of, quoted(outcome.value));
            problems.value(&outcome, message, "write pass, fail, unknown or exempt");
            None
        }
    }
}
