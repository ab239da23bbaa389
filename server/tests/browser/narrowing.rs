//! Lists that narrow without leaving the page, filters that are kept, and what the palette offers before anything is typed.

use fantoccini::Locator;
use fantoccini::key::Key;
use serde_json::Value;

use crate::harness::{Browser, Device, Portal, Script, is_accessible};

const EXTENT: &str = "document.querySelector('.extent').textContent";
const BOX: &str = "[data-narrows] .search-box input[name='q']";

/// A page whose list is alive, with a mark that a reload would take away.
async fn alive(portal: &Portal, device: Device, path: &str) -> Browser {
    let browser = Browser::open(device, Script::On).await;
    browser.goto(&portal.url(path)).await;
    browser.until("document.querySelector('[data-narrows][data-live]')").await;
    browser.value("(window.mark = 1)").await;
    browser
}

async fn is_same_page(browser: &Browser) {
    assert_eq!(browser.value("window.mark").await, Value::from(1), "the page was left");
}

async fn enter(browser: &Browser, selector: &str) {
    let found = browser.client.find(Locator::Css(selector)).await.expect(selector);
    found.send_keys(&Key::Enter.to_string()).await.expect(selector);
}

async fn query(browser: &Browser) -> Option<String> {
    browser.client.current_url().await.expect("an address").query().map(str::to_owned)
}

