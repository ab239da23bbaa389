//! A node of the graph in an image, with its entity and its row.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use catalog_schema::model::{CodeOwner, EntityRef, Form, Format};
use catalog_schema::resolve::FoundBy;
use serde::{Deserialize, Serialize};

use super::super::found::Found;
use super::super::packed::Packed;
use super::super::record::More;
use super::super::{KeptRelation, Live, Record, Row};
use crate::graph::{GraphView, HalfEdge, RelationId, Side, Slot};
use crate::image::ImageError;

/// The number of a shared text among those of the image.
type Text = u32;

/// Shared texts by what they say.
pub(super) type Numbers<'a> = HashMap<&'a str, Text>;

#[derive(Serialize, Deserialize)]
pub(super) struct NodeImage<'a> {
    slot: Slot,
    outgoing: Cow<'a, [HalfEdge]>,
    incoming: Cow<'a, [HalfEdge]>,
    #[serde(borrow)]
    entity: Option<(RecordImage<'a>, Option<RowImage<'a>>)>,
}

/// A row, and where among all that was found it has what scorecards make of its entity.
type RowImage<'a> = (Cow<'a, Row>, u32);

/// What was found of entities, each once, and where it stands.
#[derive(Default)]
pub(super) struct AllFound<'a>(pub(super) HashMap<&'a Found, u32>);

impl<'a> AllFound<'a> {
    /// Of all entities, with what stands where.
    pub(super) fn of(live: &'a Live) -> (Self, Vec<&'a Found>) {
        let (mut all, mut found) = (Self::default(), Vec::new());
        for (_, row) in live.rows() {
            let number = u32::try_from(found.len()).unwrap_or(u32::MAX);
            all.0.entry(&*row.found).or_insert_with(|| {
                found.push(&*row.found);
                number
            });
        }
        (all, found)
    }
}

/// What a node is made of.
pub(super) struct Node {
    pub(super) record: Option<Arc<Record>>,
    /// Those that leave, and those that arrive.
    pub(super) edges: [Vec<HalfEdge>; 2],
    pub(super) row: Option<Row>,
}

/// A [`Record`] without the reference, which the node has.
#[derive(Serialize, Deserialize)]
struct RecordImage<'a> {
    uid: &'a str,
    revision: u64,
    created_at: i64,
    changed_at: i64,
    changed_by: Option<Text>,
    source: Text,
    location: Text,
    path: &'a str,
    stale: bool,
    format: Format,
    kind: Text,
    title: Option<&'a str>,
    entity_type: Option<Text>,
    lifecycle: Option<Text>,
    tier: Option<u8>,
    has_contract: bool,
    operations: u32,
    owner: Option<Reference>,
    code_owner: Option<Cow<'a, CodeOwner>>,
    system: Option<Reference>,
    places: [Option<u32>; 2],
    #[serde(borrow)]
    relations: Vec<RelationImage<'a>>,
    packed: &'a [u8],
}

/// A reference: that of a node where there is one, whose text it shares.
#[derive(Serialize, Deserialize)]
enum Reference {
    Node(Slot),
    Other(EntityRef),
}

#[derive(Serialize, Deserialize)]
struct RelationImage<'a> {
    other: Slot,
    form: Form,
    found: Option<FoundBy>,
    relation: RelationId,
    side: Side,
    origin: Text,
    #[serde(borrow)]
    more: Option<MoreImage<'a>>,
}

#[derive(Serialize, Deserialize)]
struct MoreImage<'a> {
    /// As JSON.
    attributes: String,
    text: Option<&'a str>,
    declared: Option<EntityRef>,
}

impl<'a> NodeImage<'a> {
    pub(super) fn of(
        live: &'a Live,
        (numbers, found): (&Numbers<'_>, &AllFound<'_>),
        slot: Slot,
        record: Option<&'a Record>,
        outgoing: &'a [HalfEdge],
        incoming: &'a [HalfEdge],
    ) -> Self {
        let row = live.row(slot);
        let row = row.map(|row| (Cow::Borrowed(row), found.0.get(&*row.found).copied().unwrap_or(u32::MAX)));
        let entity = record.map(|record| (RecordImage::of(live, numbers, record), row));
        Self { slot, outgoing: outgoing.into(), incoming: incoming.into(), entity }
    }

    pub(super) fn open(self, shared: &Shared<'_>) -> Result<Node, ImageError> {
        let edges = [self.outgoing.into_owned(), self.incoming.into_owned()];
        let Some((record, row)) = self.entity else { return Ok(Node { record: None, edges, row: None }) };
        let record = Some(Arc::new(record.open(shared, self.slot)?));
        let Some((row, found)) = row else { return Ok(Node { record, edges, row: None }) };
        let found = shared.found.get(found as usize).ok_or(ImageError::Damaged("what was found is not there"))?;
        let mut row = row.into_owned();
        row.found = Arc::clone(found);
        Ok(Node { record, edges, row: Some(row) })
    }
}

