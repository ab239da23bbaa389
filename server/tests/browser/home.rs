use fantoccini::Locator;

use crate::harness::{Browser, Device, Portal, Script, answers};

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn home_says_what_to_look_at() {
    let portal = Portal::start();
    let worst = portal.api("/api/v1/health")["rules"][0].clone();
    let rule = worst["title"].as_str().expect("a rule").to_owned();
    assert!(worst["failed"].as_u64().is_some_and(|failed| failed > 0), "something fails in the example company");
    let expected =
        [rule.as_str(), "Fix next", "Changed lately", "Problems in descriptors", "Gaps in ownership", "Components"];
    answers(&portal, "home", "/", &expected, None).await;
}

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn teams_are_chosen_and_changed_without_javascript() {
    let portal = Portal::start();
    let browser = Browser::open(Device::Desktop, Script::Off).await;
    browser.goto(&portal.url("/")).await;
    assert!(!browser.text().await.contains("Your teams"), "nothing is chosen yet");
    choose(&browser, "checkout", "[checked]").await;
    browser.screenshot("home-chosen").await;
    let text = browser.text().await;
    assert!(text.contains("Your teams") && text.contains("Health of what they own"), "{text}");

    // The list behind a figure has as many entities as the figure says.
    let figure = Locator::Css(".rows-teams td[data-label='Entities'] a");
    let figure = browser.client.find(figure).await.expect("the team's entities");
    let count = figure.text().await.expect("a figure");
    let address = figure.attr("href").await.expect("an address").expect("an address");
    browser.goto(&portal.url(&address)).await;
    let list = browser.text().await;
    assert!(list.contains(&format!("{count} entities")) || list.contains(&format!("of {count}")), "{list}");

    // The same box again takes the team away.
    browser.goto(&portal.url("/")).await;
    choose(&browser, "checkout", ":not([checked])").await;
    assert!(!browser.text().await.contains("Your teams"), "the choice is gone");
    browser.close().await;
}

/// Opens the form, clicks a team's box, sends the form, and waits for the page on which the box stands so.
async fn choose(browser: &Browser, team: &str, then: &str) {
    let team = format!("input[value='group:default/{team}']");
    for place in [".choose summary", &team, ".choose button[type='submit']"] {
        let found = browser.client.find(Locator::Css(place)).await;
        found.unwrap_or_else(|error| panic!("{place}: {error}")).click().await.expect("it can be clicked");
    }
    let after = format!("{team}{then}");
    browser.client.wait().for_element(Locator::Css(&after)).await.expect("the page comes again");
}
