use fantoccini::Locator;

use crate::harness::{Browser, Device, Portal, Script, answers};

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn teams_are_shown_with_what_they_carry() {
    let portal = Portal::start();
    let expected = ["Engineering", "Checkout", "Kitchen", "Gaps in ownership", "no owner"];
    answers(&portal, "teams", "/teams", &expected, None).await;
}

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn a_team_says_what_it_carries_and_on_whom_it_depends() {
    let portal = Portal::start();
    let expected = ["Checkout", "Payments", "Orders", "Members", "Needs", "Needed by", "Make this one of my teams"];
    answers(&portal, "team", "/teams/checkout", &expected, None).await;
}

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn a_department_counts_its_teams() {
    let portal = Portal::start();
    let expected = ["Engineering", "Teams within it", "Checkout", "Payments"];
    answers(&portal, "team-tree", "/teams/engineering?tree=1", &expected, None).await;
}

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn an_unknown_team_leads_to_one_that_is_there() {
    let portal = Portal::start();
    let allowed = Some("404");
    answers(&portal, "team-unknown", "/teams/chekout", &["did you mean group:default/checkout", "Checkout"], allowed)
        .await;
}

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn a_team_becomes_one_of_ones_own_and_stops_being_so() {
    let portal = Portal::start();
    let browser = Browser::open(Device::Desktop, Script::Off).await;
    browser.goto(&portal.url("/teams/checkout")).await;
    follow(&browser, "Make this one of my teams", "Not any more").await;
    assert!(browser.text().await.contains("One of your teams"));
    browser.goto(&portal.url("/")).await;
    assert!(browser.text().await.contains("Your teams"));
    browser.goto(&portal.url("/teams/checkout")).await;
    follow(&browser, "Not any more", "Make this one of my teams").await;
    assert!(browser.text().await.contains("Make this one of my teams"));
    browser.close().await;
}

/// Clicks a link and waits for the page that has the other one.
async fn follow(browser: &Browser, words: &str, then: &str) {
    let link = browser.client.find(Locator::LinkText(words)).await;
    link.unwrap_or_else(|error| panic!("{words}: {error}")).click().await.expect("it leads on");
    browser.client.wait().for_element(Locator::LinkText(then)).await.expect("the page comes again");
}
