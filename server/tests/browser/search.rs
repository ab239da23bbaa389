use fantoccini::Locator;

use crate::harness::{Browser, Device, Portal, Script, answers};

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

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn search_without_words_says_what_can_be_asked() {
    let portal = Portal::start();
    answers(&portal, "search-empty", "/search", &["Every word has to match", "For example", "an owner"], None).await;
}

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn hits_narrow_without_javascript_and_keep_the_words() {
    let portal = Portal::start();
    let owner = portal.api("/api/v1/facets?facet=owner")["facets"]["owner"][0]["value"].clone();
    let owner = owner.as_str().and_then(|owner| owner.rsplit('/').next()).expect("an owner").to_owned();
    let narrowed = portal.api(&format!("/api/v1/search?q={owner}&filter=kind=component"))["total"].clone();
    let narrowed = narrowed.as_u64().expect("a total");
    assert!(narrowed > 1, "{owner} owns components");

    let browser = Browser::open(Device::Desktop, Script::Off).await;
    browser.goto(&portal.url(&format!("/search?q={owner}"))).await;
    let facet = Locator::Css(".facets a[title='component']");
    browser.client.find(facet).await.expect("the facet of components").click().await.expect("it narrows");
    let text = browser.text().await;
    assert!(text.contains(&format!("{narrowed} results")), "{text}");
    let words = browser.client.find(Locator::Css(".search-box-large input[name='q']")).await.expect("the box");
    assert_eq!(words.prop("value").await.expect("its value").as_deref(), Some(owner.as_str()));
    browser.close().await;
}
