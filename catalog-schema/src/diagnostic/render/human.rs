//! For a person at a terminal: the line at fault with a caret under it, and the remedy.

use std::fmt::Write as _;

use super::clean::clean;
use crate::diagnostic::{Diagnostic, Severity};

/// The diagnostics with their excerpts, one block each; with ANSI colours if `color`.
pub fn human(diagnostics: &[Diagnostic], color: bool) -> String {
    let paint = Paint { color };
    let mut text = String::new();
    for diagnostic in diagnostics {
        block(&mut text, diagnostic, paint);
    }
    text
}

/// One problem.
fn block(text: &mut String, diagnostic: &Diagnostic, paint: Paint) {
    let what = diagnostic.allowed.as_ref().map_or(diagnostic.severity.as_str(), |_| "allowed");
    let severity = if diagnostic.allowed.is_some() { Severity::Info } else { diagnostic.severity };
    let head = format!("{what}[{}]", clean(&diagnostic.code));
    let _ = writeln!(
        text,
        "{}{} {}",
        paint.severity(severity, &head),
        paint.strong(":"),
        paint.strong(&clean(&diagnostic.message))
    );
    let number = diagnostic.line.map(|line| line.to_string()).unwrap_or_default();
    let margin = " ".repeat(number.len());
    if let Some(file) = &diagnostic.file {
        let _ = write!(text, "{margin}{} {}", paint.frame("-->"), clean(file));
        for place in [diagnostic.line, diagnostic.column].into_iter().flatten() {
            let _ = write!(text, ":{place}");
        }
        text.push('\n');
    }
    if let Some(excerpt) = &diagnostic.excerpt {
        let bar = paint.frame("|");
        let _ = writeln!(text, "{margin} {bar}");
        let _ = writeln!(text, "{} {bar} {}", paint.frame(&number), clean(excerpt));
        if let Some(caret) = caret(diagnostic, excerpt) {
            let _ = writeln!(text, "{margin} {bar} {}", paint.severity(severity, &caret));
        }
    }
    let mut note = |label: &str, words: &str| {
        let _ = writeln!(text, "{margin} {} {} {}", paint.frame("="), paint.strong(label), clean(words));
    };
    if let Some(help) = &diagnostic.help {
        note("help:", help);
    }
    if let Some(reason) = diagnostic.allowed.as_deref().filter(|reason| !reason.is_empty()) {
        note("reason:", reason);
    }
    text.push('\n');
}

/// Carets under what is meant, if the excerpt reaches that far.
fn caret(diagnostic: &Diagnostic, excerpt: &str) -> Option<String> {
    let column = diagnostic.column? as usize;
    let width = excerpt.chars().count();
    let indent = column.checked_sub(1).filter(|indent| *indent <= width)?;
    let length = (diagnostic.length as usize).clamp(1, (width - indent).max(1));
    Some(format!("{}{}", " ".repeat(indent), "^".repeat(length)))
}

/// Colours, or none.
#[derive(Clone, Copy)]
struct Paint {
    color: bool,
}

impl Paint {
    fn severity(self, severity: Severity, text: &str) -> String {
        let style = match severity {
            Severity::Error => "1;31",
            Severity::Warning => "1;33",
            Severity::Info => "1;36",
        };
        self.styled(style, text)
    }

    fn strong(self, text: &str) -> String {
        self.styled("1", text)
    }

    fn frame(self, text: &str) -> String {
        self.styled("1;34", text)
    }

    fn styled(self, style: &str, text: &str) -> String {
        if self.color { format!("\u{1b}[{style}m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}
