//! A snapshot in an image: written while nobody waits, and read at the next start, in its parts side by side.

mod beside;
mod entity;

#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::sync::Arc;
use std::thread::scope;

use catalog_schema::model::EntityRef;
use catalog_schema::vocabulary::Vocabulary;
use rpds::HashTrieMapSync;
use serde::{Deserialize, Serialize};

use self::entity::{AllFound, Node, NodeImage, Shared};
use super::change::EntityVersion;
use super::definitions::defines;
use super::found::Found;
use super::rows::Rows;
use super::{Columns, Live, Names, Postings};
use crate::graph::{Graph, GraphImage, GraphView, NodeParts, Slot};
use crate::image::{ImageError, ImageReader, ImageWriter};
use crate::search::{SearchReader, UidKey};

/// Of which state of which catalog an image is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Moment {
    pub(crate) epoch: Arc<str>,
    pub(crate) revision: u64,
    pub(crate) judged_at: i64,
    pub(crate) awaits_judgement: bool,
}

/// What is there beside the entities and follows from them.
#[derive(Serialize, Deserialize)]
struct Rest {
    graph: GraphImage,
    columns: Columns,
    names: Names,
    postings: Postings,
}

impl Live {
    /// The state that this is.
    pub(crate) fn moment(&self) -> Moment {
        let Self { epoch, revision, judged_at, awaits_judgement, .. } = self;
        let (epoch, revision, judged_at) = (Arc::clone(epoch), *revision, *judged_at);
        Moment { epoch, revision, judged_at, awaits_judgement: *awaits_judgement }
    }

    /// Writes all that [`Live::read_image`] reads, after the moment.
    pub(crate) fn write_image(&self, out: &mut ImageWriter) -> Result<(), ImageError> {
        // All by name, so that whoever adds to a snapshot sees that it is kept here, or follows from what is.
        let Self {
            graph,
            rows,
            columns,
            texts,
            names,
            // Beside.
            pushed: _,
            repositories: _,
            happened: _,
            exempt: _,
            // The moment.
            epoch: _,
            revision: _,
            judged_at: _,
            awaits_judgement: _,
            // Follows, or comes from elsewhere.
            uids: _,
            uid_keys: _,
            definitions: _,
            vocabulary: _,
            domains: _,
            owners: _,
            bearers: _,
            sums: _,
            search: _,
        } = self;
        let texts: Vec<&Arc<str>> = texts.iter().collect();
        out.put_list(texts.len(), &texts)?;
        let numbers: HashMap<&str, u32> = texts.iter().map(|text| &***text).zip(0..).collect();
        let bound = graph.bound();
        out.put_list(bound, graph.places().map(|place| place.map(|(entity_ref, ..)| entity_ref)))?;
        let (places, found) = AllFound::of(self);
        out.put_list(found.len(), found)?;
        let nodes = graph.places().zip((0..).map(Slot::new));
        let image = |slot: Slot, record, [outgoing, incoming]: [_; 2]| {
            NodeImage::of(self, (&numbers, &places), slot, record, outgoing, incoming)
        };
        out.put_list(bound, nodes.map(|(place, slot)| place.map(|(_, record, edges)| image(slot, record, edges))))?;
        // Their parts are shared with what is written from.
        out.put(&Rest {
            graph: graph.image(),
            columns: columns.clone(),
            names: names.clone(),
            postings: rows.postings().clone(),
        })?;
        self.write_beside(out)
    }

    /// Reads a snapshot of this moment, which is searched through `search`. What its entities define, and its vocabulary,
    /// are the caller's to add: [`Live::defining`].
    pub(crate) fn read_image(
        image: &mut ImageReader,
        moment: Moment,
        search: SearchReader,
    ) -> Result<Self, ImageError> {
        let texts = image.list(|block| block.read::<Vec<Arc<str>>>())?;
        let refs = image.list(|block| block.read::<Vec<Option<EntityRef>>>())?;
        let found = image.list(|block| block.read::<Vec<Arc<Found>>>())?;
        let nodes = image.list(|block| {
            let nodes: Vec<Option<NodeImage<'_>>> = block.read()?;
            let shared = Shared { texts: &texts, refs: &refs, found: &found };
            nodes.into_iter().map(|node| node.map(|node| node.open(&shared)).transpose()).collect()
        })?;
        let block = image.block()?;
        let (mut uids, mut uid_keys) = (HashTrieMapSync::new_sync(), HashTrieMapSync::new_sync());
        let (graph, rest, rows) = scope(|scope| {
            let rest = scope.spawn(|| block.read::<Rest>());
            let entities = nodes.iter().zip((0..).map(Slot::new));
            let entities = entities.filter_map(|(node, slot)| Some((&node.as_ref()?.record.as_ref()?.uid, slot)));
            for (uid, slot) in entities {
                uids.insert_mut(Arc::clone(uid), slot);
                uid_keys.insert_mut(UidKey::of(uid), slot);
            }
            let (mut places, mut rows) = (Vec::with_capacity(nodes.len()), Vec::with_capacity(nodes.len()));
            for node in nodes {
                let (node, row) = node
                    .map(|Node { record, edges: [outgoing, incoming], row }| {
                        (NodeParts { record, outgoing, incoming }, row)
                    })
                    .unzip();
                places.push(node);
                rows.push(row.flatten());
            }
            let rest = rest.join().unwrap_or(Err(ImageError::Damaged("a thread that read it died")))?;
            let Rest { graph, columns, names, postings } = rest;
            let graph = Graph::of_image(refs, places, graph);
            let rows = Rows::of_image(rows, postings, |slot| graph.record(slot).map(|record| record.display_name()));
            Ok::<_, ImageError>((graph, (columns, names), rows))
        })?;
        let mut live = Self::empty(moment.epoch, search);
        (live.revision, live.judged_at) = (moment.revision, moment.judged_at);
        live.awaits_judgement = moment.awaits_judgement;
        (live.graph, live.rows, (live.columns, live.names)) = (graph, rows, rest);
        (live.uids, live.uid_keys, live.texts) = (uids, uid_keys, texts.into_iter().collect());
        live.read_beside(image)?;
        Ok(live)
    }

    /// The identities of the entities that define something.
    pub(crate) fn definers(&self) -> Vec<String> {
        let definers = self.records().filter(|record| defines(&record.kind));
        definers.map(|record| record.uid.to_string()).collect()
    }

    /// The same with what its entities define, and with this vocabulary.
    #[must_use]
    pub(crate) fn defining(mut self, definers: &[EntityVersion], vocabulary: Arc<Vocabulary>) -> Self {
        self.vocabulary = vocabulary;
        let named: Vec<_> = definers.iter().map(|version| (version.entity.entity_ref(), version)).collect();
        self.definitions.change(named.iter().map(|(entity_ref, version)| (entity_ref, Some(*version))));
        self.grant();
        self
    }
}
