use crate::harness::{Portal, answers};

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn sources_say_where_it_all_comes_from() {
    let portal = Portal::start();
    let sources = portal.api("/api/v1/sources");
    let name = sources["items"][0]["name"].as_str().expect("a source");
    let entities = format!("{} entities", sources["items"][0]["entities"]);
    answers(&portal, "sources", "/sources", &[name, &entities, "Up to date", "Problems"], None).await;
}

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn every_problem_has_a_page_that_explains_it() {
    let portal = Portal::start();
    let code = catalog_schema::diagnostic::codes::ALL[0];
    let path = format!("/diagnostics/{}", code.name);
    answers(&portal, "diagnostic", &path, &[code.name, code.summary], None).await;
}
