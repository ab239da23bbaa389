//! One state of the catalog, as readers take it.

use std::collections::{BTreeMap, HashSet};
use std::fmt;
use std::sync::{Arc, OnceLock};

use catalog_schema::model::{Entity, EntityRef};
use catalog_schema::resolve;
use catalog_schema::vocabulary::Vocabulary;
use rpds::HashTrieMapSync;
use scorecards::{Engine, EventFacts, FactGroups, Verdict};

use super::change::Beside;
use super::definitions::{Definitions, Initiatives};
use super::found::{Found, RuleOutcome, Shared};
use super::row::SearchRow;
use super::rows::Rows;
use super::{
    Bearers, Columns, Domains, Judgement, Names, Owners, Postings, PushedFacts, Record, Repositories, Row, SortPrefix,
    Symbol, Texts,
};
use crate::graph::{Graph, GraphView, Slot};
use crate::health::Sums;
use crate::search::{SearchReader, UidKey};

/// An immutable snapshot: entities, graph, scores and search index of one revision. Cheap to clone; the next snapshot
/// shares with this one whatever the change between them did not touch.
#[derive(Clone)]
pub struct Live {
    pub(super) epoch: Arc<str>,
    pub(super) revision: u64,
    pub(super) graph: Graph,
    pub(super) uids: HashTrieMapSync<Arc<str>, Slot>,
    /// The same by what the search index keeps of a uid.
    pub(super) uid_keys: HashTrieMapSync<UidKey, Slot>,
    pub(super) rows: Rows,
    pub(super) columns: Columns,
    pub(super) texts: Texts,
    pub(super) names: Names,
    /// Made when first asked for; the next snapshot makes its own.
    pub(super) domains: Arc<OnceLock<Domains>>,
    /// As `domains`.
    pub(super) owners: Arc<OnceLock<Owners>>,
    /// As `domains`.
    pub(super) bearers: Arc<OnceLock<Bearers>>,
    /// As `domains`, unless they follow from those of the snapshot before ([`Live::counted_after`]).
    pub(super) sums: Arc<OnceLock<Sums>>,
    pub(super) definitions: Definitions,
    /// By identity, also of entities that are gone.
    pub(super) pushed: HashTrieMapSync<Arc<str>, Arc<PushedFacts>>,
    /// By location.
    pub(super) repositories: HashTrieMapSync<Arc<str>, Arc<Repositories>>,
    /// By identity, also of entities that are gone.
    pub(super) happened: HashTrieMapSync<Arc<str>, Arc<EventFacts>>,
    /// By identity, also of entities that are gone.
    pub(super) exempt: HashTrieMapSync<Arc<str>, Arc<super::exemptions::OfEntity>>,
    /// What is defined of custom fields and types.
    pub(super) vocabulary: Arc<Vocabulary>,
    /// When results last came to be others without a change of the catalog.
    pub(super) judged_at: i64,
    pub(super) awaits_judgement: bool,
    pub(super) search: SearchReader,
}

impl Live {
    /// A catalog without entities, at revision 0.
    pub fn empty(epoch: impl Into<Arc<str>>, search: SearchReader) -> Self {
        Self {
            epoch: epoch.into(),
            revision: 0,
            graph: Graph::default(),
            uids: HashTrieMapSync::new_sync(),
            uid_keys: HashTrieMapSync::new_sync(),
            rows: Rows::default(),
            columns: Columns::default(),
            texts: Texts::default(),
            names: Names::default(),
            domains: Arc::default(),
            owners: Arc::default(),
            bearers: Arc::default(),
            sums: Arc::default(),
            definitions: Definitions::default(),
            pushed: HashTrieMapSync::new_sync(),
            repositories: HashTrieMapSync::new_sync(),
            happened: HashTrieMapSync::new_sync(),
            exempt: HashTrieMapSync::new_sync(),
            vocabulary: Arc::default(),
            judged_at: 0,
            awaits_judgement: false,
            search,
        }
    }

