//! What is remembered of findings, in the store and for all processes.

use std::collections::{BTreeMap, HashSet};

use jiff::ToSpan;
use jiff::civil::Date;

use super::{Finding, Seen, Survey, rules};
use crate::store::{FindingDay, Store, StoreError};

/// Days that are shown, and that are kept.
const SHOWN: i64 = 90;
const KEPT: i64 = 400;

/// Writes down which findings are new, which are gone, and how many of each rule are open today. For one process at a time.
///
/// # Errors
/// If the store fails.
pub(super) async fn remember(store: &Store, survey: &Survey, today: Date, now: i64) -> Result<(), StoreError> {
    let known = store.read().await?.findings().await?;
    let there: HashSet<&str> = survey.findings.iter().map(|finding| finding.id.as_str()).collect();
    let new: Vec<&str> = there.iter().copied().filter(|id| !known.contains_key(*id)).collect();
    let gone: Vec<&str> = known.keys().map(String::as_str).filter(|id| !there.contains(id)).collect();
    let mut tx = store.write().await?;
    tx.put_findings(&new, now).await?;
    // A process that lags does not know what others have found since.
    if tx.head().await?.revision == survey.found_at() {
        tx.delete_findings(&gone).await?;
        tx.put_finding_days(&counts(&survey.findings, today)).await?;
    }
    tx.drop_finding_days(&days_before(today, KEPT)).await?;
    tx.commit().await
}

/// What is remembered.
///
/// # Errors
/// If the store fails.
pub(super) async fn recall(store: &Store, today: Date) -> Result<Seen, StoreError> {
    let mut tx = store.read().await?;
    let mut days: BTreeMap<String, Vec<(String, u64)>> = BTreeMap::new();
    for FindingDay { day, rule, open } in tx.finding_days(&days_before(today, SHOWN)).await? {
        days.entry(day).or_default().push((rule, open));
    }
    Ok(Seen { first: tx.findings().await?, days: days.into_iter().collect() })
}

fn counts(findings: &[Finding], today: Date) -> Vec<FindingDay> {
    let open =
        |rule: &str| findings.iter().filter(|finding| finding.rule.id == rule && finding.is_open()).count() as u64;
    let day = |id: &str| FindingDay { day: today.to_string(), rule: id.to_owned(), open: open(id) };
    rules().iter().map(|rule| day(rule.id)).collect()
}

fn days_before(today: Date, days: i64) -> String {
    today.checked_sub(days.days()).unwrap_or(today).to_string()
}
