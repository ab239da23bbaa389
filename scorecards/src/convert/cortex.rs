//! Cortex's scorecards: a ladder, a filter, and rules in CQL.

use std::collections::BTreeSet;

use catalog_schema::formats::foreign_kind;
use serde_json::{Map, Value, json};

use super::converted::{Converted, Draft};
use super::cql::condition;
use super::rule::Rule;
use super::words::{kebab, plain, quoted, quoted_list, text, texts, unique};

/// What only says how Cortex goes about it: nothing of it is needed or asked for here.
const PROCEDURE: [(&str, &str); 3] = [
    ("notifications", "nobody is notified of scores"),
    ("exemptions", "who need not pass is written in the scorecard, under `exemptions`"),
    ("evaluation", "results are always current; there is no window to set"),
];

/// Whether it looks like one: rules with expressions, and no envelope.
pub(super) fn is_like(document: &Value) -> bool {
    let rules = document.get("rules").and_then(Value::as_array);
    document.get("kind").is_none()
        && rules.is_some_and(|rules| rules.is_empty() || rules.iter().any(|rule| rule.get("expression").is_some()))
        && (document.get("tag").is_some() || document.get("name").is_some())
}

pub(super) fn convert(document: &Value) -> Converted {
    let mut draft = Draft::default();
    let title = text(document, "name");
    let name = text(document, "tag").or(title).unwrap_or("scorecard");
    draft.metadata.insert("name".to_owned(), kebab(name).into());
    if let Some(title) = title {
        draft.metadata.insert("title".to_owned(), title.into());
    }
    if let Some(description) = text(document, "description") {
        draft.metadata.insert("description".to_owned(), description.into());
    }
    if document.get("draft").and_then(Value::as_bool) == Some(true) {
        draft.spec.insert("state".to_owned(), "draft".into());
    }
    for (key, reason) in PROCEDURE {
        if document.get(key).is_some() {
            draft.leave_out(key, reason);
        }
    }
    levels(document, &mut draft);
    if let Some(filter) = document.get("filter") {
        whom(filter, &mut draft);
    }
    let mut taken = BTreeSet::new();
    for rule in document.get("rules").and_then(Value::as_array).into_iter().flatten() {
        let title = text(rule, "title").or(text(rule, "expression")).unwrap_or("a rule without a title");
        match convert_rule(rule, title, &mut taken, &mut draft) {
            Ok(rule) => draft.rules.push(rule),
            Err(reason) => draft.leave_out_rule(title, reason),
        }
    }
    draft.finish()
}

/// The ladder, by rank; two of one rank as they stand.
fn levels(document: &Value, draft: &mut Draft) {
    let levels = document.pointer("/ladder/levels").and_then(Value::as_array);
    let mut levels: Vec<&Value> = levels.into_iter().flatten().collect();
    levels.sort_by_key(|level| level.get("rank").and_then(Value::as_i64).unwrap_or(i64::MAX));
    for level in levels {
        let Some(title) = text(level, "name") else { continue };
        let mut converted = Map::new();
        converted.insert("name".to_owned(), kebab(title).into());
        converted.insert("title".to_owned(), title.into());
        if let Some(color) = text(level, "color").filter(|color| is_color(color)) {
            converted.insert("color".to_owned(), color.into());
        }
        if text(level, "description").is_some() {
            draft.leave_out(format!("description of the level {title}"), "levels have a title only");
        }
        draft.levels.push(Value::Object(converted));
    }
}

