//! What is asked of every page.

use serde_json::Value;

use super::{Browser, Device, Portal, Script};

/// Looks at a page in every way, and wants all of `expected` to be read on it each time.
///
/// Light and dark, desktop and phone: axe finds nothing, the console is silent (but for `allowed`, part of a message
/// that belongs to the page), nothing is wider than the window. Then without JavaScript.
pub(crate) async fn answers(portal: &Portal, name: &str, path: &str, expected: &[&str], allowed: Option<&str>) {
    for device in [Device::Desktop, Device::Phone] {
        let browser = Browser::open(device, Script::On).await;
        for theme in ["light", "dark"] {
            browser.goto(&portal.url(&format!("/theme?set={theme}&back=/sources"))).await;
            browser.console().await;
            browser.goto(&portal.url(path)).await;
            let seen = format!("{name}-{theme}-{device:?}").to_lowercase();
            browser.screenshot(&seen).await;
            reads(&browser, &seen, expected).await;
            fits(&browser, &seen).await;
            is_accessible(&browser, &seen).await;
            is_silent(&browser, &seen, allowed).await;
        }
        browser.close().await;
    }
    let browser = Browser::open(Device::Desktop, Script::Off).await;
    browser.goto(&portal.url(path)).await;
    browser.screenshot(&format!("{name}-noscript")).await;
    reads(&browser, "without JavaScript", expected).await;
    browser.close().await;
}

async fn reads(browser: &Browser, seen: &str, expected: &[&str]) {
    let text = browser.text().await;
    for expected in expected {
        assert!(text.contains(expected), "{seen}: {expected:?} is missing in:\n{text}");
    }
}

async fn fits(browser: &Browser, seen: &str) {
    let script = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
    let excess = browser.client.execute(script, Vec::new()).await.expect("a width");
    assert_eq!(excess, Value::from(0), "{seen}: the page is wider than its window");
}

/// Axe finds nothing.
pub(crate) async fn is_accessible(browser: &Browser, seen: &str) {
    let axe = std::env::var("SEXTANT_TEST_AXE").expect("run by `cargo xtask test`");
    let axe = std::fs::read_to_string(axe).expect("axe's script");
    browser.client.execute(&axe, Vec::new()).await.expect("axe is loaded");
    let script = "const done = arguments[0]; axe.run().then(result => done(result.violations.map(violation => \
                  [violation.id, violation.help, violation.nodes.map(node => node.html)])))";
    let violations = browser.client.execute_async(script, Vec::new()).await.expect("axe's verdict");
    assert_eq!(violations, Value::Array(Vec::new()), "{seen}: axe found something");
}

async fn is_silent(browser: &Browser, seen: &str, allowed: Option<&str>) {
    let mut said = browser.console().await;
    said.retain(|message| !allowed.is_some_and(|allowed| message.contains(allowed)));
    assert!(said.is_empty(), "{seen}: the console says {said:#?}");
}
