//! Making the fixes that diagnostics carry.

use crate::companions::DescriptorFile;
use crate::decode::{DecodeOptions, DecodedFile, DocumentOutcome, decode_file};
use crate::diagnostic::{Diagnostic, Edit, Severity, apply};

/// A fix can uncover others, such as in a map whose key was misspelt; after so many rounds the rest is left.
const ROUNDS: usize = 20;

/// A file after its fixes.
#[derive(Clone, Debug, PartialEq)]
pub struct Fixed {
    /// The whole text.
    pub text: String,
    /// What was put right, in the order in which it was done.
    pub done: Vec<Diagnostic>,
    /// What the file says now, and what is left to complain of.
    pub decoded: DecodedFile,
}

/// Makes every fix of a file that can be made; nothing if there is none.
///
/// All that is not replaced stays byte for byte. A fix is passed over if an entity would be lost by it or an error
/// would come of it, so that fixing never makes a file worse, and fixing twice does what fixing once does.
pub fn fix(file: &DescriptorFile<'_>, bytes: &[u8], options: &DecodeOptions) -> Option<Fixed> {
    let mut text = std::str::from_utf8(bytes).ok()?.to_owned();
    let mut decoded = decode_file(file, bytes, options);
    let mut done = Vec::new();
    for _ in 0..ROUNDS {
        let fixable = apart(&decoded.diagnostics);
        let attempt = Attempt { file, text: &text, before: &decoded, options };
        let Some((chosen, changed, after)) = attempt.largest(&[], &fixable) else { break };
        done.extend(chosen.into_iter().cloned());
        (text, decoded) = (changed, after);
    }
    (!done.is_empty()).then_some(Fixed { text, done, decoded })
}

/// Problems with a fix, without those whose edits overlap with an earlier one's.
fn apart(diagnostics: &[Diagnostic]) -> Vec<&Diagnostic> {
    let mut taken: Vec<&Edit> = Vec::new();
    let mut apart = Vec::new();
    for diagnostic in diagnostics {
        let edits = edits(diagnostic);
        if edits.is_empty() || edits.iter().any(|edit| taken.iter().any(|other| overlap(edit, other))) {
            continue;
        }
        taken.extend(edits);
        apart.push(diagnostic);
    }
    apart
}

fn edits(diagnostic: &Diagnostic) -> &[Edit] {
    diagnostic.fix.as_ref().map(|fix| fix.edits.as_slice()).unwrap_or_default()
}

/// Whether two edits touch the same characters, or insert at the same place.
fn overlap(one: &Edit, other: &Edit) -> bool {
    let end = |edit: &Edit| edit.column.saturating_add(edit.length.max(1));
    one.line == other.line && one.column < end(other) && other.column < end(one)
}

/// The fixes that are made, the text that comes of them, and what it says.
type Outcome<'d> = (Vec<&'d Diagnostic>, String, DecodedFile);

/// A round of fixes on a text.
struct Attempt<'a> {
    file: &'a DescriptorFile<'a>,
    text: &'a str,
    before: &'a DecodedFile,
    options: &'a DecodeOptions,
}

impl Attempt<'_> {
    /// `made` and as many of `more` as can be made with it; nothing if none can. Where not all can, each half is tried.
    fn largest<'d>(&self, made: &[&'d Diagnostic], more: &[&'d Diagnostic]) -> Option<Outcome<'d>> {
        if more.is_empty() {
            return None;
        }
        let all: Vec<_> = made.iter().chain(more).copied().collect();
        if let Some((text, decoded)) = self.make(&all) {
            return Some((all, text, decoded));
        }
        if more.len() == 1 {
            return None;
        }
        let (first, second) = more.split_at(more.len() / 2);
        let first = self.largest(made, first);
        let made = first.as_ref().map_or(made, |(made, ..)| made).to_vec();
        self.largest(&made, second).or(first)
    }

    /// The text after these fixes, if it is none the worse for them.
    fn make(&self, fixes: &[&Diagnostic]) -> Option<(String, DecodedFile)> {
        let mut edits: Vec<&Edit> = fixes.iter().flat_map(|diagnostic| edits(diagnostic)).collect();
        edits.sort_by_key(|edit| (edit.line, edit.column));
        let text = apply(self.text, edits)?;
        let after = decode_file(self.file, text.as_bytes(), self.options);
        (text != self.text && is_no_worse(self.before, &after)).then_some((text, after))
    }
}

/// Whether every document still is what it was, or has become an entity, and no more is wrong.
fn is_no_worse(before: &DecodedFile, after: &DecodedFile) -> bool {
    let kept =
        before.documents.iter().zip(&after.documents).all(|(before, after)| match (&before.outcome, &after.outcome) {
            (DocumentOutcome::Entity(before), DocumentOutcome::Entity(after)) => {
                before.entity_ref() == after.entity_ref()
            }
            (_, DocumentOutcome::Entity(_)) => true,
            (before, after) => before == after,
        });
    let errors = |file: &DecodedFile| file.diagnostics.iter().filter(|one| one.severity == Severity::Error).count();
    kept && before.documents.len() == after.documents.len() && errors(after) <= errors(before)
}
