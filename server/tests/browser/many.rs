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
        shows(&browser, "What would change").await;
        let text = browser.text().await;
        assert!(text.contains("says "), "{text}");
        browser.screenshot(&seen("bulk-preview")).await;
        looks_well(&browser, script, &seen("bulk-preview")).await;
        click(&browser, "button[value='save']").await;
        shows(&browser, "3 entities changed").await;
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
        shows(&browser, "Import only the 1 that are right").await;
        browser.screenshot(&seen("import-preview")).await;
        looks_well(&browser, script, &seen("import-preview")).await;
        let text = browser.text().await;
        assert!(text.contains("is no tier"), "{text}");
        click(&browser, "button[value='save-right']").await;
        shows(&browser, "1 made, 0 changed").await;
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
    let place = format!("main input[name='{name}']");
    let field = browser.client.wait().for_element(Locator::Css(&place)).await.expect("a field");
    field.send_keys(text).await.expect("it is typed");
}

/// Waits until the page says this: a tap does not wait for the page that it leads to.
async fn shows(browser: &Browser, text: &str) {
    let said = format!("//main//*[contains(., \"{text}\")]");
    let found = browser.client.wait().for_element(Locator::XPath(&said)).await;
    found.unwrap_or_else(|error| panic!("{text}: {error}"));
}

/// Clicks, once the page has jumped to the place: the driver does not wait for a page that scrolls there smoothly.
async fn click(browser: &Browser, place: &str) {
    let found = browser.client.wait().for_element(Locator::Css(place)).await;
    let found = found.unwrap_or_else(|error| panic!("{place}: {error}"));
    for _ in 0..20 {
        if found.click().await.is_ok() {
            return;
        }
        let jump =
            format!("document.querySelector({place:?}).scrollIntoView({{ behavior: 'instant', block: 'center' }})");
        // Where pages may run no scripts this does nothing, and the page does not scroll smoothly either.
        let _nothing = browser.client.execute(&jump, Vec::new()).await;
    }
    panic!("{place} cannot be clicked");
}
