use crate::harness::{Portal, answers};

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn search_finds_an_entity_by_its_name() {
    let portal = Portal::start();
    let entity = portal.first_entity("kind=component");
    let (name, reference) = (entity["name"].as_str().expect("a name"), entity["ref"].as_str().expect("a reference"));
    answers(&portal, "search", &format!("/search?q={name}"), &["Search", "result", reference], None).await;
}

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn search_says_when_nothing_matches() {
    let portal = Portal::start();
    let expected = ["Nothing matches", "the whole catalog"];
    answers(&portal, "search-nothing", "/search?q=qqzzxxjjkkvv", &expected, None).await;
}
