//! Name, labels, annotations, tags and links.

use serde_json::{Map, Value, json};

use crate::convert::envelope::{self, put};
use crate::convert::gap::Gaps;
use crate::fields::{is_label_key, is_label_value, is_not_blank, is_tag, is_url};
use crate::formats::read::child;
use crate::model::Entity;

/// The metadata, without what Backstage would refuse.
pub(super) fn metadata(entity: &Entity, gaps: &mut Gaps) -> Map<String, Value> {
    let mut metadata = Map::new();
    put(&mut metadata, "name", json!(entity.name));
    put(&mut metadata, "namespace", envelope::namespace(entity));
    put(&mut metadata, "title", json!(entity.title));
    put(&mut metadata, "description", json!(entity.description));
    put(&mut metadata, "labels", labels(entity, gaps));
    put(&mut metadata, "annotations", annotations(entity, gaps));
    put(&mut metadata, "tags", tags(entity, gaps));
    put(&mut metadata, "links", links(entity, gaps));
    let aliases = entity.aliases.iter().enumerate();
    for (index, alias) in aliases.filter(|(_, alias)| !alias.value.eq_ignore_ascii_case(&entity.name)) {
        let message = format!("the alias {} ({}) is lost: Backstage knows one name", alias.value, alias.scheme);
        let instead = format!("write {} where other descriptors say {}", entity.name, alias.value);
        gaps.lost("aliases", &format!("/aliases/{index}"), message, &instead);
    }
    metadata
}

fn labels(entity: &Entity, gaps: &mut Gaps) -> Value {
    let mut map = Map::new();
    for (key, value) in &entity.labels {
        if is_label_key(key) && is_label_value(value) {
            map.insert(key.clone(), json!(value));
            continue;
        }
        let message = format!("the label {key}: {value} is lost: Backstage refuses labels of this form");
        let instead = "use up to 63 letters, digits, `-`, `_` and `.`; other text belongs into an annotation";
        gaps.lost("labels", &child("/labels", key), message, instead);
    }
    Value::Object(map)
}

fn annotations(entity: &Entity, gaps: &mut Gaps) -> Value {
    let mut map = Map::new();
    for (key, value) in &entity.annotations {
        if is_label_key(key) {
            map.insert(key.clone(), json!(value));
            continue;
        }
        let message = format!("the annotation {key} is lost: Backstage refuses such a key");
        let place = child("/annotations", key);
        gaps.lost("annotations", &place, message, "a key is `name` or `example.com/name`");
    }
    Value::Object(map)
}

fn tags(entity: &Entity, gaps: &mut Gaps) -> Value {
    let mut tags = Vec::new();
    for (index, tag) in entity.tags.iter().enumerate() {
        if is_tag(tag) {
            tags.push(json!(tag));
            continue;
        }
        let message = format!("the tag {tag} is lost: Backstage refuses tags of this form");
        let instead = "use up to 63 lower-case letters, digits, `:`, `+`, `#` and single `-`";
        gaps.lost("tags", &format!("/tags/{index}"), message, instead);
    }
    Value::Array(tags)
}

fn links(entity: &Entity, gaps: &mut Gaps) -> Value {
    let mut links = Vec::new();
    for (index, link) in entity.links.iter().enumerate() {
        if is_url(&link.url) && link.title.as_deref().is_none_or(is_not_blank) {
            links.push(envelope::link(link));
            continue;
        }
        let message = format!("the link {} is lost: Backstage refuses what is no address", link.url);
        gaps.lost("links", &format!("/links/{index}"), message, "write it with its scheme, such as https://…");
    }
    Value::Array(links)
}
