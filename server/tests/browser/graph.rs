use fantoccini::Locator;

use crate::harness::{Browser, Device, Portal, Script, answers};

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn the_graph_offers_what_to_start_with() {
    let portal = Portal::start();
    answers(&portal, "graph-start", "/graph", &["Around what?", "Most depends on these", "dependents"], None).await;
}

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn what_is_around_an_entity_is_drawn_and_listed() {
    let portal = Portal::start();
    let expected = [
        "An arrow reads “depends on”, from left to right.",
        "Tier 1",
        "Entities",
        "Relations",
        "Center here",
        "GraphML",
    ];
    let page = "/graph?root=component:payments&depth=2&colour=team";
    answers(&portal, "graph-around", page, &expected, None).await;
}

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn what_is_no_entity_leads_to_what_may_be_meant() {
    let portal = Portal::start();
    let expected = ["This cannot be drawn", "Did you mean one of these?", "Payments"];
    answers(&portal, "graph-refused", "/graph?root=payments", &expected, Some("400")).await;
}

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn the_way_between_two_is_told() {
    let portal = Portal::start();
    let page = "/graph?view=path&from=component:website&to=component:payments";
    let expected = ["A shortest way", "depends on", "Show all ways"];
    answers(&portal, "graph-path", page, &expected, None).await;
}

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn cycles_come_with_what_to_cut() {
    let portal = Portal::start();
    let expected = ["depend on each other", "Round", "Cut 1", "No smaller set would do."];
    answers(&portal, "graph-cycles", "/graph?view=cycles", &expected, None).await;
}

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn the_form_asks_by_its_address() {
    let portal = Portal::start();
    let browser = Browser::open(Device::Phone, Script::On).await;
    browser.goto(&portal.url("/graph")).await;
    let field = browser.client.find(Locator::Css("input[name=root]")).await.expect("a field");
    field.send_keys("component:orders").await.expect("it takes words");
    let button = browser.client.find(Locator::Css(".graph-form button")).await.expect("a button");
    button.click().await.expect("it asks");
    browser.client.wait().for_element(Locator::Css(".drawing")).await.expect("a drawing");
    let address = browser.client.current_url().await.expect("an address");
    assert!(address.query().is_some_and(|query| query.contains("root=component%3Aorders")), "{address}");
    browser.close().await;
}

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn the_entity_says_what_breaks_and_whom_to_tell() {
    let portal = Portal::start();
    let page = "/catalog/component/default/payments?tab=dependencies";
    let expected =
        ["What breaks if this fails", "Hit in all", "By distance", "Whom to tell", "Download CSV", "By way of others"];
    answers(&portal, "graph-impact", page, &expected, None).await;
}
