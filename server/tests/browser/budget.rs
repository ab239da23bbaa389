//! What a first visit costs: all that a page fetches with an empty cache, as it comes over the wire.

use std::fmt::Write;

use crate::harness::{Browser, Device, Portal, Script};

/// Of everything together, with headers, in bytes.
const TRANSFER: u64 = 150_000;
/// Of the islands alone, in bytes.
const WASM: u64 = 90_000;
const REQUESTS: usize = 10;

/// Hands over path and size of each request, once the islands have come.
const FETCHED: &str = "
    const done = arguments[0];
    const look = () => {
        const entries = ['navigation', 'resource'].flatMap(type => performance.getEntriesByType(type));
        const fetched = entries.map(entry => [new URL(entry.name).pathname, entry.transferSize]);
        const islands = fetched.some(([path, size]) => path.endsWith('.wasm') && size > 0);
        return islands && document.readyState === 'complete' ? done(fetched) : requestAnimationFrame(look);
    };
    look();";

/// A page is light when it is first visited.
async fn is_light(portal: &Portal, page: &str) -> String {
    let browser = Browser::open(Device::Desktop, Script::On).await;
    browser.goto(&portal.url(page)).await;
    let fetched = browser.client.execute_async(FETCHED, Vec::new()).await.expect("what was fetched");
    browser.close().await;
    let fetched: Vec<(String, u64)> = serde_json::from_value(fetched).expect("paths with sizes");

    let sum: u64 = fetched.iter().map(|(_, bytes)| bytes).sum();
    let wasm: u64 = fetched.iter().filter(|(path, _)| path.ends_with(".wasm")).map(|(_, bytes)| bytes).sum();
    let (document, requests) = (fetched[0].1, fetched.len());
    assert!(sum <= TRANSFER, "{page} takes {sum} bytes: {fetched:#?}");
    assert!(wasm <= WASM, "{page} takes {wasm} bytes of islands: {fetched:#?}");
    assert!(requests <= REQUESTS, "{page} takes {requests} requests: {fetched:#?}");
    format!("{page:<60} {requests:>8} {document:>8} {wasm:>8} {sum:>8}")
}

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn a_first_visit_of_any_page_is_light() {
    let portal = Portal::start();
    let source = portal.api("/api/v1/sources")["items"][0]["name"].as_str().expect("a source").to_owned();
    let entity = "/catalog/component/default/gateway";
    let tabs = ["dependencies", "descriptor"].map(|tab| format!("{entity}?tab={tab}"));
    let others =
        [format!("/sources/{source}"), format!("/diagnostics/{}", catalog_schema::diagnostic::codes::ALL[0].name)];
    let fixed = [
        "/",
        "/catalog",
        entity,
        "/teams",
        "/teams/checkout",
        "/graph?root=component:payments&depth=3",
        "/search?q=pay",
        "/sources",
        "/nowhere",
    ];
    let pages = fixed.map(str::to_owned).into_iter().chain(tabs).chain(others);

    let mut table = format!("{:<60} {:>8} {:>8} {:>8} {:>8}\n", "page", "requests", "document", "islands", "bytes");
    for page in pages {
        writeln!(table, "{}", is_light(&portal, &page).await).expect("a line");
    }
    println!("{table}");
}
