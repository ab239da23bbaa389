//! A track as a scorecard.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::rule::condition;
use crate::convert::Converted;
use crate::convert::converted::Draft;
use crate::convert::rule::Rule;
use crate::convert::words::{kebab, plain, text, texts, unique};

/// The ids of the checks that a track names.
pub(super) fn named(track: &Value) -> Vec<String> {
    let levels = track.get("levels").and_then(Value::as_array).into_iter().flatten();
    let checks = levels.filter_map(|level| level.get("checks")?.as_array()).flatten();
    checks.filter_map(id).map(str::to_owned).collect()
}

/// A check is named by its id, alone or in a map.
fn id(check: &Value) -> Option<&str> {
    check.as_str().or_else(|| text(check, "id"))
}

pub(super) fn convert(track: &Value, checks: &BTreeMap<&str, &Value>) -> Converted {
    let mut draft = Draft::default();
    let name = text(track, "id").or(text(track, "name")).unwrap_or("track");
    draft.metadata.insert("name".to_owned(), kebab(name).into());
    for (key, from) in [("title", "name"), ("description", "description")] {
        if let Some(written) = text(track, from) {
            draft.metadata.insert(key.to_owned(), written.into());
        }
    }
    if let Some(owner) = text(track, "ownerEntityRef") {
        draft.spec.insert("owner".to_owned(), owner.into());
    }
    if track.get("draft").and_then(Value::as_bool) == Some(true) {
        draft.spec.insert("state".to_owned(), "draft".into());
    }
    filter(track.get("filter"), &mut draft);
    for key in ["exclude", "documentationURL", "type", "badge", "campaigns"] {
        if track.get(key).is_some() {
            draft.leave_out(key, "a scorecard has nothing like it");
        }
    }
    let mut levels: Vec<&Value> = track.get("levels").and_then(Value::as_array).into_iter().flatten().collect();
    levels.sort_by_key(|level| level.get("ordinal").and_then(Value::as_i64).unwrap_or(i64::MAX));
    let (mut names, mut taken) = (BTreeSet::new(), BTreeSet::new());
    for (number, level) in (1..).zip(levels) {
        let title = text(level, "name").map_or_else(|| format!("Level {number}"), str::to_owned);
        let name = unique(&title, &mut names);
        draft.levels.push(json!({"name": name, "title": title}));
        if level.get("badge").is_some() {
            draft.leave_out(format!("badge of the level {title}"), "levels have a name, a title and a color");
        }
        for check in level.get("checks").and_then(Value::as_array).into_iter().flatten() {
            let Some(id) = id(check) else { continue };
            let known = checks.get(id).copied();
            add(known, Some(check), id, Some(name.clone()), &mut taken, &mut draft);
        }
    }
    draft.finish()
}

/// A scorecard of checks that stand in no track: points only.
pub(super) fn of_loose_checks(checks: &[&Value]) -> Converted {
    let mut draft = Draft::default();
    draft.metadata.insert("name".to_owned(), "checks".into());
    draft.metadata.insert("title".to_owned(), "Checks".into());
    let mut taken = BTreeSet::new();
    for check in checks {
        add(Some(check), None, text(check, "id").unwrap_or("check"), None, &mut taken, &mut draft);
    }
    draft.finish()
}

fn add(
    check: Option<&Value>,
    naming: Option<&Value>,
    id: &str,
    level: Option<String>,
    taken: &mut BTreeSet<String>,
    draft: &mut Draft,
) {
    let said =
        |key: &str| naming.and_then(|naming| text(naming, key)).or_else(|| check.and_then(|check| text(check, key)));
    let title = said("name").unwrap_or(id).to_owned();
    let converted = match check {
        None => Err("no file that was given has this check".to_owned()),
        Some(check) => condition(&check["rule"]).and_then(|expression| {
            let rule = Rule {
                id: unique(id, taken),
                title: plain(&title),
                level,
                expression,
                pass_message: text(check, "passedMessage").map(plain),
                fail_message: text(check, "failedMessage").map(plain),
                fix: said("description").map(plain),
                ..Rule::default()
            };
            rule.finish()
        }),
    };
    match converted {
        Ok(rule) => draft.rules.push(rule),
        Err(reason) => draft.leave_out_rule(title, reason),
    }
    if check.is_some_and(|check| check.get("filter").is_some()) {
        draft
            .leave_out(format!("{id}: filter"), "a rule is about the scorecard's entities, or the kinds that it lists");
    }
}

/// The catalog's filter: lists of kinds, types, lifecycles and tags. Of several maps, of which one has to fit, only one
/// can be said.
fn filter(filter: Option<&Value>, draft: &mut Draft) {
    let Some(filter) = filter else { return };
    let filter = filter.get("catalog").unwrap_or(filter);
    let one = match filter.as_array().map(Vec::as_slice) {
        Some([one]) => one,
        Some(_) => return draft.leave_out("filter", "it has several alternatives; write them as `appliesTo.when`"),
        None => filter,
    };
    let fields = [
        ("kind", "kinds"),
        ("type", "types"),
        ("spec.type", "types"),
        ("lifecycle", "lifecycles"),
        ("spec.lifecycle", "lifecycles"),
        ("tags", "tags"),
        ("metadata.tags", "tags"),
        ("owner", "owners"),
        ("spec.owner", "owners"),
    ];
    for (key, value) in one.as_object().into_iter().flatten() {
        match fields.iter().find(|(field, _)| field == key) {
            Some((_, list)) => drop(draft.applies_to.insert((*list).to_owned(), json!(texts(Some(value))))),
            None => {
                draft.leave_out(format!("filter.{key}"), "entities are not chosen by it; write it as `appliesTo.when`");
            }
        }
    }
}
