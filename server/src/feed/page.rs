//! A page of the feed.

use std::collections::{BTreeSet, HashMap};

use catalog_schema::model::EntityRef;
use catalog_schema::wire::{Change, ChangeEvent, ChangeList, ChangeOperation};

use super::{Mark, Only};
use crate::clock::rfc3339;
use crate::follow::author_name;
use crate::live::Live;
use crate::store::{Event, Head, LogWindow, LoggedChange, Operation, Place, StoreError, Tx};

/// So many changes are looked at for one page where not all of them are asked for: a rare one far back costs further
/// pages, and none of them much.
pub const LOOKED_AT: u32 = 5_000;

/// Where a page begins, and in which direction it goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Direction {
    /// What follows, the oldest first.
    Since(Mark),
    /// What was before, the newest first; before everything that comes where there is no mark.
    Before(Option<Mark>),
}

/// The changes that `live` shows already, up to `limit`. `head` is of the same transaction and of the epoch of `live`.
///
/// # Errors
/// If the store fails.
pub async fn page(
    tx: &mut Tx,
    (head, live): (&Head, &Live),
    direction: &Direction,
    only: &Only,
    limit: u32,
) -> Result<ChangeList, StoreError> {
    let window = window(head, live, direction, only, limit);
    let mut rows = tx.log_window(&window).await?;
    let last = rows.last().filter(|_| rows.len() == window.size as usize).map(|row| row.place);
    if !only.is_everything() {
        rows.retain(|row| only.pass(row));
        let then = owners_of_gone(tx, live, only, &rows).await?;
        rows.retain(|row| only.is_owned(row, live, &then));
    }
    // Either the page is full, or everything that was looked at is on it.
    let full = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let end = if full { rows.last().map(|row| row.place) } else { last };
    let mark = |place: Option<Place>| Mark {
        epoch: Some(head.epoch.clone()),
        revision: place.map_or(live.revision(), |place| place.revision),
        position: place.map(|place| place.position),
    };
    let (since, before) = match direction {
        // A reader that was told of a revision by another replica may be ahead of this one.
        Direction::Since(asked) if end.is_none() && asked.revision > live.revision() => {
            (Mark { epoch: Some(head.epoch.clone()), ..asked.clone() }, None)
        }
        Direction::Since(_) => (mark(end), None),
        Direction::Before(_) => (mark(None), end.map(|end| mark(Some(end)).to_string())),
    };
    Ok(ChangeList {
        items: rows.into_iter().map(to_wire).collect(),
        next_since: since.to_string(),
        next_before: before,
        more: end.is_some(),
        epoch: head.epoch.clone(),
        oldest_revision: head.oldest_revision,
        revision: live.revision(),
    })
}

fn window(head: &Head, live: &Live, direction: &Direction, only: &Only, limit: u32) -> LogWindow {
    let shown = Place::after(live.revision());
    let place = |mark: &Mark, whole: fn(u64) -> Place| match mark.position {
        Some(position) => Place { revision: mark.revision, position },
        None => whole(mark.revision),
    };
    let (after, before, newest_first) = match direction {
        Direction::Since(mark) => (place(mark, Place::after), shown, false),
        Direction::Before(mark) => {
            let before = mark.as_ref().map_or(shown, |mark| place(mark, Place::before).min(shown));
            (Place::after(head.oldest_revision), before, true)
        }
    };
    LogWindow {
        after,
        before,
        entity_ref: only.entity.as_ref().map(ToString::to_string),
        newest_first,
        size: if only.is_everything() { limit + 1 } else { LOOKED_AT.max(limit + 1) },
    }
}

/// The owners that the versions of what is gone declare, by the hash of the content; none where no owner is asked for.
async fn owners_of_gone(
    tx: &mut Tx,
    live: &Live,
    only: &Only,
    rows: &[LoggedChange],
) -> Result<HashMap<String, Option<EntityRef>>, StoreError> {
    if only.owner.is_none() {
        return Ok(HashMap::new());
    }
    let gone = rows.iter().filter(|row| live.get_by_uid(&row.uid).is_none());
    let contents: BTreeSet<&String> = gone.filter_map(|row| Some(&row.version.as_ref()?.content)).collect();
    let contents: Vec<String> = contents.into_iter().cloned().collect();
    let contents = tx.contents(&contents).await?;
    Ok(contents.into_iter().map(|(hash, entity)| (hash, entity.owner)).collect())
}

fn to_wire(change: LoggedChange) -> Change {
    let version = change.version;
    Change {
        revision: change.place.revision,
        position: change.place.position,
        operation: match change.operation {
            Operation::Put => ChangeOperation::Put,
            Operation::Remove => ChangeOperation::Remove,
        },
        event: event(change.event),
        entity_ref: change.entity_ref,
        uid: change.uid,
        changed_at: version.as_ref().and_then(|version| rfc3339(version.changed_at)),
        author: version.as_ref().and_then(|version| author_name(version.author.as_deref()?)).map(str::to_owned),
        commit: version.as_ref().and_then(|version| version.commit_id.clone()),
        source: version.map(|version| version.source),
        renamed_from: change.renamed_from,
    }
}

/// The same as answers have it.
pub(super) fn event(event: Event) -> ChangeEvent {
    match event {
        Event::Created => ChangeEvent::Created,
        Event::Updated => ChangeEvent::Updated,
        Event::Renamed => ChangeEvent::Renamed,
        Event::Restored => ChangeEvent::Restored,
        Event::Deleted => ChangeEvent::Deleted,
    }
}
