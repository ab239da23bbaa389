//! Whatever changes, in whatever order, results are those of judging everything; and a change of one entity evaluates what
//! it must.

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

use super::{Judging, dated_otherwise, judge_all, surveyed_otherwise};
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
        let rules = row.outcomes.iter().map(|kept| format!("{} {:?}", columns.rules().text(kept.rule), kept.verdict));
        let levels = row.levels.iter().map(|&level| columns.levels().text(level).to_owned());
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

/// Components in systems, owned by teams with people, and one API between them all.
fn company() -> Vec<Entity> {
    let mut company = vec![entity("api:default/prices").owned_by("group:default/t0").in_system("system:default/s0")];
    for number in 0..10 {
        company.push(entity(&format!("group:default/t{number}")).relates("childOf", "group:default/all"));
        company
            .push(entity(&format!("user:default/u{number}")).relates("memberOf", &format!("group:default/t{number}")));
        company.push(entity(&format!("system:default/s{number}")).owned_by(&format!("group:default/t{number}")));
    }
    for number in 0..300 {
        let component =
            entity(&format!("component:default/c{number}")).in_system(&format!("system:default/s{}", number % 10));
        let component = match number {
            0 => component.relates("providesApi", "api:default/prices"),
            1..=20 => component.relates("consumesApi", "api:default/prices"),
            _ => component.relates("dependsOn", &format!("component:default/c{}", number / 2)),
        };
        company.push(if number < 200 { component } else { component.owned_by("group:default/t9") });
    }
    company
}

/// How many rules are evaluated for how many entities after these changes.
fn evaluated(live: &Live, changes: &[EntityChange]) -> (usize, usize) {
    let nothing = Survey::default();
    let (next, affected) = live.apply(2, changes);
    let found = Judging::new(&next, &nothing, NOW).after(live.engine()).changed(&affected.evaluate);
    assert_eq!(results(&next.judged(&found.of)), judged_fully(&next, &nothing, NOW));
    (found.of.len(), found.evaluated)
}

fn judged(definitions: Vec<ScorecardDefinition>) -> Live {
    let live = empty().with_engine(engine(definitions));
    let live = live.apply(1, &company().into_iter().map(put).collect::<Vec<_>>()).0;
    judge_all(live, &Survey::default(), NOW).0
}

#[test]
fn a_change_evaluates_what_reads_it() {
    let live = judged(vec![
        scorecard("own", vec![rule("titled", "entity.title != null"), rule("tags", "size(entity.tags) > 0")]),
        scorecard("owner", vec![rule("exists", "owner.exists"), rule("people", "owner.members > 1")]),
        scorecard("around", vec![rule("tiers", "dependencies.all(d, d.tier == 1)")]),
        scorecard("measures", vec![rule("few", "measures.dependents < 3")]),
    ]);
    let all = 6;
    let c7 =
        || entity("component:default/c7").in_system("system:default/s7").relates("consumesApi", "api:default/prices");
    assert_eq!(evaluated(&live, &[put(c7().titled("Seven"))]), (1, all), "a title concerns nobody else");
    // The API, who provides it, and the system have it in their lists.
    assert_eq!(
        evaluated(&live, &[put(c7().with(|entity| entity.tier = Some(1)))]),
        (4, all + 3),
        "a tier is seen from around"
    );
    let c7_depends = c7().relates("dependsOn", "component:default/c250");
    assert_eq!(evaluated(&live, &[put(c7_depends)]), (2, all + 2), "the other end has a dependent more");
    // Team 3 owns a system with 20 components of which it is not the declared owner.
    let u1 = entity("user:default/u1").relates("memberOf", "group:default/t3");
    let (entities, rules) = evaluated(&live, &[put(u1)]);
    let inherit = 2 * (1 + 20);
    assert_eq!((entities, rules), (inherit + 1 + 2, (inherit * 2) + all + 2), "one person in another team");
}

#[test]
fn another_scorecard_evaluates_its_own_rules_for_all() {
    let own = scorecard("own", vec![rule("titled", "entity.title != null")]);
    let owner = scorecard("owner", vec![rule("exists", "owner.exists"), rule("people", "owner.members > 1")]);
    let live = judged(vec![own.clone(), owner.clone()]);
    let redefined = |definitions: Vec<ScorecardDefinition>| {
        let next = live.with_engine(engine(definitions));
        let nothing = Survey::default();
        let found = Judging::new(&next, &nothing, NOW).after(live.engine()).changed(&BTreeMap::new());
        assert_eq!(results(&next.judged(&found.of)), judged_fully(&next, &nothing, NOW));
        found.evaluated
    };
    let entities = live.entity_count();
    let stricter = scorecard("own", vec![rule("titled", "entity.title != null && size(entity.tags) > 0")]);
    assert_eq!(redefined(vec![stricter, owner.clone()]), entities);
    assert_eq!(redefined(vec![own.clone()]), 0, "one went");
    assert_eq!(redefined(vec![own.clone(), owner.clone(), scorecard("new", vec![rule("new", "true")])]), entities);
    assert_eq!(redefined(vec![ScorecardDefinition { is_draft: true, ..own }, owner]), 0, "a draft judges nothing");
}

