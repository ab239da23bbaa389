//! Signing in, and tokens.

use fantoccini::Locator;

use crate::harness::{Browser, Device, Portal, Script, answers, answers_an_admin, sign_in};

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn people_sign_in_with_a_token() {
    let portal = Portal::start();
    answers(&portal, "sign-in", "/sign-in", &["Sign in", "Token", "admin-token"], None).await;
    answers_an_admin(&portal, "signed-in", "/sign-in", &["Signed in", "admin", "Tokens", "Sign out"]).await;
}

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn a_token_is_made_and_shown_once() {
    let portal = Portal::start();
    answers_an_admin(&portal, "tokens", "/tokens", &["A new token", "admin", "Active", "Make the token"]).await;
    let browser = Browser::open(Device::Desktop, Script::On).await;
    sign_in(&portal, &browser).await;
    browser.goto(&portal.url("/tokens")).await;
    for (field, text) in [("name", "orders-ci"), ("push", "orders")] {
        let field = browser.client.find(Locator::Css(&format!("input[name='{field}']"))).await.expect("a field");
        field.send_keys(text).await.expect("it is typed");
    }
    let button = browser.client.find(Locator::Css("form[action='/tokens'] button")).await.expect("a button");
    button.click().await.expect("it is sent");
    browser.until("document.querySelector('.access-secret code')").await;
    let secret = browser.value("document.querySelector('.access-secret code').textContent").await;
    assert!(secret.as_str().is_some_and(|secret| secret.starts_with("sxt_")), "{secret}");
    browser.screenshot("token-made").await;
    browser.goto(&portal.url("/tokens")).await;
    let text = browser.text().await;
    assert!(text.contains("push:orders") && !text.contains("sxt_0") && !text.contains("Copy it now"), "{text}");
    browser.close().await;
}
