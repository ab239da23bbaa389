//! Files that descriptors name by their addresses at the forge, and elsewhere.

use serde_json::json;

use crate::fake::{Fake, FakeProject};
use crate::portal::Portal;

/// An API whose contract lies at an address.
fn api(name: &str, address: &str) -> String {
    format!(
        "apiVersion: backstage.io/v1alpha1\nkind: API\nmetadata: {{name: {name}}}\nspec:\n  type: openapi\n  lifecycle: \
         production\n  owner: team\n  definition:\n    $text: {address}\n"
    )
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
async fn what_lies_in_a_project_of_the_source_is_read_by_it_and_followed() {
    let fake = Fake::start(Vec::new()).await;
    let at = |path: &str| format!("{}/{path}", fake.address());
    let own = api("own", &at("acme/own/-/blob/main/openapi.yaml?ref_type=heads"));
    let neighbour = api("neighbour", &at("acme/deep/shared/-/raw/release/one/specs/openapi.yaml"));
    let mut shared = FakeProject::new(3, "acme/deep/shared", &[("specs/openapi.yaml", "openapi: shared\n")]);
    shared.branch = "release/one".to_owned();
    fake.state().projects = vec![
        FakeProject::new(1, "acme/own", &[("catalog-info.yaml", &own), ("openapi.yaml", "openapi: own\n")]),
        FakeProject::new(2, "acme/neighbour", &[("catalog-info.yaml", &neighbour)]),
        shared,
    ];
    let portal = Portal::start(&fake, &json!({ "interval": "1h" })).await;
    portal.synced(None).await;
    assert!(definition(&portal, "own").await.contains("openapi: own"));
    assert!(definition(&portal, "neighbour").await.contains("openapi: shared"));
    let asked = fake.paths();
    assert!(asked.iter().all(|path| !path.contains("/projects/1/repository/files")), "the commit that is read has it");

    fake.state().project(3).put("specs/openapi.yaml", "openapi: other\n");
    portal.until(async || definition(&portal, "neighbour").await.contains("openapi: other")).await;
}
