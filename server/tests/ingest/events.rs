//! What happened to entities: written once, and kept with the entity whatever it is called.

use std::time::Duration;

use catalog_schema::events::{CloudEvent, Shape, read};
use catalog_schema::wire::{AuditQuery, Event, EventQuery, EventReceipt};
use serde_json::{Value, json};
use sextant_server::clock::{now_ms, rfc3339};
use sextant_server::retention::{Retention, sweep};
use web::portal::Portal;

use crate::on_both_engines;
use crate::world::{World, component, reference};

const DAY: i64 = 86_400_000;
const ORDERS: &str = "component:default/orders";

/// An event of CDEvents so many days ago.
fn event(id: &str, what: &str, entity: &str, days: i64, content: &Value) -> Value {
    json!({
        "specversion": "1.0", "id": id, "source": "/ci", "type": format!("dev.cdevents.{what}.0.3.0"),
        "time": rfc3339(now_ms() - days * DAY), "sextantentity": entity,
        "data": {"subject": {"id": "INC-7", "content": content}}
    })
}

fn deployment(id: &str, days: i64, environment: &str, version: &str) -> Value {
    let artifact = format!("pkg:oci/orders@sha256%3A0f?tag={version}");
    event(id, "service.deployed", ORDERS, days, &json!({"environment": {"id": environment}, "artifactId": artifact}))
}

fn parsed(events: &[Value]) -> Vec<CloudEvent> {
    read(json!(events).to_string().as_bytes(), Shape::Batch).unwrap()
}

async fn push(world: &World, events: &[Value]) -> EventReceipt {
    world.portal.record_events(parsed(events), "token:ci").await.unwrap()
}

/// Orders, which the catalog shows.
async fn with_orders(world: &mut World) {
    world.write("orders.yaml", component("orders"));
    world.sync().await;
}

async fn ids(world: &World, entity_ref: &str) -> Vec<String> {
    let events = world.portal.entity_events(&reference(entity_ref), &EventQuery::default()).await.unwrap();
    events.items.into_iter().map(|event| event.event_id).collect()
}

/// What lists say of the rules of the scorecard about deliveries.
async fn outcomes(world: &World) -> Vec<&'static str> {
    let result = world.portal.scorecard("delivery").await.unwrap();
    let outcome = |rule: &catalog_schema::wire::ScorecardRule| match (rule.passed, rule.failed, rule.unknown) {
        (1, 0, 0) => "pass",
        (0, 1, 0) => "fail",
        _ => "unknown",
    };
    result.rules.iter().map(outcome).collect()
}

fn told(events: &[Event]) -> Vec<String> {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    events.iter().map(|event| format!("{} {}", text(&event.environment), text(&event.version))).collect()
}

