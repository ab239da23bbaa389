//! Loops: `all`, `exists`, `exists_one`, `map` and `filter`, which the parser turns into comprehensions.

use std::mem;

use cel::IdedExpr;
use cel::common::ast::{CallExpr, ComprehensionExpr, Expr, operators as op};

use super::derived::Derived;
use super::walk::Walk;
use crate::expression::types::Type;
use crate::expression::{ExpressionError, ExpressionProblem};

/// More could not be told from a loop that never ends.
pub(super) const MAX_LOOPS: usize = 2;

/// A turn of a loop counts as one step, and as one more for every so many nodes within it.
const NODES_OF_A_STEP: usize = 16;

impl Walk<'_> {
    pub(super) fn comprehension(&mut self, found: &mut ComprehensionExpr, id: u64) -> Result<Type, ExpressionError> {
        // An optional's `optMap` binds a name to a value by a loop over nothing.
        let is_binding = matches!(&found.iter_range.expr, Expr::List(list) if list.elements.is_empty())
            && found.iter_var.starts_with('#');
        let entries = self.range(found)?;
        let gathered = self.value(&mut found.accu_init)?;
        if self.loops == MAX_LOOPS && !is_binding {
            return Err(self.refuse(id, ExpressionProblem::NestedTooDeep(MAX_LOOPS)));
        }
        let (outer, nodes) = (self.scope.len(), self.nodes);
        self.loops += usize::from(!is_binding);
        self.scope.push((found.accu_var.clone(), gathered.clone()));
        self.value(&mut found.loop_cond)?;
        self.scope.push((found.iter_var.clone(), entries));
        self.scope.extend(found.iter_var2.clone().map(|name| (name, Type::Dyn)));
        let step = self.value(&mut found.loop_step)?;
        self.loops -= usize::from(!is_binding);
        self.scope.truncate(outer);
        self.scope.push((found.accu_var.clone(), gathered.join(step)));
        let result = self.value(&mut found.result);
        self.scope.truncate(outer);
        if !is_binding {
            let steps = 1 + (self.nodes - nodes) / NODES_OF_A_STEP;
            let steps = self.derive(Derived::Steps(steps));
            account(found, IdedExpr { id, expr: steps });
        }
        result
    }

    /// The type of what the loop goes over.
    fn range(&mut self, found: &mut ComprehensionExpr) -> Result<Type, ExpressionError> {
        let range = &mut found.iter_range;
        let of = self.value(range)?;
        if let Some(read) = self.fact_at(range)
            && Type::of_fact(read.fact_type) != Type::Dyn
        {
            // Its turns are counted instead.
            self.reread(range, Derived::Glanced(read.place));
        }
        let gathers = matches!(found.accu_init.expr, Expr::List(_));
        match of {
            Type::List(of) => Ok(*of),
            // Its keys in an order that differs from run to run.
            Type::Map(..) if gathers => {
                Err(self.refuse(range.id, ExpressionProblem::NoOrder(self.spans.text(range.id))))
            }
            Type::Map(keys, _) => Ok(*keys),
            Type::Dyn | Type::Never => Ok(Type::Dyn),
            other => {
                let problem = format!("{} is {other}, and loops go over lists and maps", self.spans.text(range.id));
                Err(self.refuse(range.id, ExpressionProblem::Types(problem)))
            }
        }
    }
}

/// Makes every turn of the loop ask whether there are steps left.
fn account(found: &mut ComprehensionExpr, steps: IdedExpr) {
    let id = steps.id;
    let call = |name: &str, args: Vec<IdedExpr>| {
        let call = CallExpr { func_name: name.to_owned(), target: None, args };
        IdedExpr { id, expr: Expr::Call(call) }
    };
    if !matches!(found.accu_init.expr, Expr::List(_)) {
        let condition = mem::take(&mut found.loop_cond);
        found.loop_cond = call(op::LOGICAL_AND, vec![steps, condition]);
        return;
    }
    // What gathers a list is evaluated in place only while its condition is written down, so that its step asks instead.
    let step = mem::take(&mut found.loop_step);
    found.loop_step = match step.expr {
        Expr::Call(CallExpr { func_name, args, .. }) if func_name == op::CONDITIONAL => {
            let mut args = args;
            if let Some(guard) = args.first_mut() {
                *guard = call(op::LOGICAL_AND, vec![steps, mem::take(guard)]);
            }
            call(op::CONDITIONAL, args)
        }
        expr => {
            let otherwise = IdedExpr { id, expr: Expr::Ident(found.accu_var.clone()) };
            call(op::CONDITIONAL, vec![steps, IdedExpr { id: step.id, expr }, otherwise])
        }
    };
}
