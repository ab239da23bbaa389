//! What it takes to judge an entity by a rule, with all that is said of it. Prints microseconds, and asserts nothing:
//! `cargo bench -p scorecards --bench rules`.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a bench that cannot go on ends, and prints its figures")]

use std::hint::black_box;
use std::time::Instant;

use catalog_schema::model::{Entity, EntityRef, Format, Link, LinkType};
use scorecards::{
    Around, ContractFacts, Engine, Facts, FailureCase, FindingFacts, MeasureFacts, OwnerFacts, RecordFacts, Related,
    RelatedFacts, RuleDefinition, ScorecardDefinition, TransitiveFacts,
};

/// Rules as people write them.
const RULES: [&str; 16] = [
    "true",
    "entity.description != null && entity.description.trim() != ''",
    "owner.ref != null && owner.exists",
    "size(links.runbook) > 0",
    "entity.tier != null && entity.tier <= 2",
    "entity.lifecycle in ['experimental', 'production', 'deprecated']",
    "'pci' in entity.tags",
    "has(entity.labels.team) && entity.labels.team != ''",
    "entity.annotations[?'backstage.io/techdocs-ref'].hasValue()",
    "entity.links.all(l, l.url.startsWith('https://'))",
    "dependencies.all(d, d.exists && d.lifecycle != 'deprecated')",
    "dependencies.all(d, d.tier == null || entity.tier == null || d.tier <= entity.tier)",
    "size(dependents) < 50",
    "measures.reach < 1000 || entity.tier == 1",
    "!findings.exists(f, f.rule == 'cycle')",
    "within(entity.changed_at, '365d')",
];

/// As many in a catalog of a size that is promised.
const OF_A_CATALOG: usize = 50;
/// Evaluations of rules between two looks at the clock.
const TURNS: usize = 500;
/// The quickest of so many is what it takes without others on the machine.
const SHARES: usize = 40;

/// A service among others, in memory.
struct Placed {
    owner: OwnerFacts,
    related: Vec<RelatedFacts>,
    findings: Vec<FindingFacts>,
}

impl Around for Placed {
    fn owner(&self) -> OwnerFacts {
        self.owner.clone()
    }

    fn related(&self, _: Related) -> Vec<RelatedFacts> {
        self.related.clone()
    }

    fn measures(&self) -> MeasureFacts {
        MeasureFacts { dependents: 5, dependencies: 5, instability: Some(50) }
    }

    fn transitive(&self) -> Option<TransitiveFacts> {
        Some(TransitiveFacts { reach: 12, ..TransitiveFacts::default() })
    }

    fn findings(&self) -> Option<Vec<FindingFacts>> {
        Some(self.findings.clone())
    }

    fn contract(&self) -> Option<ContractFacts> {
        None
    }

    fn record(&self) -> RecordFacts {
        RecordFacts { path: "services/orders/catalog.yaml".to_owned(), ..RecordFacts::default() }
    }
}

fn link(link_type: LinkType) -> Link {
    Link { url: "https://example.org/orders".to_owned(), title: Some("Orders".to_owned()), icon: None, link_type }
}

fn entity() -> Entity {
    let text = |text: &str| Some(text.to_owned());
    let texts = |pairs: [(&str, &str); 3]| pairs.map(|(key, value)| (key.to_owned(), value.to_owned())).into();
    Entity {
        format: Format::Native,
        api_version: "sextant.dev/v1".to_owned(),
        kind: "Component".to_owned(),
        namespace: "default".to_owned(),
        name: "orders".to_owned(),
        title: text("Orders"),
        description: text("Takes orders from the website and the phone line and hands them to a kitchen."),
        entity_type: text("service"),
        lifecycle: text("production"),
        tier: Some(1),
        language: text("rust"),
        owner: None,
        additional_owners: Vec::new(),
        code_owner: None,
        unowned: None,
        system: None,
        tags: ["java", "pci", "checkout", "http"].map(str::to_owned).into(),
        labels: texts([("team", "checkout"), ("cost-centre", "12"), ("stage", "live")]),
        annotations: texts([("backstage.io/techdocs-ref", "dir:."), ("a/b", "c"), ("d/e", "f")]),
        links: [LinkType::Runbook, LinkType::Dashboard, LinkType::Chat].map(link).into(),
        aliases: Vec::new(),
        relations: Vec::new(),
        profile: None,
        api: None,
        docs: Vec::new(),
        custom_fields: Default::default(),
        descriptor: Default::default(),
    }
}

