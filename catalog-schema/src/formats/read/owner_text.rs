//! What a text in an owner's place says, however it is spelled.

use super::reference::Reference;
use crate::fields::{is_kind, is_name, is_namespace, name_slug};
use crate::model::{EntityRef, Form, RefParts, Spelling};

/// What a text in an owner's place says.
#[derive(Clone, Debug)]
pub(crate) enum Owner {
    /// A team or a person, or what else is named.
    Named(Reference),
    /// That there is none: `TBD`.
    Nobody,
    /// Nothing: a part of the reference is empty.
    Malformed,
}

/// Words in an owner's place that mean nobody, in lower case.
const NOBODY: [&str; 30] = [
    "tbd",
    "tba",
    "tbc",
    "todo",
    "none",
    "nobody",
    "noone",
    "no one",
    "no-one",
    "no owner",
    "no-owner",
    "unknown",
    "unowned",
    "unassigned",
    "undefined",
    "unspecified",
    "not set",
    "n/a",
    "nil",
    "null",
    "-",
    "--",
    "?",
    "??",
    "???",
    "...",
    "xxx",
    "changeme",
    "change-me",
    "placeholder",
];

/// What a text in an owner's place says. `kind` is meant where none is written, `kind_name` is what a word for a kind
/// means in the format.
pub(crate) fn understood(text: &str, kind: &str, namespace: &str, kind_name: fn(&str) -> String) -> Owner {
    let text = text.trim();
    let bare = text.strip_prefix("mailto:").unwrap_or(text);
    let named = |kind: &str, name: &str, form: Form| {
        let spelling = Spelling { form, text: (!is_name(name) || bare != name).then(|| text.to_owned()) };
        Owner::Named(Reference::new(EntityRef::new(kind, namespace, &slugged(name)), spelling))
    };
    if is_nobody(text) {
        return Owner::Nobody;
    }
    if text.starts_with("ari:") || is_uuid(text) {
        let target = EntityRef::new(kind, namespace, text);
        return Owner::Named(Reference::new(target, Spelling::plain(Form::Identifier)));
    }
    if let Some(address) = email(bare) {
        return named("user", address, Form::Email);
    }
    if let Some(name) = handle(text) {
        return named(kind, name, Form::Handle);
    }
    if let Some((word, rest)) = text.split_once(':')
        && is_kind(word)
        && !rest.starts_with("//")
    {
        let (kind, rest) = (kind_name(word), rest.trim());
        return match (handle(rest), rest.split_once('/')) {
            _ if rest.is_empty() => Owner::Malformed,
            (Some(name), _) => named(&kind, name, Form::KindName),
            (None, Some((namespace, name))) if is_label(namespace) && !name.is_empty() => {
                let spelling = Spelling { form: Form::Full, text: (!is_name(name)).then(|| text.to_owned()) };
                Owner::Named(Reference::new(EntityRef::new(&kind, namespace, &slugged(name)), spelling))
            }
            (None, Some(_)) if RefParts::parse(text, None, None).is_err() => Owner::Malformed,
            _ => {
                let spelling = Spelling { form: Form::KindName, text: (!is_name(rest)).then(|| text.to_owned()) };
                Owner::Named(Reference::new(EntityRef::new(&kind, namespace, &slugged(rest)), spelling))
            }
        };
    }
    if text.contains("://") {
        return named(kind, text, Form::Words);
    }
    if RefParts::parse(text, Some(kind), Some(namespace)).is_err() {
        return Owner::Malformed;
    }
    match text.split_once('/') {
        Some((first, name)) if is_label(first) && is_name(name) => {
            Owner::Named(Reference::new(EntityRef::new(kind, first, name), Spelling::plain(Form::NamespaceName)))
        }
        // Forges nest teams.
        Some(_) if text.split('/').all(is_name) => {
            let last = text.rsplit('/').next().unwrap_or(text);
            named(kind, last, Form::Handle)
        }
        _ if is_name(text) => named(kind, text, Form::Name),
        _ => named(kind, text, Form::Words),
    }
}

fn slugged(name: &str) -> std::borrow::Cow<'_, str> {
    if is_name(name) { name.into() } else { name_slug(name).into() }
}

fn is_label(namespace: &str) -> bool {
    is_namespace(&namespace.to_ascii_lowercase())
}

/// `TBD`, `group:unknown`, `TODO-set-owner`.
fn is_nobody(text: &str) -> bool {
    let lower = text.to_lowercase();
    let word = ["group:", "user:", "team:"].iter().find_map(|kind| lower.strip_prefix(kind)).unwrap_or(&lower).trim();
    let todo = word.strip_prefix("todo").is_some_and(|rest| rest.starts_with(|c: char| !c.is_alphanumeric()));
    NOBODY.contains(&word) || todo && !word.contains('/')
}

