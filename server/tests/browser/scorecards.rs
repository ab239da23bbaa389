use fantoccini::Locator;

use crate::harness::{Browser, Device, Portal, Script, answers, is_accessible};

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn scorecards_says_how_far_everybody_is() {
    let portal = Portal::start();
    answers(&portal, "scorecards", "/scorecards", &["Scorecards", "The organisation", "Failed most"], None).await;
}

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn a_scorecard_says_what_it_takes_and_who_is_where() {
    let portal = Portal::start();
    let list = portal.api_until("/api/v1/scorecards", |answer| answer["items"][0]["entities"] != 0);
    let name = list["items"][0]["name"].as_str().expect("there are built-in scorecards");
    let expected =
        ["Where we stand", "What moved", "What to mend next", "Who fails what", "Ranking", "What it takes", "Entities"];
    answers(&portal, "scorecard", &format!("/scorecards/{name}"), &expected, None).await;
}

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn a_change_is_tried_before_it_is_published() {
    let portal = Portal::start();
    let address = "/scorecards/production-readiness/simulate";
    portal.api_until("/api/v1/scorecards", |answer| answer["items"][0]["entities"] != 0);
    answers(&portal, "simulate", address, &["Try a change", "The definition", "How to publish it"], None).await;
    let browser = Browser::open(Device::Desktop, Script::On).await;
    browser.goto(&portal.url(address)).await;
    // Nobody has so many of these.
    browser.value("(() => { const text = document.querySelector('textarea'); \
                   text.value = text.value.replace('owner.effective != null', 'size(entity.tags) > 99'); return true })()").await;
    let tries = browser.client.find(Locator::Css("form .button-main")).await.expect("a button");
    tries.send_keys("\u{e007}").await.expect("it is sent");
    browser.until("document.body.textContent.includes('What would change')").await;
    let seen = browser.text().await;
    assert!(seen.contains("Who changes") && seen.contains("Come to fail") && seen.contains("worse"), "{seen}");
    browser.screenshot("simulated").await;
    is_accessible(&browser, "simulated").await;
    browser.close().await;
}

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn the_tab_explains_every_rule() {
    let portal = Portal::start();
    let address = "/catalog/component/default/payments?tab=scorecards";
    let expected = ["What it looked at, and what would change it", "points"];
    answers(&portal, "entity-scorecards", address, &expected, None).await;
}

#[tokio::test]
#[ignore = "needs Chromium and the demo company: cargo xtask test"]
async fn the_past_of_the_demo_company_is_drawn() {
    let portal = Portal::over_the_demo();
    portal.api_until("/api/v1/scorecards", |answer| answer["items"][0]["entities"] != 0);
    let expected = ["The organisation", "As a table", "Within a week", "for the worse"];
    answers(&portal, "scorecards-past", "/scorecards", &expected, None).await;
    let expected = ["Price kit", "worse: pass", "Compared with"];
    answers(&portal, "scorecard-past", "/scorecards/documentation?moved=worse", &expected, None).await;
    let expected = ["Health", "Worse than a week ago", "Price kit", "What to mend next"];
    answers(&portal, "team-health", "/teams/checkout", &expected, None).await;
}

/// A team lead learns that the team is worse than a week ago, and ends at the line to edit.
#[tokio::test]
#[ignore = "needs Chromium and the demo company: cargo xtask test"]
async fn from_worse_than_last_week_to_the_line_in_four_clicks() {
    let portal = Portal::over_the_demo();
    portal.api_until("/api/v1/moves?direction=worse", |answer| answer["total"] != 0);
    for script in [Script::On, Script::Off] {
        let browser = Browser::open(Device::Desktop, script).await;
        browser.goto(&portal.url("/scorecards")).await;
        let rule = "/catalog/component/default/price-kit?tab=scorecards#documentation.has-description";
        click(&browser, "a[href='/scorecards/documentation?moved=worse#moved']", &format!("a[href='{rule}']")).await;
        browser.screenshot("four-clicks-1").await;
        let evidence = "[id='documentation.has-description'] .rule-evidence summary";
        click(&browser, &format!("a[href='{rule}']"), evidence).await;
        browser.screenshot("four-clicks-2").await;
        let line = "[id='documentation.has-description'] .rule-evidence[open] a[href*='tab=descriptor'][href*='#L']";
        click(&browser, evidence, line).await;
        browser.screenshot("four-clicks-3").await;
        let address = browser.client.find(Locator::Css(line)).await.expect("a line").attr("href").await;
        let address = address.expect("an address").expect("an address");
        let number = address.split_once("#L").expect("a line").1.to_owned();
        click(&browser, line, &format!("[id='L{number}']")).await;
        browser.screenshot("four-clicks-4").await;
        assert!(browser.text().await.contains("name: price-kit"), "the file is there, at the line to write below");
        browser.close().await;
    }
}

/// Clicks what a selector finds first, and waits for what the next one does.
async fn click(browser: &Browser, what: &str, then: &str) {
    let mut tries = 0;
    loop {
        let found = browser.client.wait().for_element(Locator::Css(what)).await;
        let clicked = found.unwrap_or_else(|error| panic!("{what}: {error}")).click().await;
        // While the page moves to what its address names, nothing can be clicked.
        if clicked.is_ok() {
            break;
        }
        tries += 1;
        assert!(tries < 100, "{what}: {clicked:?}");
    }
    let next = browser.client.wait().for_element(Locator::Css(then)).await;
    next.unwrap_or_else(|error| panic!("{then}: {error}"));
}
