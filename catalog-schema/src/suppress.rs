//! Problems that a file allows itself, with a reason: `# sextant: allow(unknown-key) read by our deploy tool`.
//!
//! The comment stands at the end of the line that the problem is on, or on lines of its own above it.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::ops::Range;

use crate::diagnostic::codes::{self, Code};
use crate::diagnostic::{Diagnostic, Lines};
use crate::formats::shorten;
use crate::yaml::text_ranges;

/// What such a comment begins with, after its `#`.
const MARK: &str = "sextant:";
/// Comments of one file that are looked at.
const MOST: usize = 1_000;
/// Codes that one of them may allow.
const MOST_CODES: usize = 20;

/// The comments of a file that allow something, and what came of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Suppressions {
    comments: Vec<Comment>,
}

/// One comment.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Comment {
    /// Its own line, from 1.
    line: u32,
    /// The column of its `#`, from 1.
    column: u32,
    /// Its length in characters.
    length: u32,
    /// The text of its line.
    excerpt: String,
    /// The line on which it allows problems.
    covers: u32,
    allows: Vec<Allowed>,
    reason: String,
}

/// One code of a comment.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Allowed {
    code: &'static Code,
    used: bool,
}

impl Suppressions {
    /// The comments of a file, and what is wrong with them.
    pub fn read(file: &str, bytes: &[u8]) -> (Self, Vec<Diagnostic>) {
        let mut suppressions = Self::default();
        let mut problems = Vec::new();
        let text = match std::str::from_utf8(bytes) {
            Ok(text) if text.contains(MARK) => text,
            _ => return (suppressions, problems),
        };
        let lines = Lines::of(text);
        let texts = text_ranges(text);
        // Comments on lines of their own wait for the line that they are about.
        let mut waiting = 0;
        for number in 1.. {
            let Some(line) = lines.line(number).filter(|_| suppressions.comments.len() < MOST) else { break };
            if !matches!(line.trim_start().as_bytes().first(), None | Some(b'#')) {
                suppressions.comments[waiting..].iter_mut().for_each(|comment| comment.covers = number);
                waiting = suppressions.comments.len();
            }
            let Some(found) = find(line) else { continue };
            let at = lines.offset(number, 1).unwrap_or_default() + found.start;
            if texts.binary_search_by(|range| order(range, at)).is_ok() {
                continue;
            }
            let mut comment = Comment {
                line: number,
                column: count(&line[..found.start]) + 1,
                length: count(line[found.start..].trim_end()),
                excerpt: shorten(line),
                covers: number,
                allows: Vec::new(),
                reason: String::new(),
            };
            if !found.alone {
                waiting += 1;
            }
            problems.extend(comment.take_order(found.order, file));
            suppressions.comments.push(comment);
        }
        (suppressions, problems)
    }

    /// These problems of the file, what it allows first, with its reason, then the others.
    pub fn apply(&mut self, found: Vec<Diagnostic>) -> (Vec<Diagnostic>, Vec<Diagnostic>) {
        if self.comments.is_empty() {
            return (Vec::new(), found);
        }
        let mut allowed = Vec::new();
        let mut left = Vec::new();
        for mut diagnostic in found {
            diagnostic.allowed = self.reason(&diagnostic);
            if diagnostic.allowed.is_some() { allowed.push(diagnostic) } else { left.push(diagnostic) }
        }
        (allowed, left)
    }

    /// Why the file allows itself this problem, if it does; its comments count as used then.
    fn reason(&mut self, diagnostic: &Diagnostic) -> Option<String> {
        let mut reason = None;
        for comment in self.comments.iter_mut().filter(|comment| Some(comment.covers) == diagnostic.line) {
            if let Some(allowed) = comment.allows.iter_mut().find(|allowed| allowed.code.name == diagnostic.code) {
                allowed.used = true;
                reason.get_or_insert_with(|| comment.reason.clone());
            }
        }
        reason
    }

    /// What the comments allow though there is nothing to allow, among the codes that were looked for.
    pub fn unused(&self, file: &str, looked_for: impl Fn(&Code) -> bool) -> Vec<Diagnostic> {
        let mut problems = Vec::new();
        for comment in &self.comments {
            for allowed in comment.allows.iter().filter(|allowed| !allowed.used && looked_for(allowed.code)) {
                let message = format!("nothing on line {} is a case of {}", comment.covers, allowed.code.name);
                let help = if comment.allows.len() == 1 { "remove the comment" } else { "remove the code from it" };
                problems.push(comment.problem(file, &codes::UNUSED_SUPPRESSION, message, help));
            }
        }
        problems
    }
}

