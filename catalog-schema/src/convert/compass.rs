//! Atlassian Compass's compass.yml: one component, without namespaces, owners by Atlassian identifier only.

use serde_json::{Map, Value, json};

use super::Gap;
use super::envelope::{is_opaque, put};
use super::gap::{Gaps, of_rest};
use crate::fields::{is_name, is_url, name_slug};
use crate::formats::read::child;
use crate::model::{DEFAULT_NAMESPACE, Entity, LinkType, RelationType};
use crate::provenance::Origins;

/// Compass's own types. Any other is an identifier that a site gives.
const TYPES: [&str; 11] = [
    "SERVICE",
    "LIBRARY",
    "APPLICATION",
    "OTHER",
    "CAPABILITY",
    "CLOUD_RESOURCE",
    "DATA_PIPELINE",
    "MACHINE_LEARNING_MODEL",
    "UI_ELEMENT",
    "WEBSITE",
    "TEMPLATE",
];

/// How many labels a component has at most, and how long one is.
const LABELS: (usize, usize) = (20, 40);

/// The entity as a component of Compass, and what that does not say. Only a Component or a Resource can become one.
pub(super) fn write(entity: &Entity, origins: &Origins) -> (Option<Value>, Vec<Gap>) {
    let mut gaps = Gaps::default();
    let document = match entity.kind.as_str() {
        "Component" | "Resource" => Some(component(entity, &mut gaps)),
        other => {
            let message = format!("the {other} {} is lost: Compass knows components only", entity.name);
            let instead = match other {
                "API" => "add the contract to the component that serves it, on its page in Compass",
                "Group" | "User" => "teams and people come from the Atlassian organisation",
                _ => "keep it in a portal that knows more kinds",
            };
            gaps.lost("kind", "/kind", message, instead);
            None
        }
    };
    let whole = document.is_none();
    let mut gaps = gaps.finish(|place| origins.origin(entity, place));
    if !whole {
        gaps.extend(origins.rest().map(|(pointer, value)| of_rest(pointer, value, "Compass", entity)));
    }
    (document, gaps)
}

fn component(entity: &Entity, gaps: &mut Gaps) -> Value {
    let mut document = Map::new();
    document.insert("configVersion".to_owned(), json!(1));
    put(&mut document, "id", alias(entity, "compass"));
    document.insert("name".to_owned(), json!(name(entity, gaps)));
    put(&mut document, "immutableLocalKey", alias(entity, "compass-key"));
    put(&mut document, "slug", alias(entity, "compass-slug"));
    put(&mut document, "description", json!(entity.description));
    put(&mut document, "typeId", json!(type_id(entity, gaps)));
    put(&mut document, "ownerId", owner(entity, gaps));
    put(&mut document, "fields", fields(entity, gaps));
    put(&mut document, "labels", labels(entity, gaps));
    put(&mut document, "links", links(entity, gaps));
    put(&mut document, "relationships", relationships(entity, gaps));
    put(&mut document, "customFields", custom_fields(entity, gaps));
    without_place(entity, gaps);
    Value::Object(document)
}

fn alias(entity: &Entity, scheme: &str) -> Value {
    json!(entity.aliases.iter().find(|alias| alias.scheme == scheme).map(|alias| &alias.value))
}

/// The one name that there is: the title where the name follows from it, else the name.
fn name<'e>(entity: &'e Entity, gaps: &mut Gaps) -> &'e str {
    let Some(title) = entity.title.as_deref().filter(|title| *title != entity.name) else { return &entity.name };
    if !is_name(title) && name_slug(title) == entity.name {
        return title;
    }
    let message = format!("the title {title:?} is lost: Compass has one name, and others refer to {}", entity.name);
    gaps.lost("title", "/title", message, "write it into the description");
    &entity.name
}

fn type_id(entity: &Entity, gaps: &mut Gaps) -> Option<String> {
    if entity.kind != "Component" {
        let message = format!("that {} is a {} is lost: Compass knows components only", entity.name, entity.kind);
        gaps.lost("kind", "/kind", message, "it becomes a component of type CLOUD_RESOURCE");
        if let Some(entity_type) = entity.entity_type.as_deref().filter(|known| *known != "cloud-resource") {
            let message = format!("the type {entity_type} of {} is lost: it becomes CLOUD_RESOURCE", entity.name);
            gaps.lost("entity_type", "/type", message, "write it as a label");
        }
        return Some("CLOUD_RESOURCE".to_owned());
    }
    let entity_type = entity.entity_type.as_ref()?;
    if entity_type.contains(':') {
        return Some(entity_type.clone());
    }
    let upper = entity_type.to_uppercase().replace('-', "_");
    if TYPES.contains(&upper.as_str()) && upper.to_lowercase().replace('_', "-") == *entity_type {
        return Some(upper);
    }
    let message = format!("the type {entity_type} of {} is lost: it is none of Compass's", entity.name);
    let instead = "write `typeId:` with the type that comes closest, or with the identifier of a type of your own";
    gaps.lost("entity_type", "/type", message, instead);
    Some("OTHER".to_owned())
}

