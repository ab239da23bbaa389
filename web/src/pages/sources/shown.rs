//! Which problems the page shows, as its address says it.

use catalog_schema::diagnostic::Severity;
use catalog_schema::wire::DiagnosticQuery;

use crate::address::{source_page, with_query};
use crate::query::Query;

/// Problems on a page.
const PAGE_SIZE: u32 = 100;

/// The page of one source, at its problems of this severity.
pub(super) fn source_problems(name: &str, severity: Severity) -> String {
    format!("{}#problems", with_query(&source_page(name), [("severity", severity.as_str())]))
}

/// Which problems are shown, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Shown {
    /// The source that the page is about; none on the page of all.
    pub(super) page_of: Option<String>,
    /// The source that the problems are narrowed to.
    pub(super) source: Option<String>,
    /// The severity that they are narrowed to, as the address has it.
    pub(super) severity: Option<String>,
    /// Where they begin; none for the first page.
    cursor: Option<String>,
}

impl Shown {
    /// Reads an address: of the page of all sources, or of one.
    pub(super) fn from_query(query: &Query, page_of: Option<&str>) -> Self {
        let asked = |key: &str| query.first(key).map(str::to_owned);
        let page_of = page_of.map(str::to_owned);
        let source = page_of.clone().or_else(|| asked("source"));
        Self { page_of, source, severity: asked("severity"), cursor: asked("cursor") }
    }

    /// The address of the same page, at its problems.
    pub(super) fn address(&self) -> String {
        let path = self.page_of.as_deref().map_or_else(|| "/sources".to_owned(), source_page);
        let source = self.source.as_deref().filter(|_| self.page_of.is_none());
        let pairs = [("source", source), ("severity", self.severity.as_deref()), ("cursor", self.cursor.as_deref())];
        let pairs = pairs.into_iter().filter_map(|(key, value)| Some((key, value?)));
        format!("{}#problems", with_query(&path, pairs))
    }

    /// Whether this is all problems of the page.
    pub(super) fn is_unfiltered(&self) -> bool {
        self.severity.is_none() && self.source == self.page_of
    }

    /// Whether the page begins after the first problem.
    pub(super) fn is_further_on(&self) -> bool {
        self.cursor.is_some()
    }

    /// The same of another severity, or of all; from the first on.
    pub(super) fn of_severity(&self, severity: Option<&str>) -> Self {
        Self { severity: severity.map(str::to_owned), cursor: None, ..self.clone() }
    }

    /// The same of another source, or of all; from the first on.
    pub(super) fn of_source(&self, source: Option<&str>) -> Self {
        Self { source: source.map(str::to_owned), cursor: None, ..self.clone() }
    }

    /// The same at another place.
    pub(super) fn at(&self, cursor: Option<&str>) -> Self {
        Self { cursor: cursor.map(str::to_owned), ..self.clone() }
    }

    /// What to ask the portal.
    pub(super) fn query(&self) -> DiagnosticQuery {
        DiagnosticQuery {
            source: self.source.clone(),
            severity: self.severity.clone(),
            limit: Some(PAGE_SIZE),
            cursor: self.cursor.clone(),
        }
    }

    /// What to ask for how many there are of a severity.
    pub(super) fn count_query(&self, severity: Severity) -> DiagnosticQuery {
        DiagnosticQuery {
            source: self.source.clone(),
            severity: Some(severity.as_str().to_owned()),
            limit: Some(1),
            cursor: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_leads_to_itself() {
        let all = Shown::from_query(&Query::parse("source=a%20b&severity=error&cursor=7b"), None);
        assert_eq!(all.address(), "/sources?source=a%20b&severity=error&cursor=7b#problems");
        assert_eq!(all.of_severity(None).address(), "/sources?source=a%20b#problems");
        assert_eq!(all.of_source(None).address(), "/sources?severity=error#problems");

        let one = Shown::from_query(&Query::parse("source=other&severity=error"), Some("shop/x"));
        assert_eq!(one.address(), "/sources/shop%2Fx?severity=error#problems");
        assert_eq!(one.query().source.as_deref(), Some("shop/x"));
        assert!(one.of_severity(None).is_unfiltered());
    }
}
