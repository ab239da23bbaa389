//! What the live snapshot says around an entity, for rules.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use catalog_schema::model::{EntityRef, Link};
use catalog_schema::repository::RepositoryFacts;
use petgraph::Direction::{Incoming, Outgoing};
use scorecards::{
    Around, ContractFacts, EventFacts, FindingFacts, MeasureFacts, OwnerFacts, PushedValue, RecordFacts, Related,
    RelatedFacts, TransitiveFacts,
};

use crate::graph::{self, GraphView, Measured, RelationId, Slot, descendants};
use crate::insights::Survey;
use crate::live::Live;

/// A snapshot and the last look at the whole catalog, for the places of many entities.
pub(super) struct Ground<'a> {
    live: &'a Live,
    measured: Measured<'a>,
    survey: &'a Survey,
    /// Of the owners that were asked for: few own many.
    owners: Mutex<HashMap<Slot, Arc<Owner>>>,
}

/// What an owner is, whatever it owns.
struct Owner {
    within: Vec<EntityRef>,
    /// None where the catalog has neither the owner nor people in it.
    members: Option<u32>,
    links: Vec<Link>,
    email: Option<String>,
}

/// One entity's place in a snapshot.
pub(super) struct Place<'a> {
    ground: &'a Ground<'a>,
    slot: Slot,
}

impl<'a> Ground<'a> {
    pub(super) fn new(live: &'a Live, survey: &'a Survey) -> Self {
        let measured = Measured::new(live, &survey.measures);
        Self { live, measured, survey, owners: Mutex::default() }
    }

    pub(super) fn place(&'a self, slot: Slot) -> Place<'a> {
        Place { ground: self, slot }
    }

    fn owner(&self, slot: Slot) -> Arc<Owner> {
        let mut owners = self.owners.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(owners.entry(slot).or_insert_with(|| Arc::new(Owner::new(self.live, slot))))
    }

    /// Figures from the whole graph; none of what came after they were taken.
    pub(super) fn transitive(&self, slot: Slot) -> Option<TransitiveFacts> {
        let measure = self.measured.at(slot)?;
        Some(TransitiveFacts {
            reach: measure.reach,
            depth: measure.depth,
            criticality: measure.criticality,
            in_cycle: measure.in_cycle,
            is_articulation: measure.is_articulation,
        })
    }

    /// The open findings that name an entity, in order; none before there were any.
    pub(super) fn findings(&self, slot: Slot) -> Option<Vec<FindingFacts>> {
        let survey = Some(self.survey).filter(|survey| survey.has_looked_at(self.live))?;
        let entity_ref = self.live.graph().entity_ref(slot);
        let open = survey.naming(entity_ref).filter(|finding| finding.is_open());
        let mut findings: Vec<FindingFacts> = open
            .map(|finding| FindingFacts {
                rule: finding.rule.id.to_owned(),
                severity: finding.severity.as_str().to_owned(),
                is_subject: finding.subject == *entity_ref,
            })
            .collect();
        let key = |finding: &FindingFacts| (finding.rule.clone(), finding.severity.clone(), finding.is_subject);
        findings.sort_by_cached_key(key);
        Some(findings)
    }
}

impl Owner {
    fn new(live: &Live, slot: Slot) -> Self {
        let record = live.graph().record(slot);
        let (links, profile) = record.map(|record| record.links_and_profile()).unwrap_or_default();
        let members = Some(people(live, slot)).filter(|members| record.is_some() || *members > 0);
        let email = profile.and_then(|profile| profile.email);
        Self { within: within(live, slot), members, links, email }
    }
}

/// A team and the teams that it is within, each once, however the tree is knotted.
pub(super) fn within(live: &Live, team: Slot) -> Vec<EntityRef> {
    let graph = live.graph();
    let mut seen = BTreeSet::from([team]);
    let mut found = vec![team];
    let mut next = 0;
    while let Some(&slot) = found.get(next) {
        next += 1;
        found.extend(graph.neighbours(slot, Outgoing, RelationId::CHILD_OF).filter(|parent| seen.insert(*parent)));
    }
    found.into_iter().map(|slot| graph.entity_ref(slot).clone()).collect()
}

/// People that the catalog has in a team and in those within it.
fn people(live: &Live, owner: Slot) -> u32 {
    let graph = live.graph();
    if graph.entity_ref(owner).kind() == "user" {
        return u32::from(graph.record(owner).is_some());
    }
    let teams = descendants(graph, owner);
    let members = teams.iter().flat_map(|&team| graph.neighbours(team, Incoming, RelationId::MEMBER_OF));
    let people: BTreeSet<Slot> = members.filter(|&person| graph.record(person).is_some()).collect();
    u32::try_from(people.len()).unwrap_or(u32::MAX)
}

impl Place<'_> {
    fn related_facts(&self, slot: Slot) -> RelatedFacts {
        let graph = self.ground.live.graph();
        let entity_ref = graph.entity_ref(slot).to_string();
        let Some(record) = graph.record(slot) else { return RelatedFacts { entity_ref, ..RelatedFacts::default() } };
        let text = |text: &str| Some(text.to_owned());
        RelatedFacts {
            entity_ref,
            exists: true,
            kind: text(&record.kind),
            entity_type: record.entity_type.as_deref().and_then(text),
            lifecycle: record.lifecycle.as_deref().and_then(text),
            tier: record.tier,
            owner: graph::effective_owner_ref(graph, slot).map(ToString::to_string),
            system: record.system.as_ref().map(ToString::to_string),
        }
    }
}

