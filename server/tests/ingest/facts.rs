//! Facts that others push: from the batch to the verdict, on either engine.

use catalog_schema::wire::{EntityFact, FactBatch, FactPush, FactsPushed, ListQuery, Outcome, Problem, RuleResult};
use serde_json::{Value, json};
use sextant_server::retention::{Retention, sweep};
use web::portal::Portal;

use crate::on_both_engines;
use crate::world::{World, component, reference};

const DAY: i64 = 86_400_000;
const ORDERS: &str = "component:default/orders";

const DEFINED: &str = "\
apiVersion: sextant.dev/v1
kind: FactType
metadata: {name: coverage, title: Test coverage}
spec: {type: number, unit: '%', maxAge: 30d, owner: quality}
---
apiVersion: sextant.dev/v1
kind: FactType
metadata: {name: licensed}
spec: {type: boolean}
---
apiVersion: sextant.dev/v1
kind: Scorecard
metadata: {name: measured}
spec:
  appliesTo: {kinds: [Component]}
  rules:
    - {id: covered, title: Covered, expression: facts.coverage >= 80, failMessage: 'Only {facts.coverage} %.'}
";

fn fact(name: &str, value: Value, at: Option<&str>) -> FactPush {
    let (entity, fact, at) = (ORDERS.to_owned(), name.to_owned(), at.map(str::to_owned));
    FactPush { entity, fact, value, at, url: Some("https://ci.example.com/1".to_owned()) }
}

async fn push(world: &World, facts: Vec<FactPush>) -> Result<FactsPushed, Problem> {
    let pushed = world.portal.push_facts("token:ci", FactBatch { facts }).await?;
    world.caught_up().await;
    Ok(pushed)
}

async fn told(world: &World, entity: &str) -> Vec<EntityFact> {
    world.portal.facts(&reference(entity)).await.unwrap().items
}

async fn rule(world: &World, entity: &str) -> RuleResult {
    let results = world.portal.explained(&reference(entity)).await.unwrap();
    let mut rules = results.into_iter().filter(|result| result.scorecard == "measured").flat_map(|result| result.rules);
    rules.next().unwrap()
}

/// The references of entities of which the rule came to this, as lists know it.
async fn outcome(world: &World, outcome: &str) -> u64 {
    let result = world.portal.scorecard("measured").await.unwrap();
    let rule = serde_json::to_value(&result.rules[0]).unwrap();
    rule[outcome].as_u64().unwrap()
}

async fn defined(mut world: World) -> World {
    world.write("definitions.yaml", DEFINED);
    world.write("orders.yaml", component("orders"));
    world.sync().await;
    world
}

/// Numbers of written, unchanged and stale facts.
fn counts(pushed: &FactsPushed) -> (u32, u32, u32) {
    (pushed.written, pushed.unchanged, pushed.stale)
}

