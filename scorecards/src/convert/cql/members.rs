//! What values have and do.

use super::parse::{Argument, Expr};
use super::term::{Binding, Item, Kind, Term};
use super::translate::{Scope, translate, truth};
use crate::convert::words::quoted;

/// `target.name`, `target.name()` or `target.name(arguments)`.
pub(super) fn member(target: &Term, name: &str, arguments: &[Argument], scope: Scope<'_>) -> Result<Term, String> {
    match &target.kind {
        Kind::Root => of_entity(name),
        Kind::Text(may_miss) => of_text(target, *may_miss, name, arguments),
        Kind::Groups => of_list(target, Item::Group, name, arguments, scope),
        Kind::Links => of_list(target, Item::Link, name, arguments, scope),
        Kind::Entities => of_list(target, Item::Entity, name, arguments, scope),
        Kind::Teams if is_length(name) => Ok(Term::whole("owner", Kind::TeamCount)),
        Kind::Teams => Err("of the teams that own it, only whether there is one is told".to_owned()),
        Kind::Presence if name == "channels" => Ok(target.clone()),
        Kind::Presence if is_length(name) => {
            Ok(Term::bound(format!("{} ? 1 : 0", target.within(Binding::Or)), Kind::Int, Binding::Conditional))
        }
        Kind::Custom(key) => of_custom(target, key, name, arguments),
        Kind::Moment if name == "fromNow" => Ok(Term { kind: Kind::Age, ..target.clone() }),
        // A group is its own name.
        Kind::Item(Item::Group) if !matches!(name, "name" | "tag") => of_text(target, false, name, arguments),
        Kind::Item(item) => of_item(target, *item, name),
        _ => Err(format!("{name} is not known of {}", target.cel)),
    }
}

fn is_length(name: &str) -> bool {
    matches!(name, "length" | "size" | "count")
}

fn of_entity(name: &str) -> Result<Term, String> {
    let text = |fact: &str, may_miss| Ok(Term::whole(fact, Kind::Text(may_miss)));
    match name {
        "description" => text("entity.description", true),
        "name" => text("entity.title", true),
        "tag" => text("entity.name", false),
        "type" => text("entity.type", true),
        "groups" => Ok(Term::whole("entity.tags", Kind::Groups)),
        "created" | "createdAt" | "creationDate" => Ok(Term::whole("entity.created_at", Kind::Moment)),
        "updated" | "lastUpdated" => Ok(Term::whole("entity.changed_at", Kind::Moment)),
        "isArchived" => Err("the catalog has no archived entities; write a lifecycle".to_owned()),
        "destinations" | "sources" => {
            Err("relations of an organisation's own types are no facts here; dependencies and dependents are"
                .to_owned())
        }
        _ => Err(format!("entity.{name} is no fact here")),
    }
}

fn of_text(target: &Term, may_miss: bool, name: &str, arguments: &[Argument]) -> Result<Term, String> {
    let cel = &target.cel;
    if is_length(name) {
        return Ok(match may_miss {
            true => Term::bound(format!("{cel} == null ? 0 : size({cel})"), Kind::Int, Binding::Conditional),
            false => Term::whole(format!("size({cel})"), Kind::Int),
        });
    }
    if matches!(name, "toLowerCase" | "lowercase" | "lower") && !may_miss {
        return Ok(Term::whole(format!("{cel}.lowerAscii()"), Kind::Text(false)));
    }
    let applied = applied(cel, name, arguments)?;
    Ok(match may_miss {
        true => Term::bound(format!("{cel} != null && {applied}"), Kind::Bool, Binding::And),
        false => Term::whole(applied, Kind::Bool),
    })
}

/// A question to a text.
fn applied(cel: &str, name: &str, arguments: &[Argument]) -> Result<String, String> {
    let [Argument { value: Expr::Text(text), .. }] = arguments else {
        return Err(format!("{name} of a text is only known with one text"));
    };
    Ok(match name {
        // The whole text, where CEL looks anywhere in it.
        "matches" => format!("{cel}.matches({})", quoted(&format!("^(?:{text})$"))),
        "matchesIn" => format!("{cel}.matches({})", quoted(text)),
        "contains" | "startsWith" | "endsWith" => format!("{cel}.{name}({})", quoted(text)),
        _ => return Err(format!("{name} of a text is not known")),
    })
}

fn of_custom(target: &Term, key: &str, name: &str, arguments: &[Argument]) -> Result<Term, String> {
    let (cel, key) = (&target.cel, quoted(key));
    if is_length(name) {
        let cel = format!("{key} in entity.custom ? size({cel}) : 0");
        return Ok(Term::bound(cel, Kind::Int, Binding::Conditional));
    }
    let applied = applied(cel, name, arguments)?;
    Ok(Term::bound(format!("{key} in entity.custom && {applied}"), Kind::Bool, Binding::And))
}

fn of_list(target: &Term, item: Item, name: &str, arguments: &[Argument], scope: Scope<'_>) -> Result<Term, String> {
    let cel = &target.cel;
    match (name, arguments) {
        (name, []) if is_length(name) => Ok(Term::whole(format!("size({cel})"), Kind::Int)),
        ("isEmpty", []) => Ok(Term::bound(format!("size({cel}) == 0"), Kind::Bool, Binding::Comparison)),
        ("any" | "some", []) => Ok(Term::bound(format!("size({cel}) > 0"), Kind::Bool, Binding::Comparison)),
        ("any" | "some" | "all" | "every" | "filter", [Argument { value: Expr::Lambda(variable, body), .. }]) => {
            // A name of its own for each depth: CEL has no other place for what facts are called.
            let own = ["x", "y"].get(scope.len()).ok_or("lambdas are nested more than two deep")?;
            let mut inner = scope.to_vec();
            inner.push((variable.clone(), Term::whole(*own, Kind::Item(item))));
            let body = truth(&translate(body, &inner)?)?.cel;
            Ok(match name {
                "filter" => Term::whole(format!("{cel}.filter({own}, {body})"), target.kind.clone()),
                "all" | "every" => Term::whole(format!("{cel}.all({own}, {body})"), Kind::Bool),
                _ => Term::whole(format!("{cel}.exists({own}, {body})"), Kind::Bool),
            })
        }
        ("contains" | "includes", [Argument { value: Expr::Text(text), .. }]) if item == Item::Group => {
            Ok(Term::bound(format!("{} in {cel}", quoted(text)), Kind::Bool, Binding::Comparison))
        }
        _ => Err(format!("{name} of a list is not known")),
    }
}

fn of_item(target: &Term, item: Item, name: &str) -> Result<Term, String> {
    let cel = &target.cel;
    match (item, name) {
        (Item::Group, "name" | "tag") => Ok(Term::whole(cel, Kind::Text(false))),
        (Item::Link, "name") => Ok(Term::whole(format!("{cel}.title"), Kind::Text(true))),
        (Item::Link, "url") => Ok(Term::whole(format!("{cel}.url"), Kind::Text(false))),
        (Item::Entity, "type") => Ok(Term::whole(format!("{cel}.type"), Kind::Text(true))),
        (Item::Entity, _) => {
            Err(format!("{name} of another entity is not known; its kind, type, lifecycle, tier, owner and system are"))
        }
        _ => Err(format!("{name} of one of a list is not known")),
    }
}
