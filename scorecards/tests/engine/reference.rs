//! docs/reference/facts.md is what the code says, and its examples are right.
//! `UPDATE_DOCS=1 cargo test -p scorecards reference` writes it anew.

use std::path::PathBuf;

use catalog_schema::model::{Entity, Link, LinkType};
use catalog_schema::repository::RepositoryFacts;
use catalog_schema::wire::Outcome;
use scorecards::{
    ContractFacts, Engine, EventFacts, Facts, FindingFacts, LevelDefinition, MeasureFacts, OwnerFacts, RecordFacts,
    Related, RelatedFacts, RuleDefinition, ScorecardDefinition, TransitiveFacts, facts, functions, reference,
};
use serde_json::json;

use crate::support::{Placed, bare, owned_by_payments, rule};

#[test]
fn the_page_is_current() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../docs/reference/facts.md");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, reference()).unwrap();
    }
    assert!(
        std::fs::read_to_string(&path).unwrap_or_default() == reference(),
        "{} is not current; run UPDATE_DOCS=1 cargo test -p scorecards reference",
        path.display()
    );
}

#[test]
fn every_part_of_a_fact_and_of_a_function_is_said() {
    for fact in facts() {
        assert!(fact.description.ends_with('.') && !fact.supplied_by.is_empty(), "{}", fact.name);
    }
    for function in functions() {
        assert!(function.description.ends_with('.') && !function.example.is_empty(), "{:?}", function.forms);
    }
}

fn link(link_type: LinkType) -> Link {
    Link { url: "https://example.org/".to_owned(), title: None, icon: None, link_type }
}

/// An entity of which everything is known.
fn furnished() -> (Entity, Placed) {
    let texts =
        |pairs: &[(&str, &str)]| pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
    let entity = Entity {
        title: Some("Orders".to_owned()),
        description: Some("Takes orders from the website.".to_owned()),
        entity_type: Some("service".to_owned()),
        lifecycle: Some("production".to_owned()),
        tier: Some(1),
        language: Some("rust".to_owned()),
        tags: vec!["pci".to_owned(), "team-orders".to_owned()],
        labels: texts(&[
            ("team", "checkout"),
            ("cost-centre", "12"),
            ("replicas", "3"),
            ("coverage", "81.5"),
            ("pci", "true"),
        ]),
        annotations: texts(&[("backstage.io/techdocs-ref", "dir:.")]),
        custom_fields: [("data-classification".to_owned(), json!("public")), ("replicas".to_owned(), json!(3))].into(),
        links: vec![link(LinkType::Runbook), link(LinkType::Chat)],
        ..bare()
    };
    let related = RelatedFacts {
        entity_ref: "component:default/menu".to_owned(),
        exists: true,
        lifecycle: Some("production".to_owned()),
        tier: Some(2),
        owner: Some("group:default/payments".to_owned()),
        ..RelatedFacts::default()
    };
    let finding = FindingFacts { rule: "cycle".to_owned(), severity: "high".to_owned(), is_subject: true };
    let around = Placed {
        owner: OwnerFacts { members: Some(4), ..owned_by_payments(true) },
        related: [Related::Dependencies, Related::Dependents].map(|relation| (relation, related.clone())).into(),
        measures: MeasureFacts { dependents: 1, dependencies: 1, instability: Some(50) },
        transitive: Some(TransitiveFacts::default()),
        findings: Some(vec![finding]),
        contract: Some(ContractFacts { is_read: true, operations: 3 }),
        repository: Some(RepositoryFacts {
            last_commit_at: Some(2),
            archived: Some(false),
            ..RepositoryFacts::default()
        }),
        events: Some(EventFacts {
            last_deployment: Some(1),
            last_production_deployment: Some(1),
            is_deployed: true,
            last_incident: Some(2),
            open_incidents: vec![2],
            ..EventFacts::default()
        }),
        record: RecordFacts { created_at: 1, changed_at: 2, path: "catalog.yaml".to_owned(), ..RecordFacts::default() },
        ..Placed::default()
    };
    (entity, around)
}

#[test]
fn every_example_comes_to_true_or_false() {
    let named = functions().map(|function| (function.forms[0].clone(), function.example));
    let examples: Vec<(String, &str)> = facts().map(|fact| (fact.name.to_owned(), fact.example)).chain(named).collect();
    let rules = examples.iter().map(|(name, example)| RuleDefinition { id: name.clone(), ..rule(example) });
    let read = ScorecardDefinition {
        name: "production-readiness".to_owned(),
        levels: vec![LevelDefinition { name: "gold".to_owned(), title: "Gold".to_owned(), color: None }],
        rules: vec![RuleDefinition { level: Some("gold".to_owned()), ..rule("true") }],
        ..ScorecardDefinition::default()
    };
    let tried =
        ScorecardDefinition { name: "tried".to_owned(), rules: rules.collect(), ..ScorecardDefinition::default() };
    let (engine, errors) = Engine::new(vec![tried, read]);
    assert_eq!(errors, []);
    let (entity, around) = furnished();
    let results = engine.evaluate(&Facts { around: &around, now: 10, ..Facts::of(&entity) });
    for rule in &results[0].rules {
        assert!(matches!(rule.outcome, Outcome::Pass | Outcome::Fail), "{}: {}", rule.id, rule.message);
    }
    assert_eq!(results[0].rules.len(), examples.len());
}
