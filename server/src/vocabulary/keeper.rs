//! Defining, and defining no more.

use std::sync::Arc;
use std::time::Duration;

use catalog_schema::vocabulary::{FieldDefinition, TypeDefinition, Vocabulary};
use catalog_schema::wire::Problem;
use serde_json::{Value, json};
use tokio::time::timeout;

use super::problems;
use crate::clock::now_ms;
use crate::follow::LiveCell;
use crate::ingest::{Ingest, ask_to_recheck};
use crate::portal::unavailable;
use crate::store::{AuditRow, DefinitionSort, Store, StoreError};

/// So many fields may be defined, and so many types.
const MOST: usize = 500;
/// Shares of descriptors that are looked at again before who defines something gets an answer; the rest follows by itself.
const AT_ONCE: usize = 10;
/// How long an answer waits for the catalog to show what it changed.
const SHOWN_WITHIN: Duration = Duration::from_secs(5);

/// The definitions of a catalog. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Vocabularies {
    store: Store,
    /// Who looks at descriptors again, and where it shows; none where another process does.
    portal: Option<(Ingest, Arc<LiveCell>)>,
}

/// A definition on its way into the store.
struct Change {
    sort: DefinitionSort,
    /// As the store has it.
    name: String,
    /// None where it is defined no more.
    definition: Option<String>,
    /// Kinds of entities that may fit otherwise by it; an empty name stands for all.
    kinds: Vec<String>,
    action: &'static str,
    subject: String,
    detail: Value,
}

impl Vocabularies {
    /// The definitions in `store`, whose portal looks at descriptors again by itself.
    pub fn new(store: Store) -> Self {
        Self { store, portal: None }
    }

    /// Has descriptors looked at again by `ingest` before an answer, as far as that is quick, and waits until `cell` shows it.
    #[must_use]
    pub fn of_portal(self, ingest: Ingest, cell: Arc<LiveCell>) -> Self {
        Self { portal: Some((ingest, cell)), ..self }
    }

    /// Defines a custom field, or defines it otherwise; answers the revision that shows it.
    ///
    /// # Errors
    /// 400 `invalid_definition`; 422 `too_many_definitions`; 503 if the store fails.
    pub async fn define_field(&self, definition: &FieldDefinition, actor: &str) -> Result<u64, Problem> {
        let found = definition.problems();
        if !found.is_empty() {
            return Err(problems::invalid(found));
        }
        let is_new = |known: &Vocabulary| known.field(&definition.name).is_none() && known.fields().count() >= MOST;
        let change = |known: &Vocabulary| {
            let before = known.field(&definition.name);
            let judged = |field: &FieldDefinition| FieldDefinition { label: None, description: None, ..field.clone() };
            let is_judged_otherwise = before.map(judged) != Some(judged(definition));
            let concerned = before.into_iter().chain([definition]).filter(|_| is_judged_otherwise);
            (before != Some(definition)).then(|| Change {
                sort: DefinitionSort::Field,
                name: definition.name.clone(),
                definition: Some(json!(definition).to_string()),
                kinds: concerned.flat_map(kinds_of).collect(),
                action: "define-field",
                subject: definition.name.clone(),
                detail: json!({ "before": before, "after": definition }),
            })
        };
        self.change(is_new, change, actor).await
    }

    /// Defines a custom field no more: what descriptors say there is kept. Answers what it was, and the revision.
    ///
    /// # Errors
    /// 404 `field_not_found`; 503 if the store fails.
    pub async fn remove_field(&self, name: &str, actor: &str) -> Result<(FieldDefinition, u64), Problem> {
        let known = self.known().await?;
        let before = known.field(name).cloned().ok_or_else(|| problems::no_field(name))?;
        let change = |known: &Vocabulary| {
            let before = known.field(name)?;
            Some(Change {
                sort: DefinitionSort::Field,
                name: name.to_owned(),
                definition: None,
                kinds: kinds_of(before),
                action: "remove-field",
                subject: name.to_owned(),
                detail: json!({ "before": before }),
            })
        };
        Ok((before, self.change(|_| false, change, actor).await?))
    }