/// The name in `@name` or `@organisation/team`.
fn handle(text: &str) -> Option<&str> {
    let rest = text.strip_prefix('@')?;
    let name = rest.rsplit('/').next().unwrap_or(rest);
    (!name.is_empty() && !rest.contains(char::is_whitespace)).then_some(name)
}

/// The address in `local@domain` or `Name <local@domain>`.
fn email(text: &str) -> Option<&str> {
    let address = match text.strip_suffix('>').and_then(|text| text.rsplit_once('<')) {
        Some((_, address)) => address,
        None => text,
    };
    let (local, domain) = address.split_once('@')?;
    let sound = !local.is_empty() && !domain.is_empty() && !domain.contains('@');
    (sound && !address.contains(|c: char| c.is_whitespace() || matches!(c, '/' | ':' | '<'))).then_some(address)
}

fn is_uuid(text: &str) -> bool {
    let lengths = text.split('-').map(str::len);
    text.is_ascii() && lengths.eq([8, 4, 4, 4, 12]) && text.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit())
}

/// The parts of `a, b`, if each of them may be an owner; else the text.
pub(super) fn several(text: &str) -> Vec<&str> {
    let parts: Vec<&str> = text.split([',', ';']).map(str::trim).filter(|part| !part.is_empty()).collect();
    let plain = |part: &&str| is_name(part) || email(part).is_some() || handle(part).is_some();
    if parts.len() > 1 && parts.iter().all(plain) { parts } else { vec![text] }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a text becomes: the reference and its form, or a word.
    fn read(text: &str) -> String {
        match understood(text, "group", "shop", str::to_owned) {
            Owner::Named(reference) => {
                let Spelling { form, text } = &reference.spelling;
                let written = if text.is_some() { " as written" } else { "" };
                format!("{} {}{written}", reference.target, form.as_str())
            }
            Owner::Nobody => "nobody".to_owned(),
            Owner::Malformed => "malformed".to_owned(),
        }
    }

    #[test]
    fn every_spelling_is_understood() {
        for (text, expected) in [
            ("payments", "group:shop/payments name"),
            (" Payments ", "group:shop/payments name"),
            ("group:payments", "group:shop/payments kind-name"),
            ("User: jane", "user:shop/jane kind-name"),
            ("group:core/payments", "group:core/payments full"),
            ("group:core/Pay ments", "group:core/pay-ments full as written"),
            ("domain:cloud", "domain:shop/cloud kind-name"),
            ("default/payments", "group:default/payments namespace-name"),
            ("Acme/payments", "group:acme/payments namespace-name"),
            ("acme/eu/payments", "group:shop/payments handle as written"),
            ("@acme/payments", "group:shop/payments handle as written"),
            ("@jane", "group:shop/jane handle as written"),
            ("group:@acme/payments", "group:shop/payments kind-name as written"),
            ("jane.doe@example.com", "user:shop/jane.doe-example.com email as written"),
            ("mailto:jane@example.com", "user:shop/jane-example.com email as written"),
            ("Jane Doe <jane@example.com>", "user:shop/jane-example.com email as written"),
            ("user:jane@example.com", "user:shop/jane-example.com kind-name as written"),
            ("Jane Doe", "group:shop/jane-doe words as written"),
            ("SRE Team (EU)", "group:shop/sre-team-eu words as written"),
            ("group: SRE Team", "group:shop/sre-team kind-name as written"),
            ("#payments", "group:shop/payments words as written"),
            ("Payments / Core", "group:shop/payments-core words as written"),
            ("https://example.com/team", "group:shop/https-example.com-team words as written"),
            ("ari:cloud:identity::team/1", "group:shop/ari:cloud:identity::team/1 identifier"),
            ("0B56FDAA-37e2-487e-b770-b271bb4e76a2", "group:shop/0b56fdaa-37e2-487e-b770-b271bb4e76a2 identifier"),
            ("TBD", "nobody"),
            ("group:unknown", "nobody"),
            ("TODO-set-owner", "nobody"),
            ("n/a", "nobody"),
            ("?", "nobody"),
            ("default/unknown", "group:default/unknown namespace-name"),
            ("group:default/none", "group:default/none full"),
            ("unknowns", "group:shop/unknowns name"),
            ("todos", "group:shop/todos name"),
            ("group:", "malformed"),
            (":payments", "malformed"),
            ("/payments", "malformed"),
            ("a/", "malformed"),
        ] {
            assert_eq!(read(text), expected, "{text:?}");
        }
    }

    #[test]
    fn several_owners_in_one_text_are_told_from_words_with_commas() {
        assert_eq!(several("payments, ledger"), ["payments", "ledger"]);
        assert_eq!(several("@acme/a;jane@example.com"), ["@acme/a", "jane@example.com"]);
        assert_eq!(several("Payments, Billing and more"), ["Payments, Billing and more"]);
        assert_eq!(several("payments,"), ["payments,"]);
    }
}
