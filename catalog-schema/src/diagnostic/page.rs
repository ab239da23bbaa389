//! What there is to say of a code, as Markdown: the reference pages, `sextant explain` and the portal's pages.

use std::fmt::Write as _;

use super::codes::Code;
use super::examples::{self, Input};

/// What it means and how to mend it, with an example.
pub fn body(code: &Code) -> String {
    let mut body = format!("{}\n", code.explanation);
    let Some(example) = examples::find(code.name) else { return body };
    let (language, text, of) = match example.input {
        Input::File(name, text) => ("yaml", text, name),
        Input::Script(text) => ("sh", text, "this directory"),
    };
    let fence = |language: &str, text: &str| format!("```{language}\n{}\n```\n", text.trim_end());
    let _ = write!(body, "\n## Example\n\n{}", fence(language, text));
    let command: Vec<_> = example.command().collect();
    let _ = write!(body, "\nOf {of}, `sextant {}` says:\n\n{}", command.join(" "), fence("text", example.told));
    if !code.can_be_allowed() {
        return body;
    }
    let _ = write!(
        body,
        "\n## Where it is meant to be so\n\nA comment on the line, or on the line above it, allows it, with a reason:\n\n{}",
        fence("yaml", &format!("# sextant: allow({}) why it may stay", code.name)),
    );
    body
}

/// The whole page.
pub fn page(code: &Code) -> String {
    format!("# {}\n\n{} ({})\n\n{}", code.name, code.summary, code.severity.as_str(), body(code))
}