/// What the records of an image share.
pub(super) struct Shared<'a> {
    pub(super) texts: &'a [Arc<str>],
    pub(super) refs: &'a [Option<EntityRef>],
    pub(super) found: &'a [Arc<Found>],
}

impl Shared<'_> {
    fn text(&self, number: Text) -> Result<Arc<str>, ImageError> {
        let text = self.texts.get(number as usize);
        text.cloned().ok_or(ImageError::Damaged("a text is named that is not there"))
    }

    fn node(&self, slot: Slot) -> Result<EntityRef, ImageError> {
        let entity_ref = self.refs.get(slot.index()).and_then(Option::as_ref);
        entity_ref.cloned().ok_or(ImageError::Damaged("a node is named that is not there"))
    }

    fn reference(&self, reference: Reference) -> Result<EntityRef, ImageError> {
        match reference {
            Reference::Node(slot) => self.node(slot),
            Reference::Other(entity_ref) => Ok(entity_ref),
        }
    }
}

impl<'a> RecordImage<'a> {
    fn of(live: &Live, numbers: &Numbers<'_>, record: &'a Record) -> Self {
        let text = |text: &str| numbers.get(text).copied().unwrap_or(Text::MAX);
        let reference = |entity_ref: &EntityRef| match live.graph.find(entity_ref.as_str()) {
            Some(slot) => Reference::Node(slot),
            None => Reference::Other(entity_ref.clone()),
        };
        let Record {
            uid,
            entity_ref: _,
            revision,
            created_at,
            changed_at,
            changed_by,
            source,
            location,
            path,
            stale,
            format,
            kind,
            title,
            entity_type,
            lifecycle,
            tier,
            has_contract,
            operations,
            owner,
            code_owner,
            system,
            places,
            relations,
            packed,
        } = record;
        Self {
            uid,
            revision: *revision,
            created_at: *created_at,
            changed_at: *changed_at,
            changed_by: changed_by.as_deref().map(text),
            source: text(source),
            location: text(location),
            path,
            stale: *stale,
            format: *format,
            kind: text(kind),
            title: title.as_deref(),
            entity_type: entity_type.as_deref().map(text),
            lifecycle: lifecycle.as_deref().map(text),
            tier: *tier,
            has_contract: *has_contract,
            operations: *operations,
            owner: owner.as_ref().map(reference),
            code_owner: code_owner.as_deref().map(Cow::Borrowed),
            system: system.as_ref().map(reference),
            places: *places,
            relations: relations.iter().map(|kept| RelationImage::of(kept, text(&kept.origin))).collect(),
            packed: packed.bytes(),
        }
    }

    fn open(self, shared: &Shared<'_>, slot: Slot) -> Result<Record, ImageError> {
        let text = |text: Option<Text>| text.map(|text| shared.text(text)).transpose();
        let reference = |reference: Option<Reference>| reference.map(|it| shared.reference(it)).transpose();
        Ok(Record {
            uid: self.uid.into(),
            entity_ref: shared.node(slot)?,
            revision: self.revision,
            created_at: self.created_at,
            changed_at: self.changed_at,
            changed_by: text(self.changed_by)?,
            source: shared.text(self.source)?,
            location: shared.text(self.location)?,
            path: self.path.into(),
            stale: self.stale,
            format: self.format,
            kind: shared.text(self.kind)?,
            title: self.title.map(Into::into),
            entity_type: text(self.entity_type)?,
            lifecycle: text(self.lifecycle)?,
            tier: self.tier,
            has_contract: self.has_contract,
            operations: self.operations,
            owner: reference(self.owner)?,
            code_owner: self.code_owner.map(|owner| Box::new(owner.into_owned())),
            system: reference(self.system)?,
            places: self.places,
            relations: self.relations.into_iter().map(|kept| kept.open(shared)).collect::<Result<_, _>>()?,
            packed: Packed::of(self.packed),
        })
    }
}

impl<'a> RelationImage<'a> {
    fn of(kept: &'a KeptRelation, origin: Text) -> Self {
        let KeptRelation { other, form, found, relation, side, origin: _, more } = kept;
        let more = more.as_deref().map(|More { attributes, text, declared }| MoreImage {
            attributes: serde_json::Value::Object(attributes.clone()).to_string(),
            text: text.as_deref(),
            declared: declared.clone(),
        });
        Self { other: *other, form: *form, found: *found, relation: *relation, side: *side, origin, more }
    }

    fn open(self, shared: &Shared<'_>) -> Result<KeptRelation, ImageError> {
        let Self { other, form, found, relation, side, origin, more } = self;
        let more = match more {
            None => None,
            Some(MoreImage { attributes, text, declared }) => {
                let attributes = serde_json::from_str(&attributes)
                    .map_err(|_| ImageError::Damaged("attributes of a relation are no JSON"))?;
                More { attributes, text: text.map(str::to_owned), declared }.boxed()
            }
        };
        Ok(KeptRelation { other, form, found, relation, side, origin: shared.text(origin)?, more })
    }
}
