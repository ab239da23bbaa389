//! Names that another product keeps, of things, teams and people.

use crate::fields::{is_name, name_slug};
use crate::formats::envelope::Identity;
use crate::model::{Alias, EntityRef};

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
pub(in crate::formats) fn team(name: &str, namespace: &str) -> Option<EntityRef> {
    let name = name.trim().trim_start_matches('@');
    let name = name.rsplit('/').next().unwrap_or(name);
    (!name.is_empty()).then(|| reference("group", namespace, name))
}

/// The person of this e-mail address or name.
pub(in crate::formats) fn person(name: &str, namespace: &str) -> Option<EntityRef> {
    let name = name.trim();
    (!name.is_empty()).then(|| reference("user", namespace, name))
}

fn reference(kind: &str, namespace: &str, name: &str) -> EntityRef {
    if is_name(name) {
        return EntityRef::new(kind, namespace, name);
    }
    EntityRef::new(kind, namespace, &name_slug(name))
}