#[test]
fn days_begin_and_end_what_has_a_date() {
    let exempt = Exemption {
        entity: reference("component:default/c1"),
        rules: Vec::new(),
        reason: "It goes.".into(),
        approved_by: None,
        expires: Some("2026-12-01".into()),
    };
    let later = RuleDefinition { effective_from: Some("2026-12-03".into()), ..rule("later", "false") };
    let dated = ScorecardDefinition {
        exemptions: vec![exempt],
        ..scorecard("dated", vec![rule("titled", "entity.title != null"), later])
    };
    let mut live = judged(vec![dated]);
    let nothing = Survey::default();
    for (passed, entities, evaluated) in [(0, 0, 0), (1, 1, 2), (2, live.entity_count(), 0), (3, 0, 0)] {
        let now = NOW + passed * DAY;
        let others = dated_otherwise(&live, now - DAY, now);
        assert_eq!(others.len(), entities, "{passed} days later");
        let found = Judging::new(&live, &nothing, now).changed(&others);
        assert_eq!(found.evaluated, evaluated);
        live = live.judged_anew(now, &found.of).unwrap_or(live);
        assert_eq!(results(&live), judged_fully(&live, &nothing, now));
    }
}

#[test]
fn before_the_first_survey_nobody_knows_and_after_it_only_what_it_says_anew_is_judged() {
    let live = judged(vec![
        scorecard("survey", vec![rule("reach", "measures.reach < 5")]),
        scorecard("own", vec![rule("titled", "entity.title != null")]),
    ]);
    let c0 = reference("component:default/c0");
    assert!(results(&live)[&c0][0].contains("Unknown"));
    let first = surveyed(&live);
    let found = Judging::new(&live, &first, NOW).changed(&surveyed_otherwise(&live, &Survey::default(), &first));
    assert_eq!(found.evaluated, live.entity_count());
    let live = live.judged_anew(NOW, &found.of).unwrap();
    assert!(results(&live)[&c0][0].contains("Fail"), "twenty consume its API");
    assert_eq!(live.judged_at(), NOW);
    assert!(live.judged_anew(NOW, &found.of).is_none(), "and the same again is nothing new");

    let (next, affected) = live
        .apply(2, &[put(entity("component:default/c299").in_system("system:default/s9").owned_by("group:default/t9"))]);
    let next = next.judged(&Judging::new(&next, &first, NOW).after(live.engine()).changed(&affected.evaluate).of);
    let second = surveyed(&next);
    let others = surveyed_otherwise(&next, &first, &second);
    assert!(!others.is_empty() && others.len() < 30, "those that it depended on, directly or not: {}", others.len());
    assert!(others.values().all(|groups| *groups == FactGroups::from(FactGroup::Survey)));
}

#[test]
fn an_api_offers_what_its_definition_says() {
    let api = |definition: &str| {
        entity("api:default/prices").with(|api| {
            api.api =
                Some(ApiSpec { spec_type: Some("grpc".into()), definition: Some(definition.into()), reference: None });
        })
    };
    let definition =
        "syntax = \"proto3\";\nmessage Price { int64 cents = 1; }\nservice Prices { rpc Get (Price) returns (Price); }";
    for (text, read) in [(definition, "pass"), ("nothing that anybody reads", "fail")] {
        let live = catalog([api(text)]);
        let rules = vec![rule("read", "api.read && api.operations > 0")];
        let live = live.with_engine(engine(vec![scorecard("api", rules)]));
        let said = super::evaluate(&live, &Survey::default(), &reference("api:default/prices"), NOW).unwrap();
        assert_eq!(format!("{:?}", said[0].rules[0].outcome).to_lowercase(), read);
        assert_eq!(built(&[put(api(text))]).records().next().unwrap().operations > 0, read == "pass");
    }
}

