//! The audit log, a page at a time.

use catalog_schema::wire::{AuditEntry, AuditList, AuditQuery, Problem};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use super::problems::{invalid_value, unavailable};
use super::{CatalogPortal, cursor};
use crate::clock::rfc3339;
use crate::lists::problems::invalid_limit;
use crate::store::{AuditFilter, AuditRow, StoreError};

const DEFAULT_LIMIT: u32 = 100;
const MAX_LIMIT: u32 = 1_000;

pub(super) async fn audit(portal: &CatalogPortal, query: &AuditQuery) -> Result<AuditList, Problem> {
    let limit = query.limit.unwrap_or(DEFAULT_LIMIT);
    if !(1..=MAX_LIMIT).contains(&limit) {
        return Err(invalid_limit(limit, MAX_LIMIT));
    }
    let filter = filter(query)?;
    let live = portal.cell.load();
    let before: Option<String> = query.cursor.as_deref().map(|text| cursor::decode(live.epoch(), text)).transpose()?;
    let failed = |error: StoreError| unavailable(&error);
    let mut tx = portal.store.read().await.map_err(failed)?;
    let mut rows = tx.audit_before(&filter, before.as_deref(), limit + 1).await.map_err(failed)?;
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let next_cursor = rows.last().filter(|_| more).map(|row| cursor::encode(live.epoch(), &row.id));
    Ok(AuditList { items: rows.into_iter().map(to_wire).collect(), next_cursor, revision: live.revision() })
}

fn filter(query: &AuditQuery) -> Result<AuditFilter, Problem> {
    let (subject, subject_prefix) = match query.subject.as_deref() {
        Some(subject) => match subject.strip_suffix('*') {
            Some(prefix) => (None, Some(prefix.to_owned())),
            None => (Some(subject.to_owned()), None),
        },
        None => (None, None),
    };
    let time = |name: &str, text: &Option<String>, days: i64| {
        let Some(text) = text else { return Ok(None) };
        let wrong = || invalid_value(name, text, "a time such as 2026-11-29T08:00:00Z, a day such as 2026-11-29");
        moment(text, days).map(Some).ok_or_else(wrong)
    };
    Ok(AuditFilter {
        actor: query.actor.clone(),
        action: query.action.clone(),
        subject,
        subject_prefix,
        since: time("since", &query.since, 0)?,
        until: time("until", &query.until, 1)?,
    })
}

/// Milliseconds since the Unix epoch of a time, or of the beginning of the day that is `days` after a day, in UTC.
fn moment(text: &str, days: i64) -> Option<i64> {
    if let Ok(day) = text.parse::<Date>()
        && text.len() == "2026-11-29".len()
    {
        let day = day.checked_add(days.days()).ok()?;
        return Some(day.to_zoned(TimeZone::UTC).ok()?.timestamp().as_millisecond());
    }
    text.parse::<Timestamp>().ok().map(Timestamp::as_millisecond)
}

fn to_wire(row: AuditRow) -> AuditEntry {
    AuditEntry {
        id: row.id,
        at: rfc3339(row.at).unwrap_or_default(),
        actor: row.actor,
        action: row.action,
        subject: row.subject,
        detail: row.detail,
        revision: row.revision,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_meant_whole() {
        assert_eq!(moment("1970-01-02", 0), Some(86_400_000));
        assert_eq!(moment("1970-01-01", 1), Some(86_400_000), "until the end of a day is before the next");
        assert_eq!(moment("1970-01-01T02:00:01+02:00", 1), Some(1_000));
        for wrong in ["yesterday", "1970-13-01", "12", ""] {
            assert_eq!(moment(wrong, 0), None, "{wrong}");
        }
    }
}
