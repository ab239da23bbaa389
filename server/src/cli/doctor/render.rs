//! Findings as text for people and as JSON for programs.

use serde_json::json;

use super::finding::{Finding, Status};
use super::units::counted;

/// A line a finding, what to do below it, and a last line with the sum.
pub(super) fn human(findings: &[Finding]) -> String {
    let width = findings.iter().map(|finding| finding.check.chars().count()).max().unwrap_or(0);
    // What begins a line that goes on with the one above.
    let indent = format!("{:<7}  {:<width$}  ", "", "");
    let mut text = String::new();
    for Finding { check, status, found, remedy } in findings {
        let found = found.trim_end().replace('\n', &format!("\n{indent}"));
        text.push_str(&format!("{:<7}  {check:<width$}  {found}\n", status.as_str()));
        if let Some(remedy) = remedy {
            text.push_str(&format!("{indent}→ {remedy}\n"));
        }
    }
    text.push_str(&format!("\n{}\n", sum(findings)));
    text
}

fn sum(findings: &[Finding]) -> String {
    let [errors, warnings, skipped] =
        [Status::Error, Status::Warning, Status::Skipped].map(|status| count(findings, status));
    let mut parts = vec![counted(findings.len() as u64, "finding", "findings")];
    if errors + warnings + skipped == 0 {
        parts.push("nothing is wrong".to_owned());
    }
    parts.extend((errors > 0).then(|| counted(errors, "error", "errors")));
    parts.extend((warnings > 0).then(|| counted(warnings, "warning", "warnings")));
    parts.extend((skipped > 0).then(|| format!("{skipped} skipped")));
    parts.join(", ")
}

/// One object: how it stands in all, the counts, and every finding.
pub(super) fn json(findings: &[Finding]) -> String {
    let [errors, warnings, skipped] =
        [Status::Error, Status::Warning, Status::Skipped].map(|status| count(findings, status));
    let status = match (errors, warnings) {
        (0, 0) => Status::Ok,
        (0, _) => Status::Warning,
        _ => Status::Error,
    };
    let object = json!({
        "sextant": env!("CARGO_PKG_VERSION"),
        "status": status,
        "errors": errors,
        "warnings": warnings,
        "skipped": skipped,
        "findings": findings,
    });
    format!("{object:#}\n")
}

fn count(findings: &[Finding], status: Status) -> u64 {
    findings.iter().filter(|finding| finding.status == status).count() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_see_aligned_lines_what_to_do_and_a_sum() {
        let findings = [
            Finding::ok("clock", "0 ms apart"),
            Finding::error("database", "nobody answers", "start it"),
            Finding::skipped("sources", "the catalog cannot be read"),
        ];
        assert_eq!(
            human(&findings),
            "ok       clock     0 ms apart\n\
             error    database  nobody answers\n                   → start it\n\
             skipped  sources   the catalog cannot be read\n\n\
             3 findings, 1 error, 1 skipped\n"
        );
        assert!(human(&findings[..1]).ends_with("\n1 finding, nothing is wrong\n"));
    }
}
