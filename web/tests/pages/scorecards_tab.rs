//! What an entity's tab Scorecards makes of results.

use std::collections::BTreeMap;

use catalog_schema::wire::{
    ExemptionNote, FactOrigin, MissingFact, Outcome, RuleChange, RuleResult, ScorecardLevel, ScorecardResult,
};
use serde_json::json;

use crate::fixture::{Memory, company, rule};
use crate::text;

const PAGE: &str = "/catalog/component/default/checkout?tab=scorecards";

fn level(name: &str, title: &str, color: Option<&str>) -> ScorecardLevel {
    ScorecardLevel { name: name.to_owned(), title: title.to_owned(), color: color.map(str::to_owned) }
}

fn of(level: &str, weight: u32, result: RuleResult) -> RuleResult {
    RuleResult { level: Some(level.to_owned()), weight, ..result }
}

/// A scorecard with a rule of every outcome.
fn production() -> ScorecardResult {
    let origin = FactOrigin {
        source: Some("examples".to_owned()),
        path: Some("checkout/catalog-info.yaml".to_owned()),
        line: Some(7),
        href: Some("/catalog/component/default/checkout?tab=descriptor#L7".to_owned()),
        ..FactOrigin::default()
    };
    let fact = |fact: &str, how: &str| RuleChange { fact: Some(fact.to_owned()), day: None, how: how.to_owned() };
    let runbook = RuleResult {
        expression: "size(links.runbook) > 0".to_owned(),
        evidence: json!({"links.runbook": [], "entity.tier": 1}).as_object().cloned().unwrap_or_default(),
        origins: BTreeMap::from([("entity.tier".to_owned(), origin)]),
        changes: vec![fact("links.runbook", "the entity's descriptor: `metadata.links` with `type: runbook`")],
        documentation: Some("https://example.com/runbooks".to_owned()),
        since: Some("2026-11-18T00:00:00Z".to_owned()),
        since_revision: Some(4),
        ..rule("runbook", "Has a runbook", Outcome::Fail, Some("Add a **link**. <script>alert(1)</script>"))
    };
    let reach = RuleResult {
        missing: vec![MissingFact { fact: "measures.reach".to_owned(), supplied_by: "the catalog".to_owned() }],
        ..rule("reach", "Few depend on it", Outcome::Unknown, None)
    };
    let exempt = RuleResult {
        exemption: Some(ExemptionNote {
            request: None,
            reason: "goes away in January".to_owned(),
            approved_by: Some("user:default/ada".to_owned()),
            expires: Some("2027-01-31".to_owned()),
            otherwise: Outcome::Fail,
        }),
        ..rule("docs", "Has documentation", Outcome::Exempt, None)
    };
    let announced = RuleResult {
        effective_from: Some("2027-03-01".to_owned()),
        ..rule("sbom", "Has an SBOM", Outcome::Fail, None)
    };
    ScorecardResult {
        scorecard: "production".to_owned(),
        title: "Production readiness".to_owned(),
        level: Some("bronze".to_owned()),
        levels: vec![
            level("bronze", "Bronze", Some("#a97142")),
            level("silver", "Silver", Some("red\" onload=\"alert(1)")),
            level("gold", "Gold", None),
        ],
        score: 10,
        max: 40,
        rules: vec![
            of("bronze", 10, rule("owner", "Has an owner", Outcome::Pass, None)),
            of("gold", 5, rule("chat", "Has a chat", Outcome::Fail, None)),
            of("silver", 25, runbook),
            of("silver", 5, reach),
            of("silver", 5, exempt),
            announced,
        ],
    }
}

fn judged() -> Memory {
    Memory { scorecards: vec![production()], ..company() }
}

#[tokio::test]
async fn a_scorecard_says_how_far_it_is_and_what_the_next_level_takes() {
    let page = judged().get(PAGE).await;
    assert_eq!(page.status, 200);
    let seen = text(&page.html);
    for expected in [
        "Production readiness Bronze",
        "10 of 40 points · 2 fail, 1 could not be judged, 1 is exempt, 1 passes",
        "Bronze reached",
        "Silver next, needs Has a runbook Few depend on it",
        "Gold needs Has a chat",
    ] {
        assert!(seen.contains(expected), "{expected} is missing in {seen}");
    }
    assert!(page.html.contains(r##"href="#production.runbook""##) && page.html.contains(r#"id="production.runbook""#));
    assert!(page.html.contains(r##"fill="#a97142""##) && !page.html.contains("onload="), "only colours are colours");
    assert!(page.html.contains(r#"href="/scorecards/production""#), "the title leads to the scorecard");
}

#[tokio::test]
async fn what_is_to_be_done_comes_first_and_what_passes_is_folded() {
    let page = judged().get(PAGE).await;
    let seen = text(&page.html);
    let order = ["To be mended", "Has a runbook", "Could not be judged", "Announced", "Need not pass", "1 rule passes"];
    let (_, list) = seen.split_once("Gold needs").unwrap_or_default();
    let places: Vec<Option<usize>> = order.iter().map(|part| list.find(part)).collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?} in {list}");
    assert!(list.find("Has a runbook Has") < list.rfind("Has a chat"), "the heavier failure first: {list}");
    let (_, passing) = page.html.split_once("rules-passing").unwrap_or_default();
    assert!(page.html.contains("<details class=\"rules-passing\">") && passing.contains("Has an owner"), "{passing}");
}

#[tokio::test]
async fn a_rule_says_why_how_to_mend_it_and_where_it_looked() {
    let page = judged().get(PAGE).await;
    let seen = text(&page.html);
    for expected in [
        "Fail Has a runbook runbook was looked at 0 of 25 points needed for Silver since 3 days ago , revision 4",
        "Add a link .",
        "More about this rule",
        "It passes where this holds: size(links.runbook) > 0",
        "links.runbook none",
        "the entity's descriptor: metadata.links with type: runbook",
        "entity.tier 1 checkout/catalog-info.yaml:7",
        "measures.reach is missing; it comes from the catalog",
        "Exempt: goes away in January , decided by user:default/ada , until 2027-01-31 . It would fail.",
        "Does not count yet: from 2027-03-01 on.",
    ] {
        assert!(seen.contains(expected), "{expected} is missing in {seen}");
    }
    assert!(page.html.contains("/catalog/component/default/checkout?tab=descriptor#L7"), "facts lead to their line");
    assert!(page.html.contains("<strong>link</strong>") && !page.html.contains("<script>alert"), "Markdown, harmless");
}

#[tokio::test]
async fn where_no_scorecard_applies_the_tab_says_so() {
    let seen = text(&Memory { scorecards: Vec::new(), ..company() }.get(PAGE).await.html);
    assert!(seen.contains("No scorecard applies to it") && seen.contains("all scorecards"), "{seen}");
}

#[tokio::test]
async fn the_overview_sums_up_and_leads_to_the_tab() {
    let page = judged().get("/catalog/component/default/checkout").await;
    let seen = text(&page.html);
    assert!(seen.contains("Production readiness Bronze 10 of 40 points 2 fail, 1 could not be judged"), "{seen}");
    assert!(!page.html.contains("rule-fix"), "how to mend it stands on the tab");
    assert!(page.html.contains(&format!("href=\"{PAGE}#production.runbook\"")), "a failing rule leads to itself");
    let (_, health) = page.html.split_once("<dt>Health</dt>").unwrap_or_default();
    let (health, _) = health.split_once("</dd>").unwrap_or_default();
    assert!(health.contains(&format!("href=\"{PAGE}\"")), "and the health to the tab: {health}");
}