fn is_color(text: &str) -> bool {
    text.strip_prefix('#').is_some_and(|digits| digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// Whom it is about.
fn whom(filter: &Value, draft: &mut Draft) {
    let list = |path: &str| texts(filter.pointer(path));
    let (included, excluded) = (list("/types/include"), list("/types/exclude"));
    if !included.is_empty() {
        types(&included, draft);
    }
    if !excluded.is_empty() {
        draft.when.push(format!("!({})", is_any_of(&excluded)));
    }
    if text(filter, "kind").is_some_and(|kind| !kind.eq_ignore_ascii_case("generic")) && included.is_empty() {
        let kind = text(filter, "kind").unwrap_or_default();
        types(&[kind.to_lowercase()], draft);
    }
    let groups = list("/groups/include");
    if !groups.is_empty() {
        draft.applies_to.insert("tags".to_owned(), json!(groups));
    }
    let groups = list("/groups/exclude");
    if !groups.is_empty() {
        draft.when.push(format!("!entity.tags.exists(x, x in {})", quoted_list(&groups)));
    }
    if let Some(query) = text(filter, "query") {
        match condition(query) {
            Ok(when) => draft.when.push(when),
            Err(reason) => draft.leave_out("filter.query", format!("{reason}; without it the scorecard is about more")),
        }
    }
}

/// Types as kinds and types here: `service` is a component of the type service, `team` a group.
fn types(words: &[String], draft: &mut Draft) {
    let known: Vec<_> = words.iter().map(|word| foreign_kind(word)).collect();
    let kinds: BTreeSet<&str> = known.iter().map(|known| known.kind.as_str()).collect();
    let narrow: BTreeSet<&str> = known.iter().filter_map(|known| known.entity_type).collect();
    if narrow.is_empty() || (kinds.len() == 1 && known.iter().all(|known| known.entity_type.is_some())) {
        draft.applies_to.insert("kinds".to_owned(), json!(kinds));
        if !narrow.is_empty() {
            draft.applies_to.insert("types".to_owned(), json!(narrow));
        }
    } else {
        draft.when.push(is_any_of(words));
    }
}

fn is_any_of(words: &[String]) -> String {
    let of = |word: &String| {
        let known = foreign_kind(word);
        let kind = format!("entity.kind == {}", quoted(&known.kind));
        match known.entity_type {
            Some(narrow) => format!("({kind} && entity.type == {})", quoted(narrow)),
            None => kind,
        }
    };
    words.iter().map(of).collect::<Vec<_>>().join(" || ")
}

fn convert_rule(rule: &Value, title: &str, taken: &mut BTreeSet<String>, draft: &mut Draft) -> Result<Value, String> {
    let mut expression = condition(text(rule, "expression").ok_or("it has no expression")?)?;
    if let Some(filter) = rule.get("filter") {
        let own = Draft::default();
        expression = limited(filter, &expression, own)?;
        draft.leave_out(title, "its own filter is part of the rule now: it passes for those whom it is not about");
    }
    let level = text(rule, "level").map(kebab);
    let is_known = |level: &String| draft.levels.iter().any(|known| known["name"] == level.as_str());
    if let Some(level) = level.iter().find(|level| !is_known(level)) {
        return Err(format!("its level {level} is not in the ladder"));
    }
    let fail_message = text(rule, "failureMessage");
    if fail_message.is_some_and(|message| message.contains('{')) {
        draft.leave_out(format!("{title}: failureMessage"), "its placeholders; write {…} with an expression in CEL");
    }
    let day = text(rule, "effectiveFrom").and_then(|from| from.get(..10)).map(str::to_owned);
    let weight = rule.get("weight").and_then(Value::as_u64);
    let description = text(rule, "description").map(plain);
    let rule = Rule {
        id: unique(title, taken),
        title: plain(title),
        level,
        weight,
        expression,
        pass_message: None,
        fail_message: fail_message.map(str::to_owned),
        fix: description,
        effective_from: day,
    };
    rule.finish()
}

/// The expression, for those alone whom the filter lets pass.
fn limited(filter: &Value, expression: &str, mut own: Draft) -> Result<String, String> {
    whom(filter, &mut own);
    if let Some(left_out) = own.left_out.first() {
        return Err(format!("its filter: {}", left_out.reason));
    }
    let mut conditions = std::mem::take(&mut own.when);
    for (key, value) in &own.applies_to {
        let list = quoted_list(&texts(Some(value)));
        conditions.push(match key.as_str() {
            "kinds" => format!("entity.kind in {list}"),
            "types" => format!("entity.type in {list}"),
            _ => format!("entity.tags.exists(x, x in {list})"),
        });
    }
    let conditions: Vec<String> = conditions.iter().map(|condition| format!("({condition})")).collect();
    if conditions.is_empty() {
        return Ok(expression.to_owned());
    }
    Ok(format!("!({}) || ({expression})", conditions.join(" && ")))
}
