//! Workflow commands of GitHub Actions, which show problems beside the lines of a pull request.

use std::fmt::Write as _;

use crate::diagnostic::{Diagnostic, Severity};

/// `::error file=…,line=…,col=…,endLine=…,endColumn=…,title=code::message`, one line each. What a file allows itself is
/// left out.
pub fn github(diagnostics: &[Diagnostic]) -> String {
    let mut text = String::new();
    for diagnostic in diagnostics.iter().filter(|diagnostic| diagnostic.allowed.is_none()) {
        let command = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "notice",
        };
        let _ = write!(text, "::{command} ");
        if let Some(file) = &diagnostic.file {
            let file = file.strip_prefix("./").unwrap_or(file);
            let _ = write!(text, "file={},", property(file));
        }
        if let Some(line) = diagnostic.line {
            let _ = write!(text, "line={line},");
            if let Some(column) = diagnostic.column {
                let end = column.saturating_add(diagnostic.length);
                let _ = write!(text, "col={column},endLine={line},endColumn={end},");
            }
        }
        let _ = write!(text, "title={}::{}", property(&diagnostic.code), data(&diagnostic.message));
        if let Some(help) = &diagnostic.help {
            let _ = write!(text, "{}", data(&format!("\nhelp: {help}")));
        }
        text.push('\n');
    }
    text
}

/// Text after the second `::`, where a line end would end the command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property's value, which a comma or colon would end as well.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
