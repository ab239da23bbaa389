//! Whatever changes, in whatever order, results are those of judging everything.

mod least;

use std::collections::BTreeMap;
use std::sync::Arc;

use catalog_schema::model::{ApiSpec, Entity, EntityRef, Link, LinkType};
use catalog_schema::repository::RepositoryFacts;
use proptest::prelude::*;
use scorecards::{
    AppliesTo, Counted, DeclaredFact, DeclaredFacts, DefinitionError, Engine, EventFacts, Exemption, ExpressionProblem,
    FactGroup, FactGroups, LevelDefinition, RuleDefinition, ScorecardDefinition, ValueType,
};
use serde_json::{Value, json};

use super::{Judging, dated_otherwise, evaluate, judge_all, judge_later, surveyed_otherwise};
use crate::graph::{GraphView, Slot, transitive_measures};
use crate::insights::{Survey, survey};
use crate::live::change::{Beside, EntityChange, EventChange, FactChange, RepositoryChange};
use crate::live::testing::*;
use crate::live::{Live, Row};

/// 2026-12-01, in milliseconds.
const NOW: i64 = 1_796_083_200_000;
const DAY: i64 = 24 * 60 * 60 * 1_000;

fn rule(id: &str, expression: &str) -> RuleDefinition {
    RuleDefinition {
        id: id.into(),
        title: id.into(),
        weight: 3,
        expression: expression.into(),
        ..RuleDefinition::default()
    }
}

fn scorecard(name: &str, rules: Vec<RuleDefinition>) -> ScorecardDefinition {
    ScorecardDefinition { name: name.into(), title: name.into(), rules, ..ScorecardDefinition::default() }
}

/// A scorecard for every group of facts.
fn every_group() -> Vec<ScorecardDefinition> {
    let levels =
        ["bronze", "silver"].map(|name| LevelDefinition { name: name.into(), title: name.into(), color: None });
    let at = |level: &str, rule: RuleDefinition| RuleDefinition { level: Some(level.into()), ..rule };
    vec![
        ScorecardDefinition {
            levels: levels.into(),
            ..scorecard(
                "own",
                vec![
                    at("bronze", rule("titled", "entity.title != null")),
                    at("silver", rule("system", "entity.system != null")),
                ],
            )
        },
        scorecard(
            "owner",
            vec![
                rule("exists", "owner.exists"),
                rule("counts", "owner.effective != null"),
                rule("members", "owner.members >= 2"),
                rule("on-call", "size(owner.on_call) > 0"),
                rule("email", "owner.email != null"),
            ],
        ),
        ScorecardDefinition {
            applies_to: AppliesTo { owners: vec![reference("group:default/a")], ..AppliesTo::default() },
            ..scorecard("within", vec![rule("always", "true")])
        },
        scorecard(
            "around",
            vec![
                rule("dependencies", "dependencies.all(d, d.exists && d.tier != null)"),
                rule("dependents", "dependents.exists(d, d.owner == 'group:default/b')"),
                rule("apis", "provided_apis.all(a, a.type == 'service') && consumed_apis.all(a, a.exists)"),
                rule("ends", "size(providers) + size(consumers) > 1"),
                rule("parts", "parts.exists(p, p.owner != null)"),
                rule("owned", "owned.exists(o, o.system != null) || members.exists(m, m.exists)"),
            ],
        ),
        scorecard(
            "pushed",
            vec![
                rule("coverage", "facts.coverage >= 80"),
                rule("fresh", "within(as_of.coverage, '5d') && facts.licensed"),
            ],
        ),
        scorecard(
            "repository",
            vec![
                rule("readme", "repository.readme != null"),
                rule("maintained", "within(repository.last_commit_at, '365d')"),
            ],
        ),
        scorecard(
            "events",
            vec![rule("deployed", "events.deployments_7d >= 1"), rule("calm", "events.open_incidents == 0")],
        ),
        scorecard("measures", vec![rule("few", "measures.dependents + measures.dependencies < 2")]),
        scorecard("survey", vec![rule("reach", "measures.reach < 2"), rule("findings", "size(findings) == 0")]),
        ScorecardDefinition {
            applies_to: AppliesTo { when: Some("'own' in levels".into()), ..AppliesTo::default() },
            ..scorecard("levels", vec![rule("silver", "levels['own'] == 'silver'")])
        },
    ]
}

