//! `older_than` and `within`, the only functions that look at a moment.

use cel::IdedExpr;
use cel::common::ast::{CallExpr, Expr, LiteralValue};

use super::derived::Derived;
use super::walk::Walk;
use crate::declared::milliseconds;
use crate::expression::types::Type;
use crate::expression::{ExpressionError, ExpressionProblem};
use crate::facts::{FactType, ReadFact};

/// The names of both.
pub(in crate::expression) const OLDER_THAN: &str = "older_than";
pub(in crate::expression) const WITHIN: &str = "within";

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
        // What an undeclared fact is turns out when it is there.
        let read = self.fact_at(moment);
        let read = read.filter(|read| matches!(read.fact_type, FactType::Moment | FactType::Any));
        let (Type::Moment | Type::Dyn, Some(ReadFact { place, .. })) = (&found, read) else {
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
