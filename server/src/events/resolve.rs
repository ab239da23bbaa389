//! Which entity an event is about.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::sync::Arc;

use catalog_schema::events::{CloudEvent, ENTITY_ATTRIBUTE, names};
use catalog_schema::model::{DEFAULT_NAMESPACE, EntityRef};
use catalog_schema::wire::ItemProblem;

use super::repositories::{Repositories, only};
use crate::live::{Live, Record};
use crate::search;

/// The kind of a reference that names none.
const USUAL_KIND: &str = "component";
/// Names of which it is looked up what may have been meant; more are only told to be unknown.
const MOST_HINTS: usize = 20;

/// Looks entities up for the events of one request.
pub(super) struct Resolver<'a> {
    live: &'a Live,
    /// Made when the first event is named by a repository alone.
    repositories: OnceCell<Repositories<'a>>,
    hints: HashMap<String, String>,
}

impl<'a> Resolver<'a> {
    pub(super) fn new(live: &'a Live) -> Self {
        Self { live, repositories: OnceCell::new(), hints: HashMap::new() }
    }

    /// The entity that an event names, in the order of [`names`].
    pub(super) fn entity(&mut self, index: u32, event: &CloudEvent) -> Result<&'a Arc<Record>, ItemProblem> {
        let names = names(event);
        if let Some(name) = names.only {
            return self.called(name).ok_or_else(|| self.unknown(index, ENTITY_ATTRIBUTE, name));
        }
        if let Some(record) = names.called.iter().find_map(|name| self.called(name)) {
            return Ok(record);
        }
        if !names.repositories.is_empty() {
            let repositories = self.repositories.get_or_init(|| Repositories::of(self.live));
            if let Some(record) = names.repositories.iter().find_map(|address| repositories.only(address)) {
                return Ok(record);
            }
        }
        match names.called.first() {
            Some(name) => Err(self.unknown(index, "subject", name)),
            None => Err(ItemProblem {
                index,
                field: "subject".to_owned(),
                detail: "it does not say which entity it is about".to_owned(),
                help: format!("say it in subject or {ENTITY_ATTRIBUTE}, such as component:default/orders"),
            }),
        }
    }

    /// The entity of this reference, else the only one of this alias or title.
    fn called(&self, name: &str) -> Option<&'a Arc<Record>> {
        let reference = EntityRef::parse(name, Some(USUAL_KIND), DEFAULT_NAMESPACE).ok();
        if let Some(record) = reference.and_then(|reference| self.live.get(&reference)) {
            return Some(record);
        }
        let records: Vec<_> =
            self.live.called(name).into_iter().filter_map(|slot| self.live.graph().record(slot)).collect();
        only(&records)
    }

    fn unknown(&mut self, index: u32, attribute: &str, name: &str) -> ItemProblem {
        let shown: String = name.chars().take(200).collect();
        let message = format!("the catalog has no entity {shown:?}");
        let help = match self.hints.get(name) {
            Some(help) => help.clone(),
            None if self.hints.len() >= MOST_HINTS => said(&[]),
            None => {
                let reference = EntityRef::parse(name, Some(USUAL_KIND), DEFAULT_NAMESPACE).ok();
                let near = reference.map(|reference| search::near_refs(self.live, &reference)).unwrap_or_default();
                self.hints.entry(name.to_owned()).or_insert_with(|| said(&near)).clone()
            }
        };
        ItemProblem { index, field: attribute.to_owned(), detail: message, help }
    }
}

fn said(near: &[EntityRef]) -> String {
    if near.is_empty() {
        return "describe it first, or write the reference of an entity that there is".to_owned();
    }
    let near: Vec<&str> = near.iter().map(EntityRef::as_str).collect();
    format!("did you mean {}?", near.join(" or "))
}
