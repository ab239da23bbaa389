//! From references to nodes and back.

use catalog_schema::model::EntityRef;
use catalog_schema::wire::Problem;

use super::super::{GraphView, Slot};
use crate::lists::problems;
use crate::live::{Column, Live};

/// The node of a reference.
///
/// # Errors
/// 400 `invalid_ref`; 404 `entity_not_found` where nothing in the catalog is, or refers to, it.
pub(super) fn node(live: &Live, text: &str) -> Result<Slot, Problem> {
    let entity_ref: EntityRef = text.parse().map_err(|error| problems::invalid_ref(&error))?;
    live.graph().find(entity_ref.as_str()).ok_or_else(|| problems::entity_not_found(live, &entity_ref))
}

/// The nodes of references, each once, in the order given.
///
/// # Errors
/// As [`node`].
pub(super) fn nodes(live: &Live, texts: &[String]) -> Result<Vec<Slot>, Problem> {
    let mut found = Vec::with_capacity(texts.len());
    for text in texts {
        let slot = node(live, text)?;
        if !found.contains(&slot) {
            found.push(slot);
        }
    }
    Ok(found)
}

/// References of nodes, as texts.
pub(super) fn texts(view: &impl GraphView, slots: impl IntoIterator<Item = Slot>) -> Vec<String> {
    slots.into_iter().map(|slot| view.entity_ref(slot).to_string()).collect()
}

/// What answers say of every node.
pub(super) struct Named {
    pub(super) entity_ref: String,
    pub(super) kind: String,
    pub(super) title: Option<String>,
    /// The owner that counts.
    pub(super) owner: Option<String>,
    pub(super) tier: Option<u8>,
    pub(super) dangling: bool,
}

impl Named {
    pub(super) fn new(live: &Live, slot: Slot) -> Self {
        let view = live.graph();
        let entity_ref = view.entity_ref(slot);
        let entity = view.entity(slot);
        let owner = live.row(slot).map(|row| live.effective_owner(row)).filter(|owner| owner.is_some());
        Self {
            entity_ref: entity_ref.to_string(),
            kind: entity.map_or(entity_ref.kind(), |entity| &*entity.kind).to_owned(),
            title: entity.and_then(|entity| entity.title.as_deref()).map(str::to_owned),
            owner: owner.map(|owner| live.columns().table(Column::Owner).text(owner).to_owned()),
            tier: entity.and_then(|entity| entity.tier),
            dangling: entity.is_none(),
        }
    }
}
