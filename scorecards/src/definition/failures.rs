//! What is said where a rule is not passed, and what is given all the same.

use super::data::{FailureCase, GraduatedShare};
use super::expression::{condition, message};
use super::fields::{Fields, Problems};

/// Ways to fail, and shares, of a rule.
const MOST: usize = 20;

/// Characters of a remedy.
const FIX: usize = 10_000;

/// The ways to fail: those of `failures`, and the short form after them.
pub(super) fn failures(rule: &Fields<'_>, problems: &mut Problems) -> Vec<FailureCase> {
    let mut cases: Vec<FailureCase> = Vec::new();
    for item in rule.list("failures", MOST, problems) {
        let of = format!("{}: `{}`", rule.of, item.name);
        let Some(fields) = Fields::of(&item, of, &["when", "message", "fix"], problems) else { continue };
        if cases.last().is_some_and(|case| case.when.is_none()) {
            let message = format!("{} is never told: the one before it has no `when`, and so holds always", fields.of);
            problems.value(&item, message, "put the one without `when` last");
        }
        let when = fields.get("when").and_then(|when| condition(&when, problems));
        let told = fields.required("message", "write `message:` with what was found", problems);
        let message = told.and_then(|at| message(&at, problems)).unwrap_or_default();
        let fix = fields.text("fix", FIX, problems).unwrap_or_default().to_owned();
        cases.push(FailureCase { when, message, fix });
    }
    let short = rule.get("failMessage");
    let fix = rule.get("fix");
    if let Some(at) = short.as_ref().or(fix.as_ref())
        && cases.last().is_some_and(|case| case.when.is_none())
    {
        let message = format!("{}: `{}` is never told: the last of `failures` has no `when`", at.of, at.name);
        problems.value(at, message, "give that one a condition, or write its message and fix there");
    }
    let fix = fix.and_then(|at| at.text(FIX, problems)).map(str::to_owned);
    let told = short.and_then(|at| message(&at, problems));
    if told.is_some() || fix.is_some() {
        let message = told.unwrap_or_else(|| "It does not hold.".to_owned());
        cases.push(FailureCase { when: None, message, fix: fix.unwrap_or_default() });
    }
    cases
}

/// The shares of the weight for who is on the way.
pub(super) fn graduated(rule: &Fields<'_>, problems: &mut Problems) -> Vec<GraduatedShare> {
    let items = rule.list("graduated", MOST, problems);
    let share = |item: &super::fields::At<'_>| {
        let of = format!("{}: `{}`", rule.of, item.name);
        let fields = Fields::of(item, of, &["when", "percent"], problems)?;
        let when = fields.required("when", "write `when:` with a condition", problems);
        let when = when.and_then(|at| condition(&at, problems));
        let percent = fields.required("percent", "write `percent:` with 1 to 99", problems);
        let percent = percent.and_then(|at| at.whole(1, 99, problems));
        Some(GraduatedShare { when: when?, percent: u8::try_from(percent?).ok()? })
    };
    items.iter().filter_map(share).collect()
}