fn owner(entity: &Entity, gaps: &mut Gaps) -> Value {
    for (index, other) in entity.additional_owners.iter().enumerate() {
        let message = format!("the additional owner {other} is lost: a component of Compass's has one owner");
        let place = format!("/additional_owners/{index}");
        gaps.lost("additional_owners", &place, message, "write it into the description");
    }
    let Some(owner) = &entity.owner else { return Value::Null };
    if is_opaque(owner) && owner.kind() == "group" {
        return json!(owner.name());
    }
    let message = format!("the owner {owner} is lost: Compass knows owners by Atlassian identifier only");
    let instead = "write `ownerId:` with the team's identifier, ari:cloud:identity::team/…, from its page";
    gaps.lost("owner", "/owner", message, instead);
    Value::Null
}

fn fields(entity: &Entity, gaps: &mut Gaps) -> Value {
    let mut fields = Map::new();
    put(&mut fields, "tier", json!(entity.tier));
    let lifecycle = entity.lifecycle.as_deref().map(|lifecycle| match lifecycle {
        "experimental" => Ok("Pre-release"),
        "production" => Ok("Active"),
        "deprecated" => Ok("Deprecated"),
        other => Err(other),
    });
    match lifecycle {
        Some(Ok(word)) => put(&mut fields, "lifecycle", json!(word)),
        Some(Err(other)) => {
            let message = format!("the lifecycle {other} is lost: Compass knows Pre-release, Active and Deprecated");
            gaps.lost("lifecycle", "/lifecycle", message, "write the one of these that comes closest");
        }
        None => {}
    }
    Value::Object(fields)
}

/// Tags as labels. Compass's importers write the language as one.
fn labels(entity: &Entity, gaps: &mut Gaps) -> Value {
    let mut labels: Vec<String> = Vec::new();
    for (index, tag) in entity.tags.iter().enumerate() {
        let sound = tag.chars().count() <= LABELS.1 && !tag.chars().any(|c| c.is_whitespace() || c.is_uppercase());
        if sound && labels.len() < LABELS.0 {
            labels.push(tag.clone());
            continue;
        }
        let why = if sound { "a component has at most 20 labels" } else { "a label is up to 40 lower-case characters" };
        let message = format!("the tag {tag} is lost: {why} in Compass");
        gaps.lost("tags", &format!("/tags/{index}"), message, "leave it out, or shorten it");
    }
    let first = labels.iter().find_map(|label| label.strip_prefix("language:"));
    if let Some(language) = &entity.language
        && first != Some(language)
    {
        let label = format!("language:{language}");
        let sound = label.chars().count() <= LABELS.1 && !label.contains(char::is_whitespace);
        if first.is_none() && sound && labels.len() < LABELS.0 {
            labels.push(label);
        } else {
            let message = format!("the language {language} is lost: there is no room for a label {label}");
            gaps.lost("language", "/language", message, "write it as a label");
        }
    }
    json!(labels)
}

fn links(entity: &Entity, gaps: &mut Gaps) -> Value {
    let mut links = Vec::new();
    for (index, link) in entity.links.iter().enumerate() {
        let place = format!("/links/{index}");
        if !is_url(&link.url) {
            let message = format!("the link {} is lost: it is no address", link.url);
            gaps.lost("links", &place, message, "write it with its scheme, such as https://…");
            continue;
        }
        let link_type = match link.link_type {
            LinkType::Repository => "REPOSITORY",
            LinkType::Dashboard => "DASHBOARD",
            LinkType::OnCall => "ON_CALL",
            LinkType::Chat => "CHAT_CHANNEL",
            LinkType::Documentation => "DOCUMENT",
            LinkType::Project => "PROJECT",
            LinkType::Runbook | LinkType::Other => "OTHER_LINK",
        };
        if link.link_type == LinkType::Runbook {
            let message = format!("that {} is a runbook is lost: Compass has no such type of link", link.url);
            gaps.lost("links", &place, message, "say so in the link's name");
        }
        if let Some(icon) = &link.icon {
            let message = format!("the icon {icon} of {} is lost: links of Compass's have none", link.url);
            gaps.lost("links", &format!("{place}/icon"), message, "leave it out");
        }
        let mut map = Map::new();
        put(&mut map, "name", json!(link.title));
        put(&mut map, "type", json!(link_type));
        put(&mut map, "url", json!(link.url));
        links.push(Value::Object(map));
    }
    Value::Array(links)
}

