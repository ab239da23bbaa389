//! A whole document to an entity.

use serde_json::{Map, Value};

use super::{annotations, custom, groups, hierarchy, links, owners, relations, repositories, team};
use crate::diagnostic::codes;
use crate::fields::{is_name, name_slug};
use crate::formats::envelope::{Identity, named};
use crate::formats::foreign::{blank, finish, foreign_kind};
use crate::formats::kinds;
use crate::formats::read::{Field, Fields, Reader, Strangers, child};
use crate::model::{ApiSpec, Entity, Format};

/// What an OpenAPI document may have.
pub(crate) const ROOT: &[&str] = &[
    "openapi",
    "swagger",
    "info",
    "jsonSchemaDialect",
    "servers",
    "paths",
    "webhooks",
    "components",
    "security",
    "tags",
    "externalDocs",
];

/// What OpenAPI and Cortex know in `info`.
pub(crate) const INFO: &[&str] = &[
    "title",
    "summary",
    "description",
    "termsOfService",
    "contact",
    "license",
    "version",
    "x-cortex-tag",
    "x-cortex-type",
    "x-cortex-description",
    "x-cortex-definition",
    "x-cortex-groups",
    "x-cortex-service-groups",
    "x-cortex-owners",
    "x-cortex-parents",
    "x-cortex-domain-parents",
    "x-cortex-children",
    "x-cortex-dependency",
    "x-cortex-relationships",
    "x-cortex-link",
    "x-cortex-dashboards",
    "x-cortex-git",
    "x-cortex-oncall",
    "x-cortex-slack",
    "x-cortex-microsoft-teams",
    "x-cortex-issues",
    "x-cortex-slos",
    "x-cortex-apm",
    "x-cortex-static-analysis",
    "x-cortex-k8s",
    "x-cortex-ci-cd",
    "x-cortex-circle-ci",
    "x-cortex-bugsnag",
    "x-cortex-checkmarx",
    "x-cortex-coralogix",
    "x-cortex-firehydrant",
    "x-cortex-launch-darkly",
    "x-cortex-rollbar",
    "x-cortex-sentry",
    "x-cortex-servicenow",
    "x-cortex-snyk",
    "x-cortex-wiz",
    "x-cortex-alerts",
    "x-cortex-infra",
    "x-cortex-team",
    "x-cortex-custom-metadata",
    "x-cortex-custom-data",
];

/// What Cortex puts before its own keys.
const PREFIX: &str = "x-cortex-";

/// An `info` with a field of Cortex's, or such a field beside it.
pub(in crate::formats) fn recognises(root: &Map<String, Value>, _hinted: bool) -> bool {
    let has_own = |map: &Map<String, Value>| map.keys().any(|key| key.starts_with(PREFIX));
    root.get("info").and_then(Value::as_object).is_some_and(has_own) || root.contains_key("x-cortex-tag")
}

/// The entity. Cortex's exports write out empty fields, which go without a word.
pub(in crate::formats) fn read(root: &Map<String, Value>, reader: &mut Reader<'_>) -> Option<Entity> {
    reader.mentions_empty = false;
    let document = Fields::read(reader, root, "", ROOT, Strangers::Compared);
    let empty = Map::new();
    let map = document.get("info").and_then(|field| reader.map(field.value, &field.pointer)).unwrap_or(&empty);
    let mut info = Fields::read(reader, map, "/info", INFO, Strangers::Compared);
    put_right(root, &mut info, reader);

    let word = text(&info, "x-cortex-type", reader).unwrap_or_else(|| "service".to_owned());
    let kind = foreign_kind(&word);
    let title = text(&info, "title", reader);
    let mut entity = blank(Format::Cortex, identity(&kind.kind, title.as_deref(), &info, reader)?);
    entity.entity_type = kind.entity_type.map(str::to_owned);
    entity.title = title.or(entity.title);
    entity.description = text(&info, "description", reader).or_else(|| text(&info, "x-cortex-description", reader));
    owners::read(&info, &mut entity, reader);
    hierarchy::read(&info, &mut entity, reader);
    relations::read(&info, &mut entity, reader);
    groups::read(&info, &mut entity, reader);
    custom::read(&info, &mut entity, reader);
    repositories::read(&info, &mut entity, reader);
    links::read(&info, &mut entity, reader);
    annotations::read(&info, &mut entity);
    team::read(&info, &mut entity, reader);
    contract(root, &mut entity, reader);
    report_missing_owner(&entity, reader);
    Some(finish(entity, root))
}

/// The text of a field.
pub(super) fn text(fields: &Fields<'_>, name: &str, reader: &mut Reader<'_>) -> Option<String> {
    let field = fields.get(name)?;
    reader.text(field.value, &field.pointer)
}

/// Takes Cortex's fields at the root for those of `info`.
fn put_right<'v>(root: &'v Map<String, Value>, info: &mut Fields<'v>, reader: &mut Reader<'_>) {
    for name in INFO.iter().filter(|name| name.starts_with(PREFIX)) {
        let Some(value) = root.get(*name).filter(|_| info.get(name).is_none()) else { continue };
        let pointer = child("", name);
        let message = format!("`{name}` belongs under info; it is read as if it stood there");
        reader.key_problem(&codes::MISPLACED_KEY, &pointer, message, "move it to `info:`");
        info.adopt(name, Field { pointer, value });
    }
}

/// The identity that the tag gives, or else the title; nothing if there is neither.
fn identity(kind: &str, title: Option<&str>, info: &Fields<'_>, reader: &mut Reader<'_>) -> Option<Identity> {
    let namespace = reader.default_namespace.to_owned();
    if let Some(field) = info.get("x-cortex-tag")
        && let Some(tag) = reader.text(field.value, &field.pointer)
    {
        return Some(named(kind, namespace, tag, &field.pointer, reader));
    }
    let Some(title) = title else {
        let message = "the entity has neither a tag nor a title".to_owned();
        let help = "write `x-cortex-tag:` under `info:`, with a name that is unique";
        reader.key_problem(&codes::MISSING_NAME, "/info/x-cortex-tag", message, help);
        return None;
    };
    let name = if is_name(title) { title.to_owned() } else { name_slug(title) };
    let message = format!("the entity has no tag; after its title it is called {name}");
    let help = format!("write `x-cortex-tag: {name}`");
    reader.key_problem(&codes::DERIVED_NAME, "/info/x-cortex-tag", message, &help);
    Some(named(kind, namespace, name, "/info/title", reader))
}

/// The rest of the document, where it is the contract of an API: Cortex takes the same file for both.
fn contract(root: &Map<String, Value>, entity: &mut Entity, reader: &Reader<'_>) {
    let has = |key: &str| root.get(key).and_then(Value::as_object).is_some_and(|map| !map.is_empty());
    if has("paths") || has("webhooks") {
        let api = entity.api.get_or_insert_with(ApiSpec::default);
        api.spec_type = Some("openapi".to_owned());
        api.definition = Some(reader.document.text().to_owned());
    }
}

fn report_missing_owner(entity: &Entity, reader: &mut Reader<'_>) {
    let expected = kinds::known(&entity.kind).is_some_and(|kind| kind.expected.contains(&"owner"));
    if expected && entity.owner.is_none() && entity.unowned.is_none() {
        let message = format!("the {} {} has no owner", entity.kind, entity.name);
        let help = "write `x-cortex-owners:` under `info:`, with the team that answers for it";
        reader.key_problem(&codes::MISSING_OWNER, "/info/x-cortex-owners", message, help);
    }
}
