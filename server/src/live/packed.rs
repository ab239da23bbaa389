//! The part of an entity that is looked at only when it is shown, as one block of compressed JSON: maps and lists of short
//! texts take several times as much memory as what they say, and much of that others say, too.

use std::borrow::Cow;
use std::collections::BTreeMap;

use catalog_schema::model::{Alias, ApiSpec, DocPage, Entity, EntityRef, Format, Link, Profile};
use lz4_flex::block::{compress_prepend_size_with_dict, decompress_size_prepended_with_dict};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::commonplace::COMMONPLACE;

/// Why a block cannot be read.
#[derive(Debug, thiserror::Error)]
pub(super) enum Damaged {
    #[error("it does not decompress: {0}")]
    Compressed(#[from] lz4_flex::block::DecompressError),
    #[error("what it says is not what was written: {0}")]
    Fields(#[from] serde_json::Error),
}

/// A packed entity.
#[derive(Clone, Debug)]
pub(super) struct Packed(Box<[u8]>);

/// The fields that are packed, under short names. The descriptor, an API's definition and what
/// documentation says are not among them.
#[derive(Serialize, Deserialize)]
struct Fields<'a> {
    #[serde(rename = "v")]
    api_version: Cow<'a, str>,
    #[serde(rename = "s")]
    namespace: Cow<'a, str>,
    #[serde(rename = "n")]
    name: Cow<'a, str>,
    #[serde(rename = "t", default, skip_serializing_if = "Option::is_none")]
    title: Option<Cow<'a, str>>,
    #[serde(rename = "d", default, skip_serializing_if = "Option::is_none")]
    description: Option<Cow<'a, str>>,
    #[serde(rename = "g", default, skip_serializing_if = "Option::is_none")]
    language: Option<Cow<'a, str>>,
    #[serde(rename = "o", default, skip_serializing_if = "<[_]>::is_empty")]
    additional_owners: Cow<'a, [EntityRef]>,
    #[serde(rename = "w", default, skip_serializing_if = "Option::is_none")]
    unowned: Option<Cow<'a, str>>,
    #[serde(rename = "x", default, skip_serializing_if = "<[_]>::is_empty")]
    tags: Cow<'a, [String]>,
    #[serde(rename = "l", default, skip_serializing_if = "is_empty")]
    labels: Cow<'a, BTreeMap<String, String>>,
    #[serde(rename = "a", default, skip_serializing_if = "is_empty")]
    annotations: Cow<'a, BTreeMap<String, String>>,
    #[serde(rename = "u", default, skip_serializing_if = "<[_]>::is_empty")]
    links: Cow<'a, [Link]>,
    #[serde(rename = "i", default, skip_serializing_if = "<[_]>::is_empty")]
    aliases: Cow<'a, [Alias]>,
    #[serde(rename = "p", default, skip_serializing_if = "Option::is_none")]
    profile: Option<Cow<'a, Profile>>,
    #[serde(rename = "c", default, skip_serializing_if = "Option::is_none")]
    api: Option<Cow<'a, ApiSpec>>,
    #[serde(rename = "f", default, skip_serializing_if = "is_empty")]
    custom_fields: Cow<'a, BTreeMap<String, Value>>,
    /// Path and title of each page.
    #[serde(rename = "m", default, skip_serializing_if = "Vec::is_empty")]
    docs: Vec<(Cow<'a, str>, Cow<'a, str>)>,
}

fn page((path, title): (Cow<'_, str>, Cow<'_, str>)) -> DocPage {
    DocPage { path: path.into_owned(), title: title.into_owned(), text: String::new() }
}

fn is_empty<V: Clone>(map: &BTreeMap<String, V>) -> bool {
    map.is_empty()
}

/// What is read where one annotation is asked for.
#[derive(Deserialize)]
struct Annotations {
    #[serde(rename = "a", default)]
    annotations: BTreeMap<String, String>,
}

/// What is read where only the ways to reach someone are asked for.
#[derive(Deserialize)]
struct LinksAndProfile {
    #[serde(rename = "u", default)]
    links: Vec<Link>,
    #[serde(rename = "p", default)]
    profile: Option<Profile>,
}

impl Packed {
    pub(super) fn new(entity: &Entity) -> Self {
        let without_definition = |api: &ApiSpec| {
            Cow::Owned(ApiSpec { spec_type: api.spec_type.clone(), definition: None, reference: api.reference.clone() })
        };
        let fields = Fields {
            api_version: (&entity.api_version).into(),
            namespace: (&entity.namespace).into(),
            name: (&entity.name).into(),
            title: entity.title.as_deref().map(Cow::Borrowed),
            description: entity.description.as_deref().map(Cow::Borrowed),
            language: entity.language.as_deref().map(Cow::Borrowed),
            additional_owners: (&entity.additional_owners).into(),
            unowned: entity.unowned.as_deref().map(Cow::Borrowed),
            tags: (&entity.tags).into(),
            labels: Cow::Borrowed(&entity.labels),
            annotations: Cow::Borrowed(&entity.annotations),
            links: (&entity.links).into(),
            aliases: (&entity.aliases).into(),
            profile: entity.profile.as_ref().map(Cow::Borrowed),
            api: entity.api.as_ref().map(without_definition),
            custom_fields: Cow::Borrowed(&entity.custom_fields),
            docs: entity.docs.iter().map(|page| ((&page.path).into(), (&page.title).into())).collect(),
        };
        // Nothing in these fields can fail to be written; were it so, reading the record would say it.
        let json = serde_json::to_vec(&fields).unwrap_or_default();
        Self(compress_prepend_size_with_dict(&json, COMMONPLACE.as_bytes()).into())
    }

