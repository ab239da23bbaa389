//! Where decoded contents are kept until something needs them.

use std::collections::HashMap;

use catalog_schema::model::Entity;

use super::IngestError;
use crate::store::{Store, StoreError, Tx, parse_entity};

/// Where decoded contents are kept.
#[derive(Debug, Default)]
pub(super) enum Contents {
    /// In the store.
    #[default]
    Stored,
    /// In memory, as JSON by hash: a dry run writes nothing. What is not there is looked for in the store.
    Aside(HashMap<String, String>),
}

impl Contents {
    /// Keeps entity JSON under its hash.
    pub(super) async fn keep(&mut self, tx: &mut Tx, contents: Vec<(String, String)>) -> Result<(), IngestError> {
        match self {
            Self::Stored => tx.put_contents(&contents).await?,
            Self::Aside(aside) => aside.extend(contents),
        }
        Ok(())
    }

    /// The entities of these hashes, as far as they are kept, by hash.
    pub(super) async fn of(&self, tx: &mut Tx, hashes: &[String]) -> Result<HashMap<String, Entity>, IngestError> {
        let Self::Aside(aside) = self else { return Ok(tx.contents(hashes).await?) };
        let (here, stored): (Vec<String>, Vec<String>) =
            hashes.iter().cloned().partition(|hash| aside.contains_key(hash));
        let mut found = tx.contents(&stored).await?;
        for hash in here {
            if let Some(json) = aside.get(&hash) {
                let entity = parse_entity(json)?;
                found.insert(hash, entity);
            }
        }
        Ok(found)
    }
}

/// Stores texts and contents by their hashes, in a transaction of their own: nothing refers to them yet.
pub(super) async fn put_aside(
    store: &Store,
    texts: &[(String, Vec<u8>)],
    contents: &[(String, String)],
) -> Result<(), StoreError> {
    let texts: Vec<(String, &[u8])> = texts.iter().map(|(hash, text)| (hash.clone(), text.as_slice())).collect();
    let mut tx = store.write().await?;
    tx.put_texts(&texts).await?;
    tx.put_contents(contents).await?;
    tx.commit().await
}