    /// Defines a type of a kind, or defines it otherwise; answers the revision that shows it.
    ///
    /// # Errors
    /// 400 `invalid_definition`; 422 `too_many_definitions`; 503 if the store fails.
    pub async fn define_type(&self, definition: &TypeDefinition, actor: &str) -> Result<u64, Problem> {
        let found = definition.problems();
        if !found.is_empty() {
            return Err(problems::invalid(found));
        }
        let TypeDefinition { kind, name, .. } = definition;
        let is_new = |known: &Vocabulary| known.entity_type(kind, name).is_none() && known.types().count() >= MOST;
        let change = |known: &Vocabulary| {
            let before = known.entity_type(kind, name);
            let judged =
                |defined: &TypeDefinition| TypeDefinition { title: None, description: None, ..defined.clone() };
            let is_judged_otherwise = before.map(judged) != Some(judged(definition));
            (before != Some(definition)).then(|| Change {
                sort: DefinitionSort::Type,
                name: type_key(kind, name),
                definition: Some(json!(definition).to_string()),
                kinds: is_judged_otherwise.then(|| kind.clone()).into_iter().collect(),
                action: "define-type",
                subject: format!("{kind}/{name}"),
                detail: json!({ "before": before, "after": definition }),
            })
        };
        self.change(is_new, change, actor).await
    }

    /// Defines a type no more: what is of it stays so. Answers what it was, and the revision.
    ///
    /// # Errors
    /// 404 `type_not_found`; 503 if the store fails.
    pub async fn remove_type(&self, kind: &str, name: &str, actor: &str) -> Result<(TypeDefinition, u64), Problem> {
        let known = self.known().await?;
        let before = known.entity_type(kind, name).cloned().ok_or_else(|| problems::no_type(kind, name))?;
        let change = |known: &Vocabulary| {
            let before = known.entity_type(kind, name)?;
            Some(Change {
                sort: DefinitionSort::Type,
                name: type_key(kind, name),
                definition: None,
                kinds: vec![kind.to_owned()],
                action: "remove-type",
                subject: format!("{}/{}", before.kind, before.name),
                detail: json!({ "before": before }),
            })
        };
        Ok((before, self.change(|_| false, change, actor).await?))
    }

    /// All that is defined.
    ///
    /// # Errors
    /// 503 if the store fails.
    pub async fn known(&self) -> Result<Vocabulary, Problem> {
        let read = async { self.store.read().await?.vocabulary().await };
        read.await.map_err(|error: StoreError| unavailable(&error))
    }

    /// Makes the change that follows from what is defined now, if any does; answers the revision that shows it.
    async fn change(
        &self,
        is_too_much: impl Fn(&Vocabulary) -> bool,
        change: impl Fn(&Vocabulary) -> Option<Change>,
        actor: &str,
    ) -> Result<u64, Problem> {
        let written = self.written(is_too_much, change, actor).await.map_err(|error| unavailable(&error))?;
        let Some(mut revision) = written else { return Err(problems::too_many(MOST)) };
        if let Some((ingest, cell)) = &self.portal {
            ingest.hint().send_replace(revision);
            for _ in 0..AT_ONCE {
                // What fails here is done again by who follows the definitions.
                if !ingest.recheck().await.unwrap_or(false) {
                    break;
                }
            }
            revision = self.head().await.unwrap_or(revision);
            // Where it takes longer the revision tells.
            let _ = timeout(SHOWN_WITHIN, cell.wait_for(revision)).await;
        }
        Ok(revision)
    }

    /// None where there are too many.
    async fn written(
        &self,
        is_too_much: impl Fn(&Vocabulary) -> bool,
        change: impl Fn(&Vocabulary) -> Option<Change>,
        actor: &str,
    ) -> Result<Option<u64>, StoreError> {
        let mut tx = self.store.write().await?;
        // From here on nobody else defines anything, nor brings claims.
        tx.lock_head().await?;
        let known = tx.vocabulary().await?;
        if is_too_much(&known) {
            return Ok(None);
        }
        let Some(change) = change(&known) else { return Ok(Some(tx.head().await?.revision)) };
        let revision = tx.next_revision().await?;
        tx.put_definition((change.sort, &change.name), change.definition, revision).await?;
        if !change.kinds.is_empty() {
            ask_to_recheck(&mut tx, &change.kinds).await?;
        }
        let entry = AuditRow {
            id: uuid::Uuid::now_v7().to_string(),
            at: now_ms(),
            actor: actor.to_owned(),
            action: change.action.to_owned(),
            subject: change.subject,
            detail: change.detail,
            revision: Some(revision),
        };
        tx.audit(&[entry]).await?;
        tx.commit().await?;
        Ok(Some(revision))
    }

    async fn head(&self) -> Result<u64, StoreError> {
        Ok(self.store.read().await?.head().await?.revision)
    }
}

/// The kinds that have a field, as [`ask_to_recheck`] takes them.
fn kinds_of(field: &FieldDefinition) -> Vec<String> {
    if field.kinds.is_empty() { vec![String::new()] } else { field.kinds.clone() }
}

fn type_key(kind: &str, name: &str) -> String {
    format!("{}/{}", kind.to_lowercase(), name.to_lowercase())
}
