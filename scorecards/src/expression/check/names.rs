//! Names: of facts, of loops' variables, of types, and of fields.

use cel::IdedExpr;
use cel::common::ast::Expr;

use super::derived::{Derived, place_of};
use super::walk::Walk;
use crate::expression::types::Type;
use crate::expression::{ExpressionError, ExpressionProblem};
use crate::facts::{FactGroup, FactSpec, FactType, ReadFact, fact, fact_at, facts};

/// Names less alike than this are not what was meant.
const ALIKE: f64 = 0.85;

/// What `type(…)` is compared with.
const TYPES: [&str; 9] = ["bool", "bytes", "double", "int", "list", "map", "null_type", "string", "uint"];

impl Walk<'_> {
    /// `a.b.c`: `a` is a loop's variable, or `a.b.c` or a beginning of it is a fact. None where it is no name.
    pub(super) fn name(&mut self, node: &mut IdedExpr) -> Result<Option<Type>, ExpressionError> {
        if let Expr::Select(select) = &node.expr
            && select.test
        {
            self.refuse_has_on_fact(node)?;
        }
        if let Some(found) = self.pushed(node)? {
            return Ok(Some(found));
        }
        let Some(segments) = qualified_name(node) else { return Ok(None) };
        let Some((first, first_id)) = segments.first().cloned() else { return Ok(None) };
        if let Some((_, known)) = self.scope.iter().rev().find(|(name, _)| *name == first) {
            let known = known.clone();
            return self.fields(known, first_id, segments.get(1..).unwrap_or_default()).map(Some);
        }
        let name = |end: usize| {
            let names: Vec<&str> = segments.iter().take(end).map(|(name, _)| name.as_str()).collect();
            names.join(".")
        };
        let found = (1..=segments.len()).find_map(|end| fact(&name(end)).map(|found| (end, found)));
        let Some((end, (place, spec))) = found else {
            if segments.len() == 1 && TYPES.contains(&first.as_str()) {
                return Ok(Some(Type::Name));
            }
            let name = name(segments.len());
            let suggestion = closest_fact(&name);
            return Err(self.refuse(node.id, ExpressionProblem::UnknownFact { name, suggestion }));
        };
        let after = segments.get(end..).unwrap_or_default();
        let fact_id = segments.get(end - 1).map_or(node.id, |(_, id)| *id);
        let found = self.fields(Type::of_fact(spec.fact_type), fact_id, after)?;
        // A field of a map is looked up, and the map not walked. What is in fields of any shape can be walked.
        let is_looked_up = !after.is_empty() && spec.fact_type == FactType::TextMap;
        let read = if is_looked_up { Derived::Glanced(place) } else { Derived::Fact(place) };
        let read = self.read(spec, read);
        replace_below(node, after.len(), read);
        if spec.group == FactGroup::Levels {
            match after.first() {
                Some((scorecard, id)) => self.reads_level(scorecard, *id),
                None => self.reads_any_level(fact_id),
            }
        }
        Ok(Some(found))
    }

    fn read(&mut self, spec: &FactSpec, derived: Derived) -> Expr {
        self.checked.groups.insert(spec.group);
        self.derive(derived)
    }

    /// The level of one scorecard, in place of that of any, which was noted when the name before it was read.
    pub(super) fn reads_level(&mut self, scorecard: &str, id: u64) {
        let span = self.spans.span(id);
        self.checked.levels.named.entry(scorecard.to_owned()).or_insert(span);
    }

    pub(super) fn reads_any_level(&mut self, id: u64) {
        let span = self.spans.span(id);
        self.checked.levels.any.get_or_insert(span);
    }

    /// The fact that stands in place of this node, if it is one and nothing else.
    pub(super) fn fact_at(&self, node: &IdedExpr) -> Option<ReadFact> {
        let Expr::Ident(name) = &node.expr else { return None };
        let Derived::Fact(place) = *self.checked.derived.get(place_of(name)?)? else { return None };
        let of_spec = |spec: &FactSpec| ReadFact { place, fact_type: spec.fact_type, group: spec.group };
        fact_at(place).map(of_spec).or_else(|| self.named.get(&place).copied())
    }

    /// The fact that stands in place of this node is looked at in another way.
    pub(super) fn reread(&mut self, node: &IdedExpr, derived: Derived) {
        if let Expr::Ident(name) = &node.expr
            && let Some(entry) = place_of(name).and_then(|place| self.checked.derived.get_mut(place))
        {
            *entry = derived;
        }
    }

    pub(super) fn fields(&self, of: Type, id: u64, fields: &[(String, u64)]) -> Result<Type, ExpressionError> {
        let selected = fields.iter().try_fold((of, id), |(of, of_id), (field, id)| {
            Ok::<_, ExpressionError>((self.field(&of, of_id, field, *id)?, *id))
        });
        match selected? {
            (Type::Moment, id) if !fields.is_empty() => Err(self.moment(id)),
            (found, _) => Ok(found),
        }
    }

    /// The type of a field of what stands at `of_id`.
    pub(super) fn field(&self, of: &Type, of_id: u64, field: &str, id: u64) -> Result<Type, ExpressionError> {
        let remedy = match of {
            Type::Dyn | Type::Never => return Ok(Type::Dyn),
            Type::Map(_, values) => return Ok((**values).clone()),
            Type::Optional(inner) => return self.field(inner, of_id, field, id).map(Type::optional),
            Type::Record(kind) => {
                if let Some((_, known)) = kind.fields().iter().find(|(name, _)| *name == field) {
                    return Ok(Type::of_fact(*known));
                }
                let names: Vec<&str> = kind.fields().iter().map(|(name, _)| *name).collect();
                match closest(field, names.iter().copied(), 0.75) {
                    Some(meant) => format!("did you mean {meant}?"),
                    None => format!("it has {}", names.join(", ")),
                }
            }
            _ if matches!(field, "length" | "size" | "count" | "len") => {
                format!("write size({})", self.spans.text(of_id))
            }
            Type::List(_) => {
                let text = self.spans.text(of_id);
                format!("its entries may: write {text}.all(x, …), {text}.exists(x, …) or {text}[0]")
            }
            _ => "only maps and the entries of lists have fields".to_owned(),
        };
        let of = format!("{}, {of},", self.spans.text(of_id));
        Err(self.refuse(id, ExpressionProblem::UnknownField { of, field: field.to_owned(), remedy }))
    }

    fn refuse_has_on_fact(&self, node: &IdedExpr) -> Result<(), ExpressionError> {
        let Expr::Select(select) = &node.expr else { return Ok(()) };
        let Some(segments) = qualified_name(&select.operand) else { return Ok(()) };
        let Some((first, _)) = segments.first() else { return Ok(()) };
        let mut names: Vec<&str> = segments.iter().map(|(name, _)| name.as_str()).collect();
        names.push(&select.field);
        let name = names.join(".");
        let is_field = match self.scope.iter().rev().find(|(name, _)| name == first) {
            Some((_, Type::Record(kind))) => {
                segments.len() == 1 && kind.fields().iter().any(|(name, _)| *name == select.field)
            }
            Some(_) => false,
            None => fact(&name).is_some() || self.side(first).is_some(),
        };
        if is_field { Err(self.refuse(node.id, ExpressionProblem::HasOnFact(name))) } else { Ok(()) }
    }
}

