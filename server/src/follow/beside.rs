//! What a snapshot has beside entities, all of it from the store.

use std::sync::Arc;

use super::FollowError;
use super::convert::{exemption, fact, happened, repository};
use super::stages::PAGE;
use crate::clock::day;
use crate::live::change::{Beside, EventChange, FactChange, RepositoryChange};
use crate::store::Tx;

/// Everything beside entities in the state that a transaction sees, as of `now`, in milliseconds since the Unix epoch.
pub(super) async fn read_beside(tx: &mut Tx, now: i64) -> Result<Beside, FollowError> {
    Ok(Beside {
        facts: read_facts(tx).await?,
        repositories: read_repositories(tx).await?,
        events: read_events(tx, now).await?,
        exemptions: tx.exemptions_on(&day(now)).await?.into_iter().map(exemption).collect(),
        vocabulary: Some(Arc::new(tx.vocabulary().await?)),
    })
}

/// All facts, those of an entity one after another.
async fn read_facts(tx: &mut Tx) -> Result<Vec<FactChange>, FollowError> {
    let mut facts: Vec<FactChange> = Vec::new();
    loop {
        let after = facts.last().map_or((Arc::default(), Arc::default()), |last| (last.uid.clone(), last.name.clone()));
        let page = tx.facts_page((&after.0, &after.1), PAGE).await?;
        if page.is_empty() {
            return Ok(facts);
        }
        facts.extend(page.into_iter().map(fact));
    }
}

/// What is seen of repositories, those of a location one after another.
async fn read_repositories(tx: &mut Tx) -> Result<Vec<RepositoryChange>, FollowError> {
    let mut repositories: Vec<RepositoryChange> = Vec::new();
    loop {
        let after = repositories.last().map(|last| (Arc::clone(&last.location), Arc::clone(&last.root)));
        let (location, root) = after.unwrap_or_default();
        let page = tx.repository_facts_page((&location, &root), PAGE).await?;
        if page.is_empty() {
            return Ok(repositories);
        }
        repositories.extend(page.into_iter().map(repository));
    }
}

/// What happened to entities, as far as rules read it.
async fn read_events(tx: &mut Tx, now: i64) -> Result<Vec<EventChange>, FollowError> {
    let (mut events, mut after) = (Vec::new(), String::new());
    loop {
        let uids = tx.told_of_page(&after, PAGE).await?;
        let Some(last) = uids.last() else { return Ok(events) };
        after.clone_from(last);
        events.extend(happened(tx, &uids, now).await?);
    }
}
