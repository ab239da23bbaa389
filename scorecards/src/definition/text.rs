//! Texts of some form: names, days, addresses, references.

use catalog_schema::model::EntityRef;

use super::fields::{At, Fields, Problems, SHORT, quoted, shorten};

/// Characters of a name of a scorecard, a level or a rule.
const NAME: usize = 63;

/// Characters of an address.
const ADDRESS: usize = 2_000;

/// Whether a text is lower-case words, of letters and digits, joined by hyphens.
pub(crate) fn is_kebab(text: &str) -> bool {
    text.len() <= NAME
        && text
            .split('-')
            .all(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()))
}

/// A name: kebab case.
pub(crate) fn name<'v>(at: &At<'v>, problems: &mut Problems) -> Option<&'v str> {
    let text = at.text(SHORT, problems)?;
    if !is_kebab(text) {
        let message = format!("{}: `{}` is \"{}\", which is not a name here", at.of, at.name, shorten(text));
        let help = format!("write up to {NAME} lower-case letters and digits, words joined by hyphens: has-runbook");
        problems.value(at, message, help);
        return None;
    }
    Some(text)
}

/// A day, `2026-12-01`.
pub(crate) fn day(fields: &Fields<'_>, name: &str, problems: &mut Problems) -> Option<String> {
    let at = fields.get(name)?;
    let text = at.text(SHORT, problems)?;
    let is_day = text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok_and(|day| day.to_string() == text);
    if !is_day {
        let message = format!("{}: `{name}` is \"{}\", which is not a day", at.of, shorten(text));
        problems.value(&at, message, "write year, month and day: 2026-12-01");
        return None;
    }
    Some(text.to_owned())
}

/// An address that can be opened in a browser.
pub(super) fn address(fields: &Fields<'_>, name: &str, problems: &mut Problems) -> Option<String> {
    let at = fields.get(name)?;
    let text = at.text(ADDRESS, problems)?;
    let scheme = text.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
    let is_web = scheme.is_some_and(|scheme| scheme == "https" || scheme == "http");
    if !is_web || !catalog_schema::fields::is_url(text) {
        let message = format!("{}: `{name}` is \"{}\", which is no address on the web", at.of, shorten(text));
        problems.value(&at, message, "write an address that begins with https:// or http://");
        return None;
    }
    Some(text.to_owned())
}

/// A reference to an entity.
pub(crate) fn reference(
    at: &At<'_>,
    default_kind: Option<&str>,
    namespace: &str,
    problems: &mut Problems,
) -> Option<EntityRef> {
    let text = at.text(SHORT, problems)?;
    match EntityRef::parse(text, default_kind, namespace) {
        Ok(reference) => Some(reference),
        Err(error) => {
            let message = format!("{}: `{}` is {}: {error}", at.of, at.name, quoted(at.value));
            let kind = default_kind.unwrap_or("component");
            problems.value(at, message, format!("write kind, namespace and name: {kind}:{namespace}/name"));
            None
        }
    }
}
