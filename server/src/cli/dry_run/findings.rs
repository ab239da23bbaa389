//! Findings that come, as problems of the files that bring them.

use std::borrow::Cow;

use catalog_schema::diagnostic::{Diagnostic, Severity};
use catalog_schema::wire::Insight;

use super::Asked;

/// Findings that come, each at the first entity of it that the files describe. They fail no build: the catalog may have
/// reasons.
pub(in crate::cli) fn findings(asked: &Asked) -> Vec<Diagnostic> {
    asked.dry_run.findings.added.iter().map(|finding| diagnostic(asked, finding)).collect()
}

fn diagnostic(asked: &Asked, finding: &Insight) -> Diagnostic {
    let place = std::iter::once(&finding.subject).chain(&finding.path).find_map(|named| asked.places.get(named));
    let page = format!("/insights?rule={}", finding.rule);
    Diagnostic {
        code: Cow::Owned(format!("insights/{}", finding.rule)),
        severity: if finding.severity == "low" { Severity::Info } else { Severity::Warning },
        message: finding.message.clone(),
        file: place.map(|(file, _)| file.clone()),
        line: place.map(|(_, line)| *line),
        column: place.map(|_| 1),
        excerpt: None,
        length: 0,
        help: Some(format!("new with these files; {}{page} says why it matters and what to do", asked.address)),
        fix: None,
        allowed: None,
        url: page,
    }
}
