use fantoccini::Locator;
use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::harness::{Browser, Device, Portal, Script, answers};

/// A component with an owner, and its page.
fn owned_component(portal: &Portal) -> (Value, String) {
    let entity = portal.first_entity("kind=component,owner");
    let page = page_of(&entity);
    (entity, page)
}

fn page_of(entity: &Value) -> String {
    let part = |key: &str| entity[key].as_str().expect("a part of its reference").to_lowercase();
    format!("/catalog/{}/{}/{}", part("kind"), part("namespace"), part("name"))
}

fn short(reference: &Value) -> String {
    reference.as_str().and_then(|text| text.rsplit('/').next()).expect("a reference").to_owned()
}

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn the_overview_says_what_it_is_and_whose() {
    let portal = Portal::start();
    let (entity, page) = owned_component(&portal);
    let name = entity["title"].as_str().or(entity["name"].as_str()).expect("a name");
    let owner = short(&entity["owner"]);
    let reference = entity["ref"].as_str().expect("a reference");
    let expected = [name, reference, &owner, "About", "Dependencies", "Relations", "Scorecards", "Ownership"];
    answers(&portal, "entity", &page, &expected, None).await;
}

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn dependencies_are_drawn_and_listed_both_ways() {
    let portal = Portal::start();
    let page = "/catalog/component/default/gateway?tab=dependencies";
    let expected = [
        "An arrow reads “depends on”, from left to right.",
        "A dashed box is not in the catalog.",
        "Depends on",
        "by calling Orders API",
        "Not in the catalog",
        "Needed by",
        "Other relations",
        "itself",
    ];
    answers(&portal, "entity-dependencies", page, &expected, None).await;
}

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn a_drawing_leads_from_card_to_card_and_scrolls_by_itself() {
    let portal = Portal::start();
    let browser = Browser::open(Device::Phone, Script::On).await;
    browser.goto(&portal.url("/catalog/component/default/gateway?tab=dependencies&depth=3")).await;
    let script = "const box = document.querySelector('.drawing-scroll'); \
                  return [box.scrollWidth > box.clientWidth, \
                          document.documentElement.scrollWidth <= document.documentElement.clientWidth]";
    let widths = browser.client.execute(script, Vec::new()).await.expect("widths");
    assert_eq!(widths, json!([true, true]), "the drawing scrolls within its box, the page does not");

    let card = Locator::Css("svg a[aria-label='Menu']");
    let enter = Key::Enter.to_string();
    browser.client.find(card).await.expect("a card").send_keys(&enter).await.expect("the keyboard reaches it");
    browser.client.wait().for_element(Locator::Css(".attention, .overview")).await.expect("another page");
    let address = browser.client.current_url().await.expect("an address");
    assert_eq!(address.path(), "/catalog/component/default/menu");
    browser.close().await;
}

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn what_is_wrong_with_delivery_tracking_is_said_first() {
    let portal = Portal::start();
    let page = "/catalog/component/default/delivery-tracking";
    let expected = ["Attention", "Nobody owns it.", "Name a team as its owner in", "About", "Dependencies"];
    answers(&portal, "entity-attention", page, &expected, None).await;
}

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn a_system_shows_its_parts() {
    let portal = Portal::start();
    let system = portal.first_entity("kind=system");
    let page = page_of(&system);
    let expected = ["Parts", "A dotted line leads from a whole to its parts", "Contains"];
    answers(&portal, "entity-system", &page, &expected, None).await;
}

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn a_person_leads_to_teams_and_what_they_own() {
    let portal = Portal::start();
    let page = "/catalog/user/default/mara.lindqvist";
    answers(&portal, "entity-person", page, &["Teams and what they own", "Member of"], None).await;
}

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn its_versions_say_what_changed() {
    let portal = Portal::start();
    let (_, page) = owned_component(&portal);
    let expected = ["What changed", "1 version", "Added", "just now"];
    answers(&portal, "entity-activity", &format!("{page}?tab=activity"), &expected, None).await;
}

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn the_descriptor_is_shown_as_it_stands() {
    let portal = Portal::start();
    let (entity, page) = owned_component(&portal);
    let path = entity["path"].as_str().expect("a path");
    let descriptor = portal.api(&format!("/api/v1/entities{}/descriptor", page.trim_start_matches("/catalog")));
    let line = descriptor["text"].as_str().and_then(|text| text.lines().find(|line| !line.trim().is_empty()));
    let line = line.expect("a line of text").trim();
    answers(&portal, "entity-descriptor", &format!("{page}?tab=descriptor"), &[path, line], None).await;
}
