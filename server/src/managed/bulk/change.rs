//! Making a change of many entities.

use catalog_schema::model::EntityRef;
use catalog_schema::wire::{BulkChange, BulkItem, BulkOutcome, LeftOut, Problem, PushOutcome};
use web::portal::Portal;

use super::choose::choose;
use super::one::plan;
use super::seen::Seen;
use crate::dry_run::failed;
use crate::managed::problems;
use crate::managed::service::{ATTEMPTS, Edit, Managed, Stop};
use crate::portal::unavailable;
use crate::store::StoreError;

/// What the audit log calls it.
const ACTION: &str = "edit-many";

/// What a change comes to.
struct Plan {
    /// The catalog's revision that it was made of, or an earlier one.
    revision: u64,
    items: Vec<BulkItem>,
    edits: Vec<(EntityRef, Edit)>,
}

impl Managed {
    /// The entities that a change is about, by reference.
    ///
    /// # Errors
    /// 400 where it chooses nothing, or the filter does not make sense; 422 `too_many_entities`.
    pub async fn chosen(&self, portal: &dyn Portal, change: &BulkChange) -> Result<Vec<String>, Problem> {
        choose(portal, change).await
    }

    /// Changes many entities in one transaction, or says what that would change. What of it a file says, and what was
    /// changed since it was seen, is left as it is and told.
    ///
    /// # Errors
    /// 400 where it chooses or changes nothing, or does not make sense; 422 `too_many_entities` or `descriptor_errors`; 503
    /// if the store fails or others write all the time.
    pub async fn change_many(
        &self,
        portal: &dyn Portal,
        change: BulkChange,
        actor: &str,
    ) -> Result<BulkOutcome, Problem> {
        if change.is_idle() {
            return Err(problems::nothing_to_change());
        }
        if let Some(tier) = change.set.tier.filter(|tier| !(1..=4).contains(tier)) {
            return Err(problems::no_tier(tier));
        }
        let chosen = self.chosen(portal, &change).await?;
        let turn = if change.dry_run { None } else { Some(self.turn.lock().await) };
        for _ in 0..ATTEMPTS {
            let Plan { revision, items, edits } = self.planned(&chosen, &change).await?;
            let made = if edits.is_empty() {
                Ok(PushOutcome::default())
            } else if change.dry_run {
                self.rehearsed(&edits).await
            } else {
                self.written(&edits, (actor, ACTION)).await
            };
            match made {
                Err(Stop::Overtaken) => {}
                // What a file came to say, or somebody else, is in the next plan.
                Err(Stop::Refused(problem)) if matches!(problem.status, 409 | 412) => {}
                Err(Stop::Refused(problem)) => return Err(*problem),
                Ok(mut made) => {
                    if change.dry_run || edits.is_empty() {
                        made.outcome.revision = revision;
                    } else {
                        made = self.shown(made).await;
                    }
                    drop(turn);
                    let PushOutcome { outcome, diagnostics } = made;
                    return Ok(BulkOutcome { dry_run: change.dry_run, outcome, items, diagnostics });
                }
            }
        }
        Err(problems::overtaken())
    }

    /// What the change comes to for each of the entities, as they are now.
    async fn planned(&self, chosen: &[String], change: &BulkChange) -> Result<Plan, Problem> {
        let (revision, seen) = self.seen(chosen).await.map_err(|error| unavailable(&error))?;
        let (change, options) = (change.clone(), self.ingest.decode_options().clone());
        let chosen = chosen.to_vec();
        let work = move || {
            let mut made = Plan { revision, items: Vec::with_capacity(seen.len()), edits: Vec::new() };
            for (entity_ref, seen) in chosen.into_iter().zip(seen) {
                let Some(seen) = seen else {
                    made.items.push(unknown(entity_ref));
                    continue;
                };
                let (item, edit) = plan(&seen, &change, &options);
                made.items.push(item);
                made.edits.extend(edit.map(|edit| (seen.entity_ref, edit)));
            }
            made
        };
        tokio::task::spawn_blocking(work).await.map_err(|error| failed(error.into()))
    }

    async fn seen(&self, chosen: &[String]) -> Result<(u64, Vec<Option<Seen>>), StoreError> {
        let refs: Vec<Option<EntityRef>> = chosen.iter().map(|text| text.parse().ok()).collect();
        let known: Vec<EntityRef> = refs.iter().flatten().cloned().collect();
        let mut tx = self.store.read().await?;
        // The revision first: what is changed meanwhile is then later than what was seen.
        let revision = tx.head().await?.revision;
        let rows = tx.entities_by_ref(&known).await?;
        let entities: Vec<_> = rows.into_iter().map(|row| (row.entity_ref, row.revision)).collect();
        let found = Seen::read(&mut tx, &entities, self.ingest.precedence()).await?;
        let seen = refs.iter().map(|entity_ref| found.get(entity_ref.as_ref()?).cloned()).collect();
        Ok((revision, seen))
    }
}

fn unknown(entity_ref: String) -> BulkItem {
    let detail = "there is no such entity; write references as kind:namespace/name".to_owned();
    let left_out = vec![LeftOut { field: None, code: "entity_not_found".to_owned(), detail }];
    BulkItem { entity_ref, left_out, ..BulkItem::default() }
}