fn total(portal: &Portal, query: &str) -> u64 {
    portal.api(&format!("/api/v1/entities?limit=1&{query}"))["total"].as_u64().expect("a total")
}

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn a_facet_narrows_in_place_and_the_way_back_is_the_browsers() {
    let portal = Portal::start();
    let (all, groups) = (total(&portal, ""), total(&portal, "filter=kind=group"));
    let browser = alive(&portal, Device::Desktop, "/catalog").await;
    browser.value("document.querySelector('.facets .facet-more').open = true").await;
    let opened = "document.querySelector('.facets .facet-more').closest('section').querySelector('h2').textContent";
    let opened = browser.value(opened).await;

    enter(&browser, ".facets [data-key='kind=group']").await;
    browser.until(&format!("{EXTENT}.startsWith('{groups} ')")).await;
    is_same_page(&browser).await;
    assert_eq!(query(&browser).await.as_deref(), Some("kind=group"));
    assert_eq!(browser.value("document.activeElement.dataset.key").await, "kind=group", "the focus stays");
    let said =
        browser.value("document.querySelector('[data-narrows] > leptos-island [role=status]').textContent").await;
    assert!(said.as_str().is_some_and(|said| said.contains(&groups.to_string())), "{said}");
    let open = "[...document.querySelectorAll('.facets details[open]')].map(fold => \
                fold.closest('section').querySelector('h2').textContent)";
    let open = browser.value(open).await;
    assert!(
        open.as_array().expect("headings").is_empty() || open[0] == opened,
        "what was folded open stays so: {open}"
    );
    is_accessible(&browser, "a narrowed catalog").await;
    browser.screenshot("catalog-narrowed-in-place").await;

    browser.client.back().await.expect("the way back");
    browser.until(&format!("{EXTENT}.includes('{all}')")).await;
    is_same_page(&browser).await;
    browser.client.forward().await.expect("the way forward");
    browser.until(&format!("{EXTENT}.startsWith('{groups} ')")).await;

    // Where the focus was is gone: it goes to the rows.
    enter(&browser, ".chip").await;
    browser.until(&format!("{EXTENT}.includes('{all}')")).await;
    assert_eq!(browser.value("document.activeElement.dataset.part").await, "rows");
    is_same_page(&browser).await;
    assert_eq!(browser.console().await, Vec::<String>::new());
    browser.close().await;
}

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn typing_orders_and_pages_stay_on_the_page() {
    let portal = Portal::start();
    let found = total(&portal, "q=database");
    let browser = alive(&portal, Device::Desktop, "/catalog?kind=resource&limit=25").await;
    let steps = browser.value("history.length").await;
    let input = browser.client.find(Locator::Css(BOX)).await.expect("the box");
    input.send_keys("data").await.expect("typing");
    browser.until("location.search.includes('q=data')").await;
    input.send_keys("base").await.expect("typing on");
    browser.until("location.search.includes('q=database')").await;
    let narrowed = total(&portal, "q=database&filter=kind=resource");
    assert!(narrowed < found);
    browser.until(&format!("{EXTENT}.startsWith('{narrowed} ')")).await;
    assert_eq!(browser.value("document.activeElement.value").await, "database", "the focus stays in the box");
    let after = browser.value("history.length").await;
    assert_eq!(after.as_u64(), steps.as_u64().map(|steps| steps + 1), "typing is one step of the history");

    enter(&browser, ".rows th a").await;
    browser.until("document.querySelector('.rows th[aria-sort=descending]')").await;
    browser.client.find(Locator::Css(BOX)).await.expect("the box").clear().await.expect("an empty box");
    enter(&browser, BOX).await;
    browser.until("!location.search.includes('q=')").await;
    is_same_page(&browser).await;

    let browser = {
        browser.close().await;
        alive(&portal, Device::Phone, "/catalog?limit=25").await
    };
    enter(&browser, ".pager a[rel~='next']").await;
    browser.until(&format!("{EXTENT}.startsWith('26–')")).await;
    is_same_page(&browser).await;
    assert_eq!(browser.console().await, Vec::<String>::new());
    browser.close().await;
}

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn hits_narrow_in_place() {
    let portal = Portal::start();
    let hits = portal.api("/api/v1/search?q=checkout&filter=kind=component")["total"].clone();
    let browser = alive(&portal, Device::Desktop, "/search?q=checkout").await;
    enter(&browser, ".facets [data-key='kind=component']").await;
    browser.until(&format!("{EXTENT}.startsWith('{hits} ')")).await;
    is_same_page(&browser).await;
    browser.close().await;
}

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn a_filter_is_kept_under_a_name_and_forgotten() {
    let portal = Portal::start();
    let browser = alive(&portal, Device::Desktop, "/catalog?kind=api&tag=rest").await;
    enter(&browser, ".saved summary").await;
    let name = browser.client.find(Locator::Css(".saved-name")).await.expect("a name");
    name.send_keys(&format!("Our <b>APIs</b>{}", char::from(Key::Enter))).await.expect("typing");
    browser.until("document.querySelector('.saved li a')").await;
    assert_eq!(browser.value("document.querySelector('.saved li a').textContent").await, "Our <b>APIs</b>");
    is_accessible(&browser, "kept filters").await;
    browser.screenshot("catalog-saved-filters").await;

    // It is there on the next visit, and leads there in place.
    browser.goto(&portal.url("/catalog")).await;
    browser.until("document.querySelector('[data-narrows][data-live] .saved li a')").await;
    browser.value("(window.mark = 1)").await;
    enter(&browser, ".saved summary").await;
    enter(&browser, ".saved li a").await;
    browser.until("location.search === '?kind=api&tag=rest'").await;
    is_same_page(&browser).await;

    enter(&browser, ".saved-forget").await;
    browser.until("!document.querySelector('.saved li')").await;
    assert_eq!(browser.value("localStorage.getItem('sextant.saved')").await, "");
    assert_eq!(browser.console().await, Vec::<String>::new());
    browser.close().await;

    let browser = Browser::open(Device::Desktop, Script::Off).await;
    browser.goto(&portal.url("/catalog")).await;
    assert!(!browser.text().await.contains("Saved filters"), "what needs JavaScript is not offered without");
    browser.close().await;
}

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn the_palette_offers_what_was_opened_last_and_what_much_depends_on() {
    let portal = Portal::start();
    let most =
        portal.api("/api/v1/entities?filter=kind=component&order=-measures.dependents&limit=1")["items"][0].clone();
    let most = most["name"].as_str().expect("a name").to_lowercase();
    let browser = Browser::open(Device::Desktop, Script::On).await;
    browser.goto(&portal.url("/catalog/component/default/cart")).await;
    browser.until("localStorage.getItem('sextant.recent')").await;
    browser.goto(&portal.url("/catalog")).await;
    browser.until("document.querySelector('[data-narrows][data-live]')").await;
    browser.client.find(Locator::Css(".palette-button")).await.expect("the button").click().await.expect("a click");
    browser
        .until(&format!("document.querySelector(\".palette-option[href='/catalog/component/default/{most}']\")"))
        .await;
    let first = browser.value("document.querySelector('.palette-option').getAttribute('href')").await;
    assert_eq!(first, "/catalog/component/default/cart");
    is_accessible(&browser, "the palette's offers").await;
    browser.screenshot("palette-offers").await;
    enter(&browser, ".palette-input").await;
    browser.until("location.pathname === '/catalog/component/default/cart'").await;
    assert_eq!(browser.console().await, Vec::<String>::new());
    browser.close().await;
}
