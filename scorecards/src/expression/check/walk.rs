//! The walk itself: a type for every node.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use cel::IdedExpr;
use cel::common::ast::{EntryExpr, Expr, LiteralValue};

use super::derived::{Derived, name_of};
use super::growth::{Growth, growth};
use crate::expression::spans::Spans;
use crate::expression::types::Type;
use crate::expression::vocabulary::Vocabulary;
use crate::expression::{ExpressionError, ExpressionProblem};
use crate::facts::{FactGroup, ReadFact};

/// Evaluation recurses, with up to 50 KiB a level in an unoptimised build, on threads that have 2 MiB.
const MAX_DEPTH: usize = 24;

/// What an expression has to come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::expression) enum Wanted {
    /// True or false.
    Condition,
    /// Anything that can be shown.
    Value,
}

/// The levels of other scorecards that an expression reads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct LevelReads {
    /// Of these scorecards; where their names stand.
    pub(crate) named: BTreeMap<String, Range<usize>>,
    /// Where it reads one whose name is known only when it is evaluated.
    pub(crate) any: Option<Range<usize>>,
}

/// What the walk found.
pub(in crate::expression) struct Checked {
    pub(in crate::expression) derived: Vec<Derived>,
    pub(in crate::expression) groups: BTreeSet<FactGroup>,
    pub(in crate::expression) levels: LevelReads,
}

/// Refuses what can never be right, and puts what is read from the facts in the place of its names.
pub(in crate::expression) fn check(
    expr: &mut IdedExpr,
    spans: &Spans<'_>,
    wanted: Wanted,
    vocabulary: &mut Vocabulary,
) -> Result<Checked, ExpressionError> {
    let mut walk = Walk {
        spans,
        vocabulary,
        named: BTreeMap::new(),
        scope: Vec::new(),
        checked: Checked { derived: Vec::new(), groups: BTreeSet::new(), levels: LevelReads::default() },
        loops: 0,
        depth: 0,
        nodes: 0,
    };
    let found = walk.visit(expr)?;
    match (wanted, found) {
        (Wanted::Condition, Type::Bool | Type::Dyn) => {}
        (Wanted::Condition, Type::Moment) => return Err(walk.moment(expr.id)),
        (Wanted::Condition, other) => {
            return Err(walk.refuse(expr.id, ExpressionProblem::NotACondition(other.to_string())));
        }
        (Wanted::Value, Type::Moment) => walk.show_moment(),
        (Wanted::Value, _) => {}
    }
    match growth(expr) {
        Ok(_) => Ok(walk.checked),
        Err(Growth::TooMuch(id)) => Err(walk.refuse(id, ExpressionProblem::TooLarge)),
        Err(Growth::Unknown(id)) => Err(walk.refuse(id, ExpressionProblem::UnknownGrowth(walk.spans.text(id)))),
    }
}

pub(super) struct Walk<'s> {
    pub(super) spans: &'s Spans<'s>,
    pub(super) vocabulary: &'s mut Vocabulary,
    /// The pushed facts that were read, by place.
    pub(super) named: BTreeMap<usize, ReadFact>,
    /// Variables of the loops around the current node, with the types of their values; the innermost last.
    pub(super) scope: Vec<(String, Type)>,
    pub(super) checked: Checked,
    pub(super) loops: usize,
    depth: usize,
    /// Visited so far.
    pub(super) nodes: usize,
}

impl Walk<'_> {
    /// The type of a node that may be anything but a moment.
    pub(super) fn value(&mut self, node: &mut IdedExpr) -> Result<Type, ExpressionError> {
        match self.visit(node)? {
            Type::Moment => Err(self.moment(node.id)),
            other => Ok(other),
        }
    }

    pub(super) fn visit(&mut self, node: &mut IdedExpr) -> Result<Type, ExpressionError> {
        if self.depth == MAX_DEPTH {
            return Err(self.refuse(node.id, ExpressionProblem::TooDeep(MAX_DEPTH)));
        }
        self.depth += 1;
        self.nodes += 1;
        let outcome = match self.name(node) {
            Ok(None) => self.visit_inside(node),
            Ok(Some(found)) => Ok(found),
            Err(error) => Err(error),
        };
        self.depth -= 1;
        outcome
    }

    fn visit_inside(&mut self, node: &mut IdedExpr) -> Result<Type, ExpressionError> {
        let id = node.id;
        match &mut node.expr {
            // The parser leaves this where it found nothing, and says so; evaluation panics at it.
            Expr::Unspecified | Expr::Ident(_) => {
                Err(self.refuse(id, ExpressionProblem::Syntax("something is missing here".to_owned())))
            }
            Expr::Literal(literal) => Ok(match literal {
                LiteralValue::Boolean(_) => Type::Bool,
                LiteralValue::Bytes(_) => Type::Bytes,
                LiteralValue::Double(_) => Type::Double,
                LiteralValue::Int(_) => Type::Int,
                LiteralValue::Null => Type::Null,
                LiteralValue::String(_) => Type::Text,
                LiteralValue::UInt(_) => Type::Uint,
            }),
            Expr::Select(select) => {
                let of = self.value(&mut select.operand)?;
                self.looked_up(&select.operand, Some((&select.field, id)));
                let found = self.field(&of, select.operand.id, &select.field, id)?;
                Ok(if select.test { Type::Bool } else { found })
            }
            Expr::Call(_) => self.call(node),
            Expr::List(list) => {
                let mut of = Type::Never;
                for element in &mut list.elements {
                    of = of.join(self.value(element)?);
                }
                Ok(Type::list(of))
            }
            Expr::Map(map) => {
                let (mut keys, mut values) = (Type::Never, Type::Never);
                for entry in &mut map.entries {
                    match &mut entry.expr {
                        EntryExpr::MapEntry(entry) => {
                            keys = keys.join(self.value(&mut entry.key)?);
                            values = values.join(self.value(&mut entry.value)?);
                        }
                        EntryExpr::StructField(field) => {
                            let name = field.field.clone();
                            return Err(self.refuse(id, ExpressionProblem::Message(name)));
                        }
                    }
                }
                Ok(Type::Map(Box::new(keys), Box::new(values)))
            }
            Expr::Struct(message) => {
                let name = message.type_name.clone();
                Err(self.refuse(id, ExpressionProblem::Message(name)))
            }
            Expr::Comprehension(comprehension) => self.comprehension(comprehension, id),
        }
    }

    pub(super) fn refuse(&self, id: u64, problem: ExpressionProblem) -> ExpressionError {
        ExpressionError::new(problem, self.spans.span(id))
    }

    pub(super) fn moment(&self, id: u64) -> ExpressionError {
        self.refuse(id, ExpressionProblem::Moment(self.spans.text(id)))
    }

    /// What is to stand in place of a node.
    pub(super) fn derive(&mut self, derived: Derived) -> Expr {
        self.checked.derived.push(derived);
        Expr::Ident(name_of(self.checked.derived.len() - 1))
    }

    /// The whole expression is a moment: it is shown as such, and not as a number.
    fn show_moment(&mut self) {
        if let Some(last) = self.checked.derived.last_mut()
            && let Derived::Fact(place) = *last
        {
            *last = Derived::Moment(place);
        }
    }
}