/// Puts this in the place of what so many selections stand on.
pub(super) fn replace_below(node: &mut IdedExpr, selections: usize, expr: Expr) {
    let mut node = node;
    for _ in 0..selections {
        match &mut node.expr {
            Expr::Select(select) => node = &mut select.operand,
            _ => return,
        }
    }
    node.expr = expr;
}

/// The fact whose name is most like this one, if one is at all like it.
fn closest_fact(name: &str) -> Option<&'static str> {
    closest(name, facts().map(|fact| fact.name), ALIKE)
}

/// The name most like this one, if one is at all like it.
pub(crate) fn closest<'a>(name: &str, names: impl Iterator<Item = &'a str>, alike: f64) -> Option<&'a str> {
    let likeness = names.map(|other| (strsim::jaro_winkler(name, other), other));
    likeness.filter(|(likeness, _)| *likeness > alike).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, name)| name)
}

/// The segments of `a.b.c`, each with the id of the node that ends with it; `None` for anything but an identifier or
/// selections on one.
pub(super) fn qualified_name(node: &IdedExpr) -> Option<Vec<(String, u64)>> {
    let mut segments = Vec::new();
    let mut node = node;
    loop {
        match &node.expr {
            Expr::Ident(name) => {
                segments.push((name.clone(), node.id));
                segments.reverse();
                return Some(segments);
            }
            Expr::Select(select) if !select.test => {
                segments.push((select.field.clone(), node.id));
                node = &select.operand;
            }
            _ => return None,
        }
    }
}
