//! Names that another product keeps, of things, teams and people.

use crate::fields::{is_name, name_slug};
use crate::formats::envelope::Identity;
use crate::formats::read::{Owner, understood};
use crate::model::Alias;

/// The identity that a name for people gives, where the format asks for such a one. Its slug goes without a word: there is
/// nothing to mend.
pub(in crate::formats) fn shown(kind: &str, namespace: &str, name: String) -> Identity {
    let (kind, namespace) = (kind.to_owned(), namespace.to_owned());
    if is_name(&name) {
        return Identity { kind, namespace, name, original: None, aliases: Vec::new() };
    }
    let aliases = vec![Alias { scheme: "name".to_owned(), value: name.clone() }];
    Identity { kind, namespace, name: name_slug(&name), original: Some(name), aliases }
}

/// The team of this name. Of `organisation/team`, as forges write it, the team is what follows the slash. A name for
/// people is slugged without a word: the descriptor cannot spell it otherwise.
pub(in crate::formats) fn team(name: &str, namespace: &str) -> Option<Owner> {
    let name = name.trim();
    let of_forge = name.contains('/') && !name.contains(|c: char| matches!(c, '@' | ':') || c.is_whitespace());
    if !of_forge {
        return owner(name, "group", namespace);
    }
    match owner(&format!("@{name}"), "group", namespace)? {
        Owner::Named(mut reference) => {
            reference.spelling.text = Some(name.to_owned());
            Some(Owner::Named(reference))
        }
        other => Some(other),
    }
}

/// The person of this e-mail address or name.
pub(in crate::formats) fn person(name: &str, namespace: &str) -> Option<Owner> {
    owner(name, "user", namespace)
}

fn owner(name: &str, kind: &str, namespace: &str) -> Option<Owner> {
    match understood(name, kind, namespace, str::to_owned) {
        Owner::Malformed => None,
        known => Some(known),
    }
}