fn placed() -> Placed {
    let team = EntityRef::new("Group", "default", "payments");
    let related = |number: usize| RelatedFacts {
        entity_ref: format!("component:default/service-{number}"),
        exists: true,
        kind: Some("Component".to_owned()),
        entity_type: Some("service".to_owned()),
        lifecycle: Some("production".to_owned()),
        tier: Some(1),
        owner: Some(team.to_string()),
        system: Some("system:default/shop".to_owned()),
    };
    let owner = OwnerFacts {
        declared: Some(team.clone()),
        effective: Some(team.clone()),
        exists: true,
        kind: Some("Group".to_owned()),
        within: vec![team.clone()],
        members: Some(6),
        links: vec![link(LinkType::Chat)],
        email: None,
    };
    let finding = FindingFacts { rule: "tier-inversion".to_owned(), severity: "high".to_owned(), is_subject: true };
    Placed { owner, related: (0..5).map(related).collect(), findings: vec![finding] }
}

/// Microseconds for one rule of one entity, by an engine of this many rules.
fn measured(expressions: &[&str]) -> f64 {
    let failure =
        FailureCase { when: None, message: "Does not hold for {entity.name}.".to_owned(), fix: "Mend it.".to_owned() };
    let rules = expressions.iter().enumerate().map(|(number, expression)| RuleDefinition {
        id: format!("rule-{number}"),
        title: "A rule".to_owned(),
        weight: 10,
        expression: (*expression).to_owned(),
        pass_message: "Holds.".to_owned(),
        failures: vec![failure.clone()],
        ..RuleDefinition::default()
    });
    let definition =
        ScorecardDefinition { name: "all".to_owned(), rules: rules.collect(), ..ScorecardDefinition::default() };
    let (engine, errors) = Engine::new(vec![definition]);
    assert!(errors.is_empty(), "{errors:?}");
    let (entity, around) = (entity(), placed());
    let facts = Facts { around: &around, now: 1_000, ..Facts::of(&entity) };
    let turns = TURNS / expressions.len();
    let share = || {
        let start = Instant::now();
        for _ in 0..turns {
            black_box(engine.evaluate(black_box(&facts)));
        }
        start.elapsed().as_secs_f64() * 1e6 / (turns * expressions.len()) as f64
    };
    (0..SHARES).map(|_| share()).fold(f64::INFINITY, f64::min)
}

fn main() {
    let all: Vec<&str> = RULES.iter().copied().cycle().take(OF_A_CATALOG).collect();
    println!("{:8.2} µs  each of {OF_A_CATALOG} rules together", measured(&all));
    for expression in RULES {
        println!("{:8.2} µs  {expression}, alone", measured(&[expression]));
    }
    for count in [500, 5_000, 20_000] {
        let mut around = placed();
        let one = around.related.remove(0);
        around.related = vec![one; count];
        let entity = entity();
        let facts = Facts { around: &around, now: 1_000, ..Facts::of(&entity) };
        for expression in ["size(dependents) > 0", "dependents.all(d, d.lifecycle == 'production')"] {
            let rule = RuleDefinition { expression: expression.to_owned(), ..RuleDefinition::default() };
            let definition = ScorecardDefinition { rules: vec![rule], ..ScorecardDefinition::default() };
            let (engine, _) = Engine::new(vec![definition]);
            let start = Instant::now();
            black_box(engine.evaluate(black_box(&facts)));
            println!("{:8.2} ms  {expression}, of {count}", start.elapsed().as_secs_f64() * 1e3);
        }
    }
    for count in [100, 700, 999] {
        let mut entity = entity();
        entity.tags = (0..count).map(|number| format!("tag-{number}")).collect();
        let facts = Facts { now: 1_000, ..Facts::of(&entity) };
        let expression = "entity.tags.all(a, entity.tags.exists(b, b == 'x') || a != 'x')";
        let rule = RuleDefinition { expression: expression.to_owned(), ..RuleDefinition::default() };
        let (engine, _) =
            Engine::new(vec![ScorecardDefinition { rules: vec![rule], ..ScorecardDefinition::default() }]);
        let start = Instant::now();
        black_box(engine.evaluate(black_box(&facts)));
        println!("{:8.2} ms  two loops over {count}", start.elapsed().as_secs_f64() * 1e3);
    }
}
