//! Names that another product keeps, of things, teams and people.

use crate::fields::{is_name, name_slug};
use crate::formats::envelope::Identity;
use crate::formats::read::Reference;
use crate::model::{Alias, Form};

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
pub(in crate::formats) fn team(name: &str, namespace: &str) -> Option<Reference> {
    let written = name.trim();
    let name = written.rsplit('/').next().unwrap_or(written).trim_start_matches('@');
    let mut reference = (!name.is_empty()).then(|| Reference::named("group", namespace, name))?;
    if written != name {
        (reference.spelling.form, reference.spelling.text) = (Form::Handle, Some(written.to_owned()));
    }
    Some(reference)
}

/// The person of this e-mail address or name.
pub(in crate::formats) fn person(name: &str, namespace: &str) -> Option<Reference> {
    let name = name.trim();
    let mut reference = (!name.is_empty()).then(|| Reference::named("user", namespace, name))?;
    if name.contains('@') {
        reference.spelling.form = Form::Email;
    }
    Some(reference)
}
