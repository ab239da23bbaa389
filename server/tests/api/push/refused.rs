//! What is not taken, however it comes.

use std::io::Write as _;

use axum::body::Body;
use axum::http::Request;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use serde_json::{Value, json};

use super::common::{CI, component, on_both_engines, post, repository};
use crate::harness::Portal;

#[tokio::test]
async fn what_names_and_paths_may_not_be() {
    let portal = Portal::start().await;
    let sound = repository("acme/shop", 1, &[("a.yaml", &component("a", "first"))]);
    let (code, detail) = post(&portal, "/api/v1/sources/shop/descriptors", &sound).await.problem(409);
    assert_eq!(code, "not_a_push_source");
    assert!(detail.contains("type directory"), "{detail}");
    for name in ["managed", "managed-overlay"] {
        let answer = post(&portal, &format!("/api/v1/sources/{name}/descriptors"), &sound).await;
        assert_eq!(answer.problem(409).0, "not_a_push_source", "{name} is the portal's own");
    }
    for name in ["..", "%2e%2e", "..%2fci", "%2fetc", "a%2fb", "a%5cb", "c%3a", "a%00", "%20", ".ci", &"a".repeat(64)] {
        let answer = post(&portal, &format!("/api/v1/sources/{name}/descriptors"), &sound).await;
        assert_eq!(answer.problem(400).0, "invalid_source_name", "{name}");
    }
    for path in [
        "../a.yaml",
        "/a.yaml",
        "a/../../b.yaml",
        "a\\..\\b.yaml",
        "C:\\a.yaml",
        "c:/a.yaml",
        "a\0.yaml",
        "",
        ".",
        "a//b",
    ] {
        let mut push = sound.clone();
        push["files"][0]["path"] = json!(path);
        assert_eq!(post(&portal, CI, &push).await.problem(400).0, "invalid_push", "{path}");
        let mut push = sound.clone();
        push["below"] = json!(if path.is_empty() { ".." } else { path });
        assert_eq!(post(&portal, CI, &push).await.problem(400).0, "invalid_push", "below {path}");
    }
    for (field, value) in
        [("committed_at", "yesterday"), ("branch", "a\0b"), ("repository", "a\nb"), ("commit", &"c".repeat(300))]
    {
        let mut push = sound.clone();
        push[field] = json!(value);
        assert_eq!(post(&portal, CI, &push).await.problem(400).0, "invalid_push", "{field}");
    }
    let mut push = sound.clone();
    push["impact_of"] = json!(["component:default/a"]);
    assert_eq!(post(&portal, CI, &push).await.problem(400).0, "invalid_push");
    assert_eq!(portal.json("/api/v1/sources").await["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_stream_of_documents_and_compressed_bodies_are_taken_and_bombs_are_not() {
    let portal = Portal::start().await;
    let gzip = |bytes: &[u8]| {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    };
    let bearer = format!("Bearer {}", portal.admin().await);
    let send = |content: &str, encoding: &str, body: Vec<u8>| {
        let request = Request::post(CI).header("content-type", content).header("content-encoding", encoding);
        portal.send(request.header("authorization", &bearer).body(Body::from(body)).unwrap())
    };
    let stream = format!("{}---\n{}", component("a", "first"), component("b", "first"));
    let answer = send("application/yaml", "gzip", gzip(stream.as_bytes())).await;
    assert_eq!(answer.json()["created"].as_array().unwrap().len(), 2, "{}", answer.text());
    assert!(answer.header("sextant-revision").ends_with(&format!(":{}", answer.json()["revision"])));
    assert_eq!(portal.json("/api/v1/sources/ci").await["locations"][0]["address"], "ci");
    let envelope = json!({"files": [{"path": "sextant.yaml", "content": stream}]}).to_string();
    let again = send("application/json", "zstd", zstd::encode_all(envelope.as_bytes(), 3).unwrap()).await;
    assert_eq!((&again.json()["revision"], again.status.as_u16()), (&answer.json()["revision"], 200));

    let bomb = vec![b'#'; 100 << 20];
    for (encoding, body) in [("gzip", gzip(&bomb)), ("zstd", zstd::encode_all(&*bomb, 3).unwrap())] {
        assert!(body.len() < 200_000);
        assert_eq!(send("application/yaml", encoding, body).await.problem(413).0, "body_too_large", "{encoding}");
    }
    let (code, detail) = send("application/yaml", "br", Vec::new()).await.problem(415);
    assert!(code == "unsupported_encoding" && detail.contains("gzip or zstd"), "{detail}");
}

/// An envelope of which any part may be anything.
fn envelope() -> impl Strategy<Value = Value> {
    let text = || {
        prop_oneof![
            Just("main".to_owned()),
            Just("2026-01-01T00:00:00Z".to_owned()),
            Just("../../etc/passwd".to_owned()),
            Just("a.yaml".to_owned()),
            ".{0,40}",
            "[\\x00-\\x20a:/.]{0,20}",
        ]
    };
    let any = || {
        prop_oneof![
            text().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            Just(Value::Null),
            Just(json!([{}]))
        ]
    };
    let field = || prop_oneof![4 => text().prop_map(Value::from), 1 => any()];
    let content = || prop_oneof![Just(component("a", "x")), Just("kind: Component\n---\n\0".to_owned()), ".{0,80}"];
    let file = (field(), prop_oneof![content().prop_map(Value::from), any()]);
    let file = file.prop_map(|(path, content)| json!({"path": path, "content": content}));
    let names = ["repository", "branch", "commit", "committed_at", "run_id", "author", "below", "other"];
    let fields = proptest::collection::btree_map(proptest::sample::select(names.to_vec()), field(), 0..5);
    (fields, proptest::collection::vec(file, 0..4)).prop_map(|(fields, files)| {
        let mut envelope: Value = fields.into_iter().collect();
        if !envelope.is_object() {
            envelope = json!({});
        }
        envelope["files"] = Value::Array(files);
        envelope
    })
}

on_both_engines! {
    async fn no_envelope_is_an_error_of_the_server(portal) {
        let mut runner = proptest::test_runner::TestRunner::deterministic();
        let strategy = envelope();
        for _ in 0..200 {
            let body = strategy.new_tree(&mut runner).unwrap().current();
            let answer = post(&portal, CI, &body).await;
            assert!(answer.status.as_u16() < 500, "{body}: {}", answer.text());
            let answer = post(&portal, &format!("{CI}?dry_run=true"), &body).await;
            assert!(answer.status.as_u16() < 500, "{body}: {}", answer.text());
        }
    }
}
