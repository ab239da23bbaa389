//! The pages of scorecards themselves.

use std::collections::BTreeMap;

use catalog_schema::wire::{
    EntityScore, Outcome, RuleFailure, Scorecard, ScorecardLevelCount, ScorecardPlace, ScorecardRule, ScorecardScope,
    ScorecardState,
};

use crate::fixture::{Memory, company};
use crate::text;

fn level(name: &str, title: &str, entities: u64) -> ScorecardLevelCount {
    ScorecardLevelCount { name: name.to_owned(), title: title.to_owned(), color: None, entities }
}

fn rule(id: &str, title: &str, failed: u64) -> ScorecardRule {
    ScorecardRule {
        id: id.to_owned(),
        title: title.to_owned(),
        level: Some("bronze".to_owned()),
        weight: 10,
        expression: "size(links.runbook) > 0".to_owned(),
        failures: vec![RuleFailure { when: None, message: "None.".to_owned(), fix: "Add *one*.".to_owned() }],
        passed: 7,
        failed,
        unknown: 1,
        exempt: 2,
        ..ScorecardRule::default()
    }
}

/// One with levels, and one that gives points only.
pub(crate) fn defined() -> Memory {
    let production = Scorecard {
        name: "production".to_owned(),
        title: "Production readiness".to_owned(),
        description: "What it *takes*.".to_owned(),
        owner: Some("group:default/payments".to_owned()),
        defined_at: Some(ScorecardPlace {
            entity_ref: "scorecard:default/production".to_owned(),
            source: "examples".to_owned(),
            path: "scorecards/production.yaml".to_owned(),
        }),
        applies_to: ScorecardScope { kinds: vec!["Component".into()], tiers: vec![1, 2], ..ScorecardScope::default() },
        levels: vec![level("bronze", "Bronze", 4), level("silver", "Silver", 2)],
        rules: vec![rule("runbook", "Has a runbook", 3), rule("chat", "Has a chat", 5)],
        entities: 12,
        passing: 2,
        failing: 8,
        unknown: 2,
        without_level: 6,
        ..Scorecard::default()
    };
    let basics = Scorecard {
        name: "basics".to_owned(),
        title: "Basics".to_owned(),
        rules: vec![rule("owner", "Has an owner", 0)],
        entities: 3,
        passing: 2,
        unknown: 1,
        ..Scorecard::default()
    };
    let score = |name: &str, level: Option<&str>| EntityScore {
        entity_ref: format!("component:default/{name}"),
        kind: "Component".to_owned(),
        level: level.map(str::to_owned),
        score: 10,
        max: 20,
        outcomes: BTreeMap::from([("runbook".to_owned(), Outcome::Fail), ("chat".to_owned(), Outcome::Pass)]),
        ..EntityScore::default()
    };
    Memory {
        definitions: vec![production, basics],
        scores: vec![score("checkout", Some("bronze")), score("cart", None)],
        ..company()
    }
}

#[tokio::test]
async fn the_list_says_how_far_everybody_is_and_what_fails_most() {
    let page = defined().get("/scorecards").await;
    assert_eq!(page.status, 200);
    let seen = text(&page.html);
    for expected in [
        "Production readiness What it takes .",
        "Component, of tier 1 or 2 · 12 entities · 2 rules",
        "Silver 2 Bronze 4 no level 6",
        "Failed most Has a chat 5 fail Has a runbook 3 fail",
        "Basics Everything · 3 entities · 1 rule",
        "2 pass every rule 1 not all known",
    ] {
        assert!(seen.contains(expected), "{expected} is missing in {seen}");
    }
    for address in [
        "/scorecards/production",
        "/catalog?failing=production%2Fchat",
        "/catalog?filter=scorecard%3Dproduction",
        "/scorecards/production?level=silver#entities",
        "/catalog?filter=scorecard%3Dbasics,failing%21%3Dbasics%2Fowner,unknown%21%3Dbasics%2Fowner",
    ] {
        let address = format!("href=\"{}\"", address.replace('&', "&amp;"));
        assert!(page.html.contains(&address), "{address} is missing in {}", page.html);
    }
}

#[tokio::test]
async fn a_scorecard_says_what_it_takes_and_who_is_where() {
    let page = defined().get("/scorecards/production").await;
    assert_eq!(page.status, 200);
    let seen = text(&page.html);
    for expected in [
        "Owner payments",
        "Defined scorecards/production.yaml",
        "Has a runbook What it takes",
        "size(links.runbook) > 0",
        "Add one .",
        "checkout No owner Bronze 10 of 20 Has a runbook",
        "cart",
    ] {
        assert!(seen.contains(expected), "{expected} is missing in {seen}");
    }
    for address in [
        "/catalog?failing=production%2Frunbook",
        "/catalog?filter=passing%3Dproduction%2Frunbook",
        "/catalog?filter=unknown%3Dproduction%2Frunbook",
        "/catalog?filter=exempt%3Dproduction%2Frunbook",
        "/catalog/scorecard/default/production?tab=descriptor",
        "/catalog/component/default/checkout?tab=scorecards#production.runbook",
        "/api/v1/scorecards/production/results.csv",
    ] {
        assert!(page.html.contains(&format!("href=\"{address}\"")), "{address} is missing in {}", page.html);
    }
}

#[tokio::test]
async fn the_entities_can_be_narrowed_to_a_level_and_paged() {
    let narrowed = text(&defined().get("/scorecards/production?level=none").await.html);
    assert!(narrowed.contains("Entities at no level") && narrowed.contains("cart"), "{narrowed}");
    assert!(!narrowed.contains("checkout"), "{narrowed}");
    let first = Memory { page_size: Some(1), ..defined() }.get("/scorecards/production").await.html;
    assert!(
        first.contains("/scorecards/production?cursor=on#entities") && text(&first).contains("1–1 of 2"),
        "{first}"
    );
    let wrong = defined().get("/scorecards/production?level=platinum").await;
    assert_eq!(wrong.status, 400);
    let seen = text(&wrong.html);
    assert!(seen.contains("This cannot be looked for") && seen.contains("Has a runbook"), "{seen}");
}

#[tokio::test]
async fn there_may_be_none_a_draft_or_another() {
    let none = text(&company().get("/scorecards").await.html);
    assert!(none.contains("There is no scorecard"), "{none}");
    let mut memory = defined();
    memory.definitions[0].state = ScorecardState::Draft;
    let list = text(&memory.get("/scorecards").await.html);
    assert!(list.contains("Draft: it is checked") && !list.contains("Has a chat 5 fail"), "{list}");
    assert!(text(&memory.get("/scorecards/production").await.html).contains("This is a draft"));
    assert_eq!(memory.get("/scorecards/gone").await.status, 404);
}
