//! Events as tools send them, and as nobody should.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking, also in its helpers")]

use std::collections::BTreeMap;

use catalog_schema::events::{
    Classified, CloudEvent, EventData, MAX_EVENTS, Refusal, Shape, classify, names, read, read_binary,
};
use catalog_schema::wire::{EventKind, EventOutcome, ItemProblem};
use proptest::prelude::*;
use serde_json::{Value, json};

fn one(value: &Value) -> CloudEvent {
    read(value.to_string().as_bytes(), Shape::Single).unwrap().remove(0)
}

fn problems(value: &Value) -> Vec<ItemProblem> {
    match read(value.to_string().as_bytes(), Shape::Either) {
        Err(Refusal::Invalid(problems)) => problems,
        other => panic!("{other:?}"),
    }
}

/// An event of CDEvents as its bindings to CloudEvents have it.
fn cdevent(what: &str, id: &str, content: &Value, custom: &Value) -> CloudEvent {
    let event_type = format!("dev.cdevents.{what}.0.3.0");
    one(&json!({
        "specversion": "1.0", "id": "271069a8", "source": "https://ci.example.com/orders", "type": event_type,
        "subject": id, "time": "2026-11-20T09:30:00Z", "datacontenttype": "application/json",
        "data": {
            "context": {
                "specversion": "0.5.0", "id": "271069a8", "source": "https://ci.example.com/orders",
                "type": event_type, "timestamp": "2026-11-20T09:30:00Z"
            },
            "subject": {"id": id, "source": "https://github.com/acme/orders", "content": content},
            "customData": custom
        }
    }))
}

fn told(what: &str, content: &Value, custom: &Value) -> Classified {
    classify(&cdevent(what, "orders", content, custom))
}

#[test]
fn the_example_of_the_standard_is_read() {
    // The shape of CloudEvents 1.0, section "Example", and of its JSON format.
    let event = one(&json!({
        "specversion": "1.0",
        "type": "com.github.pull_request.opened",
        "source": "https://github.com/cloudevents/spec/pull",
        "subject": "123",
        "id": "A234-1234-1234",
        "time": "2018-04-05T17:31:00+02:00",
        "comexampleextension1": "value",
        "comexampleothervalue": 5,
        "unsetextension": null,
        "datacontenttype": "text/xml",
        "data": "<much wow=\"xml\"/>"
    }));
    assert_eq!(event.subject.as_deref(), Some("123"));
    assert_eq!(event.time, Some(1_522_942_260_000), "UTC");
    assert_eq!(event.extensions["comexampleothervalue"], 5);
    assert!(!event.extensions.contains_key("unsetextension"));
    let plain = classify(&event);
    assert_eq!(
        (plain.kind, plain.outcome, plain.title.as_str()),
        (EventKind::Other, None, "com.github.pull_request.opened")
    );
    assert_eq!(one(&event.to_json()), event);
}

