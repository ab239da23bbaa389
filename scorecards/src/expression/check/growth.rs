//! Texts and lists that are made of others must not grow without bounds: `[x].map(y, y + y)`, again and again, doubles
//! with every turn.

use cel::IdedExpr;
use cel::common::ast::{ComprehensionExpr, EntryExpr, Expr, LiteralValue, operators as op};

use super::time::literal;

/// At most so many doublings of what the facts hold.
const MAX_DOUBLINGS: f64 = 12.0;

/// What adds nothing.
const NOTHING: f64 = f64::NEG_INFINITY;

/// Why an expression is refused, and at which node.
pub(super) enum Growth {
    /// Beyond all bounds.
    TooMuch(u64),
    /// By a text whose length nobody knows, as many times as nobody knows.
    Unknown(u64),
}

/// How often a value doubles what the facts hold, at most: the logarithm of how many times longer it is.
pub(super) fn growth(node: &IdedExpr) -> Result<f64, Growth> {
    Scope(Vec::new()).of(node)
}

/// The variables of loops with what their values have grown by.
struct Scope<'e>(Vec<(&'e str, f64)>);

impl<'e> Scope<'e> {
    fn of(&mut self, node: &'e IdedExpr) -> Result<f64, Growth> {
        let grown = match &node.expr {
            Expr::Literal(_) | Expr::Unspecified | Expr::Struct(_) => 0.0,
            Expr::Ident(name) => self.0.iter().rev().find(|(known, _)| known == name).map_or(0.0, |(_, grown)| *grown),
            Expr::Select(select) => self.of(&select.operand)?,
            Expr::List(list) => self.together(&list.elements)?,
            Expr::Map(map) => {
                let mut sum = NOTHING;
                for entry in &map.entries {
                    sum = match &entry.expr {
                        EntryExpr::MapEntry(entry) => sum_of(sum_of(sum, self.of(&entry.key)?), self.of(&entry.value)?),
                        EntryExpr::StructField(field) => sum_of(sum, self.of(&field.value)?),
                    };
                }
                sum
            }
            Expr::Comprehension(found) => self.of_loop(found)?,
            Expr::Call(call) => {
                let on = call.target.as_ref().map(|target| self.of(target)).transpose()?;
                let args = &call.args;
                match (call.func_name.as_str(), args.as_slice()) {
                    (op::ADD | "format", _) => sum_of(on.unwrap_or(NOTHING), self.together(args)?),
                    ("replace", [_, by]) => on.unwrap_or(0.0) + literal_growth(by).ok_or(Growth::Unknown(by.id))?,
                    ("replace", [_, by, times]) => {
                        let grown = literal_growth(by).or_else(|| times_growth(times));
                        self.of(by)?.max(on.unwrap_or(0.0)) + grown.ok_or(Growth::Unknown(by.id))?
                    }
                    ("join", [by]) => on.unwrap_or(0.0) + literal_growth(by).ok_or(Growth::Unknown(by.id))?,
                    _ => args.iter().try_fold(on.unwrap_or(0.0), |most, arg| Ok(self.of(arg)?.max(most)))?,
                }
            }
        };
        if grown > MAX_DOUBLINGS { Err(Growth::TooMuch(node.id)) } else { Ok(grown) }
    }

    fn together(&mut self, nodes: &'e [IdedExpr]) -> Result<f64, Growth> {
        nodes.iter().try_fold(NOTHING, |sum, node| Ok(sum_of(sum, self.of(node)?)))
    }

    fn of_loop(&mut self, found: &'e ComprehensionExpr) -> Result<f64, Growth> {
        let range = self.of(&found.iter_range)?.max(0.0);
        let gathers = matches!(found.accu_init.expr, Expr::List(_));
        let start = if gathers { NOTHING } else { self.of(&found.accu_init)? };
        let outer = self.0.len();
        self.0.push((&found.accu_var, start));
        self.0.push((&found.iter_var, range));
        self.of(&found.loop_cond)?;
        let step = self.of(&found.loop_step)?;
        self.0.truncate(outer);
        if gathers {
            return Ok(range + step.max(0.0));
        }
        self.0.push((&found.accu_var, start));
        let result = self.of(&found.result);
        self.0.truncate(outer);
        result
    }
}

/// Of two values together.
fn sum_of(a: f64, b: f64) -> f64 {
    match (a == NOTHING, b == NOTHING) {
        (true, _) => b,
        (_, true) => a,
        _ => (a.exp2() + b.exp2()).log2(),
    }
}

/// By a text that is written down, put in everywhere.
fn literal_growth(by: &IdedExpr) -> Option<f64> {
    let length = u32::try_from(literal(by)?.len()).unwrap_or(u32::MAX);
    Some(f64::from(length.saturating_add(1)).log2())
}

/// By any text, put in as many times as is written down.
fn times_growth(times: &IdedExpr) -> Option<f64> {
    match &times.expr {
        Expr::Literal(LiteralValue::Int(times)) => {
            let times = u32::try_from(*times.inner()).ok()?;
            Some(f64::from(times.saturating_add(1)).log2())
        }
        _ => None,
    }
}
