//! `older_than` and `within`, the only functions that look at a moment.

use cel::IdedExpr;
use cel::common::ast::{CallExpr, Expr, LiteralValue};

use super::derived::Derived;
use super::walk::Walk;
use crate::expression::types::Type;
use crate::expression::{ExpressionError, ExpressionProblem};

/// The names of both.
pub(in crate::expression) const OLDER_THAN: &str = "older_than";
pub(in crate::expression) const WITHIN: &str = "within";

/// Ten thousand years are no age.
const MAX_DAYS: i64 = 366 * 1_000;

impl Walk<'_> {
    /// What stands in place of the call of a function of time.
    pub(super) fn age(&mut self, call: &mut CallExpr, id: u64) -> Result<Expr, ExpressionError> {
        let name = call.func_name.clone();
        let form = format!("write {name}(entity.created_at, \"30d\")");
        let [moment, duration] = call.args.as_mut_slice() else {
            let problem = format!("{name} takes a moment and a duration; {form}");
            return Err(self.refuse(id, ExpressionProblem::Call(problem)));
        };
        if call.target.is_some() {
            let problem = format!("{name} is not called on a value; {form}");
            return Err(self.refuse(id, ExpressionProblem::Call(problem)));
        }
        let found = self.visit(moment)?;
        let (Type::Moment, Some((place, _))) = (&found, self.fact_at(moment)) else {
            let problem = format!("{name} takes a moment, and {} is {found}; {form}", self.spans.text(moment.id));
            return Err(self.refuse(moment.id, ExpressionProblem::Call(problem)));
        };
        let Some(milliseconds) = literal(duration).and_then(milliseconds) else {
            let problem = format!(
                "{name} takes a duration that is written down, a whole number with s, m, h, d or w such as \"12h\", \"30d\" \
                 or \"2w\""
            );
            return Err(self.refuse(duration.id, ExpressionProblem::Call(problem)));
        };
        let age = Derived::Age { place, milliseconds, is_older: name == OLDER_THAN };
        self.reread(moment, age);
        Ok(moment.expr.clone())
    }
}

/// The text of a literal.
pub(super) fn literal(node: &IdedExpr) -> Option<&str> {
    match &node.expr {
        Expr::Literal(LiteralValue::String(text)) => Some(text.inner()),
        _ => None,
    }
}

/// Of a duration such as `30d`.
fn milliseconds(text: &str) -> Option<i64> {
    let digits = text.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let seconds = match text.get(digits.len()..)? {
        "s" => 1,
        "m" => 60,
        "h" => 3_600,
        "d" => 86_400,
        "w" => 604_800,
        _ => return None,
    };
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let count: i64 = is_number.then(|| digits.parse().ok())??;
    let total = count.checked_mul(seconds)?;
    (total > 0 && total <= MAX_DAYS * 86_400).then(|| total * 1_000)
}

#[cfg(test)]
mod tests {
    use super::milliseconds;

    #[test]
    fn durations_are_a_number_and_a_unit() {
        let right = [("1s", 1), ("2m", 120), ("12h", 43_200), ("30d", 2_592_000), ("2w", 1_209_600)];
        for (text, seconds) in right {
            assert_eq!(milliseconds(text), Some(seconds * 1_000), "{text}");
        }
        for text in
            ["", "d", "30", "30 d", "-3d", "3.5d", "0d", "30D", "1y", "99999999999999999999d", "9999999d", "３d"]
        {
            assert_eq!(milliseconds(text), None, "{text}");
        }
    }
}