    /// The same catalog, searched through `search`. The index may lag behind or run ahead: hits are looked up here, and
    /// those of entities that are gone are dropped.
    #[must_use]
    pub fn with_search(&self, search: SearchReader) -> Self {
        Self { search, ..self.clone() }
    }

    /// The same catalog at a later revision that changed none of what is kept here.
    #[must_use]
    pub fn at_revision(&self, revision: u64) -> Self {
        Self { revision, ..self.clone() }
    }

    /// The catalog with what changed beside entities. Whose results may be others for it is added to `evaluate`, as far as
    /// rules read these facts; the results are the caller's to renew.
    #[must_use]
    pub fn with_beside(&self, beside: &Beside, evaluate: &mut BTreeMap<EntityRef, FactGroups>) -> Self {
        let Beside { facts, repositories, events, exemptions, vocabulary } = beside;
        let mut next = self.clone();
        if !facts.is_empty() {
            next = next.with_facts(facts, evaluate);
        }
        if !repositories.is_empty() {
            next = next.with_repositories(repositories, evaluate);
        }
        if !events.is_empty() {
            next = next.with_events(events, evaluate);
        }
        if !exemptions.is_empty() {
            next = next.with_exemptions(exemptions);
        }
        if let Some(vocabulary) = vocabulary {
            next.vocabulary = Arc::clone(vocabulary);
        }
        next
    }

    /// The catalog with what scorecards make of these entities. References that are not in it are passed over.
    #[must_use]
    pub fn judged(&self, judgements: &[(EntityRef, Judgement)]) -> Self {
        self.judged_sharing(judgements, &mut Shared::default())
    }

    /// The same, where others were judged before.
    #[must_use]
    pub(crate) fn judged_sharing(&self, judgements: &[(EntityRef, Judgement)], shared: &mut Shared) -> Self {
        let mut next = self.clone();
        next.sums = Arc::default();
        for (entity_ref, judgement) in judgements {
            let Some(slot) = next.graph.find(entity_ref.as_str()) else { continue };
            // Looked at before it is written to: most judgements stay what they are, and writing copies.
            if next.row(slot).is_none_or(|row| next.is_judged(row, judgement)) {
                continue;
            }
            let columns = &mut next.columns;
            let kept = |(rule, verdict): &(Arc<str>, Verdict)| RuleOutcome {
                rule: columns.acquire_rule(rule),
                verdict: *verdict,
            };
            let outcomes = judgement.outcomes.iter().map(kept).collect();
            let levels = judgement.levels.iter().map(|level| columns.acquire_level(level)).collect();
            let mut found = shared.of(Found { outcomes, levels });
            next.rows.update(slot, |row| {
                row.health = judgement.total;
                std::mem::swap(&mut row.found, &mut found);
            });
            next.columns.forget_results(&found.outcomes, &found.levels);
        }
        next
    }

    fn is_judged(&self, row: &Row, judgement: &Judgement) -> bool {
        let rules = self.columns.rules();
        let kept = row.outcomes().iter().map(|kept| (rules.text(kept.rule), kept.verdict));
        let found = judgement.outcomes.iter().map(|(rule, verdict)| (&**rule, *verdict));
        let levels = row.levels().iter().map(|&level| self.columns.levels().text(level));
        row.health == judgement.total && levels.eq(judgement.levels.iter().map(|level| &**level)) && kept.eq(found)
    }

    /// The entity that defines a scorecard; none where it is built in.
    pub fn definer(&self, scorecard: &str) -> Option<&EntityRef> {
        self.definitions.definer(scorecard)
    }

    /// The initiatives, by the entities that define them: a name may be there twice, of which the first counts.
    pub(crate) fn initiatives(&self) -> &Arc<Initiatives> {
        self.definitions.initiatives()
    }

