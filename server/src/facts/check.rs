//! Whether a fact that is pushed can be taken in.

use std::sync::Arc;

use catalog_schema::model::{DEFAULT_NAMESPACE, EntityRef};
use catalog_schema::wire::{FactBatch, FactPush, ItemProblem};
use serde_json::Value;

use super::moments::moment;
use crate::live::Live;
use crate::search;

/// How far the clock of who pushes may be ahead, in milliseconds.
const AHEAD: i64 = 5 * 60 * 1_000;

/// Bytes of an address.
const ADDRESS: usize = 2_000;

/// So many wrong items are told what may have been meant: to look for it takes a search each.
const HINTED: usize = 10;

/// What a short reference means.
const KIND: &str = "component";

/// A fact that can be taken in.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Sound {
    pub(super) uid: Arc<str>,
    pub(super) name: String,
    pub(super) value: Value,
    /// Milliseconds since the Unix epoch.
    pub(super) at: i64,
    pub(super) url: Option<String>,
}

/// All facts of a batch as of `now`; or what is wrong with which of them.
pub(super) fn check(live: &Live, batch: FactBatch, now: i64) -> Result<Vec<Sound>, Vec<ItemProblem>> {
    let mut sound = Vec::with_capacity(batch.facts.len());
    let mut wrong = Vec::new();
    for (index, pushed) in (0..).zip(batch.facts) {
        let is_hinted = wrong.len() < HINTED;
        let mut note = |field: &str, detail: String| {
            wrong.push(ItemProblem { index, field: field.to_owned(), detail, help: String::new() });
        };
        sound.extend(checked(live, pushed, (now, is_hinted), &mut note));
    }
    if wrong.is_empty() { Ok(sound) } else { Err(wrong) }
}

fn checked(
    live: &Live,
    pushed: FactPush,
    (now, is_hinted): (i64, bool),
    note: &mut impl FnMut(&str, String),
) -> Option<Sound> {
    let FactPush { entity, fact, value, at, url } = pushed;
    let uid = uid(live, &entity, is_hinted).map_err(|detail| note("entity", detail)).ok();
    let declared = live.engine().declared();
    let known = declared.get(&fact);
    match known {
        None => note("fact", undeclared(live, &fact)),
        Some(known) => {
            if let Err(wrong) = known.value_type.check(&value) {
                note("value", format!("{} is of type {}: {wrong}", known.name, known.value_type.as_str()));
            }
        }
    }
    let at = match at {
        None => Some(now),
        Some(text) => match moment(&text) {
            None => {
                note("at", format!("{} is no moment; write it as 2026-12-01T09:30:00Z", shown(&text)));
                None
            }
            Some(at) if at > now.saturating_add(AHEAD) => {
                note("at", format!("{text} is still to come; a clock may be {} minutes ahead", AHEAD / 60_000));
                None
            }
            Some(at) => Some(at),
        },
    };
    if let Some(url) = url.as_deref().filter(|url| !is_address(url)) {
        let shown = shown(url);
        note("url", format!("{shown} is no address on the web: write one with https:// or http://"));
    }
    Some(Sound { uid: uid?, name: fact, value, at: at?, url })
}

/// The identity of the entity that is meant; or that there is none, with what may have been meant.
fn uid(live: &Live, text: &str, is_hinted: bool) -> Result<Arc<str>, String> {
    let parsed = EntityRef::parse(text, Some(KIND), DEFAULT_NAMESPACE);
    if let Some(record) = parsed.as_ref().ok().and_then(|entity_ref| live.get(entity_ref)) {
        return Ok(Arc::clone(&record.uid));
    }
    let aliased: Vec<_> = live.aliased(text).into_iter().filter_map(|slot| live.graph().record(slot)).collect();
    match (aliased.as_slice(), parsed) {
        ([record], _) => Ok(Arc::clone(&record.uid)),
        ([], Ok(entity_ref)) => {
            let near = if is_hinted { search::near_refs(live, &entity_ref) } else { Vec::new() };
            let near: Vec<String> = near.iter().map(ToString::to_string).collect();
            let hint = if near.is_empty() { String::new() } else { format!("; did you mean {}?", near.join(" or ")) };
            Err(format!("there is no {entity_ref} in the catalog{hint}"))
        }
        ([], Err(error)) => Err(error.to_string()),
        (several, _) => {
            let mut refs: Vec<&str> = several.iter().map(|record| record.entity_ref.as_str()).collect();
            refs.sort_unstable();
            Err(format!("{} is an alias of {}; write which one", shown(text), refs.join(" and ")))
        }
    }
}

fn undeclared(live: &Live, name: &str) -> String {
    let declared = live.engine().declared();
    let near = declared.closest(name).map(|near| format!("; did you mean {near}?"));
    let all = || match declared.iter().next() {
        None => "; none declares any yet".to_owned(),
        Some(_) => String::new(),
    };
    format!("no FactType declares the fact {}{}", shown(name), near.unwrap_or_else(all))
}

fn is_address(url: &str) -> bool {
    let scheme = url.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
    let is_web = scheme.is_some_and(|scheme| scheme == "https" || scheme == "http");
    is_web && url.len() <= ADDRESS && !url.contains(char::is_control) && catalog_schema::fields::is_url(url)
}

/// A text as a message quotes it.
fn shown(text: &str) -> String {
    const SHOWN: usize = 80;
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{:?}", format!("{}…", &text[..end])),
        None => format!("{text:?}"),
    }
}