fn engine(definitions: Vec<ScorecardDefinition>) -> Arc<Engine> {
    let (engine, errors) = Engine::with_facts(definitions, declared(None));
    let is_of_another =
        |error: &DefinitionError| matches!(error.error.problem, ExpressionProblem::UnknownScorecard { .. });
    assert!(errors.iter().all(is_of_another), "{errors:?}");
    Arc::new(engine)
}

/// Facts of which one may be of a type that is other than usual, or not be declared at all.
fn declared(otherwise: Option<Option<ValueType>>) -> DeclaredFacts {
    let fact = |name: &str, value_type, max_age| DeclaredFact {
        name: name.to_owned(),
        title: name.to_owned(),
        description: String::new(),
        value_type,
        unit: None,
        max_age,
        max_age_text: None,
        owner: None,
    };
    let coverage = otherwise.unwrap_or(Some(ValueType::Number));
    let coverage = coverage.map(|value_type| fact("coverage", value_type, Some(10 * DAY)));
    coverage.into_iter().chain([fact("licensed", ValueType::Boolean, None)]).collect()
}

/// That this was pushed of an entity some days ago.
fn pushed(entity: &str, name: &str, value: Value, days: i64) -> FactChange {
    FactChange {
        uid: format!("uid of {entity}").into(),
        name: name.into(),
        value,
        at: NOW - days * DAY,
        received_at: NOW,
        source: "token:ci".into(),
        url: None,
    }
}

/// What is seen of the repository that all entities of these tests are described in.
fn seen(facts: Option<RepositoryFacts>) -> RepositoryChange {
    RepositoryChange { location: "location".into(), root: "".into(), facts: facts.map(Arc::new) }
}

/// That an entity was deployed some days ago, or has an incident since then.
fn happened(entity: &str, deployed: i64, incident: Option<i64>) -> EventChange {
    let facts = EventFacts {
        is_deployed: true,
        open_incidents: incident.map(|days| NOW - days * DAY).into_iter().collect(),
        ..EventFacts::default()
    };
    let facts = facts.with(Counted::Deployments, vec![NOW - deployed * DAY]);
    EventChange { uid: format!("uid of {entity}").into(), facts: Arc::new(facts) }
}

/// All results by what they are called.
fn results(live: &Live) -> BTreeMap<EntityRef, Vec<String>> {
    let columns = live.columns();
    let of = |(slot, row): (Slot, &Row)| {
        let rules = row.outcomes().iter().map(|kept| format!("{} {:?}", columns.rules().text(kept.rule), kept.verdict));
        let levels = row.levels().iter().map(|&level| columns.levels().text(level).to_owned());
        (live.graph().entity_ref(slot).clone(), rules.chain(levels).chain([format!("{:?}", row.health)]).collect())
    };
    live.rows().map(of).collect()
}

fn judged_fully(live: &Live, survey: &Survey, now: i64) -> BTreeMap<EntityRef, Vec<String>> {
    results(&judge_all(live.clone(), survey, now).0)
}

fn surveyed(live: &Live) -> Survey {
    let measures = Arc::new(transitive_measures(live));
    let findings = survey(live, &measures, "2026-12-01".parse().unwrap());
    Survey::new(live, measures, findings, Arc::default())
}

#[derive(Clone, Debug)]
enum Step {
    Put(Box<Entity>),
    Remove(usize),
    /// Without these of the scorecards, by bits, and with another rule in one of them.
    Define(u8, bool),
    /// Of the coverage, or of none.
    Declare(Option<Option<ValueType>>),
    Push(FactChange),
    See(RepositoryChange),
    Happen(EventChange),
    Survey,
}

