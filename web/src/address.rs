//! Addresses of the portal's own pages. Everything that is put into one is encoded here and nowhere else.

use catalog_schema::model::{DEFAULT_NAMESPACE, EntityRef};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What may stand in a path segment or a query value as it is: RFC 3986's unreserved characters, and `:` and `,`, which
/// are allowed there and keep references and filters readable.
const ENCODED: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b':').remove(b',');

/// `text` as one path segment or one query key or value.
pub(crate) fn encode(text: &str) -> String {
    utf8_percent_encode(text, ENCODED).to_string()
}

/// The page of the entity of this reference; of the catalog where it is not a full reference.
pub fn entity_page(reference: &str) -> String {
    match reference.parse::<EntityRef>() {
        Ok(parsed) => format!("/catalog/{}", entity_path(&parsed)),
        Err(_) => format!("/catalog?q={}", encode(reference)),
    }
}

/// What changed of the entity of this reference.
#[cfg(feature = "ssr")]
pub(crate) fn activity_page(reference: &str) -> String {
    with_query(&entity_page(reference), [("tab", "activity")])
}

/// The page of the team of this reference; of the entity where it is no group.
#[cfg(feature = "ssr")]
pub(crate) fn team_page(reference: &str) -> String {
    match reference.parse::<EntityRef>() {
        Ok(team) if team.kind() == "group" && team.namespace() == DEFAULT_NAMESPACE => {
            format!("/teams/{}", encode(team.name()))
        }
        Ok(team) if team.kind() == "group" => format!("/teams/{}/{}", encode(team.namespace()), encode(team.name())),
        _ => entity_page(reference),
    }
}

/// `kind/namespace/name`, encoded, as pages and the API have it.
pub(crate) fn entity_path(reference: &EntityRef) -> String {
    format!("{}/{}/{}", encode(reference.kind()), encode(reference.namespace()), encode(reference.name()))
}

/// The page of the scorecard of this name.
#[cfg(feature = "ssr")]
pub(crate) fn scorecard_page(name: &str) -> String {
    format!("/scorecards/{}", encode(name))
}

/// The page of the initiative of this name.
#[cfg(feature = "ssr")]
pub(crate) fn initiative_page(name: &str) -> String {
    format!("/initiatives/{}", encode(name))
}

/// What a scorecard says of an entity, or one of its rules, on the entity's page.
#[cfg(feature = "ssr")]
pub(crate) fn rule_on_entity(reference: &str, scorecard: &str, rule: Option<&str>) -> String {
    let anchor = rule.map_or_else(|| format!("scorecard.{scorecard}"), |rule| format!("{scorecard}.{rule}"));
    format!("{}#{anchor}", with_query(&entity_page(reference), [("tab", "scorecards")]))
}

/// The page of the source of this name.
#[cfg(feature = "ssr")]
pub fn source_page(name: &str) -> String {
    format!("/sources/{}", encode(name))
}

/// The results page of these words.
pub(crate) fn search_page(words: &str) -> String {
    format!("/search?q={}", encode(words))
}

/// The catalog, narrowed by these facets and filters.
#[cfg(feature = "ssr")]
pub(crate) fn catalog_page<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    with_query("/catalog", pairs)
}

/// The drawing of what is around an entity.
#[cfg(feature = "ssr")]
pub(crate) fn graph_around(root: &str) -> String {
    with_query("/graph", [("root", root)])
}

/// What is wrong that this entity takes part in.
#[cfg(feature = "ssr")]
pub fn insights_about(reference: &str) -> String {
    with_query("/insights", [("entity", reference)])
}

/// The ways on which one entity depends on another.
#[cfg(feature = "ssr")]
pub(crate) fn graph_path(from: &str, to: &str) -> String {
    with_query("/graph", [("view", "path"), ("from", from), ("to", to)])
}

/// The home page with all teams to choose from.
#[cfg(feature = "ssr")]
pub(crate) fn home_choosing() -> String {
    with_query("/", [("choose", "teams")])
}

/// Where these become the reader's teams; leads on to `back`.
#[cfg(feature = "ssr")]
pub(crate) fn my_teams<'a>(teams: impl IntoIterator<Item = &'a str>, back: &'a str) -> String {
    let teams = teams.into_iter().map(|team| ("team", team));
    with_query("/my-teams", teams.chain([("back", back)]))
}

/// A reference as people say it: without its kind, and without its namespace where that is the default one.
pub(crate) fn short_name(reference: &str) -> String {
    match reference.parse::<EntityRef>() {
        Ok(parsed) if parsed.namespace() == DEFAULT_NAMESPACE => parsed.name().to_owned(),
        Ok(parsed) => format!("{}/{}", parsed.namespace(), parsed.name()),
        Err(_) => reference.to_owned(),
    }
}

/// A path with these query pairs.
#[cfg(feature = "ssr")]
pub fn with_query<'a>(path: &str, pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut address = path.to_owned();
    for (position, (key, value)) in pairs.into_iter().enumerate() {
        address.push(if position == 0 { '?' } else { '&' });
        address.push_str(&encode(key));
        address.push('=');
        address.push_str(&encode(value));
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_cannot_leave_their_segment() {
        assert_eq!(entity_page("component:default/a?b#c"), "/catalog/component/default/a%3Fb%23c");
        assert_eq!(entity_page("component:default/../../theme"), "/catalog/component/default/..%2F..%2Ftheme");
    }

    #[test]
    fn short_names_drop_what_is_usual() {
        assert_eq!(short_name("group:default/payments"), "payments");
        assert_eq!(short_name("group:retail/payments"), "retail/payments");
        assert_eq!(short_name("no reference"), "no reference");
    }
}