    /// What is defined of custom fields and types.
    pub fn vocabulary(&self) -> &Arc<Vocabulary> {
        &self.vocabulary
    }

    /// What entities are judged by.
    pub fn engine(&self) -> &Arc<Engine> {
        self.definitions.engine()
    }

    /// The same catalog, whose entities are judged by this engine from now on, until one of them defines another
    /// scorecard. Their results are the caller's to renew.
    #[must_use]
    pub fn with_engine(&self, engine: Arc<Engine>) -> Self {
        let mut next = self.clone();
        next.sums = Arc::default();
        next.definitions.set_engine(engine);
        next
    }

    /// When results last came to be others without a change of the catalog, by what was found out about the whole of it or
    /// with time; in milliseconds since the Unix epoch, 0 where they did not. With epoch and revision it tells apart what
    /// answers can be made of.
    pub fn judged_at(&self) -> i64 {
        self.judged_at
    }

    /// Whether nobody had time yet to judge the entities: every rule that applies is unknown.
    pub fn awaits_judgement(&self) -> bool {
        self.awaits_judgement
    }

    /// The same catalog, which says that it is not judged.
    #[must_use]
    pub(crate) fn awaiting_judgement(self) -> Self {
        Self { awaits_judgement: true, ..self }
    }

    /// The same catalog, all of whose entities are judged now; where it was shown before, with other results.
    #[must_use]
    pub(crate) fn judged_at_last(self, now: i64) -> Self {
        let judged_at = if self.awaits_judgement { now.max(self.judged_at.saturating_add(1)) } else { self.judged_at };
        Self { judged_at, awaits_judgement: false, ..self }
    }

    /// As [`Live::judged`], where the catalog did not change, as of `now`; none where the results did not, either.
    #[must_use]
    pub fn judged_anew(&self, now: i64, judgements: &[(EntityRef, Judgement)]) -> Option<Self> {
        let is_new = |(entity_ref, judgement): &(EntityRef, Judgement)| {
            let row = self.graph.find(entity_ref.as_str()).and_then(|slot| self.row(slot));
            row.is_some_and(|row| !self.is_judged(row, judgement))
        };
        let judged_at = now.max(self.judged_at.saturating_add(1));
        judgements.iter().any(is_new).then(|| Self { judged_at, ..self.judged(judgements) })
    }

    /// The store's epoch; after a restore another one.
    pub fn epoch(&self) -> &str {
        &self.epoch
    }

    /// The catalog revision of this state.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// How many entities there are.
    pub fn entity_count(&self) -> usize {
        self.uids.size()
    }

    /// Whether the catalog has the entity; a reference that is only named by others does not count.
    pub fn contains(&self, entity_ref: &EntityRef) -> bool {
        self.get(entity_ref).is_some()
    }

    /// What is kept of an entity.
    pub fn get(&self, entity_ref: &EntityRef) -> Option<&Arc<Record>> {
        self.graph.record(self.graph.find(entity_ref.as_str())?)
    }

    /// An entity in full, but for its descriptor and an API's definition, which the store has. Unpacked for the asker;
    /// [`Live::get`] is cheaper where it suffices.
    pub fn entity(&self, entity_ref: &EntityRef) -> Option<Entity> {
        self.get(entity_ref)?.entity(&self.graph)
    }

    /// What is kept of the entity of this identity.
    pub fn get_by_uid(&self, uid: &str) -> Option<&Arc<Record>> {
        self.graph.record(*self.uids.get(uid)?)
    }

    /// Every entity, in no particular order.
    pub fn records(&self) -> impl Iterator<Item = &Arc<Record>> {
        self.graph.slots().filter_map(|slot| self.graph.record(slot))
    }

    /// The search index as of its last commit.
    pub fn search(&self) -> &SearchReader {
        &self.search
    }

    /// The entities that references may mean by this alias or title.
    pub(crate) fn called(&self, text: &str) -> HashSet<Slot> {
        let key = resolve::key(text);
        self.names.aliases.get(&key).chain(self.names.titles.get(&key)).collect()
    }

