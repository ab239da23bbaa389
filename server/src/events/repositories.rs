//! Entities by the repository that they live in.

use std::collections::HashMap;
use std::sync::Arc;

use catalog_schema::events::repository_key;
use catalog_schema::model::LinkType;

use crate::live::{Live, Record};

/// The annotation in which Backstage says where an entity comes from.
const SOURCE_LOCATION: &str = "backstage.io/source-location";

/// Every entity that says which repository it lives in, by the repository's key. One pass over the catalog.
pub(super) struct Repositories<'a> {
    entities: HashMap<String, Vec<&'a Arc<Record>>>,
}

impl<'a> Repositories<'a> {
    pub(super) fn of(live: &'a Live) -> Self {
        let mut entities: HashMap<String, Vec<&Arc<Record>>> = HashMap::new();
        for record in live.records() {
            let (links, _) = record.links_and_profile();
            let links = links.into_iter().filter(|link| link.link_type == LinkType::Repository).map(|link| link.url);
            let annotated = record.annotation(SOURCE_LOCATION);
            let annotated = annotated.map(|place| place.strip_prefix("url:").unwrap_or(&place).to_owned());
            let mut keys: Vec<String> = links.chain(annotated).filter_map(|address| repository_key(&address)).collect();
            keys.sort();
            keys.dedup();
            for key in keys {
                entities.entry(key).or_default().push(record);
            }
        }
        Self { entities }
    }

    /// The only entity of the repository at this address, or the only component of it.
    pub(super) fn only(&self, address: &str) -> Option<&'a Arc<Record>> {
        only(self.entities.get(&repository_key(address)?)?)
    }
}

/// The only one of these, or the only component among them.
pub(super) fn only<'a>(records: &[&'a Arc<Record>]) -> Option<&'a Arc<Record>> {
    if let [only] = records {
        return Some(only);
    }
    let mut components = records.iter().filter(|record| record.entity_ref.kind() == "component");
    components.next().filter(|_| components.next().is_none()).copied()
}
