use crate::harness::{Portal, answers};

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn scorecards_says_how_far_everybody_is() {
    let portal = Portal::start();
    answers(&portal, "scorecards", "/scorecards", &["Scorecards", "Failed most"], None).await;
}

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn a_scorecard_says_what_it_takes_and_who_is_where() {
    let portal = Portal::start();
    let list = portal.api_until("/api/v1/scorecards", |answer| answer["items"][0]["entities"] != 0);
    let name = list["items"][0]["name"].as_str().expect("there are built-in scorecards");
    let expected = ["Where we stand", "Rules", "What it takes", "Entities"];
    answers(&portal, "scorecard", &format!("/scorecards/{name}"), &expected, None).await;
}

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn the_tab_explains_every_rule() {
    let portal = Portal::start();
    let address = "/catalog/component/default/payments?tab=scorecards";
    let expected = ["What it looked at, and what would change it", "points"];
    answers(&portal, "entity-scorecards", address, &expected, None).await;
}
