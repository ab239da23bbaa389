//! Since when the results that are asked for are so.

use catalog_schema::wire::ScorecardResult;

use super::current::word;
use super::kept::unpack;
use crate::clock::rfc3339;
use crate::store::{Store, StoreError};

/// Fills in since when each rule comes to what it comes to, by one look at the store. What is not written down yet, or is
/// otherwise there, stays without.
///
/// # Errors
/// If the store fails.
pub async fn tell_since(store: &Store, uid: &str, results: &mut [ScorecardResult]) -> Result<(), StoreError> {
    if results.is_empty() {
        return Ok(());
    }
    let rows = store.read().await?.outcomes_of(&[uid]).await?;
    for row in rows.iter().filter(|row| row.gone_at.is_none()) {
        let Some(result) = results.iter_mut().find(|result| result.scorecard == row.scorecard) else { continue };
        let kept = unpack(&row.packed)?;
        for rule in &mut result.rules {
            let standing = kept.get(&rule.id).filter(|known| known.value.as_deref() == Some(word(rule.outcome)));
            rule.since = standing.and_then(|known| rfc3339(known.since.at));
            rule.since_revision = standing.and_then(|known| known.since.revision());
        }
    }
    Ok(())
}
