//! Operators between values, of which some can never be joined.

use cel::IdedExpr;
use cel::common::ast::{CallExpr, Expr, operators as op};

use super::derived::{Derived, place_of};
use super::loops::MAX_LOOPS;
use super::time::literal;
use super::walk::Walk;
use crate::expression::types::Type;
use crate::expression::{ExpressionError, ExpressionProblem};
use crate::facts::{FactGroup, FactType};

/// What the parser calls the value that a loop gathers.
const RESULT: &str = "@result";

const LOOP_CONDITION: &str = "the condition of a loop";

impl Walk<'_> {
    /// The type of an operator's value; none where this is the call of a function.
    pub(super) fn operator(&mut self, call: &mut CallExpr, id: u64) -> Result<Option<Type>, ExpressionError> {
        let name = call.func_name.clone();
        let found = match (name.as_str(), call.args.as_mut_slice()) {
            (op::CONDITIONAL, [condition, then, otherwise]) => {
                let is_loop = matches!(&otherwise.expr, Expr::Ident(name) if name == RESULT);
                self.truth(condition, if is_loop { LOOP_CONDITION } else { "what stands before ?" })?;
                self.value(then)?.join(self.value(otherwise)?)
            }
            (op::LOGICAL_AND | op::LOGICAL_OR, [left, right]) => {
                let sign = if name == op::LOGICAL_AND { "&&" } else { "||" };
                // The loops that test a condition are made of these.
                let is_loop = matches!(&left.expr, Expr::Ident(name) if name == RESULT);
                let role = if is_loop { LOOP_CONDITION.to_owned() } else { format!("what {sign} joins") };
                self.truth(left, &role)?;
                self.truth(right, &role)?;
                Type::Bool
            }
            (op::LOGICAL_NOT, [operand]) => {
                self.truth(operand, "what ! turns round")?;
                Type::Bool
            }
            (op::NOT_STRICTLY_FALSE, [operand]) => {
                self.value(operand)?;
                Type::Bool
            }
            (op::EQUALS | op::NOT_EQUALS, [left, right]) => {
                self.equality(left, right, name == op::EQUALS, id)?;
                Type::Bool
            }
            (op::LESS | op::LESS_EQUALS | op::GREATER | op::GREATER_EQUALS, [left, right]) => {
                self.ordering(left, right, id)?;
                Type::Bool
            }
            (op::ADD | op::SUBSTRACT | op::MULTIPLY | op::DIVIDE | op::MODULO, [left, right]) => {
                self.arithmetic(&name, left, right, id)?
            }
            (op::NEGATE, [operand]) => match self.value(operand)? {
                found @ (Type::Int | Type::Double | Type::Dyn) => found,
                other => {
                    let problem = format!(
                        "- before {}: only numbers have a negative, and it is {other}",
                        self.spans.text(operand.id)
                    );
                    return Err(self.refuse(id, ExpressionProblem::Types(problem)));
                }
            },
            (op::IN, [left, right]) => {
                self.membership(left, right, id)?;
                Type::Bool
            }
            (op::INDEX, [of, index]) => self.index(of, index, id)?,
            (op::OPT_INDEX, [of, index]) => optional(self.index(of, index, id)?),
            (op::OPT_SELECT, [of, field]) => {
                let found = self.value(of)?;
                let Some(name) = literal(field).map(str::to_owned) else { return Ok(Some(Type::Dyn)) };
                self.looked_up(of, Some((&name, field.id)));
                optional(self.field(&found, of.id, &name, field.id)?)
            }
            _ => return Ok(None),
        };
        Ok(Some(found))
    }

    /// A node that has to be true or false.
    pub(super) fn truth(&mut self, node: &mut IdedExpr, role: &str) -> Result<(), ExpressionError> {
        match self.value(node)? {
            Type::Bool | Type::Dyn | Type::Never => Ok(()),
            other => {
                let problem = format!("{role} has to be true or false, and {} is {other}", self.spans.text(node.id));
                Err(self.refuse(node.id, ExpressionProblem::Types(problem)))
            }
        }
    }

    fn equality(
        &mut self,
        left: &mut IdedExpr,
        right: &mut IdedExpr,
        is_equal: bool,
        id: u64,
    ) -> Result<(), ExpressionError> {
        let (a, b) = (self.visit(left)?, self.visit(right)?);
        match (&a, &b) {
            (_, Type::Null) => self.compared_with_null(left),
            (Type::Null, _) => self.compared_with_null(right),
            _ => {}
        }
        match (&a, &b) {
            (Type::Moment, Type::Null) | (Type::Null, Type::Moment) => return Ok(()),
            (Type::Moment, _) => return Err(self.moment(left.id)),
            (_, Type::Moment) => return Err(self.moment(right.id)),
            _ => {}
        }
        if a.is_comparable(&b) {
            return self.refuse_walk_in_loops(&[(left, &a), (right, &b)], id);
        }
        let (left_text, right_text) = (self.spans.text(left.id), self.spans.text(right.id));
        let sign = if is_equal { "==" } else { "!=" };
        let remedy = match (&a, &b) {
            (_, Type::Text) if a.is_number() && literal(right).is_some_and(is_number) => {
                format!("; write {left_text} {sign} {}", literal(right).unwrap_or_default())
            }
            (Type::Text, _) if b.is_number() => format!("; write {left_text} {sign} \"{right_text}\""),
            (Type::List(_), Type::Text) => format!("; write {right_text} in {left_text}"),
            (Type::Bool, Type::Text) => "; write it without quotes".to_owned(),
            _ => String::new(),
        };
        let problem = format!("{left_text} is {a} and {right_text} is {b}: they are never equal{remedy}");
        Err(self.refuse(id, ExpressionProblem::Types(problem)))
    }

    /// Whether a fact has a value may be asked where it has none.
    fn compared_with_null(&mut self, node: &IdedExpr) {
        if let Some(read) = self.fact_at(node) {
            self.reread(node, Derived::Maybe(read.place));
        }
    }

    fn ordering(&mut self, left: &mut IdedExpr, right: &mut IdedExpr, id: u64) -> Result<(), ExpressionError> {
        let (a, b) = (self.value(left)?, self.value(right)?);
        let is_ordered = |found: &Type| {
            found.is_open() || found.is_number() || matches!(found, Type::Text | Type::Bool | Type::Bytes)
        };
        let joined = a.is_open() || b.is_open() || a == b || (a.is_number() && b.is_number());
        if is_ordered(&a) && is_ordered(&b) && joined {
            return Ok(());
        }
        let (left_text, right_text) = (self.spans.text(left.id), self.spans.text(right.id));
        let remedy = match (&a, &b) {
            (Type::Null, _) | (_, Type::Null) => "; null is compared with == and !=".to_owned(),
            (Type::List(_) | Type::Map(..), _) if b.is_number() => format!("; write size({left_text})"),
            (_, Type::List(_) | Type::Map(..)) if a.is_number() => format!("; write size({right_text})"),
            (Type::Text, _) if b.is_number() => format!("; write size({left_text}) or int({left_text})"),
            (_, Type::Text) if literal(right).is_some_and(is_number) => {
                format!("; write {} without quotes", literal(right).unwrap_or_default())
            }
            _ => String::new(),
        };
        let problem = format!("{left_text} is {a} and {right_text} is {b}: neither comes before the other{remedy}");
        Err(self.refuse(id, ExpressionProblem::Types(problem)))
    }

    fn arithmetic(
        &mut self,
        name: &str,
        left: &mut IdedExpr,
        right: &mut IdedExpr,
        id: u64,
    ) -> Result<Type, ExpressionError> {
        let (a, b) = (self.value(left)?, self.value(right)?);
        let fits = |found: &Type| {
            found.is_open()
                || match name {
                    op::ADD => found.is_number() || matches!(found, Type::Text | Type::Bytes | Type::List(_)),
                    op::MODULO => matches!(found, Type::Int | Type::Uint),
                    _ => found.is_number(),
                }
        };
        if fits(&a) && fits(&b) {
            match (&a, &b) {
                (Type::List(_), Type::List(_)) => {
                    self.refuse_walk_in_loops(&[(left, &a), (right, &b)], id)?;
                    return Ok(a.join(b));
                }
                _ if a.is_open() => return Ok(b),
                _ if b.is_open() || a == b => return Ok(a),
                _ => {}
            }
        }
        let (left_text, right_text) = (self.spans.text(left.id), self.spans.text(right.id));
        let sign = name.trim_matches('_');
        let remedy = match (&a, &b) {
            (Type::Text, _) if name == op::ADD && b.is_number() => format!("; write string({right_text})"),
            (_, Type::Text) if name == op::ADD && a.is_number() => format!("; write string({left_text})"),
            (Type::Int, Type::Double) => format!("; write double({left_text})"),
            (Type::Double, Type::Int) => format!("; write double({right_text})"),
            (Type::List(_), Type::Text) => format!("; write [{right_text}]"),
            _ => String::new(),
        };
        let problem = format!("{left_text} is {a} and {right_text} is {b}: {sign} does not join them{remedy}");
        Err(self.refuse(id, ExpressionProblem::Types(problem)))
    }

    fn membership(&mut self, left: &mut IdedExpr, right: &mut IdedExpr, id: u64) -> Result<(), ExpressionError> {
        let (a, b) = (self.value(left)?, self.value(right)?);
        let (left_text, right_text) = (self.spans.text(left.id), self.spans.text(right.id));
        let problem = match &b {
            Type::Dyn | Type::Never => return Ok(()),
            Type::List(of) if a.is_comparable(of) => return self.refuse_walk_in_loops(&[(right, &b)], id),
            Type::Map(keys, _) if a.is_comparable(keys) => {
                let key = literal(left).map(str::to_owned);
                self.looked_up(right, key.as_deref().map(|key| (key, left.id)));
                return Ok(());
            }
            Type::List(_) | Type::Map(..) => format!("{left_text} is {a}, and {right_text}, {b}, has no such entry"),
            Type::Text => format!("{right_text} is text; write {right_text}.contains({left_text})"),
            _ => format!("{right_text} is {b}, in which nothing can be; in looks into lists and maps"),
        };
        Err(self.refuse(id, ExpressionProblem::Types(problem)))
    }

    fn index(&mut self, of: &mut IdedExpr, index: &mut IdedExpr, id: u64) -> Result<Type, ExpressionError> {
        let (found, place) = (self.value(of)?, self.value(index)?);
        if let Type::Optional(inner) = found {
            return self.indexed(*inner, &place, of, index, id).map(optional);
        }
        self.indexed(found, &place, of, index, id)
    }

    fn indexed(
        &mut self,
        found: Type,
        place: &Type,
        of: &IdedExpr,
        index: &IdedExpr,
        id: u64,
    ) -> Result<Type, ExpressionError> {
        let (text, place_text) = (self.spans.text(of.id), self.spans.text(index.id));
        let problem = match found {
            Type::Dyn | Type::Never => return Ok(Type::Dyn),
            Type::Map(keys, values) if place.is_comparable(&keys) && *place != Type::Null => {
                let key = literal(index).map(str::to_owned);
                self.looked_up(of, key.as_deref().map(|key| (key, index.id)));
                return Ok(*values);
            }
            Type::List(inner) if place.is_open() || place.is_number() => return Ok(*inner),
            Type::Record(_) if *place == Type::Text || place.is_open() => {
                return match literal(index) {
                    Some(field) => self.field(&found, of.id, field, index.id),
                    None => Ok(Type::Dyn),
                };
            }
            Type::Map(..) => format!("the keys of {text} are texts, and {place_text} is {place}; write {text}[\"…\"]"),
            Type::List(_) => {
                format!("{text} is {found} and {place_text} is {place}: a list is looked into by a whole number")
            }
            Type::Text => format!("{text} is text; write {text}.charAt({place_text})"),
            other => format!("{text} is {other}, which cannot be looked into with []"),
        };
        Err(self.refuse(id, ExpressionProblem::Types(problem)))
    }

    /// A map is looked up at a key, which takes no walk. Of the levels it is known which is read.
    pub(super) fn looked_up(&mut self, map: &IdedExpr, key: Option<(&str, u64)>) {
        let Some(read) = self.fact_at(map) else { return };
        if read.fact_type == FactType::TextMap {
            self.reread(map, Derived::Glanced(read.place));
        }
        if read.group == FactGroup::Levels
            && let Some((scorecard, id)) = key
        {
            let span = self.spans.span(map.id);
            if self.checked.levels.any == Some(span) {
                self.checked.levels.any = None;
            }
            self.reads_level(scorecard, id);
        }
    }

    /// To walk a list that is neither a fact nor written down, within two loops, is a loop within them that nothing
    /// counts.
    fn refuse_walk_in_loops(&self, operands: &[(&mut IdedExpr, &Type)], id: u64) -> Result<(), ExpressionError> {
        let is_walked = operands.iter().all(|(_, found)| found.may_be_long());
        let is_counted = |node: &IdedExpr| match &node.expr {
            Expr::List(_) | Expr::Map(_) | Expr::Literal(_) => true,
            _ => root(node).is_some_and(|name| place_of(name).is_some()),
        };
        if self.loops == MAX_LOOPS && is_walked && !operands.iter().any(|(node, _)| is_counted(node)) {
            return Err(self.refuse(id, ExpressionProblem::NestedTooDeep(MAX_LOOPS)));
        }
        Ok(())
    }
}

fn optional(of: Type) -> Type {
    match of {
        Type::Optional(_) => of,
        of => Type::optional(of),
    }
}

/// The name that selections begin with.
fn root(node: &IdedExpr) -> Option<&str> {
    match &node.expr {
        Expr::Ident(name) => Some(name),
        Expr::Select(select) => root(&select.operand),
        _ => None,
    }
}

fn is_number(text: &str) -> bool {
    text.parse::<f64>().is_ok()
}
