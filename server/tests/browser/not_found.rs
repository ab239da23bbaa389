use crate::harness::{Portal, answers};

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn what_is_not_there_is_said_with_a_way_on() {
    let portal = Portal::start();
    let entity = portal.first_entity("kind=component");
    let name = entity["name"].as_str().expect("a name");
    // The browser itself remarks on the status of the document.
    let status = Some("status of 404");
    answers(&portal, "not-found", &format!("/catalog/nokind/default/{name}"), &["Perhaps one of these"], status).await;
    answers(&portal, "no-page", "/no/such/page", &["There is no such page", "Look through"], status).await;
}