on_both_engines! {
    async fn sending_again_does_no_harm(world) {
        with_orders(&mut world).await;
        let before = world.head_revision().await;
        let first = deployment("1", 3, "staging", "1");
        let twice = [first.clone(), first.clone(), deployment("2", 2, "staging", "2")];
        assert_eq!(push(&world, &twice).await, EventReceipt { accepted: 2, duplicates: 1 });
        assert_eq!(push(&world, &twice).await, EventReceipt { accepted: 0, duplicates: 3 });
        assert_eq!(ids(&world, ORDERS).await, ["2", "1"]);
        world.caught_up().await;
        assert_eq!(world.head_revision().await, before + 1, "one for all that rules read, and none for what is known");
        push(&world, &[event("3", "build.finished", ORDERS, 1, &Value::Null)]).await;
        assert_eq!(world.head_revision().await, before + 1, "no rule reads a build");
        let audit = world.portal.audit(&AuditQuery::default()).await.unwrap().items;
        let notes: Vec<_> = audit.iter().filter(|entry| entry.subject == "events").collect();
        assert_eq!(notes.len(), 2, "what wrote nothing is no write");
        assert_eq!((notes[1].actor.as_str(), &notes[1].detail), ("token:ci", &json!({"accepted": 2, "duplicates": 1})));
    }

    async fn rules_read_what_happened(world) {
        let scorecard = "apiVersion: sextant.dev/v1\nkind: Scorecard\nmetadata: {name: delivery}\nspec:\n  appliesTo: {kinds: \
            [Component]}\n  rules:\n    - {id: often, title: Often, expression: events.deployments_7d >= 2}\n    - {id: calm, \
            title: Calm, expression: events.open_incidents == 0}\n";
        world.write("scorecard.yaml", scorecard);
        with_orders(&mut world).await;
        assert_eq!(outcomes(&world).await, ["unknown", "pass"]);
        push(&world, &[deployment("1", 6, "production", "1"), deployment("2", 1, "production", "2")]).await;
        push(&world, &[event("3", "incident.detected", ORDERS, 1, &json!({"description": "Down"}))]).await;
        world.caught_up().await;
        assert_eq!(outcomes(&world).await, ["pass", "fail"]);
        let mut world = world.restart().await;
        assert_eq!(outcomes(&world).await, ["pass", "fail"]);
        push(&world, &[event("4", "incident.resolved", ORDERS, 0, &json!({"description": "Down"}))]).await;
        world.caught_up().await;
        assert_eq!(outcomes(&world).await, ["pass", "pass"]);
        // The first of both leaves the window.
        world.pass(DAY + 60_000);
        while outcomes(&world).await != ["fail", "pass"] {
            tokio::task::yield_now().await;
        }
    }

    async fn an_event_stays_with_its_entity(world) {
        with_orders(&mut world).await;
        push(&world, &[deployment("1", 3, "production", "1")]).await;
        // Another name in the same document is another name of the same thing.
        world.write("orders.yaml", component("order-desk"));
        world.sync().await;
        push(&world, &[event("2", "build.finished", "component:order-desk", 1, &Value::Null)]).await;
        assert_eq!(ids(&world, "component:default/order-desk").await, ["2", "1"]);
        let all = world.portal.events(&EventQuery::default()).await.unwrap().items;
        assert!(all.iter().all(|event| event.entity_ref == "component:default/order-desk"), "called as it is now");
        world.remove("orders.yaml");
        world.sync().await;
        assert_eq!(ids(&world, "component:default/order-desk").await, ["2", "1"], "gone, and not forgotten");
        let refused = world.portal.record_events(parsed(&[deployment("3", 0, "production", "3")]), "x").await.unwrap_err();
        assert_eq!((refused.code.as_str(), refused.items.len()), ("invalid_events", 1));
        world.write("orders.yaml", component("order-desk"));
        world.sync().await;
        assert_eq!(ids(&world, "component:default/order-desk").await, ["2", "1"]);
    }

    async fn what_runs_where_is_the_last_of_each_environment(world) {
        with_orders(&mut world).await;
        let place = json!({"environment": {"id": "production"}, "artifactId": "pkg:oci/orders@sha256%3A0f?tag=1"});
        let failed = json!({"environment": {"id": "staging"}, "outcome": "failure", "version": "9"});
        push(&world, &[
            deployment("1", 9, "production", "1"),
            deployment("2", 8, "production", "2"),
            event("3", "service.rolledback", ORDERS, 7, &place),
            deployment("4", 6, "staging", "3"),
            event("5", "service.deployed", ORDERS, 5, &failed),
            deployment("6", 4, "preview", "4"),
            event("7", "service.removed", ORDERS, 3, &json!({"environment": {"id": "preview"}})),
        ]).await;
        let events = world.portal.entity_events(&reference(ORDERS), &EventQuery::default()).await.unwrap();
        assert_eq!(told(&events.deployed), ["production 1", "staging 3"], "rolled back, failed, and removed");
        assert_eq!(events.items.len(), 7);
    }

    async fn an_incident_is_open_until_something_resolves_it(world) {
        with_orders(&mut world).await;
        let open = async |world: &World| {
            let events = world.portal.entity_events(&reference(ORDERS), &EventQuery::default()).await.unwrap();
            events.open_incidents.into_iter().map(|event| event.event_id).collect::<Vec<_>>()
        };
        push(&world, &[
            event("1", "incident.detected", ORDERS, 5, &Value::Null),
            event("2", "incident.reported", ORDERS, 4, &Value::Null),
        ]).await;
        assert_eq!(open(&world).await, ["1"], "two events tell of one incident");
        push(&world, &[event("3", "incident.resolved", ORDERS, 3, &Value::Null)]).await;
        assert!(open(&world).await.is_empty());
        push(&world, &[event("4", "incident.detected", ORDERS, 2, &Value::Null)]).await;
        assert_eq!(open(&world).await, ["4"], "it is back");
    }

    async fn pages_meet_every_event_once_also_of_many_entities(world) {
        let names: Vec<String> = (0..7).map(|number| format!("service-{number}")).collect();
        for name in &names {
            world.write(&format!("{name}.yaml"), component(name));
        }
        world.write("group.yaml", "apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: {name: team}\nspec: {type: team, children: []}\n");
        world.sync().await;
        // Several at the same time, so that the id has to tell them apart.
        let events: Vec<Value> = (0..60_usize)
            .map(|number| {
                let entity = format!("component:{}", names[number % names.len()]);
                event(&number.to_string(), "build.finished", &entity, (number / 20) as i64, &Value::Null)
            })
            .map(|mut event| { event["time"] = json!(event["time"].as_str().unwrap()[..10].to_owned() + "T00:00:00Z"); event })
            .collect();
        push(&world, &events).await;
        for owner in [None, Some("team".to_owned())] {
            let (mut seen, mut cursor) = (Vec::new(), None);
            loop {
                let query = EventQuery { owner: owner.clone(), limit: Some(7), cursor, ..EventQuery::default() };
                let page = world.portal.events(&query).await.unwrap();
                seen.extend(page.items.into_iter().map(|event| event.id));
                cursor = page.next_cursor;
                if cursor.is_none() { break }
            }
            let query = EventQuery { limit: Some(100), ..EventQuery::default() };
            let whole: Vec<String> = world.portal.events(&query).await.unwrap().items.into_iter().map(|event| event.id).collect();
            assert_eq!((seen.len(), &seen), (60, &whole), "{owner:?}");
        }
        let none = EventQuery { owner: Some("nobody".to_owned()), ..EventQuery::default() };
        assert!(world.portal.events(&none).await.unwrap().items.is_empty());
        let builds = EventQuery { kind: Some("incident".to_owned()), ..EventQuery::default() };
        assert!(world.portal.events(&builds).await.unwrap().items.is_empty());
    }

    async fn old_events_go_after_their_time(world) {
        with_orders(&mut world).await;
        push(&world, &[deployment("1", 70, "production", "1"), deployment("2", 50, "production", "2")]).await;
        let keep = Retention { events: Duration::from_secs(60 * 86_400), ..Retention::default() };
        assert_eq!(sweep(&world.store, &keep, now_ms()).await.unwrap().events, 1);
        assert_eq!(ids(&world, ORDERS).await, ["2"]);
    }
}
