//! Defining custom fields and types, and what forms make of them.

use fantoccini::Locator;

use crate::harness::{Browser, Device, Portal, Script, answers_an_admin, sign_in};

/// Types this into the field of a form.
async fn fill(browser: &Browser, name: &str, text: &str) {
    let field = browser.client.find(Locator::Css(&format!("[name='{name}']"))).await.expect("a field");
    field.send_keys(text).await.expect("it is typed");
}

async fn send(browser: &Browser, action: &str) {
    let button = browser.client.find(Locator::Css(&format!("form[action='{action}'] .button-main"))).await;
    // By the keyboard: a click does not wait until the page has scrolled there.
    button.expect("a button").send_keys("\u{e007}").await.expect("it is sent");
}

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn a_field_is_defined_and_offered_where_its_kind_is_chosen() {
    let portal = Portal::start();
    let browser = Browser::open(Device::Desktop, Script::Off).await;
    sign_in(&portal, &browser).await;
    browser.goto(&portal.url("/settings/fields")).await;
    for (name, text) in
        [("name", "data_kept_in"), ("label", "Data kept in"), ("options", "EU, US"), ("type", "Any of some options")]
    {
        fill(&browser, name, text).await;
    }
    send(&browser, "/settings/fields").await;
    browser.goto(&portal.url("/settings/types")).await;
    fill(&browser, "name", "service").await;
    send(&browser, "/settings/types").await;

    let expected = ["Data kept in", "multi select: EU, US", "Component", "Define it"];
    answers_an_admin(&portal, "settings-fields", "/settings/fields", &expected).await;
    answers_an_admin(&portal, "settings-types", "/settings/types", &["service", "Define it"]).await;
    answers_an_admin(&portal, "new-with-fields", "/new", &["Data kept in", "EU", "Make it"]).await;
    browser.goto(&portal.url("/new?kind=API")).await;
    let text = browser.text().await;
    assert!(!text.contains("Data kept in"), "an API has no such field: {text}");
    browser.close().await;
}
