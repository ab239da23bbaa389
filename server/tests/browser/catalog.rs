use fantoccini::Locator;
use fantoccini::key::Key;

use crate::harness::{Browser, Device, Portal, Script, answers, is_accessible};

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn the_catalog_says_what_there_is() {
    let portal = Portal::start();
    let total = portal.api("/api/v1/entities?limit=1")["total"].as_u64().expect("a total");
    let first = portal.api("/api/v1/entities?limit=1")["items"][0].clone();
    let name = first["title"].as_str().or(first["name"].as_str()).expect("a name").to_owned();
    let count = format!("{total} entities");
    answers(&portal, "catalog", "/catalog", &["Catalog", &name, &count], None).await;
}

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn facets_narrow_without_javascript() {
    let portal = Portal::start();
    let groups = portal.api("/api/v1/entities?limit=1&filter=kind=group")["total"].as_u64().expect("a total");
    assert!(groups > 1, "the example company has teams");

    let browser = Browser::open(Device::Desktop, Script::Off).await;
    browser.goto(&portal.url("/catalog")).await;
    let facet = Locator::Css(".facets a[title='group']");
    browser.client.find(facet).await.expect("the facet of groups").click().await.expect("it narrows");
    let text = browser.text().await;
    assert!(text.contains(&format!("{groups} entities")), "{text}");
    let address = browser.client.current_url().await.expect("an address");
    assert_eq!(address.query(), Some("kind=group"));

    // Taking the filter away leads back to everything.
    browser.client.find(Locator::Css(".chip")).await.expect("a chip").click().await.expect("it goes");
    assert_eq!(browser.client.current_url().await.expect("an address").query(), None);
    browser.close().await;
}

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn on_a_phone_a_button_opens_the_facets() {
    let portal = Portal::start();
    let browser = Browser::open(Device::Phone, Script::On).await;
    browser.goto(&portal.url("/catalog")).await;
    let shown = "getComputedStyle(document.querySelector('#facets')).display != 'none'";
    assert_eq!(browser.value(shown).await, false, "folded away");

    let enter = Key::Enter.to_string();
    let button = browser.client.find(Locator::Css(".facets-open")).await.expect("a way to the facets");
    button.send_keys(&enter).await.expect("they open");
    browser.until(shown).await;
    is_accessible(&browser, "catalog-facets-phone").await;
    browser.screenshot("catalog-facets-phone").await;
    let facet =
        browser.client.find(Locator::Css("#facets [data-key='kind=group']")).await.expect("the facet of groups");
    facet.send_keys(&enter).await.expect("it narrows");
    browser.until("new URLSearchParams(location.search).get('kind') == 'group'").await;
    browser.close().await;
}

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn nothing_found_says_what_to_do() {
    let portal = Portal::start();
    let path = "/catalog?tag=no-such-tag-anywhere";
    answers(&portal, "catalog-nothing", path, &["Nothing matches all of this", "Show everything"], None).await;
}

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn a_narrowed_catalog_says_what_narrows_it() {
    let portal = Portal::start();
    let path = "/catalog?kind=component&health=pass&filter=owner&order=-measures.dependents&limit=25";
    let expected = ["All rules pass", "owner", "Clear all", "Download CSV"];
    answers(&portal, "catalog-narrowed", path, &expected, None).await;
}

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn a_filter_that_is_not_understood_leaves_the_page_in_use() {
    let portal = Portal::start();
    let total = portal.api("/api/v1/entities?limit=1&filter=kind=component")["total"].clone();
    let path = "/catalog?kind=component&filter=colour%3Dred";
    let expected =
        ["Shown without what could not be understood", "colour=red", "Drop it", &format!("{total} entities")];
    answers(&portal, "catalog-refused", path, &expected, Some("400")).await;
}

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn pages_lead_on_and_back_without_javascript() {
    let portal = Portal::start();
    let total = portal.api("/api/v1/entities?limit=1")["total"].as_u64().expect("a total");
    assert!(total > 25, "the example company has more than a page");

    let browser = Browser::open(Device::Desktop, Script::Off).await;
    browser.goto(&portal.url("/catalog?limit=25")).await;
    let first = browser.text().await;
    // By key: where scrolling is smooth, a click can come before the button does.
    let enter = Key::Enter.to_string();
    let next = browser.client.find(Locator::LinkText("Next page")).await.expect("a way on");
    next.send_keys(&enter).await.expect("it leads on");
    let text = browser.text().await;
    assert!(text.contains(&format!("26–{} of {total}", total.min(50))), "{text}");
    let previous = browser.client.find(Locator::LinkText("Previous page")).await.expect("a way back");
    previous.send_keys(&enter).await.expect("it leads back");
    assert_eq!(browser.text().await, first);
    browser.close().await;
}
