//! The clocks of this machine and of the database agree.

use super::super::finding::Finding;
use super::super::subject::{Catalog, Subject};
use super::database::failed;
use crate::clock::now_ms;
use crate::store::StoreError;

const CHECK: &str = "clock";
/// From this difference on, in milliseconds, times look odd.
const ODD: u64 = 2_000;
/// From this difference on, times are wrong.
const WRONG: u64 = 60_000;

pub(in super::super) async fn check(subject: &Subject) -> Vec<Finding> {
    let Some(catalog) = &subject.catalog else {
        return vec![Finding::skipped(CHECK, "there is no database to compare with")];
    };
    match compare(catalog).await {
        Ok((difference, now)) => {
            let latest = catalog.locations.iter().filter_map(|location| location.last_sync).max();
            let ahead = latest.and_then(|latest| u64::try_from(latest - now).ok()).filter(|ahead| *ahead > WRONG);
            let mut findings = vec![judge(difference)];
            findings.extend(ahead.map(|ahead| {
                let found = format!("the last sync is said to be {} s in the future: a clock went back", ahead / 1_000);
                Finding::warning(CHECK, found, REMEDY)
            }));
            findings
        }
        Err(error) => vec![failed(CHECK, &error)],
    }
}

const REMEDY: &str =
    "let every machine keep time by NTP; leases go by the database's clock, times of syncs by the portal's";

/// How far the database's clock is ahead of this machine's, and what it says, in milliseconds.
async fn compare(catalog: &Catalog) -> Result<(i64, i64), StoreError> {
    let mut tx = catalog.store.read().await?;
    let before = now_ms();
    let database = tx.now_ms().await?;
    let after = now_ms();
    // What the question took is no difference of clocks.
    let difference = if database < before { database - before } else { (database - after).max(0) };
    Ok((difference, database))
}

fn judge(difference: i64) -> Finding {
    let apart = difference.unsigned_abs();
    let found = match difference {
        0 => "the clocks of this machine and of the database agree".to_owned(),
        1.. => format!("the database's clock is {apart} ms ahead of this machine's"),
        _ => format!("the database's clock is {apart} ms behind this machine's"),
    };
    match apart {
        0..=ODD => Finding::ok(CHECK, found),
        _ if apart <= WRONG => Finding::warning(CHECK, found, REMEDY),
        _ => Finding::error(CHECK, found, REMEDY),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_is_odd_from_two_seconds_and_wrong_from_a_minute() {
        let statuses = [0, 2_000, -2_000, 2_001, -60_000, 60_001, -60_001].map(|apart| judge(apart).status.as_str());
        assert_eq!(statuses, ["ok", "ok", "ok", "warning", "warning", "error", "error"]);
        assert!(judge(-3_000).found.contains("3000 ms behind"));
    }
}
