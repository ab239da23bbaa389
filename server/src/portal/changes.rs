//! The feed of changes.

use catalog_schema::model::{DEFAULT_NAMESPACE, EntityRef};
use catalog_schema::wire::{ChangeEvent, ChangeFilter, ChangeList, ChangeQuery, Problem};

use super::CatalogPortal;
use super::problems::{invalid_value, revision_gone, unavailable};
use crate::feed::{self, Direction, Mark, Only};
use crate::lists::problems::{invalid_limit, invalid_ref};
use crate::store::{Head, StoreError};

const DEFAULT_LIMIT: u32 = 100;
const MAX_LIMIT: u32 = 1_000;

pub(super) async fn changes(portal: &CatalogPortal, query: &ChangeQuery) -> Result<ChangeList, Problem> {
    let limit = query.limit.unwrap_or(DEFAULT_LIMIT);
    if !(1..=MAX_LIMIT).contains(&limit) {
        return Err(invalid_limit(limit, MAX_LIMIT));
    }
    let live = portal.cell.load();
    let direction = direction(query, live.revision())?;
    let only = only(&query.only)?;
    let failed = |error: StoreError| unavailable(&error);
    let mut tx = portal.store.read().await.map_err(failed)?;
    let head = tx.head().await.map_err(failed)?;
    let mark = match &direction {
        Direction::Since(mark) | Direction::Before(Some(mark)) => Some(mark),
        Direction::Before(None) => None,
    };
    let mut epochs = [mark.and_then(|mark| mark.epoch.as_ref()), query.epoch.as_ref()].into_iter().flatten();
    if epochs.any(|epoch| *epoch != head.epoch) || live.epoch() != head.epoch {
        return Err(revision_gone("the catalog was restored since, and its revisions count anew"));
    }
    if let Some(mark) = mark {
        within(mark, &head)?;
    }
    feed::page(&mut tx, (&head, &live), &direction, &only, limit).await.map_err(failed)
}

/// Whether the log has what a mark stands for.
fn within(mark: &Mark, head: &Head) -> Result<(), Problem> {
    if mark.revision > head.revision {
        return Err(revision_gone("the catalog has no such revision; it was restored since, or this is another one"));
    }
    if mark.revision < head.oldest_revision {
        let why = format!("the feed reaches back to revision {} only", head.oldest_revision);
        return Err(revision_gone(&why));
    }
    Ok(())
}

fn direction(query: &ChangeQuery, revision: u64) -> Result<Direction, Problem> {
    let mark = |parameter: &str, text: &str, also: &str| {
        let allowed = format!("REVISION, REVISION:POSITION, the next_{parameter} of an answer{also}");
        text.parse::<Mark>().map_err(|_| invalid_value(parameter, text, &allowed))
    };
    match (query.since.as_deref(), query.before.as_deref()) {
        (Some(_), Some(before)) => Err(invalid_value("before", before, "nothing, where there is a since")),
        (Some(since), None) => Ok(Direction::Since(mark("since", since, "")?)),
        (None, Some("now")) => Ok(Direction::Before(None)),
        (None, Some(before)) => Ok(Direction::Before(Some(mark("before", before, ", now")?))),
        (None, None) => Ok(Direction::Since(Mark { epoch: None, revision, position: None })),
    }
}

fn only(filter: &ChangeFilter) -> Result<Only, Problem> {
    let reference = |text: &String, kind: Option<&str>| {
        EntityRef::parse(text, kind, DEFAULT_NAMESPACE).map_err(|error| invalid_ref(&error))
    };
    let event = |text: &String| {
        let names = ChangeEvent::ALL.map(ChangeEvent::as_str).join(", ");
        ChangeEvent::parse(text).ok_or_else(|| invalid_value("event", text, &names))
    };
    Ok(Only {
        kind: filter.kind.as_ref().map(|kind| kind.to_lowercase()),
        owner: filter.owner.as_ref().map(|owner| reference(owner, Some("group"))).transpose()?,
        source: filter.source.clone(),
        event: filter.event.as_ref().map(event).transpose()?,
        entity: filter.entity.as_ref().map(|entity| reference(entity, None)).transpose()?,
        author: filter.author.as_ref().map(|author| author.to_lowercase()),
    })
}
