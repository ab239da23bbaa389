//! Facts over HTTP.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use proptest::prelude::*;
use serde_json::{Value, json};

use web::portal::Portal as _;

use crate::harness::{Answer, Portal};

const ORDERS: &str = "/api/v1/entities/component/default/orders";

const DEFINED: &str = "\
apiVersion: sextant.dev/v1
kind: FactType
metadata: {name: coverage, title: Test coverage}
spec: {type: number, unit: '%', maxAge: 30d, owner: payments}
---
apiVersion: sextant.dev/v1
kind: FactType
metadata: {name: open-issues}
spec: {type: integer}
---
apiVersion: sextant.dev/v1
kind: Scorecard
metadata: {name: measured}
spec:
  appliesTo: {kinds: [Component]}
  rules:
    - {id: covered, title: Covered, expression: facts.coverage >= 80}
    - {id: quiet, title: Quiet, expression: 'facts[\"open-issues\"] == 0'}
";

/// A portal, and a token with which facts are pushed.
async fn portal() -> (Portal, String) {
    let portal = Portal::start().await;
    portal.save("facts.yaml", DEFINED).await;
    let token = portal.token(&["facts"]).await;
    (portal, token)
}

async fn post((portal, token): &(Portal, String), body: impl Into<Body>) -> Answer {
    let request = Request::post("/api/v1/facts").header("content-type", "application/json");
    let request = request.header("authorization", format!("Bearer {token}"));
    portal.send(request.body(body.into()).unwrap()).await
}