/// Dependencies on other components. Other relations have no place.
fn relationships(entity: &Entity, gaps: &mut Gaps) -> Value {
    let mut depends_on = Vec::new();
    for (index, relation) in entity.relations.iter().enumerate() {
        let (relation_type, target) = (&relation.relation_type, &relation.target);
        if *relation_type == RelationType::OwnedBy {
            continue;
        }
        let place = format!("/relations/{index}");
        let near = target.kind() == "component" && target.namespace().eq_ignore_ascii_case(&entity.namespace);
        if *relation_type != RelationType::DependsOn || !near {
            let message =
                format!("the relation {relation_type} {target} is lost: Compass relates components, by DEPENDS_ON");
            let instead = "make it a component of Compass's, and add it to relationships.DEPENDS_ON";
            gaps.lost("relations", &place, message, instead);
            continue;
        }
        depends_on.push(json!(target.name()));
        if !relation.attributes.is_empty() {
            let said: Vec<&str> = relation.attributes.keys().map(String::as_str).collect();
            let message = format!("what is said of the dependency on {target} is lost: {}", said.join(", "));
            gaps.lost("relations", &place, message, "write it into the description");
        }
    }
    let mut map = Map::new();
    put(&mut map, "DEPENDS_ON", Value::Array(depends_on));
    Value::Object(map)
}

/// Fields of one plain value. They must have been defined on the site before.
fn custom_fields(entity: &Entity, gaps: &mut Gaps) -> Value {
    let mut list = Vec::new();
    for (name, value) in &entity.custom_fields {
        let field_type = match value {
            Value::Bool(_) => "boolean",
            Value::Number(_) => "number",
            Value::String(_) => "text",
            Value::Null | Value::Array(_) | Value::Object(_) => {
                let message = format!("the custom field {name} is lost: Compass takes text, numbers and booleans");
                gaps.lost("custom_fields", &child("/custom_fields", name), message, "write it as text");
                continue;
            }
        };
        list.push(json!({ "name": name, "type": field_type, "value": value }));
    }
    Value::Array(list)
}

/// Fields for which Compass has nothing.
fn without_place(entity: &Entity, gaps: &mut Gaps) {
    if entity.namespace != DEFAULT_NAMESPACE {
        let message = format!("the namespace {} is lost, in references too: Compass has none", entity.namespace);
        gaps.lost("namespace", "/namespace", message, "make sure that the name is unique without it");
    }
    let known = ["compass", "compass-key", "compass-slug"];
    for (index, alias) in entity.aliases.iter().enumerate() {
        let first = entity.aliases.iter().position(|other| other.scheme == alias.scheme) == Some(index);
        let is_title = alias.scheme == "name" && entity.title.as_ref() == Some(&alias.value);
        let is_name = alias.value.eq_ignore_ascii_case(&entity.name);
        if is_title || is_name || first && known.contains(&alias.scheme.as_str()) {
            continue;
        }
        let message = format!("the alias {} ({}) is lost: Compass knows one name", alias.value, alias.scheme);
        gaps.lost("aliases", &format!("/aliases/{index}"), message, "write the name where others use the alias");
    }
    for (field, map) in [("labels", &entity.labels), ("annotations", &entity.annotations)] {
        for (key, value) in map {
            let message = format!("{field}.{key} ({value:?}) is lost: Compass has labels of one word only");
            gaps.lost(field, &child(&format!("/{field}"), key), message, "write it as a custom field");
        }
    }
    if let Some(profile) = &entity.profile {
        let message = format!("the profile of {} is lost: a component has none ({profile:?})", entity.name);
        gaps.lost("profile", "/profile", message, "write an address as a link");
    }
    if entity.api.is_some() {
        let message = format!("the API of {} is lost: compass.yml has no contracts", entity.name);
        gaps.lost("api", "/api", message, "add the contract on the component's page in Compass");
    }
}
