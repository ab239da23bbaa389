//! One JSON object to a line, in the shape that the API speaks.

use crate::diagnostic::Diagnostic;

/// The diagnostics as JSON lines.
pub fn json(diagnostics: &[Diagnostic]) -> String {
    let mut text = String::new();
    for diagnostic in diagnostics {
        // A diagnostic holds strings and numbers only; it always has a JSON form.
        if let Ok(line) = serde_json::to_string(diagnostic) {
            text.push_str(&line);
            text.push('\n');
        }
    }
    text
}
