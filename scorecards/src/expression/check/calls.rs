//! Calls of functions.

use cel::common::ast::{CallExpr, Expr, LiteralValue, operators as op};
use cel::{Context, IdedExpr, Value};

use super::derived::Derived;
use super::names::{closest, qualified_name};
use super::time::{OLDER_THAN, WITHIN, literal};
use super::walk::Walk;
use crate::expression::functions::{FUNCTIONS, Function};
use crate::expression::types::Type;
use crate::expression::{ExpressionError, ExpressionProblem};
use crate::facts::FactType;

/// A regular expression is compiled at every call, which takes as long as this many steps.
const STEPS_OF_A_PATTERN: usize = 1_000;

/// What the parser turns into loops, if it is given two arguments.
const LOOPS: [&str; 6] = ["all", "exists", "exists_one", "existsOne", "filter", "map"];

impl Walk<'_> {
    pub(super) fn call(&mut self, node: &mut IdedExpr) -> Result<Type, ExpressionError> {
        let id = node.id;
        let Expr::Call(call) = &mut node.expr else { return Ok(Type::Dyn) };
        if call.target.is_none()
            && let Some(found) = self.operator(call, id)?
        {
            return Ok(found);
        }
        if matches!(call.func_name.as_str(), OLDER_THAN | WITHIN) {
            node.expr = self.age(call, id)?;
            return Ok(Type::Bool);
        }
        let (name, on, given) = self.arguments(call, id)?;
        let functions: Vec<&Function> = FUNCTIONS.iter().filter(|function| function.name == name).collect();
        let fits = |function: &&&Function| {
            function.takes.len() == given.len()
                && function.takes.iter().zip(&given).all(|(takes, given)| takes.fits(given))
                && match (function.on, &on) {
                    (Some(takes), Some(on)) => takes.fits(on),
                    (None, None) => true,
                    _ => false,
                }
        };
        let Some(function) = functions.iter().find(fits) else {
            let text = call.target.as_ref().map(|target| self.spans.text(target.id));
            let problem = wrong_call(&name, &functions, text, on.as_ref(), &given);
            return Err(self.refuse(id, ExpressionProblem::Call(problem)));
        };
        let found = function.result(on.as_ref().or(given.first()));
        match name.as_str() {
            "size" => self.count(node),
            "matches" => self.pattern(node)?,
            _ => {}
        }
        Ok(found)
    }

    /// The name of the function, what it is called on, and what it is given.
    fn arguments(
        &mut self,
        call: &mut CallExpr,
        id: u64,
    ) -> Result<(String, Option<Type>, Vec<Type>), ExpressionError> {
        let mut name = call.func_name.clone();
        let namespace = call.target.as_ref().and_then(|target| qualified_name(target));
        let within = namespace.and_then(|segments| match segments.as_slice() {
            [(namespace, _)] => Some(format!("{namespace}.{name}")),
            _ => None,
        });
        let within = within.filter(|within| FUNCTIONS.iter().any(|function| function.name == within));
        if within.is_none() {
            self.known(&name, call.target.is_some(), id)?;
        }
        let on = match (within, &mut call.target) {
            (Some(within), _) => {
                name = within;
                None
            }
            (None, Some(target)) => Some(self.value(target)?),
            (None, None) => None,
        };
        let given: Result<Vec<Type>, ExpressionError> =
            call.args.iter_mut().map(|argument| self.value(argument)).collect();
        Ok((name, on, given?))
    }

    fn known(&self, name: &str, is_on_value: bool, id: u64) -> Result<(), ExpressionError> {
        if FUNCTIONS.iter().any(|function| function.name == name) {
            return Ok(());
        }
        let problem = if LOOPS.contains(&name) {
            format!(
                "{name} is called on a list, with a name for its entries and what is asked of each; write list.{name}(x, …)"
            )
        } else if name == op::HAS {
            "has asks for a field of a map; write has(entity.labels.team)".to_owned()
        } else {
            let names = FUNCTIONS.iter().map(|function| function.name).chain([OLDER_THAN, WITHIN]).chain(LOOPS);
            let meant = closest(name, names, 0.8).map(|meant| format!("; did you mean {meant}?"));
            let all = || "; docs/reference/facts.md lists those that there are".to_owned();
            let form = if is_on_value {
                format!("a value has no function {name}")
            } else {
                format!("there is no function {name}")
            };
            format!("{form}{}", meant.unwrap_or_else(all))
        };
        Err(self.refuse(id, ExpressionProblem::Call(problem)))
    }

    /// Of a list that is only counted, no entry is made.
    fn count(&mut self, node: &mut IdedExpr) {
        let Expr::Call(call) = &node.expr else { return };
        let counted = call.target.as_deref().or(call.args.first());
        let Some((counted, read)) = counted.and_then(|counted| Some((counted, self.fact_at(counted)?))) else {
            return;
        };
        if !matches!(read.fact_type, FactType::Text | FactType::Any) {
            self.reread(counted, Derived::Count(read.place));
            node.expr = counted.expr.clone();
        }
    }

    /// A pattern that is written down is tried once; and it takes steps, as it is compiled at every call.
    fn pattern(&mut self, node: &mut IdedExpr) -> Result<(), ExpressionError> {
        let steps = self.derive(Derived::Steps(STEPS_OF_A_PATTERN));
        let Expr::Call(call) = &node.expr else { return Ok(()) };
        if let Some(written) = call.args.last()
            && literal(written).is_some()
        {
            let blank = IdedExpr { id: 0, expr: Expr::Literal(LiteralValue::String(String::new().into())) };
            let tried = CallExpr { func_name: "matches".to_owned(), target: None, args: vec![blank, written.clone()] };
            let tried = IdedExpr { id: 0, expr: Expr::Call(tried) };
            if Value::resolve_val(&tried, &Context::default()).is_err() {
                let problem = format!("{} is not a regular expression", self.spans.text(written.id));
                return Err(self.refuse(written.id, ExpressionProblem::Call(problem)));
            }
        }
        let matched = std::mem::take(&mut node.expr);
        let args = vec![IdedExpr { id: node.id, expr: steps }, IdedExpr { id: node.id, expr: matched }];
        node.expr = Expr::Call(CallExpr { func_name: op::LOGICAL_AND.to_owned(), target: None, args });
        Ok(())
    }
}

/// What is said of a call that no form of the function fits.
fn wrong_call(name: &str, functions: &[&Function], text: Option<String>, on: Option<&Type>, given: &[Type]) -> String {
    let mut forms: Vec<String> = functions.iter().map(|function| function.form()).collect();
    forms.dedup();
    let given: Vec<String> = given.iter().map(Type::to_string).collect();
    let here = match (text, on) {
        (Some(text), Some(on)) if given.is_empty() => format!("called on {text}, {on}"),
        (Some(text), Some(on)) => format!("called on {text}, {on}, with {}", given.join(" and ")),
        _ if given.is_empty() => "called with nothing".to_owned(),
        _ => format!("called with {}", given.join(" and ")),
    };
    format!("{name} is {here}; it is written {}", forms.join(", "))
}
