//! What differs between two descriptors, field by field. Pure.

use catalog_schema::wire::{Difference, FieldChange, Line, LineKind};
use serde_json::{Map, Value};
use similar::{ChangeTag, TextDiff};

use super::field_name::field_name;

/// Fields told of one version.
const MOST_FIELDS: usize = 100;
const MOST_ENTRIES: usize = 50;
const MOST_LINES: usize = 200;
const MOST_CHARACTERS: usize = 500;
/// Lines shown around those that differ.
const AROUND: usize = 3;
/// A text of more lines than this is told as a whole: comparing is quadratic in what differs.
const MOST_COMPARED: usize = 20_000;

/// The fields that differ, in the descriptors' order; and how many more than [`MOST_FIELDS`] there are.
pub(super) fn field_changes(before: &Value, after: &Value) -> (Vec<FieldChange>, u64) {
    let mut found = Found::default();
    found.compare("", Some(before), Some(after));
    (found.changes, found.more)
}

#[derive(Default)]
struct Found {
    changes: Vec<FieldChange>,
    more: u64,
}

impl Found {
    fn compare(&mut self, pointer: &str, before: Option<&Value>, after: Option<&Value>) {
        if before == after {
            return;
        }
        let nothing = Map::new();
        match (before, after) {
            (Some(Value::Object(before)), Some(Value::Object(after))) => self.objects(pointer, before, after),
            // A mapping that came or went is told by its entries.
            (None, Some(Value::Object(after))) if !after.is_empty() => self.objects(pointer, &nothing, after),
            (Some(Value::Object(before)), None) if !before.is_empty() => self.objects(pointer, before, &nothing),
            (before, after) => self.leaves(pointer, before, after),
        }
    }

    fn objects(&mut self, pointer: &str, before: &Map<String, Value>, after: &Map<String, Value>) {
        let gone = before.keys().filter(|key| !after.contains_key(*key));
        for key in after.keys().chain(gone) {
            let place = format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1"));
            self.compare(&place, before.get(key), after.get(key));
        }
    }

    fn leaves(&mut self, pointer: &str, before: Option<&Value>, after: Option<&Value>) {
        if self.changes.len() == MOST_FIELDS {
            self.more += 1;
            return;
        }
        let difference = match (before, after) {
            (Some(Value::Array(before)), Some(Value::Array(after))) => lists(before, after),
            (None, Some(Value::Array(after))) => lists(&[], after),
            (Some(Value::Array(before)), None) => lists(before, &[]),
            (before, after) => values(before, after),
        };
        self.changes.push(FieldChange { name: field_name(pointer), pointer: pointer.to_owned(), difference });
    }
}

fn values(before: Option<&Value>, after: Option<&Value>) -> Difference {
    let text = |value: Option<&Value>| match value {
        Some(Value::String(text)) => Some(text.clone()),
        None | Some(Value::Null) => Some(String::new()),
        Some(_) => None,
    };
    let is_long = |text: &str| text.trim_end().contains('\n') || text.chars().nth(MOST_CHARACTERS).is_some();
    match (text(before), text(after)) {
        (Some(old), Some(new)) if is_long(&old) || is_long(&new) => texts(&old, &new),
        _ => Difference::Value { before: bounded(before), after: bounded(after) },
    }
}

fn lists(before: &[Value], after: &[Value]) -> Difference {
    let (added, removed) = (without(after, before), without(before, after));
    if added.is_empty() && removed.is_empty() {
        // The same entries in another order, or some more than once.
        let list = |entries: &[Value]| Value::Array(entries.iter().take(MOST_ENTRIES).map(shortened).collect());
        return Difference::Value { before: list(before), after: list(after) };
    }
    let more = added.len().saturating_sub(MOST_ENTRIES) + removed.len().saturating_sub(MOST_ENTRIES);
    let first = |entries: Vec<&Value>| entries.into_iter().take(MOST_ENTRIES).map(shortened).collect();
    Difference::List { added: first(added), removed: first(removed), more: more as u64 }
}

/// The entries of one list that the other does not have.
fn without<'a>(entries: &'a [Value], others: &[Value]) -> Vec<&'a Value> {
    let others: std::collections::HashSet<String> = others.iter().map(Value::to_string).collect();
    entries.iter().filter(|entry| !others.contains(&entry.to_string())).collect()
}

