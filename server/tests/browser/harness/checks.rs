//! What is asked of every page.

use fantoccini::Locator;
use serde_json::Value;

use super::{Browser, Device, Portal, Script};

/// Looks at a page in every way, and wants all of `expected` to be read on it each time.
///
/// Light and dark, desktop and phone: axe finds nothing, the console is silent (but for `allowed`, part of a message
/// that belongs to the page), nothing is wider than the window. Then without JavaScript.
pub(crate) async fn answers(portal: &Portal, name: &str, path: &str, expected: &[&str], allowed: Option<&str>) {
    answers_to(false, portal, name, path, expected, allowed).await;
}

/// The same for somebody who has signed in with the admin token.
pub(crate) async fn answers_an_admin(portal: &Portal, name: &str, path: &str, expected: &[&str]) {
    answers_to(true, portal, name, path, expected, None).await;
}

async fn answers_to(admin: bool, portal: &Portal, name: &str, path: &str, expected: &[&str], allowed: Option<&str>) {
    for device in [Device::Desktop, Device::Phone] {
        let browser = Browser::open(device, Script::On).await;
        if admin {
            sign_in(portal, &browser).await;
        }
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
    if admin {
        sign_in(portal, &browser).await;
    }
    browser.goto(&portal.url(path)).await;
    browser.screenshot(&format!("{name}-noscript")).await;
    reads(&browser, "without JavaScript", expected).await;
    browser.close().await;
}

/// Signs in with the admin token, as a person does.
pub(crate) async fn sign_in(portal: &Portal, browser: &Browser) {
    browser.goto(&portal.url("/sign-in")).await;
    let field = browser.client.find(Locator::Css("input[name='token']")).await.expect("a field for the token");
    field.send_keys(&portal.admin_token()).await.expect("the token is typed");
    let button = browser.client.find(Locator::Css("form[action='/sign-in'] button")).await.expect("a button");
    button.click().await.expect("it is sent");
    let account = browser.client.wait().for_element(Locator::Css(".account[href='/sign-in']")).await;
    account.expect("the name of who has signed in");
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
