//! Walks a parsed expression before it is used: every name must be a fact or a loop's own variable, and loops must not
//! nest beyond what can be evaluated in bounded time. `cel` itself has neither a type checker nor a cost limit.

use std::collections::BTreeSet;

use cel::IdedExpr;
use cel::common::ast::{ComprehensionExpr, EntryExpr, Expr};

use super::ExpressionError;
use crate::facts::{FactGroup, FactSpec, FactType, fact, facts};

/// Evaluation recurses, with up to 50 KiB a level in an unoptimised build, on threads that have 2 MiB.
const MAX_DEPTH: usize = 24;

/// Two loops over lists of at most 1,000 entries each: a million steps.
const MAX_LOOPS: usize = 2;

/// Refuses what could not be evaluated. Answers what has to change for the value to change.
pub(super) fn check(expr: &IdedExpr) -> Result<BTreeSet<FactGroup>, ExpressionError> {
    let mut walk = Walk { variables: Vec::new(), groups: BTreeSet::new(), loops: 0, depth: 0 };
    walk.visit(expr)?;
    Ok(walk.groups)
}

struct Walk<'e> {
    /// Variables of the loops around the current node.
    variables: Vec<&'e str>,
    /// Of the facts so far.
    groups: BTreeSet<FactGroup>,
    loops: usize,
    depth: usize,
}

impl<'e> Walk<'e> {
    fn visit(&mut self, node: &'e IdedExpr) -> Result<(), ExpressionError> {
        if self.depth == MAX_DEPTH {
            return Err(ExpressionError::TooDeep(MAX_DEPTH));
        }
        self.depth += 1;
        let outcome = self.visit_inside(node);
        self.depth -= 1;
        outcome
    }

    fn visit_inside(&mut self, node: &'e IdedExpr) -> Result<(), ExpressionError> {
        match &node.expr {
            Expr::Unspecified | Expr::Literal(_) => Ok(()),
            Expr::Ident(_) => self.visit_name(node),
            Expr::Select(select) if select.test => {
                let mut name = qualified_name(&select.operand).unwrap_or_default();
                name.push(&select.field);
                let name = name.join(".");
                if fact(&name).is_some() {
                    return Err(ExpressionError::HasOnFact(name));
                }
                self.visit(&select.operand)
            }
            Expr::Select(select) => match qualified_name(node) {
                Some(_) => self.visit_name(node),
                None => self.visit(&select.operand),
            },
            Expr::Call(call) => {
                if let Some(target) = &call.target {
                    self.visit(target)?;
                }
                call.args.iter().try_for_each(|argument| self.visit(argument))
            }
            Expr::List(list) => list.elements.iter().try_for_each(|element| self.visit(element)),
            Expr::Map(map) => map.entries.iter().try_for_each(|entry| match &entry.expr {
                EntryExpr::MapEntry(entry) => self.visit(&entry.key).and_then(|()| self.visit(&entry.value)),
                EntryExpr::StructField(field) => self.visit(&field.value),
            }),
            Expr::Struct(message) => Err(ExpressionError::Message(message.type_name.clone())),
            Expr::Comprehension(comprehension) => {
                self.visit(&comprehension.iter_range)?;
                refuse_list_of_keys(comprehension)?;
                self.visit(&comprehension.accu_init)?;
                if self.loops == MAX_LOOPS {
                    return Err(ExpressionError::NestedTooDeep(MAX_LOOPS));
                }
                let outer = self.variables.len();
                self.loops += 1;
                self.variables.extend([comprehension.iter_var.as_str(), comprehension.accu_var.as_str()]);
                self.variables.extend(comprehension.iter_var2.as_deref());
                let inside = [&comprehension.loop_cond, &comprehension.loop_step, &comprehension.result];
                let outcome = inside.into_iter().try_for_each(|part| self.visit(part));
                self.variables.truncate(outer);
                self.loops -= 1;
                outcome
            }
        }
    }

    /// `a.b.c`: `a` is a loop's variable, or `a.b.c` or a beginning of it is a fact.
    fn visit_name(&mut self, node: &IdedExpr) -> Result<(), ExpressionError> {
        let segments = qualified_name(node).unwrap_or_default();
        if segments.first().is_some_and(|first| self.variables.contains(first)) {
            return Ok(());
        }
        let name = segments.join(".");
        let found = (1..=segments.len()).find_map(|end| fact(&segments[..end].join(".")));
        if let Some((_, spec)) = found {
            self.groups.insert(spec.group);
            return Ok(());
        }
        Err(ExpressionError::UnknownFact { suggestion: closest_fact(&name), name })
    }
}

/// `map` and `filter` are the loops that gather into a list, and so the ones that show the order of what they walk.
fn refuse_list_of_keys(comprehension: &ComprehensionExpr) -> Result<(), ExpressionError> {
    let is_map = match (&comprehension.iter_range.expr, qualified_name(&comprehension.iter_range)) {
        (Expr::Map(_), _) => Some("a map".to_owned()),
        (_, Some(segments)) => {
            let name = segments.join(".");
            let is_map = |spec: &FactSpec| matches!(spec.fact_type, FactType::TextMap | FactType::AnyMap);
            fact(&name).is_some_and(|(_, spec)| is_map(spec)).then_some(name)
        }
        _ => None,
    };
    match (is_map, &comprehension.accu_init.expr) {
        (Some(name), Expr::List(_)) => Err(ExpressionError::NoOrder(name)),
        _ => Ok(()),
    }
}

/// The fact whose name is most like this one, if one is at all like it.
fn closest_fact(name: &str) -> Option<&'static str> {
    let alike = facts().map(|fact| (strsim::jaro_winkler(name, fact.name), fact.name));
    alike.filter(|(likeness, _)| *likeness > 0.85).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, fact)| fact)
}

/// The segments of `a.b.c`; `None` for anything but an identifier or selections on one.
fn qualified_name(node: &IdedExpr) -> Option<Vec<&str>> {
    let mut segments = Vec::new();
    let mut node = node;
    loop {
        match &node.expr {
            Expr::Ident(name) => {
                segments.push(name.as_str());
                segments.reverse();
                return Some(segments);
            }
            Expr::Select(select) if !select.test => {
                segments.push(select.field.as_str());
                node = &select.operand;
            }
            _ => return None,
        }
    }
}