#[test]
fn the_binary_mode_says_the_same_as_the_structured_one() {
    let headers = [
        ("content-type", "application/json"),
        ("ce-specversion", "1.0"),
        ("ce-type", "com.example.someevent"),
        ("ce-id", "Euro%20%E2%82%AC"),
        ("ce-source", "/mycontext"),
        ("ce-time", "2018-04-05T03:56:24Z"),
    ];
    let read = read_binary(headers, Some("application/json"), br#"{"outcome": "failed"}"#).unwrap().remove(0);
    let structured = one(&json!({
        "specversion": "1.0", "type": "com.example.someevent", "id": "Euro €", "source": "/mycontext",
        "time": "2018-04-05T03:56:24Z", "datacontenttype": "application/json", "data": {"outcome": "failed"}
    }));
    assert_eq!(read, structured);
    assert_eq!(classify(&read).outcome, Some(EventOutcome::Failure));
    let text = read_binary(headers, Some("text/plain"), b"hello").unwrap().remove(0);
    assert_eq!(text.data, Some(EventData::Json(json!("hello"))));
    assert!(matches!(read_binary(headers, Some("image/png"), b"\xff\xfe"), Err(Refusal::Invalid(problems))
        if problems[0].field == "data" && problems[0].help.contains("data_base64")));
}

#[test]
fn deployments_say_what_runs_where() {
    let content = json!({"environment": {"id": "production"}, "artifactId": "pkg:oci/orders@sha256%3A0f?tag=1.2.3"});
    let deployed = told("service.deployed", &content, &Value::Null);
    assert_eq!(
        (deployed.kind, deployed.outcome, deployed.environment.as_deref(), deployed.version.as_deref()),
        (EventKind::Deployment, Some(EventOutcome::Success), Some("production"), Some("1.2.3"))
    );
    assert_eq!(deployed.title, "Deployed version 1.2.3 to production");
    let titles = [
        ("service.upgraded", json!({}), "Deployed version 1.2.3 to production"),
        ("service.rolledback", json!({}), "Rolled back to version 1.2.3 in production"),
        ("service.removed", json!({}), "Removed from production"),
        ("service.published", json!({}), "Published version 1.2.3 in production"),
        ("service.deployed", json!({"outcome": "failure"}), "Deploying version 1.2.3 to production failed"),
        ("service.deployed", json!({"version": "v7"}), "Deployed version v7 to production"),
    ];
    for (what, custom, title) in titles {
        assert_eq!(told(what, &content, &custom).title, title, "{what}");
    }
}

#[test]
fn every_sort_is_told_apart() {
    use EventKind::{Build, Change, Incident, Other, Release};
    use EventOutcome::{Cancelled, Failure, Open, Resolved, Running, Success};
    let run = json!({"pipelineName": "nightly", "outcome": "failure", "uri": "https://ci.example.com/7"});
    let broken = json!({"environment": {"id": "production"}, "description": "No orders"});
    let cases = [
        ("build.queued", json!({}), Build, Some(Running), "Build queued"),
        ("build.finished", json!({"artifactId": "pkg:oci/a@1"}), Build, Some(Success), "Build succeeded: version 1"),
        ("build.finished", json!({}), Build, None, "Build finished"),
        ("pipelineRun.finished", run.clone(), Build, Some(Failure), "Pipeline failed: nightly"),
        ("pipelinerun.started", json!({"pipelineName": "nightly"}), Build, Some(Running), "Pipeline started: nightly"),
        ("taskrun.finished", json!({"outcome": "cancel"}), Build, Some(Cancelled), "Task was cancelled"),
        ("incident.detected", broken.clone(), Incident, Some(Open), "Incident detected in production: No orders"),
        ("incident.resolved", broken, Incident, Some(Resolved), "Incident resolved in production: No orders"),
        ("change.merged", json!({}), Change, Some(Success), "Change merged: orders"),
        ("change.abandoned", json!({}), Change, Some(Cancelled), "Change abandoned: orders"),
        ("artifact.published", json!({"version": "2"}), Release, Some(Success), "Published version 2"),
        ("ticket.created", json!({}), Other, None, "Ticket created: orders"),
        ("no-such-thing.odd", json!({}), Other, None, "No-such-thing odd: orders"),
    ];
    for (what, content, kind, outcome, title) in cases {
        let said = told(what, &content, &Value::Null);
        assert_eq!((said.kind, said.outcome, said.title.as_str()), (kind, outcome, title), "{what}");
        assert_eq!(said.incident.is_some(), kind == Incident, "{what}");
    }
    assert_eq!(told("pipelinerun.finished", &run, &Value::Null).url.as_deref(), Some("https://ci.example.com/7"));
    let other = json!({"uri": "javascript:alert(1)"});
    assert_eq!(told("pipelinerun.finished", &other, &Value::Null).url, None, "nothing that a browser runs");
}

#[test]
fn an_entity_is_named_in_a_fixed_order() {
    let content = json!({"service": {"id": "checkout"}, "repository": {"id": "acme/shop", "source": "https://github.com/acme/shop"}});
    let event = cdevent("incident.detected", "INC-7", &content, &Value::Null);
    let named = names(&event);
    assert_eq!(named.called, ["INC-7", "checkout", "INC-7"]);
    assert_eq!(
        named.repositories,
        [
            "acme/shop",
            "https://github.com/acme/shop",
            "https://github.com/acme/orders",
            "https://ci.example.com/orders"
        ]
    );
    let mut pinned = event.clone();
    pinned.extensions.insert("sextantentity".to_owned(), json!("component:default/cart"));
    assert_eq!(names(&pinned).only, Some("component:default/cart"));
    assert!(names(&pinned).called.is_empty());
}

#[test]
fn everything_that_is_wrong_is_told_with_its_place() {
    let good = json!({"specversion": "1.0", "id": "1", "source": "/ci", "type": "a"});
    let wrong = json!({
        "specversion": "0.3", "id": "", "source": 7, "time": "yesterday", "Bad_Name": "x", "list": [1],
        "subject": "a\u{0}b", "data": 1, "data_base64": "AA=="
    });
    let found = problems(&json!([good, wrong, 5]));
    let told: Vec<(u32, &str)> = found.iter().map(|problem| (problem.index, problem.field.as_str())).collect();
    assert_eq!(
        told,
        [
            (1, "data"),
            (1, "specversion"),
            (1, "id"),
            (1, "source"),
            (1, "type"),
            (1, "subject"),
            (1, "time"),
            (1, "Bad_Name"),
            (1, "list"),
            (2, "")
        ]
    );
    assert!(found.iter().all(|problem| !problem.detail.is_empty() && !problem.help.is_empty()));
}

#[test]
fn what_is_too_large_is_refused_before_it_costs_anything() {
    let event = |data: Value| json!({"specversion": "1.0", "id": "1", "source": "/ci", "type": "a", "data": data});
    assert!(problems(&event(json!("x".repeat(64 << 10))))[0].detail.contains("65538 bytes"));
    let deep = (0..40).fold(json!(1), |inner, _| json!([inner]));
    assert!(problems(&event(deep))[0].detail.contains("deeper"));
    let many: Vec<Value> = (0..=MAX_EVENTS).map(|_| json!({})).collect();
    assert_eq!(read(json!(many).to_string().as_bytes(), Shape::Batch), Err(Refusal::TooMany { sent: MAX_EVENTS + 1 }));
    let bottomless = "[".repeat(100_000);
    assert!(matches!(read(bottomless.as_bytes(), Shape::Either), Err(Refusal::Malformed(_))));
    assert!(matches!(read(b"[]", Shape::Single), Err(Refusal::Malformed(_))));
    assert!(matches!(read(b"{}", Shape::Batch), Err(Refusal::Malformed(_))));
    assert_eq!(read(b"[]", Shape::Either), Ok(Vec::new()));
}

fn json_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        ".{0,20}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 32, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            proptest::collection::btree_map("[a-zA-Z]{1,12}", inner, 0..4)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

/// What stands in the places that are looked at.
fn odd_cdevent() -> impl Strategy<Value = Value> {
    let subjects = "(service|build|pipelinerun|taskrun|incident|change|artifact|ticket|.{0,8})";
    let predicates = "(deployed|rolledback|finished|started|resolved|published|merged|.{0,8})";
    (subjects, predicates, json_value(), json_value(), json_value(), json_value()).prop_map(
        |(subject, predicate, id, environment, other, custom)| {
            json!({
                "specversion": "1.0", "id": "1", "source": "/ci", "type": format!("dev.cdevents.{subject}.{predicate}.1"),
                "data": {"subject": {"id": id, "source": other, "content": {
                    "environment": environment, "artifactId": other, "outcome": other, "uri": other, "service": other,
                    "repository": environment, "description": id
                }}, "customData": custom}
            })
        },
    )
}

proptest! {
    #[test]
    fn whatever_the_bytes_nothing_panics(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = read(&bytes, Shape::Either);
        let text = String::from_utf8_lossy(&bytes);
        let _ = read_binary([("ce-id", text.as_ref()), ("ce-", text.as_ref())], Some(&text), &bytes);
    }

    #[test]
    fn whatever_the_json_what_is_understood_is_one_plain_line(value in prop_oneof![odd_cdevent(), json_value()]) {
        let Ok(events) = read(value.to_string().as_bytes(), Shape::Either) else { return Ok(()) };
        for event in events {
            let said = classify(&event);
            let texts = [Some(&said.title), said.environment.as_ref(), said.version.as_ref(), said.incident.as_ref()];
            for text in texts.into_iter().flatten() {
                prop_assert!(!text.is_empty() && text.chars().count() <= 300 && !text.chars().any(char::is_control));
            }
            prop_assert!(said.url.is_none_or(|url| url.starts_with("http")));
            let _ = names(&event);
        }
    }

    #[test]
    fn what_is_written_is_read_back(
        words in proptest::collection::vec("[^\\p{Cc}]{1,40}", 5),
        time in proptest::option::of(-62_135_596_800_000_i64..253_402_207_200_000),
        data in proptest::option::of(prop_oneof![
            json_value().prop_filter("null is nothing", |value| !value.is_null()).prop_map(EventData::Json),
            "([A-Za-z0-9+/]{4}){0,5}".prop_map(EventData::Base64),
        ]),
        extensions in proptest::collection::btree_map("x[a-z0-9]{1,10}", prop_oneof![
            any::<bool>().prop_map(Value::from), any::<i64>().prop_map(Value::from), "[a-z ]{1,9}".prop_map(Value::from)
        ], 0..5),
    ) {
        let extensions: BTreeMap<String, Value> = extensions;
        let event = CloudEvent {
            id: words[0].clone(),
            source: words[1].clone(),
            event_type: words[2].clone(),
            subject: Some(words[3].clone()),
            time,
            content_type: None,
            data_schema: Some(words[4].clone()),
            data,
            extensions,
        };
        prop_assert_eq!(read(event.to_json().to_string().as_bytes(), Shape::Single), Ok(vec![event]));
    }
}
