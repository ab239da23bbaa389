//! One hit as the API shows it.

use catalog_schema::model::{Entity, EntityRef};
use catalog_schema::wire::{DocMatch, SearchHit};
use tantivy::schema::{Field, Value};
use tantivy::{DocAddress, TantivyDocument};

use super::docs_hit::{Page, best_page};
use super::highlight::{Around, beginning, highlights};
use super::sought::Sought;
use crate::graph::{GraphView, Slot};
use crate::lists::file_url;
use crate::live::{Column, Live};

/// A hit of the page, unpacked.
pub(super) struct Shown {
    pub(super) entity: Entity,
    around: Around,
    docs: Vec<Page>,
    score: f32,
}

impl Shown {
    /// The entity of a slot and what is around it; none where it is gone or cannot be read.
    pub(super) fn new(live: &Live, slot: Slot, address: DocAddress, score: f32) -> Option<Self> {
        let graph = live.graph();
        let entity = graph.entity(slot)?.entity(graph)?;
        let inherited = live.row(slot).map(|row| live.columns().table(Column::Owner).text(live.effective_owner(row)));
        let inherited = inherited.and_then(|owner| graph.find(owner)).map(|owner| graph.entity_ref(owner));
        let owners = entity.owner.iter().chain(&entity.additional_owners).chain(inherited);
        let owners = owners.flat_map(|owner| called(live, owner)).collect();
        let system = entity.system.iter().flat_map(|system| called(live, system)).collect();
        let contract = if entity.api.is_some() { contract(live, address) } else { Vec::new() };
        let docs = if entity.docs.is_empty() { Vec::new() } else { docs(live, address) };
        Some(Self { entity, around: Around { owners, system, contract }, docs, score })
    }

    /// With the words that matched marked.
    pub(super) fn to_wire(&self, sought: &Sought) -> SearchHit {
        let entity = &self.entity;
        let doc = best_page(&self.docs, sought);
        let doc = doc.map(|found| DocMatch { url: file_url(entity, &found.path), ..found });
        SearchHit {
            entity_ref: entity.entity_ref().to_string(),
            kind: entity.kind.clone(),
            title: entity.display_name().to_owned(),
            entity_type: entity.entity_type.clone(),
            owner: entity.owner.as_ref().map(ToString::to_string),
            lifecycle: entity.lifecycle.clone(),
            tier: entity.tier,
            summary: entity.description.as_deref().and_then(beginning),
            score: self.score,
            doc,
            highlights: highlights(entity, &self.around, sought),
        }
    }
}

/// The name of an entity, and its title where there is one.
fn called(live: &Live, entity_ref: &EntityRef) -> Vec<String> {
    let title = live.get(entity_ref).and_then(|record| record.title.as_deref().map(str::to_owned));
    std::iter::once(entity_ref.name().to_owned()).chain(title).collect()
}

/// What the index keeps of an API's contract; nothing where it cannot be read, which costs a mark and no answer.
fn contract(live: &Live, address: DocAddress) -> Vec<String> {
    let document = live.search().searcher.doc::<TantivyDocument>(address).unwrap_or_default();
    kept(&document, live.search().fields.contract)
}

/// The same of documentation pages.
fn docs(live: &Live, address: DocAddress) -> Vec<Page> {
    let (searcher, fields) = (&live.search().searcher, &live.search().fields);
    let document = searcher.doc::<TantivyDocument>(address).unwrap_or_default();
    let pages = kept(&document, fields.docs_path).into_iter().zip(kept(&document, fields.docs));
    pages.map(|(path, text)| Page { path, text }).collect()
}

/// What a document keeps in a field.
fn kept(document: &TantivyDocument, field: Field) -> Vec<String> {
    document.get_all(field).filter_map(|value| value.as_str().map(str::to_owned)).collect()
}
