//! Soundcheck's checks and tracks.

mod facts;
mod operators;
mod rule;
mod track;

use std::collections::BTreeMap;

use serde_json::Value;

use super::Converted;
use super::words::text;

/// Whether it looks like a file of Soundcheck's: checks that compare facts, or tracks of levels that name checks.
pub(super) fn is_like(document: &Value) -> bool {
    !checks(document).is_empty() || !tracks(document).is_empty()
}

/// A scorecard for each track, and one for the checks that no track names.
pub(super) fn convert(documents: &[Value]) -> Vec<Converted> {
    let checks: Vec<&Value> = documents.iter().flat_map(checks).collect();
    let tracks: Vec<&Value> = documents.iter().flat_map(tracks).collect();
    let by_id: BTreeMap<&str, &Value> = checks.iter().filter_map(|check| Some((text(check, "id")?, *check))).collect();
    let named: Vec<String> = tracks.iter().flat_map(|track| track::named(track)).collect();
    let mut converted: Vec<Converted> = tracks.iter().map(|track| track::convert(track, &by_id)).collect();
    let loose: Vec<&Value> =
        checks.into_iter().filter(|check| text(check, "id").is_none_or(|id| !named.iter().any(|n| n == id))).collect();
    if !loose.is_empty() {
        converted.push(track::of_loose_checks(&loose));
    }
    converted
}

/// What stands in a document: a list, one thing, or under the names that configuration has for it.
fn items<'v>(document: &'v Value, names: &[&str]) -> Vec<&'v Value> {
    let document = document.get("soundcheck").unwrap_or(document);
    if let Some(items) = document.as_array() {
        return items.iter().collect();
    }
    let named: Vec<&Value> = names.iter().filter_map(|name| document.get(name)?.as_array()).flatten().collect();
    if named.is_empty() { vec![document] } else { named }
}

fn checks(document: &Value) -> Vec<&Value> {
    let is_check = |item: &&Value| item.get("id").is_some() && item.get("rule").is_some();
    items(document, &["checks"]).into_iter().filter(is_check).collect()
}

fn tracks(document: &Value) -> Vec<&Value> {
    let is_track = |item: &&Value| item.get("levels").is_some_and(Value::is_array) && item.get("id").is_some();
    items(document, &["tracks", "programs"]).into_iter().filter(is_track).collect()
}