#[test]
fn a_pushed_fact_is_judged_by_what_reads_it_and_again_when_it_expires() {
    let rules = vec![rule("coverage", "facts.coverage >= 80"), rule("licensed", "facts.licensed"), rule("own", "true")];
    let live = judged(vec![scorecard("pushed", rules)]);
    let (c1, gone) = ("component:default/c1", "component:default/gone");
    let facts = [pushed(c1, "coverage", json!(81), 3), pushed(gone, "coverage", json!(81), 3)];
    let mut evaluate = BTreeMap::new();
    let next = live.at_revision(2).with_facts(&facts, &mut evaluate);
    assert_eq!(evaluate.keys().collect::<Vec<_>>(), [&reference(c1)], "who is not there is not judged");
    let nothing = Survey::default();
    let found = Judging::new(&next, &nothing, NOW).after(live.engine()).changed(&evaluate);
    assert_eq!(found.evaluated, 1, "one rule of one entity");
    assert_eq!(found.deadlines, [(NOW + 7 * DAY, reference(c1))]);
    let next = next.judged(&found.of);
    assert_eq!(results(&next), judged_fully(&next, &nothing, NOW));
    assert!(results(&next)[&reference(c1)][0].contains("Pass"));

    let due = BTreeMap::from([(reference(c1), FactGroups::ALL)]);
    let expired = Judging::new(&next, &nothing, NOW + 7 * DAY).changed(&due);
    let next = next.judged_anew(NOW + 7 * DAY, &expired.of).unwrap();
    assert!(results(&next)[&reference(c1)][0].contains("Unknown"));
    assert_eq!(results(&next), judged_fully(&next, &nothing, NOW + 7 * DAY));

    // What is pushed of somebody who is not there counts as soon as it is.
    let (next, affected) = next.apply(3, &[put(entity(gone))]);
    let found = Judging::new(&next, &nothing, NOW).changed(&affected.evaluate);
    assert!(results(&next.judged(&found.of))[&reference(gone)][0].contains("Pass"));
}

#[test]
fn a_repository_is_judged_by_what_reads_it_and_only_where_it_is_the_one() {
    let rules = vec![rule("readme", "repository.readme != null"), rule("own", "true")];
    let live = judged(vec![scorecard("repository", rules)]);
    let unread = judged(vec![scorecard("own", vec![rule("own", "true")])]);
    let facts = Some(RepositoryFacts { readme: Some("README.md".to_owned()), ..RepositoryFacts::default() });
    let nothing = Survey::default();
    let evaluated = |live: &Live, change: RepositoryChange| {
        let mut evaluate = BTreeMap::new();
        let next = live.at_revision(2).with_repositories(&[change], &mut evaluate);
        let found = Judging::new(&next, &nothing, NOW).after(live.engine()).changed(&evaluate);
        assert_eq!(results(&next.judged(&found.of)), judged_fully(&next, &nothing, NOW));
        (found.evaluated, next.judged(&found.of))
    };
    let elsewhere = RepositoryChange { location: "another".into(), ..seen(facts.clone()) };
    let within = RepositoryChange { root: "deeper".into(), ..seen(facts.clone()) };
    assert_eq!(evaluated(&live, elsewhere).0, 0, "of another location");
    assert_eq!(evaluated(&live, within).0, 0, "beside where they are described");
    assert_eq!(evaluated(&unread, seen(facts.clone())).0, 0, "no rule reads it");
    let (rules, next) = evaluated(&live, seen(facts.clone()));
    assert_eq!(rules, live.entity_count(), "one rule of every entity");
    assert_eq!(evaluated(&next, seen(facts)).0, 0, "the same again");
    assert_eq!(evaluated(&next, seen(None)).0, live.entity_count());
}

#[test]
fn what_happened_is_judged_by_what_reads_it_and_again_when_a_window_is_left() {
    let live =
        judged(vec![scorecard("events", vec![rule("deployed", "events.deployments_7d >= 1"), rule("own", "true")])]);
    let (c1, nothing) = (reference("component:default/c1"), Survey::default());
    assert!(results(&live)[&c1][0].contains("Unknown"));
    let mut evaluate = BTreeMap::new();
    let next = live.at_revision(2).with_events(&[happened("component:default/c1", 3, None)], &mut evaluate);
    let found = Judging::new(&next, &nothing, NOW).after(live.engine()).changed(&evaluate);
    assert_eq!((found.evaluated, &found.deadlines[..]), (1, &[(NOW + 4 * DAY, c1.clone())][..]));
    let next = next.judged(&found.of);
    assert!(results(&next)[&c1][0].contains("Pass"));
    let due = BTreeMap::from([(c1.clone(), FactGroups::ALL)]);
    let later = Judging::new(&next, &nothing, NOW + 4 * DAY).changed(&due);
    let next = next.judged_anew(NOW + 4 * DAY, &later.of).unwrap();
    assert!(results(&next)[&c1][0].contains("Fail"));
    assert_eq!(results(&next), judged_fully(&next, &nothing, NOW + 4 * DAY));
}