impl Around for Place<'_> {
    fn owner(&self) -> OwnerFacts {
        let live = self.ground.live;
        let graph = live.graph();
        let declared = graph.record(self.slot).and_then(|record| record.owner.clone());
        let known = declared.as_ref().and_then(|owner| live.get(owner));
        let (exists, kind) = (known.is_some(), known.map(|record| record.kind.to_string()));
        let effective = graph::effective_owner_ref(graph, self.slot);
        let facts = OwnerFacts { declared, effective: effective.cloned(), exists, kind, ..OwnerFacts::default() };
        let Some(owner) = effective else { return facts };
        match graph.find(owner.as_str()).map(|slot| self.ground.owner(slot)) {
            // An owner that only CODEOWNERS names is no node of the graph; it is within itself all the same.
            None => OwnerFacts { within: vec![owner.clone()], ..facts },
            Some(found) => OwnerFacts {
                within: found.within.clone(),
                members: found.members,
                links: found.links.clone(),
                email: found.email.clone(),
                ..facts
            },
        }
    }

    fn related(&self, relation: Related) -> Vec<RelatedFacts> {
        let graph = self.ground.live.graph();
        let ends = |direction, relation| graph.neighbours(self.slot, direction, relation).collect();
        let slots: Vec<Slot> = match relation {
            Related::Dependencies => graph::dependencies(graph, self.slot),
            Related::Dependents => graph::dependents(graph, self.slot),
            Related::ProvidedApis => ends(Outgoing, RelationId::PROVIDES_API),
            Related::ConsumedApis => ends(Outgoing, RelationId::CONSUMES_API),
            Related::Providers => ends(Incoming, RelationId::PROVIDES_API),
            Related::Consumers => ends(Incoming, RelationId::CONSUMES_API),
            Related::Parts => ends(Incoming, RelationId::PART_OF),
            Related::Members => ends(Incoming, RelationId::MEMBER_OF),
            Related::Owned => ends(Incoming, RelationId::OWNED_BY),
        };
        let mut found: Vec<RelatedFacts> = slots.into_iter().map(|slot| self.related_facts(slot)).collect();
        found.sort_by(|one, other| one.entity_ref.cmp(&other.entity_ref));
        found
    }

    fn measures(&self) -> MeasureFacts {
        let measures = self.ground.live.row(self.slot).map(|row| row.measures).unwrap_or_default();
        MeasureFacts {
            dependents: measures.dependents,
            dependencies: measures.dependencies,
            instability: measures.instability(),
        }
    }

    fn transitive(&self) -> Option<TransitiveFacts> {
        self.ground.transitive(self.slot)
    }

    fn findings(&self) -> Option<Vec<FindingFacts>> {
        self.ground.findings(self.slot)
    }

    fn contract(&self) -> Option<ContractFacts> {
        let record = self.ground.live.graph().record(self.slot)?;
        let contract = ContractFacts { is_read: record.operations > 0, operations: record.operations };
        record.has_contract.then_some(contract)
    }

    fn repository(&self) -> Option<&RepositoryFacts> {
        let live = self.ground.live;
        live.repository_of(live.graph().record(self.slot)?).map(|(_, facts)| facts)
    }

    fn events(&self) -> Option<&EventFacts> {
        let live = self.ground.live;
        live.happened(&live.graph().record(self.slot)?.uid)
    }

    fn pushed(&self, name: &str) -> Option<PushedValue<'_>> {
        let live = self.ground.live;
        let record = live.graph().record(self.slot)?;
        let fact = live.pushed(&record.uid)?.get(name)?;
        Some(PushedValue { value: &fact.value, at: fact.at })
    }

    fn record(&self) -> RecordFacts {
        let Some(record) = self.ground.live.graph().record(self.slot) else { return RecordFacts::default() };
        RecordFacts {
            created_at: record.created_at,
            changed_at: record.changed_at,
            path: record.path.to_string(),
            source: record.source.to_string(),
            is_stale: record.stale,
        }
    }
}
