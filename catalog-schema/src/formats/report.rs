//! Problems on their way to diagnostics: they name a field, and get their line and column once there is one to report.

use super::rewrite::{self, Rewrite};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::{self, Code};
use crate::yaml::{Document, Fault, FaultKind, Place};

/// How many characters of a long line an excerpt shows.
const EXCERPT: usize = 240;

/// One problem, and the part of the document that it is about.
#[derive(Debug)]
pub(crate) struct Problem {
    pub(crate) code: &'static Code,
    pub(crate) message: String,
    pub(crate) target: Target,
    pub(crate) help: Option<String>,
    /// What certainly puts it right.
    pub(crate) rewrite: Option<Rewrite>,
}

/// What a problem is about.
#[derive(Debug)]
pub(crate) enum Target {
    /// The key at this JSON pointer, or the nearest one above it that exists.
    Key(String),
    /// The value at this JSON pointer, or the nearest key above it that exists.
    Value(String),
    /// A place in the document's text.
    At(Place),
}

impl Problem {
    pub(crate) fn new(code: &'static Code, target: Target, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), target, help: None, rewrite: None }
    }

    #[must_use]
    pub(crate) fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    #[must_use]
    pub(crate) fn with_rewrite(mut self, rewrite: impl Into<Option<Rewrite>>) -> Self {
        self.rewrite = rewrite.into();
        self
    }
}

/// The problem as a diagnostic, with its place in the file.
pub(crate) fn place(problem: Problem, path: &str, document: &Document<'_>) -> Diagnostic {
    let place = match &problem.target {
        Target::At(place) => *place,
        Target::Key(pointer) => nearest(document, pointer),
        Target::Value(pointer) => document.spans().value(pointer).unwrap_or_else(|| nearest(document, pointer)),
    };
    let mut diagnostic = Diagnostic::new(problem.code, problem.message).in_file(path);
    diagnostic.help = problem.help;
    diagnostic.fix = problem.rewrite.and_then(|rewrite| rewrite.fix(document));
    diagnostic.line = Some(number(document.first_line() + place.line - 1));
    diagnostic.column = Some(number(place.column));
    if let Some(line) = document.line(place.line) {
        diagnostic.excerpt = Some(shorten(line));
        diagnostic.length = number(place.length.min(EXCERPT));
    }
    diagnostic
}

/// The place of the key at this pointer or, where it is missing, of the map that should hold it.
fn nearest(document: &Document<'_>, pointer: &str) -> Place {
    let mut pointer = pointer;
    loop {
        if let Some(place) = document.spans().key(pointer) {
            return place;
        }
        match pointer.rsplit_once('/') {
            Some((above, _)) => pointer = above,
            None => return Place { line: 1, column: 1, length: 0 },
        }
    }
}

/// A line as an excerpt shows it.
pub(crate) fn shorten(line: &str) -> String {
    match line.char_indices().nth(EXCERPT) {
        None => line.to_owned(),
        Some((end, _)) => format!("{}…", &line[..end]),
    }
}

pub(super) fn number(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

/// A document that could not be read, as a problem.
pub(crate) fn fault(fault: &Fault, document: &Document<'_>) -> Problem {
    // What is missing at the end is missed after the last line, where nobody can look.
    let last = (1..=fault.line).rev().find(|line| document.line(*line).is_some()).unwrap_or(1);
    let column = if last == fault.line { fault.column } else { 1 };
    let target = Target::At(Place { line: last, column, length: 0 });
    let line = document.line(last).unwrap_or_default();
    match &fault.kind {
        FaultKind::NotUtf8 => {
            Problem::new(&codes::NOT_UTF8, target, "this is not UTF-8 text").with_help("save the file as UTF-8")
        }
        FaultKind::ControlCharacter(c) => Problem::new(
            &codes::CONTROL_CHARACTER,
            target,
            format!("the control character U+{:04X} is not allowed in YAML", u32::from(*c)),
        )
        .with_help("remove it"),
        FaultKind::TooDeep => {
            Problem::new(&codes::NESTING_TOO_DEEP, target, "maps and lists nest deeper than is allowed here")
                .with_help("move deep content, such as an API definition, into a file of its own")
        }
        FaultKind::TooComplex => {
            Problem::new(&codes::TOO_COMPLEX, target, "the document holds, or its aliases stand for, too many values")
                .with_help("split the document, or write out what its aliases stand for")
        }
        FaultKind::Syntax(words) => {
            let problem = Problem::new(&codes::INVALID_YAML, target, format!("this is not valid YAML: {words}"));
            let help = syntax_help(line, words).unwrap_or(
                "look here and on the line before for a quote or bracket that is not closed, or other indentation than \
                 that of its neighbours",
            );
            problem.with_help(help).with_rewrite(rewrite::of_syntax(document, fault.line, words))
        }
    }
}

/// The remedy for the usual slips.
fn syntax_help(line: &str, words: &str) -> Option<&'static str> {
    let content = line.trim_start();
    let indentation = &line[..line.len() - content.len()];
    if indentation.contains('\t') {
        return Some("indent with spaces: YAML forbids tabs there");
    }
    if words.contains("mapping values are not allowed") {
        return Some("quote a value that contains `: `, or check that the line is indented like those around it");
    }
    if words.contains("cannot start any token") {
        return Some("quote a value that begins with `@`, `` ` `` or `%`");
    }
    if text_after_quote(content) {
        return Some("end the value at its closing quote, or put quotes around all of it");
    }
    if words.contains("could not find expected ':'") {
        return Some("write `key: value` on this line, or a `#` before it if it is a comment");
    }
    (words.contains("unknown anchor") || words.contains("anchor"))
        .then_some("quote a value that begins with `*` or `&`")
}

/// Whether something follows the closing quote of a line's value.
fn text_after_quote(content: &str) -> bool {
    let value = content.split_once(": ").map_or(content, |(_, value)| value).trim_start_matches(['-', ' ']);
    let Some(quote) = value.chars().next().filter(|first| matches!(first, '"' | '\'')) else { return false };
    let Some((_, rest)) = value[1..].split_once(quote) else { return false };
    rest.trim_start().starts_with(char::is_alphanumeric)
}

/// A problem of the file as a whole.
pub(crate) fn file_problem(code: &'static Code, path: &str, line: usize, message: String) -> Diagnostic {
    Diagnostic::new(code, message).in_file(path).at(number(line), 1)
}
