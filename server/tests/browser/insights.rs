use crate::harness::{Portal, answers};

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn insights_says_what_is_wrong_and_what_to_do() {
    let portal = Portal::start();
    // Looked for in the background, soon after the start.
    let first = portal.api_until("/api/v1/insights?limit=1", |answer| answer["revision"] != 0);
    let message = first["items"][0]["message"].as_str().expect("the demo company has findings");
    let expected = ["Insights", message, "Why it matters, and what to do", "Dependency cycle"];
    answers(&portal, "insights", "/insights", &expected, None).await;
}

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn insights_says_what_it_cannot_look_for() {
    let portal = Portal::start();
    let expected = ["This cannot be looked for", "Show everything"];
    answers(&portal, "insights-refused", "/insights?rule=cicle", &expected, Some("400")).await;
}
