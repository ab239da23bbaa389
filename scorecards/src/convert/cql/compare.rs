//! Comparisons: what may be missing, what is only there or not, and ages.

use super::term::{Binding, Kind, Term};
use crate::convert::words::quoted;

/// `left sign right`.
pub(super) fn compare(sign: &'static str, left: &Term, right: &Term) -> Result<Term, String> {
    if is_constant(left) && !is_constant(right) {
        return compare(turned(sign), right, left);
    }
    let plain = || {
        let cel = format!("{} {sign} {}", left.within(Binding::Sum), right.within(Binding::Sum));
        Ok(Term::bound(cel, Kind::Bool, Binding::Comparison))
    };
    let is_equality = matches!(sign, "==" | "!=");
    match (&left.kind, &right.kind) {
        (Kind::Presence, Kind::Null) if is_equality => {
            Ok(if sign == "!=" { Term { kind: Kind::Bool, ..left.clone() } } else { negated(left) })
        }
        (Kind::Custom(key), Kind::Null) if is_equality => {
            let there = Term::bound(format!("{} in entity.custom", quoted(key)), Kind::Bool, Binding::Comparison);
            Ok(if sign == "!=" { there } else { negated(&there) })
        }
        (Kind::Custom(key), Kind::Int | Kind::Text(false) | Kind::Bool) => {
            let (key, value) = (quoted(key), right.within(Binding::Sum));
            Ok(match sign {
                "!=" => Term::bound(
                    format!("!({key} in entity.custom) || {} != {value}", left.cel),
                    Kind::Bool,
                    Binding::Or,
                ),
                _ => Term::bound(
                    format!("{key} in entity.custom && {} {sign} {value}", left.cel),
                    Kind::Bool,
                    Binding::And,
                ),
            })
        }
        (Kind::TeamCount, Kind::Int) => match (sign, right.cel.as_str()) {
            (">" | "!=", "0") | (">=", "1") => Ok(owner_is_team("==")),
            ("==" | "<=", "0") | ("<", "1") => Ok(owner_is_team("!=")),
            _ => Err("of the teams that own it, only whether there is one is told".to_owned()),
        },
        (Kind::Teams, Kind::Null) if is_equality => Ok(owner_is_team(if sign == "!=" { "==" } else { "!=" })),
        (Kind::Text(true), Kind::Null) if is_equality => plain(),
        (Kind::Text(false), Kind::Null) => Err(format!("{} is never null", left.cel)),
        (Kind::Groups | Kind::Links | Kind::Entities, Kind::Null) => {
            Err(format!("{} is a list and never null; ask for its length", left.cel))
        }
        (Kind::Text(_), Kind::Text(_)) | (Kind::Bool, Kind::Bool) if is_equality => plain(),
        (Kind::Int, Kind::Int) => plain(),
        (Kind::Age, Kind::Span(is_past)) => age(sign, left, right, *is_past),
        _ => Err(format!("{} {sign} {} compares what cannot be compared here", left.cel, right.cel)),
    }
}

fn is_constant(term: &Term) -> bool {
    match term.kind {
        Kind::Null | Kind::Span(_) => true,
        Kind::Int => term.cel.parse::<i64>().is_ok(),
        Kind::Text(false) => term.cel.starts_with('"'),
        _ => false,
    }
}

fn turned(sign: &'static str) -> &'static str {
    match sign {
        ">" => "<",
        "<" => ">",
        ">=" => "<=",
        "<=" => ">=",
        other => other,
    }
}

fn negated(term: &Term) -> Term {
    Term::bound(format!("!({})", term.cel), Kind::Bool, Binding::Unary)
}

fn owner_is_team(sign: &str) -> Term {
    Term::bound(format!("owner.kind {sign} \"Group\""), Kind::Bool, Binding::Comparison)
}

/// `moment.fromNow() > duration("P-90D")`: it was within the last 90 days. What lies in the future is not asked.
fn age(sign: &str, moment: &Term, span: &Term, is_past: bool) -> Result<Term, String> {
    let function = match (sign, is_past) {
        (">" | ">=", true) => "within",
        ("<" | "<=", true) => "older_than",
        _ => return Err("an age is only compared with a span in the past, such as duration(\"P-90D\")".to_owned()),
    };
    Ok(Term::whole(format!("{function}({}, {})", moment.cel, span.cel), Kind::Bool))
}