impl Comment {
    /// Notes what the comment allows, and says what is wrong with it.
    fn take_order(&mut self, order: &str, file: &str) -> Vec<Diagnostic> {
        let (names, reason) = match parse(order) {
            Ok(parts) => parts,
            Err(message) => {
                let help = "write `# sextant: allow(code) reason`, with codes such as unknown-key";
                return vec![self.problem(file, &codes::INVALID_SUPPRESSION, message.to_owned(), help)];
            }
        };
        let mut problems = Vec::new();
        reason.clone_into(&mut self.reason);
        for name in names {
            match allowable(name) {
                Ok(code) => self.allows.push(Allowed { code, used: false }),
                Err((message, help)) => {
                    problems.push(self.problem(file, &codes::INVALID_SUPPRESSION, message, help));
                }
            }
        }
        if reason.is_empty() {
            let message = "the comment allows a problem without a reason".to_owned();
            let help = "say after the parenthesis why it may stay";
            problems.push(self.problem(file, &codes::SUPPRESSION_WITHOUT_REASON, message, help));
        }
        problems
    }

    fn problem(
        &self,
        file: &str,
        code: &'static Code,
        message: String,
        help: impl Into<Cow<'static, str>>,
    ) -> Diagnostic {
        let mut problem =
            Diagnostic::new(code, message).with_help(help.into()).in_file(file).at(self.line, self.column);
        problem.excerpt = Some(self.excerpt.clone());
        problem.length = self.length;
        problem
    }
}

/// A comment's place in its line.
struct Found<'l> {
    /// The byte offset of its `#`.
    start: usize,
    /// What follows the mark.
    order: &'l str,
    /// There is nothing before it.
    alone: bool,
}

fn find(line: &str) -> Option<Found<'_>> {
    line.match_indices('#').find_map(|(start, _)| {
        let before = &line[..start];
        let begins = before.is_empty() || before.ends_with([' ', '\t']);
        let order = line[start + 1..].trim_start().strip_prefix(MARK)?;
        begins.then(|| Found { start, order: order.trim(), alone: before.trim().is_empty() })
    })
}

/// The codes and the reason of `allow(a, b) reason`.
fn parse(order: &str) -> Result<(Vec<&str>, &str), &'static str> {
    let inside = order.strip_prefix("allow").map(str::trim_start).and_then(|rest| rest.strip_prefix('('));
    let (names, reason) = inside
        .ok_or("only `allow(…)` can follow `sextant:`")?
        .split_once(')')
        .ok_or("the parenthesis of `allow(` is not closed")?;
    let names: Vec<_> = names.split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
    if names.is_empty() {
        return Err("`allow()` names no code");
    }
    if names.len() > MOST_CODES {
        return Err("`allow(…)` names more codes than one line can have a reason for");
    }
    Ok((names, reason.trim_start_matches([':', '-', ' ', '\u{2013}', '\u{2014}']).trim()))
}

/// The code of this name, if a file may allow it.
fn allowable(name: &str) -> Result<&'static Code, (String, String)> {
    let Some(code) = codes::find(name) else {
        // What is much longer than any code is no slip, and costly to compare.
        let comparable = codes::ALL.iter().filter(|code| name.len().abs_diff(code.name.len()) <= 3);
        let near = comparable.map(|code| (strsim::damerau_levenshtein(name, code.name), code.name)).min();
        let help = match near.filter(|(distance, _)| *distance <= 3) {
            Some((_, near)) => format!("did you mean {near}?"),
            None => "`sextant explain` lists the codes".to_owned(),
        };
        let shown: String = name.chars().take(60).collect();
        return Err((format!("there is no diagnostic code {shown}"), help));
    };
    if code.can_be_allowed() {
        Ok(code)
    } else {
        let message = format!("{name} cannot be allowed by a comment");
        Err((message, "mend the problem, and remove the comment".to_owned()))
    }
}

/// Where a range lies from this place; equal if around it.
fn order(range: &Range<usize>, at: usize) -> Ordering {
    match () {
        () if range.end <= at => Ordering::Less,
        () if range.start > at => Ordering::Greater,
        () => Ordering::Equal,
    }
}

fn count(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}
