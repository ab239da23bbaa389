//! Changes in words.

use std::collections::BTreeMap;

use catalog_schema::wire::{Change, ChangeEvent};

use crate::components::number;

/// So many sorts of changes are told apart in one line.
const TOLD: usize = 3;

/// What became of one entity.
pub(super) fn event_title(event: ChangeEvent) -> &'static str {
    match event {
        ChangeEvent::Created => "Added",
        ChangeEvent::Updated => "Changed",
        ChangeEvent::Renamed => "Renamed",
        ChangeEvent::Restored => "Came back",
        ChangeEvent::Deleted => "Removed",
    }
}

/// `214 components updated, 3 APIs removed`, the most first.
pub(super) fn summary<'a>(changes: impl Iterator<Item = &'a Change>) -> String {
    let mut counts: BTreeMap<(ChangeEvent, &str), u64> = BTreeMap::new();
    for change in changes {
        let kind = change.entity_ref.split(':').next().unwrap_or_default();
        *counts.entry((change.event, kind)).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let rest: u64 = counts.iter().skip(TOLD).map(|(_, count)| count).sum();
    let told = counts.iter().take(TOLD);
    let mut words: Vec<String> = told
        .map(|((event, kind), count)| format!("{} {} {}", number(*count), plural(kind, *count), participle(*event)))
        .collect();
    if rest > 0 {
        words.push(format!("{} more", number(rest)));
    }
    words.join(", ")
}

fn participle(event: ChangeEvent) -> &'static str {
    match event {
        ChangeEvent::Created => "added",
        ChangeEvent::Updated => "updated",
        ChangeEvent::Renamed => "renamed",
        ChangeEvent::Restored => "back again",
        ChangeEvent::Deleted => "removed",
    }
}

/// A kind for a number of entities: kinds that nobody foresaw get an `s` like most words.
fn plural(kind: &str, count: u64) -> String {
    let one = match kind {
        "api" => "API",
        kind => kind,
    };
    if count == 1 { one.to_owned() } else { format!("{one}s") }
}

#[cfg(test)]
mod tests {
    use catalog_schema::wire::ChangeOperation;

    use super::*;

    fn change(entity_ref: &str, event: ChangeEvent) -> Change {
        Change {
            revision: 1,
            position: 0,
            operation: ChangeOperation::Put,
            event,
            entity_ref: entity_ref.to_owned(),
            uid: String::new(),
            changed_at: None,
            source: None,
            author: None,
            commit: None,
            renamed_from: None,
        }
    }

    #[test]
    fn the_most_come_first_and_the_rest_is_a_number() {
        let mut changes = vec![change("api:default/a", ChangeEvent::Deleted)];
        changes.extend((0..1_200).map(|_| change("component:default/a", ChangeEvent::Updated)));
        assert_eq!(summary(changes.iter()), "1,200 components updated, 1 API removed");
        changes.extend(["group", "user"].map(|kind| change(&format!("{kind}:default/a"), ChangeEvent::Created)));
        assert_eq!(summary(changes.iter()), "1,200 components updated, 1 group added, 1 user added, 1 more");
    }
}
