//! From the tree to CEL over facts.

use super::known;
use super::parse::{Argument, Expr, parse};
use super::term::{Binding, Kind, Term};
use crate::convert::words::quoted;

/// Variables of lambdas, innermost last.
pub(super) type Scope<'a> = &'a [(String, Term)];

/// An expression that comes to yes or no, in CEL.
///
/// # Errors
/// Why it cannot be said.
pub(in crate::convert) fn condition(source: &str) -> Result<String, String> {
    let expr = parse(source).map_err(|reason| format!("the expression cannot be read: {reason}"))?;
    Ok(truth(&translate(&expr, &[])?)?.cel)
}

/// The term as yes or no.
pub(super) fn truth(term: &Term) -> Result<Term, String> {
    match &term.kind {
        Kind::Bool => Ok(term.clone()),
        Kind::Presence => Ok(Term { kind: Kind::Bool, ..term.clone() }),
        Kind::Custom(key) => {
            let key = quoted(key);
            let cel = format!("{key} in entity.custom && entity.custom[{key}] == true");
            Ok(Term::bound(cel, Kind::Bool, Binding::And))
        }
        _ => Err(format!("{} comes neither to yes nor to no", term.cel)),
    }
}

pub(super) fn translate(expr: &Expr, scope: Scope<'_>) -> Result<Term, String> {
    match expr {
        Expr::Null => Ok(Term::whole("null", Kind::Null)),
        Expr::Bool(value) => Ok(Term::whole(value.to_string(), Kind::Bool)),
        Expr::Number(number) if number.contains('.') => Err(format!("{number} is no whole number, as all facts are")),
        Expr::Number(number) => Ok(Term::whole(number, Kind::Int)),
        Expr::Text(text) => Ok(Term::whole(quoted(text), Kind::Text(false))),
        Expr::Name(name) => named(name, scope),
        Expr::Member(target, name) => member(target, name, &[], scope),
        Expr::Call(callee, arguments) => match &**callee {
            Expr::Member(target, name) => member(target, name, arguments, scope),
            Expr::Name(name) => call(name, arguments, scope),
            _ => Err("only names can be called".to_owned()),
        },
        Expr::Lambda(..) => Err("a lambda stands where a value is expected".to_owned()),
        Expr::Not(inner) => {
            let inner = truth(&translate(inner, scope)?)?;
            Ok(Term::bound(format!("!{}", inner.within(Binding::Whole)), Kind::Bool, Binding::Unary))
        }
        Expr::Binary(sign, left, right) => binary(sign, left, right, scope),
    }
}

fn named(name: &str, scope: Scope<'_>) -> Result<Term, String> {
    if let Some((_, term)) = scope.iter().rev().find(|(variable, _)| variable == name) {
        return Ok(term.clone());
    }
    match name {
        "entity" | "service" => Ok(Term::whole("entity", Kind::Root)),
        _ => known::presence(name).ok_or_else(|| known::reason(name)),
    }
}

/// A function that stands alone.
fn call(name: &str, arguments: &[Argument], scope: Scope<'_>) -> Result<Term, String> {
    let first = arguments.first().map(|argument| &argument.value);
    match (name, first) {
        ("links", None) => Ok(Term::whole("entity.links", Kind::Links)),
        ("links", Some(Expr::Text(link_type))) => {
            let fact = known::links(link_type);
            fact.map(|fact| Term::whole(fact, Kind::Links))
                .ok_or_else(|| format!("links of the type {link_type} are not told apart from others"))
        }
        ("groups", None) => Ok(Term::whole("entity.tags", Kind::Groups)),
        ("custom", Some(Expr::Text(key))) => {
            Ok(Term::whole(format!("entity.custom[{}]", quoted(key)), Kind::Custom(key.clone())))
        }
        // Only remembers the value for the message.
        ("captures", Some(_)) => match arguments {
            [_, value] => translate(&value.value, scope),
            _ => Err("captures takes a name and a value".to_owned()),
        },
        ("duration", Some(Expr::Text(text))) => span(text),
        _ => Err(known::reason(name)),
    }
}

/// What something has or does.
fn member(target: &Expr, name: &str, arguments: &[Argument], scope: Scope<'_>) -> Result<Term, String> {
    if let Expr::Name(root) = target
        && scope.iter().all(|(variable, _)| variable != root)
    {
        match (root.as_str(), name) {
            ("ownership", "teams") => return Ok(Term::whole("owner", Kind::Teams)),
            ("dependencies", "out") | ("dependencies", "outgoing") => return edges("dependencies", arguments),
            ("dependencies", "in") | ("dependencies", "incoming") => return edges("dependents", arguments),
            ("slack", "channels") | ("entity" | "service", _) => {}
            _ => return Err(known::reason(root)),
        }
    }
    super::members::member(&translate(target, scope)?, name, arguments, scope)
}

fn edges(fact: &str, arguments: &[Argument]) -> Result<Term, String> {
    let asks_for_archived = arguments.iter().any(|argument| argument.value == Expr::Bool(true));
    if asks_for_archived {
        return Err("the catalog has no archived entities".to_owned());
    }
    Ok(Term::whole(fact, Kind::Entities))
}

fn binary(sign: &'static str, left: &Expr, right: &Expr, scope: Scope<'_>) -> Result<Term, String> {
    let (left, right) = (translate(left, scope)?, translate(right, scope)?);
    let joined = |left: &Term, right: &Term, kind: Kind, binding: Binding, tighter: Binding| {
        Ok(Term::bound(format!("{} {sign} {}", left.within(binding), right.within(tighter)), kind, binding))
    };
    match sign {
        "||" => joined(&truth(&left)?, &truth(&right)?, Kind::Bool, Binding::Or, Binding::And),
        "&&" => joined(&truth(&left)?, &truth(&right)?, Kind::Bool, Binding::And, Binding::Comparison),
        "+" | "-" | "*" | "/" if (&left.kind, &right.kind) == (&Kind::Int, &Kind::Int) => match sign {
            "+" | "-" => joined(&left, &right, Kind::Int, Binding::Sum, Binding::Product),
            _ => joined(&left, &right, Kind::Int, Binding::Product, Binding::Unary),
        },
        "+" | "-" | "*" | "/" => Err(format!("{sign} is only taken between whole numbers")),
        _ => super::compare::compare(sign, &left, &right),
    }
}

/// `P90D` or `P-90D` as `older_than` takes it. Months and years have no fixed length.
fn span(text: &str) -> Result<Term, String> {
    let refuse = || format!("the span {text} is not in days, weeks or hours");
    let is_past = text.contains('-');
    let plain = text.replace('-', "");
    let (number, unit) = match plain.strip_prefix("PT") {
        Some(rest) => (rest.strip_suffix('H').ok_or_else(refuse)?, 'h'),
        None => {
            let rest = plain.strip_prefix('P').ok_or_else(refuse)?;
            match rest.strip_suffix('W') {
                Some(weeks) => (weeks, 'w'),
                None => (rest.strip_suffix('D').ok_or_else(refuse)?, 'd'),
            }
        }
    };
    let number: u32 = number.parse().map_err(|_| refuse())?;
    let written = if unit == 'w' { format!("{}d", u64::from(number) * 7) } else { format!("{number}{unit}") };
    Ok(Term::whole(quoted(&written), Kind::Span(is_past)))
}