on_both_engines! {
    async fn a_batch_is_written_once_and_what_is_older_is_kept_out(world) {
        let world = defined(world).await;
        let before = world.head_revision().await;
        let first = push(&world, vec![fact("coverage", json!(81.5), Some("2026-03-01T00:00:00Z")), fact("licensed", json!(true), Some("2026-03-01T00:00:00Z"))]).await.unwrap();
        assert_eq!((first.revision, counts(&first)), (before + 1, (2, 0, 0)));
        let again = push(&world, vec![fact("coverage", json!(81.5), Some("2026-03-01T00:00:00Z"))]).await.unwrap();
        assert_eq!((again.revision, counts(&again)), (before + 1, (0, 1, 0)), "nothing changed means no revision");
        let older = push(&world, vec![fact("coverage", json!(10), Some("2026-02-01T00:00:00Z"))]).await.unwrap();
        assert_eq!((older.revision, counts(&older)), (before + 1, (0, 0, 1)));
        let twice = vec![
            fact("coverage", json!(70), Some("2026-03-03T00:00:00Z")),
            fact("coverage", json!(60), Some("2026-03-02T00:00:00Z")),
            fact("coverage", json!(71), Some("2026-03-03T00:00:00Z")),
        ];
        let twice = push(&world, twice).await.unwrap();
        assert_eq!((twice.revision, counts(&twice)), (before + 2, (1, 0, 2)), "of one moment the last one counts");
        let told = told(&world, ORDERS).await;
        let values: Vec<(&str, &Value)> = told.iter().map(|fact| (fact.fact.as_str(), &fact.value)).collect();
        assert_eq!(values, [("coverage", &json!(71)), ("licensed", &json!(true))]);
        assert_eq!((told[0].title.as_str(), told[0].unit.as_deref(), told[0].source.as_str()), ("Test coverage", Some("%"), "token:ci"));
        assert_eq!(told[0].at, "2026-03-03T00:00:00Z");
        let audit = world.portal.audit(&Default::default()).await.unwrap();
        assert_eq!((audit.items[0].actor.as_str(), audit.items[0].revision), ("token:ci", Some(before + 2)));
    }

    async fn what_is_wrong_with_one_keeps_all_out(world) {
        let world = defined(world).await;
        let before = world.head_revision().await;
        let wrong = FactPush { entity: "ordrs".to_owned(), ..fact("coverage", json!(1), None) };
        let problem = push(&world, vec![fact("coverage", json!(81.5), None), wrong, fact("covrage", json!(1), None)]).await.unwrap_err();
        assert_eq!((problem.status, problem.code.as_str()), (422, "invalid_facts"));
        let named: Vec<(u32, &str)> = problem.items.iter().map(|item| (item.index, item.field.as_str())).collect();
        assert_eq!(named, [(1, "entity"), (2, "fact")]);
        assert!(problem.items[0].detail.contains("did you mean component:default/orders?"), "{problem:?}");
        assert!(problem.items[1].detail.contains("did you mean coverage?"), "{problem:?}");
        assert_eq!((world.head_revision().await, told(&world, ORDERS).await), (before, vec![]));
    }

    async fn rules_read_it_at_once_and_say_where_it_is_from(world) {
        let world = defined(world).await;
        let unknown = rule(&world, ORDERS).await;
        assert_eq!((unknown.outcome, unknown.missing[0].fact.as_str()), (Outcome::Unknown, "facts.coverage"));
        assert!(unknown.missing[0].supplied_by.contains("group:default/quality"), "{unknown:?}");
        assert!(unknown.changes[0].how.contains("POST /api/v1/facts"), "{unknown:?}");
        for (value, expected) in [(79.5, Outcome::Fail), (81.5, Outcome::Pass)] {
            push(&world, vec![fact("coverage", json!(value), None)]).await.unwrap();
            let found = rule(&world, ORDERS).await;
            assert_eq!(found.outcome, expected);
            assert_eq!(outcome(&world, if expected == Outcome::Pass { "passed" } else { "failed" }).await, 1);
            let pushed = found.origins["facts.coverage"].pushed.clone().unwrap();
            assert_eq!((pushed.value, pushed.unit.as_deref(), pushed.source.as_str()), (json!(value), Some("%"), "token:ci"));
            assert_eq!(pushed.url.as_deref(), Some("https://ci.example.com/1"));
        }
    }

    async fn it_expires_by_the_clock(world) {
        let world = defined(world).await;
        push(&world, vec![fact("coverage", json!(81.5), None)]).await.unwrap();
        assert_eq!(outcome(&world, "passed").await, 1);
        world.pass(30 * DAY - 60_000);
        push(&world, vec![fact("licensed", json!(true), None)]).await.unwrap();
        let passing = world.portal.list(&ListQuery { filter: vec!["health".to_owned()], ..Default::default() }).await.unwrap();
        let health = |list: &catalog_schema::wire::EntityList| list.items.iter().find(|item| item.name == "orders").unwrap().health.unwrap().unknown;
        let before = health(&passing);
        world.pass(60_000);
        loop {
            let now = world.portal.list(&ListQuery { filter: vec!["health".to_owned()], ..Default::default() }).await.unwrap();
            if health(&now) == before + 1 {
                break;
            }
            tokio::task::yield_now().await;
        }
    }

    async fn it_hangs_on_the_identity(world) {
        let mut world = defined(world).await;
        push(&world, vec![fact("coverage", json!(81.5), None)]).await.unwrap();
        world.remove("orders.yaml");
        world.sync().await;
        assert_eq!(world.portal.facts(&reference(ORDERS)).await.unwrap_err().code, "entity_not_found");
        let mut world = world.restart().await;
        world.write("orders.yaml", component("orders"));
        world.sync().await;
        assert_eq!(told(&world, ORDERS).await[0].value, json!(81.5), "it came back");
        assert_eq!(rule(&world, ORDERS).await.outcome, Outcome::Pass);
        world.write("orders.yaml", component("order-desk"));
        world.sync().await;
        let world = world.restart().await;
        assert_eq!(told(&world, "component:default/order-desk").await[0].value, json!(81.5), "it has a new name");
        assert_eq!(rule(&world, "component:default/order-desk").await.outcome, Outcome::Pass);
        let swept = sweep(&world.store, &Retention::default(), sextant_server::clock::now_ms()).await.unwrap();
        assert_eq!(swept.facts, 0);
    }

    async fn it_goes_with_what_is_forgotten(world) {
        let mut world = defined(world).await;
        push(&world, vec![fact("coverage", json!(81.5), None)]).await.unwrap();
        world.remove("orders.yaml");
        world.sync().await;
        let retention = Retention { age: std::time::Duration::from_secs(1), ..Retention::default() };
        let swept = sweep(&world.store, &retention, sextant_server::clock::now_ms() + DAY).await.unwrap();
        assert_eq!(swept.facts, 1);
        assert_eq!(world.store.read().await.unwrap().facts_after(0).await.unwrap(), []);
    }

    async fn another_type_makes_the_rules_that_read_it_others(world) {
        let mut world = defined(world).await;
        push(&world, vec![fact("coverage", json!(81.5), None)]).await.unwrap();
        world.write("definitions.yaml", DEFINED.replace("type: number, unit: '%'", "type: integer"));
        world.sync().await;
        assert!(rule(&world, ORDERS).await.message.contains("what was pushed is no integer"));
        assert_eq!(outcome(&world, "unknown").await, 1);
        let problem = push(&world, vec![fact("coverage", json!(81.5), None)]).await.unwrap_err();
        assert!(problem.detail.contains("coverage is of type integer: it is a number with decimals"), "{problem}");
        world.write("definitions.yaml", DEFINED.replace("name: coverage", "name: covered"));
        world.sync().await;
        let undeclared = rule(&world, ORDERS).await;
        assert!(undeclared.message.contains("no FactType declares the fact coverage; did you mean covered?"), "{undeclared:?}");
        world.write("definitions.yaml", DEFINED.replace("type: number", "type: nummer"));
        world.sync().await;
        assert!(world.codes("definitions.yaml").await.contains(&"fact-type-field".to_owned()));
        world.write("definitions.yaml", DEFINED);
        world.sync().await;
        assert_eq!(rule(&world, ORDERS).await.outcome, Outcome::Pass);
        world.write("definitions.yaml", DEFINED.replace("type: number", "type: nummer"));
        world.sync().await;
        assert_eq!(rule(&world, ORDERS).await.outcome, Outcome::Pass, "the last good version stays in force");
    }
}
