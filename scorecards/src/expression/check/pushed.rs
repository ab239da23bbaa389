//! `facts.coverage`, `facts["open-issues"]` and `as_of.coverage`: names of what others push.

use cel::IdedExpr;
use cel::common::ast::{Expr, operators as op};

use super::derived::Derived;
use super::names::{qualified_name, replace_below};
use super::time::literal;
use super::walk::Walk;
use crate::expression::types::Type;
use crate::expression::vocabulary::Side;
use crate::expression::{ExpressionError, ExpressionProblem};

impl Walk<'_> {
    /// The type of a pushed fact, or of its moment; none where the node names neither.
    pub(super) fn pushed(&mut self, node: &mut IdedExpr) -> Result<Option<Type>, ExpressionError> {
        if let Expr::Call(call) = &node.expr
            && call.func_name == op::INDEX
            && let [of, index] = call.args.as_slice()
            && let Expr::Ident(first) = &of.expr
            && let Some(side) = self.side(first)
        {
            let Some(name) = literal(index).map(str::to_owned) else { return Err(self.unnamed(side, index.id)) };
            let (read, found) = self.read_pushed(side, &[(name, node.id)], node.id)?;
            debug_assert_eq!(read, 1);
            node.expr = found.1;
            return Ok(Some(found.0));
        }
        let Some(segments) = qualified_name(node) else { return Ok(None) };
        let Some((side, names)) = segments.split_first().and_then(|((first, _), rest)| Some((self.side(first)?, rest)))
        else {
            return Ok(None);
        };
        if names.is_empty() {
            return Err(self.unnamed(side, node.id));
        }
        let (read, (found, expr)) = self.read_pushed(side, names, node.id)?;
        let after = names.get(read..).unwrap_or_default();
        let last = names.get(read.saturating_sub(1)).map_or(node.id, |(_, id)| *id);
        let found = self.fields(found, last, after)?;
        replace_below(node, after.len(), expr);
        Ok(Some(found))
    }

    /// The side of a pushed fact that a name begins with, where it is no loop's variable.
    pub(super) fn side(&self, first: &str) -> Option<Side> {
        let is_variable = self.scope.iter().any(|(name, _)| name == first);
        Side::of(first).filter(|_| !is_variable)
    }

    /// How many of the segments name a fact, the most that do; its type, and what stands in its place.
    fn read_pushed(
        &mut self,
        side: Side,
        segments: &[(String, u64)],
        id: u64,
    ) -> Result<(usize, (Type, Expr)), ExpressionError> {
        let name = |end: usize| {
            let names: Vec<&str> = segments.iter().take(end).map(|(name, _)| name.as_str()).collect();
            names.join(".")
        };
        for end in (1..=segments.len()).rev() {
            if let Some(read) = self.vocabulary.read(&name(end), side) {
                self.checked.groups.insert(read.group);
                self.named.insert(read.place, read);
                return Ok((end, (Type::of_fact(read.fact_type), self.derive(Derived::Fact(read.place)))));
            }
        }
        let name = name(segments.len());
        let suggestion = self.vocabulary.closest(&name);
        Err(self.refuse(id, ExpressionProblem::UndeclaredFact { name, suggestion }))
    }

    fn unnamed(&self, side: Side, id: u64) -> ExpressionError {
        self.refuse(id, ExpressionProblem::UnnamedFact(side.as_str()))
    }
}
