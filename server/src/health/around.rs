//! What the live snapshot says around an entity, for rules.

use std::collections::BTreeSet;

use catalog_schema::model::EntityRef;
use petgraph::Direction::{Incoming, Outgoing};
use scorecards::{
    Around, ContractFacts, FindingFacts, MeasureFacts, OwnerFacts, RecordFacts, Related, RelatedFacts, TransitiveFacts,
};

use crate::graph::{self, GraphView, RelationId, Slot, descendants};
use crate::insights::Survey;
use crate::live::Live;

/// One entity's place in a snapshot, and what the last look at the whole catalog came to.
pub(super) struct Place<'a> {
    pub(super) live: &'a Live,
    pub(super) survey: Option<&'a Survey>,
    pub(super) slot: Slot,
}

impl Place<'_> {
    fn row_related(&self, slot: Slot) -> RelatedFacts {
        let graph = self.live.graph();
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
            owner: graph::effective_owner_of(graph, slot).map(|owner| owner.entity_ref),
            system: record.system.as_ref().map(ToString::to_string),
        }
    }

    /// A team and the teams that it is within, each once, however the tree is knotted.
    fn within(&self, team: Slot) -> Vec<EntityRef> {
        let graph = self.live.graph();
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
    fn people(&self, owner: Slot) -> u32 {
        let graph = self.live.graph();
        if graph.entity_ref(owner).kind() == "user" {
            return u32::from(graph.record(owner).is_some());
        }
        let teams = descendants(graph, owner);
        let members = teams.iter().flat_map(|&team| graph.neighbours(team, Incoming, RelationId::MEMBER_OF));
        let people: BTreeSet<Slot> = members.filter(|&person| graph.record(person).is_some()).collect();
        u32::try_from(people.len()).unwrap_or(u32::MAX)
    }
}

impl Around for Place<'_> {
    fn owner(&self) -> OwnerFacts {
        let graph = self.live.graph();
        let declared = graph.record(self.slot).and_then(|record| record.owner.clone());
        let known = declared.as_ref().and_then(|owner| self.live.get(owner));
        let effective = graph::effective_owner_of(graph, self.slot).and_then(|owner| owner.entity_ref.parse().ok());
        let slot = effective.as_ref().and_then(|owner: &EntityRef| graph.find(owner.as_str()));
        let entity = slot.and_then(|slot| graph.record(slot)).and_then(|record| record.entity(graph));
        let email = entity.as_ref().and_then(|entity| entity.profile.as_ref()?.email.clone());
        OwnerFacts {
            exists: known.is_some(),
            kind: known.map(|record| record.kind.to_string()),
            declared,
            effective,
            within: slot.map_or_else(Vec::new, |slot| self.within(slot)),
            members: slot.map_or(0, |slot| self.people(slot)),
            links: entity.map_or_else(Vec::new, |entity| entity.links),
            email,
        }
    }

    fn related(&self, relation: Related) -> Vec<RelatedFacts> {
        let graph = self.live.graph();
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
        let mut found: Vec<RelatedFacts> = slots.into_iter().map(|slot| self.row_related(slot)).collect();
        found.sort_by(|one, other| one.entity_ref.cmp(&other.entity_ref));
        found
    }

    fn measures(&self) -> MeasureFacts {
        let measures = self.live.row(self.slot).map(|row| row.measures).unwrap_or_default();
        MeasureFacts {
            dependents: measures.dependents,
            dependencies: measures.dependencies,
            instability: measures.instability(),
        }
    }

    fn transitive(&self) -> Option<TransitiveFacts> {
        let measure = self.survey?.measures.at(self.live.graph(), self.slot)?;
        Some(TransitiveFacts {
            reach: measure.reach,
            depth: measure.depth,
            criticality: measure.criticality,
            in_cycle: measure.in_cycle,
            is_articulation: measure.is_articulation,
        })
    }

    fn findings(&self) -> Option<Vec<FindingFacts>> {
        let survey = self.survey.filter(|survey| survey.found_at() > 0)?;
        let entity_ref = self.live.graph().entity_ref(self.slot);
        let open = survey.naming(entity_ref).filter(|finding| finding.is_open());
        let mut findings: Vec<FindingFacts> = open
            .map(|finding| FindingFacts {
                rule: finding.rule.id.to_owned(),
                severity: finding.severity.as_str().to_owned(),
                is_subject: finding.subject == *entity_ref,
            })
            .collect();
        findings.sort_by(|one, other| one.rule.cmp(&other.rule));
        Some(findings)
    }

    fn contract(&self) -> Option<ContractFacts> {
        let record = self.live.graph().record(self.slot)?;
        record.has_contract.then_some(ContractFacts { is_read: false, operations: 0 })
    }

    fn record(&self) -> RecordFacts {
        let Some(record) = self.live.graph().record(self.slot) else { return RecordFacts::default() };
        RecordFacts {
            created_at: record.created_at,
            changed_at: record.changed_at,
            path: record.path.to_string(),
            source: record.source.to_string(),
            is_stale: record.stale,
        }
    }
}
