use std::collections::BTreeMap;

use catalog_schema::wire::{Accepted, Insight, InsightDay, InsightRule, Insights};

use crate::fixture::{Memory, company};
use crate::text;

fn rule(id: &str, title: &str, open: u64) -> InsightRule {
    InsightRule {
        id: id.to_owned(),
        title: title.to_owned(),
        why: "They fail together.".to_owned(),
        fix: "Cut one.".to_owned(),
        open,
        accepted: 1,
    }
}

fn insight(message: &str) -> Insight {
    Insight {
        id: "0f".to_owned(),
        rule: "cycle".to_owned(),
        severity: "high".to_owned(),
        weight: 19.1,
        message: message.to_owned(),
        subject: "component:default/a".to_owned(),
        path: vec!["component:default/a".to_owned(), "component:default/b".to_owned()],
        owners: vec!["group:default/one".to_owned()],
        reach: 3,
        first_seen: Some("2026-11-10T00:00:00Z".to_owned()),
        accepted: None,
        unclear: None,
    }
}

fn found(items: Vec<Insight>) -> Memory {
    let day =
        |day: &str, open: u64| InsightDay { day: day.to_owned(), open: BTreeMap::from([("cycle".to_owned(), open)]) };
    let insights = Insights {
        total: items.len() as u64,
        rules: vec![rule("cycle", "Dependency cycle", items.len() as u64), rule("hub", "Hub", 0)],
        trend: vec![day("2026-11-01", 4), day("2026-11-20", items.len() as u64)],
        next_cursor: Some("19.1:0f".to_owned()),
        revision: 9,
        items,
    };
    Memory { insights, ..company() }
}

#[tokio::test]
async fn a_finding_says_what_where_whose_why_and_what_to_do() {
    let page = found(vec![insight("a and b depend on each other")]).get("/insights").await;
    assert_eq!(page.status, 200);
    let seen = text(&page.html);
    for expected in [
        "High",
        "Dependency cycle",
        "a and b depend on each other",
        "owned by one",
        "3 entities are hit if it fails",
        "They fail together.",
        "Cut one.",
        "sextant.dev/accept-cycle",
        "3 fewer open findings than on 2026-11-01: 1 instead of 4",
        "Lighter",
    ] {
        assert!(seen.contains(expected), "{expected}: {seen}");
    }
    assert!(page.html.contains("href=\"/insights?rule=cycle\""), "the count leads to what it counts");
    assert!(page.html.contains("href=\"/catalog/component/default/b\""), "the path leads to its entities");
}

#[tokio::test]
async fn what_is_accepted_says_by_whom_and_until_when() {
    let accepted = Accepted {
        reason: "<b>moves</b>".to_owned(),
        until: "2026-12-31".to_owned(),
        expired: false,
        by: "component:default/a".to_owned(),
    };
    let item = Insight { accepted: Some(accepted), ..insight("<script>alert(1)</script>") };
    let page = found(vec![item]).get("/insights?accepted=true").await;
    let seen = text(&page.html);
    assert!(seen.contains("Accepted until 2026-12-31 by a"), "{seen}");
    assert!(!page.html.contains("<b>moves") && !page.html.contains("<script>alert"), "escaped");
}

#[tokio::test]
async fn there_may_be_nothing_or_nobody_has_looked_or_the_question_is_wrong() {
    let nothing = text(&found(vec![]).get("/insights").await.html);
    assert!(nothing.contains("Nothing is wrong"), "{nothing}");
    let narrowed = text(&found(vec![]).get("/insights?severity=low").await.html);
    assert!(narrowed.contains("No such finding") && narrowed.contains("Show everything"), "{narrowed}");
    let early = text(&company().get("/insights").await.html);
    assert!(early.contains("Nobody has looked yet"), "{early}");
    let wrong = found(vec![]).get("/insights?rule=cicle").await;
    assert_eq!(wrong.status, 400);
    assert!(text(&wrong.html).contains("This cannot be looked for"));
}
