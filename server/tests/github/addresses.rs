//! Files that descriptors name by their addresses at the forge, and elsewhere.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::http::HeaderMap;
use serde_json::json;

use crate::fake::{Asked, Fake, FakeRepository, Fault};
use crate::portal::Portal;

/// An API whose contract lies at an address.
fn api(name: &str, address: &str) -> String {
    format!(
        "apiVersion: backstage.io/v1alpha1\nkind: API\nmetadata: {{name: {name}}}\nspec:\n  type: openapi\n  lifecycle: \
         production\n  owner: team\n  definition:\n    $text: {address}\n"
    )
}

/// Another host: what it is asked, and by whom.
async fn elsewhere() -> (String, Arc<Mutex<Vec<Option<String>>>>) {
    let asked: Arc<Mutex<Vec<Option<String>>>> = Arc::default();
    let told = Arc::clone(&asked);
    let answer = move |headers: HeaderMap| {
        let token = headers.get("authorization").map(|token| token.to_str().unwrap().to_owned());
        told.lock().unwrap().push(token);
        async { "openapi: elsewhere\n" }
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, Router::new().fallback(answer)).await.unwrap() });
    (address, asked)
}

async fn definition(portal: &Portal, name: &str) -> String {
    let live = portal.app.cell().load();
    let path = live.get(&format!("api:default/{name}").parse().unwrap()).map(|record| record.path.to_string());
    assert_eq!(path.as_deref(), Some("catalog-info.yaml"), "{name}");
    let request = axum::http::Request::get(format!("/api/v1/entities/api/default/{name}"));
    let answer = portal.send(request.body(axum::body::Body::empty()).unwrap()).await;
    let body = http_body_util::BodyExt::collect(answer.into_body()).await.unwrap().to_bytes();
    let entity: serde_json::Value = serde_json::from_slice(&body).unwrap();
    entity["descriptor"]["spec"]["definition"].to_string()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_lies_in_a_repository_of_the_source_is_read_by_it_and_nobody_else_is_told_the_token() {
    let fake = Fake::start(Vec::new()).await;
    let (other, asked_elsewhere) = elsewhere().await;
    let at = |path: &str| format!("{}/{path}", fake.address());
    {
        let mut state = fake.state();
        let mut own = FakeRepository::new(1, "own", &[("openapi.yaml", "openapi: own\n")]);
        own.put("catalog-info.yaml", &api("own", &at("acme/own/blob/main/openapi.yaml")));
        let neighbour = api("neighbour", &at("acme/shared/blob/main/specs/open%20api.yaml"));
        let foreign = api("foreign", &at("strangers/secret/blob/main/openapi.yaml"));
        let far = api("far", &format!("{other}/openapi.yaml"));
        state.repositories = vec![
            own,
            FakeRepository::new(2, "neighbour", &[("catalog-info.yaml", &neighbour)]),
            FakeRepository::new(3, "shared", &[("specs/open api.yaml", "openapi: shared\n")]),
            FakeRepository::new(4, "foreign", &[("catalog-info.yaml", &foreign)]),
            FakeRepository::new(5, "far", &[("catalog-info.yaml", &far)]),
        ];
        // The token opens it, and the source does not read it.
        let mut strangers = FakeRepository::new(6, "secret", &[("openapi.yaml", "openapi: secret\n")]);
        strangers.owner = "strangers".to_owned();
        state.repositories.push(strangers);
    }
    let portal = Portal::start(&fake, &json!({})).await;
    portal.synced(None).await;
    assert!(definition(&portal, "own").await.contains("openapi: own"));
    assert!(definition(&portal, "neighbour").await.contains("openapi: shared"));
    assert!(definition(&portal, "far").await.contains("openapi: elsewhere"));
    assert!(!definition(&portal, "foreign").await.contains("openapi: secret"));
    assert!(!asked_elsewhere.lock().unwrap().is_empty() && asked_elsewhere.lock().unwrap().iter().all(Option::is_none));
    let asked: Vec<Asked> = std::mem::take(&mut fake.state().asked);
    let of = |part: &str| asked.iter().filter(|asked| asked.path.contains(part)).collect::<Vec<_>>();
    assert!(of("/acme/own/contents").is_empty(), "the commit that is read has it");
    assert!(of("/acme/shared/contents").iter().all(|asked| asked.token.is_some()), "the source asks");
    let as_anybody = of("/strangers/secret/raw/main/openapi.yaml");
    assert!(!as_anybody.is_empty() && as_anybody.iter().all(|asked| asked.token.is_none()), "{as_anybody:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_changes_at_an_address_changes_who_names_it_and_an_outage_does_not() {
    let fake = Fake::start(Vec::new()).await;
    let address = format!("{}/acme/shared/blob/main/openapi.yaml", fake.address());
    fake.state().repositories = vec![
        FakeRepository::new(1, "orders", &[("catalog-info.yaml", &api("orders", &address))]),
        FakeRepository::new(2, "shared", &[("openapi.yaml", "openapi: one\n")]),
    ];
    let portal = Portal::start(&fake, &json!({ "interval": "1h" })).await;
    portal.synced(None).await;
    assert!(definition(&portal, "orders").await.contains("openapi: one"));
    // No sync is due: it is the address that is asked.
    fake.state().repositories[1].put("openapi.yaml", "openapi: two\n");
    portal.until(async || definition(&portal, "orders").await.contains("openapi: two")).await;
    assert!(fake.state().asked.iter().any(|asked| asked.path.contains("/contents/") && asked.etag.is_some()));

    fake.fail("/contents/", Fault::status(404, "Not Found").times(1_000));
    let problems = async || {
        let request = axum::http::Request::get("/api/v1/diagnostics");
        let answer = portal.send(request.body(axum::body::Body::empty()).unwrap()).await;
        let body = http_body_util::BodyExt::collect(answer.into_body()).await.unwrap().to_bytes();
        String::from_utf8(body.to_vec()).unwrap()
    };
    portal.until(async || problems().await.contains("unread-address")).await;
    assert!(problems().await.contains("\"line\":9"), "{}", problems().await);
    assert!(definition(&portal, "orders").await.contains("openapi: two"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_location_that_names_repositories_of_the_source_by_their_addresses_brings_nothing_twice() {
    let fake = Fake::start(Vec::new()).await;
    let at = |path: &str| format!("{}/acme/{path}", fake.address());
    let targets = [
        at("service-0001/blob/main/catalog-info.yaml"),
        at("all/blob/main/own/catalog-info.yaml"),
        at("all/blob/main/own/odd.txt"),
    ];
    let location = format!("kind: Location\nmetadata: {{name: all}}\nspec: {{targets: [{}]}}\n", targets.join(", "));
    let own = crate::fake::component("own");
    let odd = crate::fake::component("odd");
    let files = [("all.yaml", &*location), ("own/catalog-info.yaml", &*own), ("own/odd.txt", &*odd)];
    fake.state().repositories =
        vec![FakeRepository::component(1, "service-0001"), FakeRepository::new(2, "all", &files)];
    let portal = Portal::start(&fake, &json!({})).await;
    portal.synced(None).await;
    let paths = |portal: &Portal| {
        let live = portal.app.cell().load();
        let mut paths: Vec<String> = live.records().map(|record| record.path.to_string()).collect();
        paths.sort();
        paths
    };
    assert_eq!(paths(&portal), ["catalog-info.yaml", "own/catalog-info.yaml", "own/odd.txt"]);
    let asked: Vec<Asked> = std::mem::take(&mut fake.state().asked);
    assert!(asked.iter().all(|asked| !asked.path.contains("/contents/") && !asked.path.contains("/raw/")), "{asked:?}");
    // What changes beside it takes nothing away.
    fake.state().repositories[1].put("README.md", "Hello.\n");
    portal.sync().await;
    assert_eq!(paths(&portal).len(), 3);
}
