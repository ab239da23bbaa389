//! Is what was agreed on under way, and who is left?

use crate::harness::{Portal, answers};

#[tokio::test]
#[ignore = "needs Chromium and the demo company: cargo xtask test"]
async fn initiatives_say_how_far_everybody_is_and_who_is_left() {
    let portal = Portal::over_the_demo();
    let name = "runbooks-for-what-matters";
    portal.api_until(&format!("/api/v1/initiatives/{name}/burndown"), |answer| answer["pending"] == false);
    let expected = ["Initiatives", "A runbook for everything that matters", "A dashboard for everything that runs"];
    answers(&portal, "initiatives", "/initiatives", &expected, None).await;
    let expected = ["a week are needed", "As a table", "Who is how far", "Who is left", "Has a runbook"];
    answers(&portal, "initiative", &format!("/initiatives/{name}"), &expected, None).await;
}
