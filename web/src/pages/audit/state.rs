//! What is looked at, as the address says it.

use catalog_schema::wire::AuditQuery;

use crate::address::with_query;
use crate::query::Query;

/// Entries on a page.
const PAGE_SIZE: u32 = 100;

/// The page's state.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct AuditState {
    /// What the entries are narrowed to, and from where on.
    pub(super) asked: AuditQuery,
}

impl AuditState {
    /// Reads the state from an address.
    pub(super) fn from_query(query: &Query) -> Self {
        let text = |key: &str| query.first(key).map(str::to_owned);
        Self {
            asked: AuditQuery {
                actor: text("actor"),
                action: text("action"),
                subject: text("subject"),
                since: text("since"),
                until: text("until"),
                limit: None,
                cursor: text("cursor"),
            },
        }
    }

    /// The address that this state reads from.
    pub(super) fn address(&self) -> String {
        with_query("/audit", self.filters().chain(self.cursor()))
    }

    /// The same from another place on.
    pub(super) fn after(&self, cursor: String) -> Self {
        Self { asked: AuditQuery { cursor: Some(cursor), ..self.asked.clone() } }
    }

    /// The same from the newest entry on.
    pub(super) fn newest(&self) -> Self {
        Self { asked: AuditQuery { cursor: None, ..self.asked.clone() } }
    }

    /// All that this actor did.
    pub(super) fn of_actor(actor: &str) -> Self {
        Self { asked: AuditQuery { actor: Some(actor.to_owned()), ..AuditQuery::default() } }
    }

    /// Whether some entries are left out.
    pub(super) fn is_narrowed(&self) -> bool {
        self.filters().next().is_some()
    }

    /// Whether the newest entries are left out.
    pub(super) fn is_further_back(&self) -> bool {
        self.asked.cursor.is_some()
    }

    /// What to ask the portal.
    pub(super) fn query(&self) -> AuditQuery {
        AuditQuery { limit: Some(PAGE_SIZE), ..self.asked.clone() }
    }

    /// Where the API has the same entries.
    pub(super) fn json_address(&self) -> String {
        let limit = PAGE_SIZE.to_string();
        with_query("/api/v1/audit", self.filters().chain(self.cursor()).chain([("limit", &*limit)]))
    }

    /// Where the whole list, and not only this page, is to be had as a table.
    pub(super) fn csv_address(&self) -> String {
        with_query("/api/v1/audit.csv", self.filters())
    }

    fn cursor(&self) -> Option<(&str, &str)> {
        self.asked.cursor.as_deref().map(|cursor| ("cursor", cursor))
    }

    fn filters(&self) -> impl Iterator<Item = (&str, &str)> {
        let AuditQuery { actor, action, subject, since, until, .. } = &self.asked;
        let all = [("actor", actor), ("action", action), ("subject", subject), ("since", since), ("until", until)];
        all.into_iter().filter_map(|(key, value)| Some((key, value.as_deref()?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn state_survives_its_address() {
        let read = |query: &str| AuditState::from_query(&Query::parse(query));
        let state = read("actor=token:ci&action=refuse&subject=POST%20*&since=2026-11-01&cursor=7b");
        assert_eq!(read(state.address().split_once('?').unwrap().1), state);
        assert_eq!(
            state.csv_address(),
            "/api/v1/audit.csv?actor=token:ci&action=refuse&subject=POST%20%2A&since=2026-11-01"
        );
        assert!(state.is_narrowed() && state.is_further_back() && !state.newest().is_further_back());
        assert_eq!(read("").address(), "/audit");
    }
}
