//! Somebody asks for an exemption where a rule fails, and somebody decides.

use fantoccini::Locator;

use crate::harness::{Browser, Device, Portal, Script, answers_an_admin, sign_in};

/// Sends the form whose button is found so. By the keyboard: a click does not wait until the page has scrolled there.
async fn press(browser: &Browser, button: &str) {
    let found = browser.client.find(Locator::Css(button)).await.unwrap_or_else(|error| panic!("{button}: {error}"));
    found.send_keys("\u{e007}").await.expect("it is sent");
}

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn an_exemption_is_asked_for_where_a_rule_fails_and_approved() {
    let portal = Portal::start();
    portal.api_until("/api/v1/scorecards", |answer| answer["items"][0]["entities"] != 0);
    let browser = Browser::open(Device::Desktop, Script::Off).await;
    sign_in(&portal, &browser).await;
    browser.goto(&portal.url("/catalog/component/default/menu?tab=scorecards")).await;
    let ask = browser.client.find(Locator::Css("a[href^='/exemptions/new']")).await.expect("a rule that fails");
    let form = ask.attr("href").await.expect("an attribute").expect("an address");
    answers_an_admin(&portal, "exemption-form", &form, &["Ask for an exemption", "Why it need not pass"]).await;

    browser.goto(&portal.url(&form)).await;
    for (name, text) in [("reason", "The kitchen knows it by heart."), ("until", &day_of_chromium(60))] {
        let field = browser.client.find(Locator::Css(&format!("[name='{name}']"))).await.expect("a field");
        field.send_keys(text).await.expect("it is typed");
    }
    press(&browser, "form[action='/exemptions'] .button-main").await;
    browser.client.wait().for_element(Locator::Css("button[formaction$='/approve']")).await.expect("it waits");
    let waiting = ["The kitchen knows it by heart.", "Waits for a decision", "Approve"];
    answers_an_admin(&portal, "exemptions-waiting", "/exemptions", &waiting).await;

    press(&browser, "button[formaction$='/approve']").await;
    browser
        .client
        .wait()
        .for_element(Locator::Css("button[formaction$='/withdraw']:only-of-type"))
        .await
        .expect("it holds");
    answers_an_admin(&portal, "exemptions-approved", "/exemptions", &["In force", "Approved by admin"]).await;
    browser.goto(&portal.url("/catalog/component/default/menu?tab=scorecards")).await;
    let seen = browser.text().await;
    assert!(seen.contains("The kitchen knows it by heart."), "the rule says why it need not be passed: {seen}");
    browser.close().await;
}

/// A day so many days from now, as one types it into Chromium's field for one.
fn day_of_chromium(days: i64) -> String {
    let day = sextant_server::clock::day(sextant_server::clock::now_ms() + days * 86_400_000);
    let parts: Vec<&str> = day.split('-').collect();
    format!("{}{}{}", parts[1], parts[2], parts[0])
}
