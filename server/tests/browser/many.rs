//! Changing many entities at once, and bringing them from a table.

use fantoccini::Locator;

use crate::harness::{Browser, Device, Portal, Script, answers_an_admin, is_accessible, sign_in};

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn many_entities_are_chosen_previewed_and_changed() {
    let portal = Portal::start();
    answers_an_admin(&portal, "catalog-admin", "/catalog?kind=component", &["Edit those chosen", "that match"]).await;
    for (device, script) in [(Device::Desktop, Script::Off), (Device::Phone, Script::On)] {
        let seen = |name: &str| format!("{name}-{device:?}").to_lowercase();
        let browser = Browser::open(device, script).await;
        sign_in(&portal, &browser).await;
        browser.goto(&portal.url("/catalog?kind=component")).await;
        for number in [1, 2, 3] {
            click(&browser, &format!("tr:nth-child({number}) .chooser-box")).await;
        }
        click(&browser, "button[value='choose']").await;
        type_into(&browser, "owner", "checkout").await;
        let tag = if device == Device::Desktop { "seen-at-the-desk" } else { "seen-on-the-way" };
        type_into(&browser, "add_tags", tag).await;
        browser.screenshot(&seen("bulk-form")).await;
        looks_well(&browser, script, &seen("bulk-form")).await;
        click(&browser, "button[value='preview']").await;
        let text = browser.text().await;
        assert!(text.contains("What would change") && text.contains("says "), "{text}");
        browser.screenshot(&seen("bulk-preview")).await;
        looks_well(&browser, script, &seen("bulk-preview")).await;
        click(&browser, "button[value='save']").await;
        let text = browser.text().await;
        assert!(text.contains("3 entities changed"), "{text}");
        browser.screenshot(&seen("bulk-done")).await;
        assert_eq!(portal.api(&format!("/api/v1/entities?filter=tag={tag}"))["total"], 3);
        browser.close().await;
    }
}

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn a_table_is_pasted_looked_at_and_taken() {
    let portal = Portal::start();
    answers_an_admin(&portal, "import", "/import", &["Import a table", "The table", "Preview", "An example"]).await;
    for (device, script) in [(Device::Desktop, Script::Off), (Device::Phone, Script::On)] {
        let seen = |name: &str| format!("{name}-{device:?}").to_lowercase();
        let browser = Browser::open(device, script).await;
        sign_in(&portal, &browser).await;
        browser.goto(&portal.url("/import")).await;
        let name = if device == Device::Desktop { "ledger" } else { "wallet" };
        let box_ = browser.client.find(Locator::Css("textarea[name='table']")).await.expect("a box");
        let table = format!("name,owner,tier,lifecycle\n{name},checkout,1,production\nodd name,checkout,9,\n");
        box_.send_keys(&table).await.expect("it is typed");
        click(&browser, "button[value='preview']").await;
        browser.screenshot(&seen("import-preview")).await;
        looks_well(&browser, script, &seen("import-preview")).await;
        let text = browser.text().await;
        assert!(text.contains("is no tier") && text.contains("Import only the 1 that are right"), "{text}");
        click(&browser, "button[value='save-right']").await;
        let text = browser.text().await;
        assert!(text.contains("1 made, 0 changed"), "{text}");
        browser.screenshot(&seen("import-done")).await;
        browser.close().await;
    }
    assert_eq!(portal.api("/api/v1/entities?filter=source=managed")["total"], 2);
}

/// Nothing is wider than the window, and where scripts run axe finds nothing.
async fn looks_well(browser: &Browser, script: Script, seen: &str) {
    if script == Script::On {
        let wider = "document.documentElement.scrollWidth > document.documentElement.clientWidth";
        assert_eq!(browser.value(wider).await, false, "{seen}: the page is wider than its window");
        is_accessible(browser, seen).await;
    }
}

async fn type_into(browser: &Browser, name: &str, text: &str) {
    let field = browser.client.find(Locator::Css(&format!("main input[name='{name}']"))).await.expect("a field");
    field.send_keys(text).await.expect("it is typed");
}

/// Clicks, again where the page is still scrolling to the place.
async fn click(browser: &Browser, place: &str) {
    let found = browser.client.wait().for_element(Locator::Css(place)).await;
    let found = found.unwrap_or_else(|error| panic!("{place}: {error}"));
    for _ in 0..200 {
        if found.click().await.is_ok() {
            return;
        }
    }
    panic!("{place} cannot be clicked");
}