    /// As an image keeps it.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// What [`Packed::bytes`] gave.
    pub(super) fn of(bytes: &[u8]) -> Self {
        Self(bytes.into())
    }

    fn json(&self) -> Result<Vec<u8>, Damaged> {
        Ok(decompress_size_prepended_with_dict(&self.0, COMMONPLACE.as_bytes())?)
    }

    /// The entity, as far as it is packed.
    pub(super) fn unpack(&self) -> Result<Entity, Damaged> {
        let json = self.json()?;
        let fields: Fields<'_> = serde_json::from_slice(&json)?;
        Ok(Entity {
            format: Format::Native,
            api_version: fields.api_version.into_owned(),
            kind: String::new(),
            namespace: fields.namespace.into_owned(),
            name: fields.name.into_owned(),
            title: fields.title.map(Cow::into_owned),
            description: fields.description.map(Cow::into_owned),
            entity_type: None,
            lifecycle: None,
            tier: None,
            language: fields.language.map(Cow::into_owned),
            owner: None,
            additional_owners: fields.additional_owners.into_owned(),
            code_owner: None,
            unowned: fields.unowned.map(Cow::into_owned),
            system: None,
            tags: fields.tags.into_owned(),
            labels: fields.labels.into_owned(),
            annotations: fields.annotations.into_owned(),
            links: fields.links.into_owned(),
            aliases: fields.aliases.into_owned(),
            relations: Vec::new(),
            profile: fields.profile.map(Cow::into_owned),
            api: fields.api.map(Cow::into_owned),
            custom_fields: fields.custom_fields.into_owned(),
            docs: fields.docs.into_iter().map(page).collect(),
            descriptor: Value::Null,
        })
    }

    /// Nothing where the block is damaged, which shows when the entity is read.
    pub(super) fn links_and_profile(&self) -> (Vec<Link>, Option<Profile>) {
        let fields = self.json().and_then(|json| Ok(serde_json::from_slice::<LinksAndProfile>(&json)?));
        fields.map(|fields| (fields.links, fields.profile)).unwrap_or_default()
    }

    pub(super) fn annotation(&self, key: &str) -> Option<String> {
        let mut fields: Annotations = serde_json::from_slice(&self.json().ok()?).ok()?;
        fields.annotations.remove(key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::live::testing::{EntityExt, entity};

    fn service() -> Entity {
        let annotations = [
            ("backstage.io/kubernetes-id", "checkout"),
            ("backstage.io/techdocs-ref", "dir:."),
            ("github.com/project-slug", "acme/checkout"),
            ("pagerduty.com/service-id", "P123456"),
        ];
        let link = r#"{"url": "https://grafana.acme.test/d/checkout", "title": "Dashboard", "icon": "dashboard"}"#;
        entity("component:checkout").with(|entity| {
            entity.annotations = annotations.map(|(key, value)| (key.to_owned(), value.to_owned())).into();
            entity.links = vec![serde_json::from_str(link).unwrap()];
        })
    }

    #[test]
    fn what_others_say_too_takes_half_of_the_room_and_comes_back() {
        let entity = service();
        let packed = Packed::new(&entity);
        assert!(2 * packed.bytes().len() < packed.json().unwrap().len(), "{}", packed.bytes().len());
        let back = Packed::of(packed.bytes()).unpack().unwrap();
        assert_eq!((&back.annotations, &back.links), (&entity.annotations, &entity.links));
        assert_eq!(packed.annotation("pagerduty.com/service-id").as_deref(), Some("P123456"));
        assert_eq!(packed.links_and_profile().0, entity.links);
    }

    #[test]
    fn a_damaged_block_is_none() {
        let bytes = Packed::new(&service()).bytes().to_vec();
        for length in 0..bytes.len() {
            let cut = Packed::of(&bytes[..length]);
            assert!(cut.unpack().is_err() && cut.annotation("a").is_none(), "{length} bytes");
        }
    }
}
