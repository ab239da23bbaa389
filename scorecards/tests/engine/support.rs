//! Entities and scorecards to try things on.

use std::collections::BTreeMap;

use catalog_schema::model::{Entity, EntityRef, Format};
use catalog_schema::repository::RepositoryFacts;
use catalog_schema::wire::RuleResult;
use scorecards::{
    Around, ContractFacts, DefinitionError, Engine, EventFacts, Facts, FailureCase, FindingFacts, MeasureFacts,
    OwnerFacts, PushedValue, RecordFacts, Related, RelatedFacts, RuleDefinition, ScorecardDefinition, TransitiveFacts,
};
use serde_json::Value;

/// A component that declares nothing but its name.
pub(crate) fn bare() -> Entity {
    of_kind("Component")
}

pub(crate) fn of_kind(kind: &str) -> Entity {
    Entity {
        format: Format::Native,
        api_version: "sextant.dev/v1".to_owned(),
        kind: kind.to_owned(),
        namespace: "default".to_owned(),
        name: "orders".to_owned(),
        title: None,
        description: None,
        entity_type: None,
        lifecycle: None,
        tier: None,
        language: None,
        owner: None,
        additional_owners: Vec::new(),
        code_owner: None,
        unowned: None,
        system: None,
        tags: Vec::new(),
        labels: Default::default(),
        annotations: Default::default(),
        links: Vec::new(),
        aliases: Vec::new(),
        relations: Vec::new(),
        profile: None,
        api: None,
        custom_fields: Default::default(),
        docs: Vec::new(),
        descriptor: Default::default(),
    }
}

pub(crate) fn payments() -> EntityRef {
    EntityRef::new("Group", "default", "payments")
}

/// What stands around an entity, as a test puts it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Placed {
    pub(crate) owner: OwnerFacts,
    pub(crate) related: Vec<(Related, RelatedFacts)>,
    pub(crate) measures: MeasureFacts,
    pub(crate) transitive: Option<TransitiveFacts>,
    pub(crate) findings: Option<Vec<FindingFacts>>,
    pub(crate) contract: Option<ContractFacts>,
    pub(crate) record: RecordFacts,
    pub(crate) repository: Option<RepositoryFacts>,
    pub(crate) events: Option<EventFacts>,
    /// By name: the value and its moment.
    pub(crate) pushed: BTreeMap<&'static str, (Value, i64)>,
}

impl Around for Placed {
    fn owner(&self) -> OwnerFacts {
        self.owner.clone()
    }

    fn related(&self, relation: Related) -> Vec<RelatedFacts> {
        self.related.iter().filter(|(known, _)| *known == relation).map(|(_, facts)| facts.clone()).collect()
    }

    fn measures(&self) -> MeasureFacts {
        self.measures
    }

    fn transitive(&self) -> Option<TransitiveFacts> {
        self.transitive
    }

    fn findings(&self) -> Option<Vec<FindingFacts>> {
        self.findings.clone()
    }

    fn contract(&self) -> Option<ContractFacts> {
        self.contract.clone()
    }

    fn record(&self) -> RecordFacts {
        self.record.clone()
    }

    fn repository(&self) -> Option<&RepositoryFacts> {
        self.repository.as_ref()
    }

    fn events(&self) -> Option<&EventFacts> {
        self.events.as_ref()
    }

    fn pushed(&self, name: &str) -> Option<PushedValue<'_>> {
        self.pushed.get(name).map(|(value, at)| PushedValue { value, at: *at })
    }
}

/// Owned by the payments team, which the catalog has or does not have.
pub(crate) fn owned_by_payments(exists: bool) -> OwnerFacts {
    let owner = payments();
    OwnerFacts {
        declared: Some(owner.clone()),
        within: vec![owner.clone()],
        effective: Some(owner),
        exists,
        kind: exists.then(|| "Group".to_owned()),
        ..OwnerFacts::default()
    }
}

/// What a built-in rule says.
pub(crate) fn builtin(rule: &str, entity: &Entity, owner: OwnerFacts) -> RuleResult {
    let around = Placed { owner, ..Placed::default() };
    let results = Engine::builtin().evaluate(&Facts { around: &around, ..Facts::of(entity) });
    results.into_iter().flat_map(|result| result.rules).find(|result| result.id == rule).unwrap()
}

/// A rule of this expression that says little.
pub(crate) fn rule(expression: &str) -> RuleDefinition {
    RuleDefinition {
        id: "tried".to_owned(),
        title: "Tried".to_owned(),
        weight: 10,
        expression: expression.to_owned(),
        pass_message: "Holds.".to_owned(),
        failures: vec![FailureCase { when: None, message: "Does not hold.".to_owned(), fix: "Mend it.".to_owned() }],
        ..RuleDefinition::default()
    }
}

/// The engine of one scorecard with this one rule.
pub(crate) fn engine(rule: RuleDefinition) -> (Engine, Vec<DefinitionError>) {
    engine_of(ScorecardDefinition {
        name: "tried".to_owned(),
        title: "Tried".to_owned(),
        rules: vec![rule],
        ..ScorecardDefinition::default()
    })
}

/// The engine of one scorecard.
pub(crate) fn engine_of(scorecard: ScorecardDefinition) -> (Engine, Vec<DefinitionError>) {
    Engine::new(vec![scorecard])
}

/// What one rule says of an entity without an owner.
pub(crate) fn tried(rule: RuleDefinition, entity: &Entity) -> RuleResult {
    let (engine, _) = engine(rule);
    let mut results = engine.evaluate(&Facts::of(entity));
    results.remove(0).rules.remove(0)
}