fn any_step() -> impl Strategy<Value = Step> {
    let person = ("[a-d]", prop::collection::vec("[a-d]", 0..3)).prop_map(|(name, teams)| {
        let person = entity(&format!("user:default/{name}"));
        teams.iter().fold(person, |person, team| person.relates("memberOf", &format!("group:default/{team}")))
    });
    let team = ("[a-d]", prop::option::of("[a-d]"), any::<bool>()).prop_map(|(name, parent, on_call)| {
        let team = entity(&format!("group:default/{name}")).with(|team| {
            let link = Link { url: "https://call.us".into(), title: None, icon: None, link_type: LinkType::OnCall };
            team.links = on_call.then_some(link).into_iter().collect();
        });
        parent.iter().fold(team, |team, parent| team.relates("childOf", &format!("group:default/{parent}")))
    });
    let value = prop::sample::select(vec![json!(79.5), json!(80), json!(true), json!(false)]);
    let fact = (any_ref(), prop::sample::select(vec!["coverage", "licensed", "unheard-of"]), value, 0..12_i64)
        .prop_map(|(entity, name, value, days)| pushed(&entity, name, value, days));
    let repository = (any::<bool>(), prop::option::of((any::<bool>(), 300..400_i64))).prop_map(|(here, facts)| {
        let facts = facts.map(|(readme, days)| RepositoryFacts {
            readme: readme.then(|| "README.md".to_owned()),
            last_commit_at: Some(NOW - days * DAY),
            ..RepositoryFacts::default()
        });
        RepositoryChange { root: if here { "".into() } else { "elsewhere".into() }, ..seen(facts) }
    });
    let event = (any_ref(), 0..9_i64, prop::option::of(0..9_i64))
        .prop_map(|(entity, deployed, incident)| happened(&entity, deployed, incident));
    prop_oneof![
        2 => repository.prop_map(Step::See),
        2 => event.prop_map(Step::Happen),
        6 => any_entity().prop_map(|entity| Step::Put(Box::new(entity))),
        2 => person.prop_map(|person| Step::Put(Box::new(person))),
        2 => team.prop_map(|team| Step::Put(Box::new(team))),
        2 => (0..20_usize).prop_map(Step::Remove),
        3 => fact.prop_map(Step::Push),
        1 => prop::sample::select(vec![None, Some(None), Some(Some(ValueType::Integer))]).prop_map(Step::Declare),
        1 => (any::<u8>(), any::<bool>()).prop_map(|(without, other)| Step::Define(without, other)),
        1 => Just(Step::Survey),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]
    #[test]
    fn results_follow_every_change(batches in prop::collection::vec(prop::collection::vec(any_step(), 1..5), 1..10)) {
        let mut live = empty().with_engine(engine(every_group()));
        let mut known = Survey::default();
        for (index, batch) in batches.into_iter().enumerate() {
            let mut changes = Vec::new();
            let mut definitions = None;
            let mut beside = Beside::default();
            for step in batch {
                match step {
                    Step::Put(entity) => changes.push(put(*entity)),
                    Step::Remove(number) => {
                        let gone = live.records().nth(number).map(|record| record.entity_ref.to_string());
                        changes.extend(gone.map(|gone| remove(&gone)));
                    }
                    Step::Define(without, other) => {
                        let mut left = every_group();
                        if other {
                            left[0].rules.push(rule("tags", "size(entity.tags) > 1"));
                        }
                        let mut bit = 0;
                        left.retain(|_| { bit += 1; without & (1 << (bit % 8)) == 0 });
                        definitions = Some(engine(left));
                    }
                    Step::Declare(otherwise) => {
                        definitions = Some(Arc::new(Engine::with_facts(every_group(), declared(otherwise)).0));
                    }
                    Step::Push(fact) => beside.facts.push(fact),
                    Step::See(repository) => beside.repositories.push(repository),
                    Step::Happen(event) => beside.events.push(event),
                    Step::Survey => {
                        let found = surveyed(&live);
                        let others = surveyed_otherwise(&live, &known, &found);
                        let again = Judging::new(&live, &found, NOW).changed(&others);
                        live = live.judged_anew(NOW, &again.of).unwrap_or(live);
                        known = found;
                        prop_assert_eq!(results(&live), judged_fully(&live, &known, NOW), "after a survey");
                    }
                }
            }
            let before = Arc::clone(live.engine());
            let live_then = definitions.map_or_else(|| live.clone(), |engine| live.with_engine(engine));
            let (next, mut affected) = live_then.apply(index as u64 + 1, &changes);
            let next = next.with_beside(&beside, &mut affected.evaluate);
            let found = Judging::new(&next, &known, NOW).after(&before).changed(&affected.evaluate);
            let next = next.judged(&found.of);
            prop_assert_eq!(results(&next), judged_fully(&next, &known, NOW), "after {:?} and {:?}", changes, beside);
            live = next;
        }
    }
}