    /// The entities that have this alias.
    pub(crate) fn aliased(&self, text: &str) -> HashSet<Slot> {
        self.names.aliases.get(&resolve::key(text)).collect()
    }

    pub(crate) fn graph(&self) -> &Graph {
        &self.graph
    }

    pub(crate) fn domains(&self) -> &Domains {
        self.domains.get_or_init(|| Domains::new(self))
    }

    /// The owner that counts of an entity, a symbol of the column of owners.
    pub(crate) fn effective_owner(&self, row: &Row) -> Symbol {
        self.owners().of(self, row)
    }

    pub(super) fn owners(&self) -> &Owners {
        self.owners.get_or_init(|| Owners::new(self))
    }

    /// What scorecards come to over groups of entities. Where nobody counted yet, a pass over the catalog, as of a day
    /// (`2026-12-01`, UTC).
    pub(crate) fn sums(&self, day: &str) -> &Sums {
        self.sums.get_or_init(|| Sums::count(self, day))
    }

    /// Sees to it that the sums are there: from those of another snapshot of the catalog where there are any.
    pub fn count(&self, before: Option<&Self>, day: &str) {
        let counted = before.and_then(|before| Some((before, before.sums.get()?)));
        self.sums.get_or_init(|| match counted {
            Some((before, sums)) => sums.after(before, self, day),
            None => Sums::count(self, day),
        });
    }

    /// Whether the sums are there without a pass over the catalog.
    pub fn is_counted(&self) -> bool {
        self.sums.get().is_some()
    }

    /// The same snapshot with sums that follow from those of `before`, if it has any, by what is otherwise; as of a day
    /// (`2026-12-01`, UTC). It costs what the change between them does, and nothing where nobody counted yet.
    #[must_use]
    pub fn counted_after(mut self, before: &Self, day: &str) -> Self {
        let counted = before.sums.get().map(|sums| sums.after(before, &self, day));
        self.sums = Arc::new(counted.map(OnceLock::from).unwrap_or_default());
        self
    }

    /// Who bears each entity. One pass over the catalog for the first who asks.
    pub(crate) fn bearers(&self) -> &Bearers {
        self.bearers.get_or_init(|| Bearers::new(self))
    }

    pub(crate) fn columns(&self) -> &Columns {
        &self.columns
    }

    #[inline]
    pub(crate) fn row(&self, slot: Slot) -> Option<&Row> {
        self.rows.get(slot)
    }

    #[inline]
    pub(crate) fn search_row(&self, slot: Slot) -> Option<&SearchRow> {
        self.rows.search_row(slot)
    }

    /// Every entity's row, in order of slot.
    pub(crate) fn rows(&self) -> impl Iterator<Item = (Slot, &Row)> {
        self.rows.iter()
    }

    /// The slots whose rows may be others than in `before`, for a look at what changed: every one that is, and some
    /// beside it. It costs a look at a pointer for every 256 slots.
    pub(crate) fn rows_not_shared(&self, before: &Self) -> impl Iterator<Item = Slot> {
        self.rows.not_shared(&before.rows)
    }

    /// The entities by their values.
    pub(crate) fn postings(&self) -> &Postings {
        self.rows.postings()
    }

    /// The beginning of the name that lists show for an entity.
    pub(crate) fn display_name_prefix(&self, slot: Slot) -> SortPrefix {
        self.rows.display_name(slot)
    }

    /// The entity that a document of the search index stands for, if it is still there.
    pub(crate) fn slot_by_uid_key(&self, key: UidKey) -> Option<Slot> {
        self.uid_keys.get(&key).copied()
    }
}

impl fmt::Debug for Live {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Live")
            .field("epoch", &self.epoch)
            .field("revision", &self.revision)
            .field("entities", &self.entity_count())
            .finish_non_exhaustive()
    }
}
