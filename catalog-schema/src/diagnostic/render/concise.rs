//! One line to a problem, in the form that editors and build logs recognise.

use std::fmt::Write as _;

use super::clean::clean;
use crate::diagnostic::Diagnostic;

/// `file:line:column: severity[code]: message`, one line each; `allowed` takes the place of the severity of what the file
/// allows itself.
pub fn concise(diagnostics: &[Diagnostic]) -> String {
    let mut text = String::new();
    for diagnostic in diagnostics {
        if let Some(file) = &diagnostic.file {
            text.push_str(&clean(file));
            for place in [diagnostic.line, diagnostic.column].into_iter().flatten() {
                let _ = write!(text, ":{place}");
            }
            text.push_str(": ");
        }
        let what = diagnostic.allowed.as_ref().map_or(diagnostic.severity.as_str(), |_| "allowed");
        let _ = writeln!(text, "{what}[{}]: {}", clean(&diagnostic.code), clean(&diagnostic.message));
    }
    text
}