async fn push(to: &(Portal, String), facts: Value) -> Answer {
    post(to, json!({ "facts": facts }).to_string()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn it_takes_a_token_of_the_scope() {
    let (portal, token) = portal().await;
    let batch = json!({"facts": [{"entity": "orders", "fact": "coverage", "value": 1}]});
    let request = Request::post("/api/v1/facts").header("content-type", "application/json");
    let nobody = portal.send(request.body(Body::from(batch.to_string())).unwrap()).await;
    nobody.problem(401);
    let reader = portal.token(&["read"]).await;
    portal.send_as(&reader, "POST", "/api/v1/facts", &batch).await.problem(403);
    assert_eq!(portal.json(&format!("{ORDERS}/facts")).await["total"], 0);
    let pushed = portal.send_as(&token, "POST", "/api/v1/facts", &batch).await;
    assert_eq!(pushed.status, StatusCode::OK, "{}", pushed.text());
    portal.app.portal().shown(pushed.json()["revision"].as_u64().unwrap()).await;
    assert_eq!(portal.json(&format!("{ORDERS}/facts")).await["items"][0]["source"], "token:facts");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_may_be_compressed_and_no_larger_for_that() {
    let (portal, token) = portal().await;
    let send = async |bytes: &[u8]| {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        std::io::Write::write_all(&mut encoder, bytes).unwrap();
        let request = Request::post("/api/v1/facts").header("content-type", "application/json");
        let request = request.header("content-encoding", "gzip").header("authorization", format!("Bearer {token}"));
        portal.send(request.body(Body::from(encoder.finish().unwrap())).unwrap()).await
    };
    let facts = json!({"facts": [{"entity": "orders", "fact": "coverage", "value": 1}]});
    let taken = send(facts.to_string().as_bytes()).await;
    assert_eq!(taken.status, StatusCode::OK, "{}", taken.text());
    assert_eq!(send(&vec![b' '; 64 << 20]).await.problem(413).0, "body_too_large");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_pushed_is_judged_and_told() {
    let to = portal().await;
    let portal = &to.0;
    let url = "https://ci.example.com/1";
    let facts = json!([
        {"entity": "component:default/orders", "fact": "coverage", "value": 81.5, "url": url},
        {"entity": "Orders", "fact": "open-issues", "value": 3, "at": "2026-03-01T00:00:00Z"},
    ]);
    let answer = push(&to, facts.clone()).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    let pushed = answer.json();
    assert_eq!((&pushed["written"], &pushed["unchanged"], &pushed["stale"]), (&json!(2), &json!(0), &json!(0)));
    let revision = pushed["revision"].to_string();
    let told = portal.get_with(&format!("{ORDERS}/facts"), "sextant-at-least", &revision).await.json();
    assert_eq!((&told["total"], &told["revision"]), (&json!(2), &pushed["revision"]));
    let [coverage, issues] = &told["items"].as_array().unwrap()[..] else { panic!("two facts") };
    for (field, value) in [
        ("fact", json!("coverage")),
        ("value", json!(81.5)),
        ("unit", json!("%")),
        ("url", json!(url)),
        ("expired", json!(false)),
    ] {
        assert_eq!(coverage[field], value, "{field}");
    }
    assert!(coverage["age"].is_u64() && coverage["source"] == "token:facts" && coverage["expires"].is_string());
    assert_eq!(
        (&issues["at"], &issues["expires"], &issues["unit"]),
        (&json!("2026-03-01T00:00:00Z"), &Value::Null, &Value::Null)
    );

    let results = portal.json(&format!("{ORDERS}/scorecards")).await;
    let measured = results.as_array().unwrap().iter().find(|result| result["scorecard"] == "measured").unwrap();
    assert_eq!((&measured["rules"][0]["outcome"], &measured["rules"][1]["outcome"]), (&json!("pass"), &json!("fail")));
    let origin = &measured["rules"][0]["origins"]["facts.coverage"];
    assert_eq!((&origin["pushed"]["value"], &origin["pushed"]["url"]), (&json!(81.5), &json!(url)));
    let passing = portal.json("/api/v1/entities?filter=passing=measured/covered").await;
    assert_eq!(passing["total"], 1, "lists know it at once");

    let page = portal.get("/catalog/component/default/orders").await.text();
    assert!(page.contains("Facts from other tools") && page.contains("81.5 %"), "{page}");
    let changes = portal.json("/api/v1/changes").await;
    assert!(
        changes["items"].as_array().unwrap().iter().all(|change| change["revision"] != pushed["revision"]),
        "no entity changed"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_is_told_item_by_item_and_nothing_is_written() {
    let to = portal().await;
    let portal = &to.0;
    let answer = push(&to, json!([
        {"entity": "component:default/orders", "fact": "coverage", "value": 81.5},
        {"entity": "component:default/ordres", "fact": "covrage", "value": 1},
        {"entity": "component:default/orders", "fact": "open-issues", "value": 1.5, "at": "2999-01-01T00:00:00Z", "url": "javascript:alert(1)"},
        {"entity": "a:b:c", "fact": "coverage", "value": "much", "at": "yesterday"},
    ])).await;
    let (code, detail) = answer.problem(422);
    assert_eq!(code, "invalid_facts");
    assert!(
        detail.contains("facts[1].entity") && detail.contains("did you mean component:default/orders?"),
        "{detail}"
    );
    let items = answer.json()["items"].clone();
    let named: Vec<(u64, String)> = items
        .as_array()
        .unwrap()
        .iter()
        .map(|item| (item["index"].as_u64().unwrap(), item["field"].as_str().unwrap().to_owned()))
        .collect();
    let expected =
        [(1, "entity"), (1, "fact"), (2, "value"), (2, "at"), (2, "url"), (3, "entity"), (3, "value"), (3, "at")];
    assert_eq!(named, expected.map(|(index, field)| (index, field.to_owned())));
    assert!(items[1]["detail"].as_str().unwrap().contains("did you mean coverage?"), "{items}");
    assert_eq!(portal.json(&format!("{ORDERS}/facts")).await["items"], json!([]));
    let nowhere = portal.problem(404, "/api/v1/entities/component/default/nowhere/facts").await;
    assert_eq!(nowhere.0, "entity_not_found");
}

#[tokio::test(flavor = "multi_thread")]
async fn bodies_have_a_form_and_a_limit() {
    let to = portal().await;
    let portal = &to.0;
    for (body, status, code) in [
        ("{".to_owned(), 400, "invalid_body"),
        ("[]".to_owned(), 400, "invalid_body"),
        (r#"{"facts": [{"entity": "orders", "fact": "coverage"}]}"#.to_owned(), 400, "invalid_body"),
        (
            r#"{"facts": [{"entity": "orders", "fact": "coverage", "value": 1, "att": "now"}]}"#.to_owned(),
            400,
            "invalid_body",
        ),
        (format!(r#"{{"facts": [], "more": "{}"}}"#, "x".repeat(5 << 20)), 413, "body_too_large"),
        (
            json!({"facts": vec![json!({"entity": "orders", "fact": "coverage", "value": 1}); 1_001]}).to_string(),
            422,
            "too_many_facts",
        ),
        (
            json!({"facts": vec![json!({"entity": "x", "fact": "y", "value": 1}); 1_000]}).to_string(),
            422,
            "invalid_facts",
        ),
    ] {
        assert_eq!(post(&to, body).await.problem(status).0, code);
    }
    let plain = Request::post("/api/v1/facts").header("authorization", format!("Bearer {}", to.1));
    let plain = plain.body(Body::from("{}")).unwrap();
    assert_eq!(portal.send(plain).await.problem(415).0, "unsupported_media_type");
    let empty = push(&to, json!([])).await.json();
    assert_eq!((&empty["written"], &empty["unchanged"]), (&json!(0), &json!(0)));
    let many = vec![json!({"entity": "orders", "fact": "coverage", "value": 1, "at": "2026-03-01T00:00:00Z"}); 1_000];
    let many = push(&to, json!(many)).await.json();
    assert_eq!((&many["written"], &many["unchanged"]), (&json!(1), &json!(999)));
}

fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "\\PC{0,9}|orders|component:default/orders|coverage|open-issues|2026-03-01T00:00:00Z|https://a\u{0}b|\u{0}"
            .prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 32, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::hash_map(
                prop::sample::select(vec!["facts", "entity", "fact", "value", "at", "url"]),
                inner,
                0..6
            )
            .prop_map(|map| map.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()),
        ]
    })
}

fn any_fact() -> impl Strategy<Value = Value> {
    let text = |known: &'static str| prop_oneof![3 => Just(Value::from(known)), 1 => any_value()];
    (text("orders"), text("coverage"), any_value(), prop::option::of(text("2026-03-01T00:00:00Z")), prop::option::of(text("https://ci.example.com")))
        .prop_map(|(entity, fact, value, at, url)| json!({"entity": entity, "fact": fact, "value": value, "at": at, "url": url}))
}

#[test]
fn no_body_is_too_odd() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let to = runtime.block_on(portal());
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig { cases: 256, ..ProptestConfig::default() });
    let bodies = prop_oneof![
        1 => prop::collection::vec(any::<u8>(), 0..60),
        1 => any_value().prop_map(|value| value.to_string().into_bytes()),
        4 => prop::collection::vec(any_fact(), 0..4).prop_map(|facts| json!({ "facts": facts }).to_string().into_bytes()),
    ];
    runner
        .run(&bodies, |body| {
            let answer = runtime.block_on(post(&to, body));
            prop_assert!(matches!(answer.status.as_u16(), 200 | 400 | 422), "{}: {}", answer.status, answer.text());
            Ok(())
        })
        .unwrap();
}
