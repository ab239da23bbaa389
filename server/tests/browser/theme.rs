use fantoccini::Locator;

use crate::harness::{Browser, Device, Portal, Script};

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn the_theme_is_chosen_and_remembered_without_javascript() {
    let portal = Portal::start();
    let browser = Browser::open(Device::Desktop, Script::Off).await;
    browser.goto(&portal.url("/catalog?kind=group")).await;
    let dark = Locator::Css("a[aria-label='Dark theme']");
    browser.client.find(dark).await.expect("the switch").click().await.expect("it switches");
    assert_eq!(browser.client.current_url().await.expect("an address").query(), Some("kind=group"));
    for path in ["/catalog", "/sources"] {
        browser.goto(&portal.url(path)).await;
        let html = browser.client.find(Locator::Css("html")).await.expect("a document");
        assert_eq!(html.attr("data-theme").await.expect("its theme").as_deref(), Some("dark"), "{path}");
    }
    browser.close().await;
}