fn texts(before: &str, after: &str) -> Difference {
    if before.lines().count().max(after.lines().count()) > MOST_COMPARED {
        let size = |text: &str| Value::String(format!("{} lines", text.lines().count()));
        return Difference::Value { before: size(before), after: size(after) };
    }
    let diff = TextDiff::from_lines(before, after);
    let groups = diff.grouped_ops(AROUND);
    let changes = groups.iter().flatten().flat_map(|operation| diff.iter_changes(operation));
    let mut lines = Vec::new();
    let mut more = 0;
    for change in changes {
        if lines.len() == MOST_LINES {
            more += 1;
            continue;
        }
        let kind = match change.tag() {
            ChangeTag::Insert => LineKind::Added,
            ChangeTag::Delete => LineKind::Removed,
            ChangeTag::Equal => LineKind::Same,
        };
        lines.push(Line { kind, text: cut(change.value().trim_end_matches(['\r', '\n'])) });
    }
    Difference::Text { lines, more }
}

fn bounded(value: Option<&Value>) -> Value {
    value.map_or(Value::Null, shortened)
}

/// The value, or the beginning of its JSON where it is long.
fn shortened(value: &Value) -> Value {
    match value {
        Value::String(text) => Value::String(cut(text)),
        Value::Array(_) | Value::Object(_) => {
            let json = value.to_string();
            if json.chars().nth(MOST_CHARACTERS).is_some() { Value::String(cut(&json)) } else { value.clone() }
        }
        _ => value.clone(),
    }
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(MOST_CHARACTERS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn told(before: &Value, after: &Value) -> Vec<Value> {
        field_changes(before, after).0.iter().map(|change| json!(change)).collect()
    }

    #[test]
    fn a_field_is_told_by_its_name_and_place_with_both_values() {
        let before = json!({"metadata": {"labels": {"a/b": "1"}}, "spec": {"owner": "a", "tier": 1}});
        let after = json!({"metadata": {}, "spec": {"owner": "b", "tier": 1, "x": {"y": true}}});
        assert_eq!(
            told(&before, &after),
            [
                json!({"name": "Label a/b", "pointer": "/metadata/labels/a~1b", "difference": "value", "before": "1", "after": null}),
                json!({"name": "Owner", "pointer": "/spec/owner", "difference": "value", "before": "a", "after": "b"}),
                json!({"name": "spec.x.y", "pointer": "/spec/x/y", "difference": "value", "before": null, "after": true}),
            ]
        );
    }

    #[test]
    fn lists_say_what_came_and_went_and_another_order_is_a_change_too() {
        let list = |entries: Value| json!({"metadata": {"tags": entries}});
        assert_eq!(
            told(&list(json!(["a", "b"])), &list(json!(["b", "c"]))),
            [
                json!({"name": "Tags", "pointer": "/metadata/tags", "difference": "list", "added": ["c"], "removed": ["a"], "more": 0})
            ]
        );
        let turned = told(&list(json!(["a", "b"])), &list(json!(["b", "a"])));
        assert_eq!(turned[0]["after"], json!(["b", "a"]));
    }

    #[test]
    fn a_text_of_many_lines_is_told_by_its_lines() {
        let text = |line: &str| {
            let lines: Vec<String> = (0..100).map(|n| if n == 50 { line.to_owned() } else { n.to_string() }).collect();
            json!({"spec": {"definition": lines.join("\n")}})
        };
        let changes = told(&text("old"), &text("new"));
        let lines = changes[0]["lines"].as_array().unwrap();
        assert_eq!(lines.len(), 8, "one out, one in, three around on each side");
        assert!(lines.contains(&json!({"kind": "removed", "text": "old"})), "{lines:?}");
        assert!(lines.contains(&json!({"kind": "added", "text": "new"})), "{lines:?}");
    }

    #[test]
    fn what_is_told_is_bounded() {
        let wide = |n: usize| Value::Object((0..n).map(|n| (format!("f{n}"), json!(n))).collect());
        let (changes, more) = field_changes(&json!({}), &wide(130));
        assert_eq!((changes.len(), more), (MOST_FIELDS, 30));
        let long = json!({"a": (0..1_000).map(|n| n.to_string()).collect::<Vec<_>>(), "b": "x".repeat(100_000)});
        let text = json!(field_changes(&json!({}), &long)).to_string();
        assert!(text.len() < 3_000, "{} bytes", text.len());
    }

    fn value() -> impl Strategy<Value = Value> {
        let leaf =
            prop_oneof![Just(Value::Null), any::<bool>().prop_map(Value::from), "[ab~/\n]{0,4}".prop_map(Value::from)];
        leaf.prop_recursive(3, 24, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                prop::collection::btree_map("[ab~/]{0,2}", inner, 0..4)
                    .prop_map(|map| Value::Object(map.into_iter().collect())),
            ]
        })
    }

    proptest! {
        /// A difference is told exactly where there is one, and every pointer leads to what it is about.
        #[test]
        fn nothing_is_told_of_what_is_the_same(before in value(), after in value()) {
            let (changes, _) = field_changes(&before, &after);
            prop_assert_eq!(changes.is_empty(), before == after);
            for change in changes {
                prop_assert_ne!(before.pointer(&change.pointer), after.pointer(&change.pointer));
            }
        }
    }
}
