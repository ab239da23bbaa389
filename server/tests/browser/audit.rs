use crate::harness::{Browser, Device, Portal, Script, answers_an_admin, sign_in};

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn who_did_what_is_told_in_sentences() {
    let portal = Portal::start();
    answers_an_admin(&portal, "audit", "/audit", &["Audit log", "admin", "signed in", "Download CSV"]).await;
}

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn the_audit_log_is_narrowed_to_what_somebody_did() {
    let portal = Portal::start();
    let browser = Browser::open(Device::Desktop, Script::On).await;
    sign_in(&portal, &browser).await;
    browser.goto(&portal.url("/audit?action=sign-in")).await;
    let text = browser.text().await;
    assert!(text.contains("Audit log") && text.contains("signed in"), "{text}");
    browser.screenshot("audit-signed-in").await;
    browser.goto(&portal.url("/audit?actor=nobody-of-this-name")).await;
    let text = browser.text().await;
    assert!(!text.contains("signed in"), "{text}");
    browser.close().await;
}
