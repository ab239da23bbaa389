//! The pages of initiatives.

use catalog_schema::wire::{
    Initiative, InitiativeCounts, InitiativeDay, InitiativeEntity, InitiativeGroup, InitiativeLack, InitiativeLevel,
    InitiativePace, InitiativeRule, InitiativeStanding, InitiativeState, Outcome, ScorecardPlace,
};

use crate::fixture::{Memory, company};
use crate::text;

fn counts(reached: u64, failing: u64, unknown: u64, exempt: u64) -> InitiativeCounts {
    InitiativeCounts { entities: reached + failing + unknown + exempt, reached, failing, unknown, exempt }
}

fn initiative(name: &str, state: InitiativeState, due_on: &str) -> Initiative {
    Initiative {
        name: name.to_owned(),
        title: format!("Of {name} <b>"),
        description: "Why we *do* it.".to_owned(),
        owner: Some("group:default/payments".to_owned()),
        state,
        defined_at: ScorecardPlace {
            entity_ref: format!("initiative:default/{name}"),
            source: "examples".to_owned(),
            path: "initiatives.yaml".to_owned(),
        },
        starts_on: "2026-11-01".to_owned(),
        due_on: due_on.to_owned(),
        level: Some(InitiativeLevel {
            scorecard: "production".to_owned(),
            name: "silver".to_owned(),
            title: "Silver".to_owned(),
            color: None,
        }),
        rules: vec![InitiativeRule {
            scorecard: "production".to_owned(),
            scorecard_title: "Production".to_owned(),
            rule: "runbook".to_owned(),
            title: "Has a runbook".to_owned(),
            failing: 5,
            announced_for: None,
        }],
        counts: counts(12, 5, 1, 2),
        ..Initiative::default()
    }
}

fn day(day: &str, failing: u64) -> InitiativeDay {
    InitiativeDay { day: day.to_owned(), counts: counts(18 - failing, failing, 0, 2) }
}

/// One on the way, one at risk, and one that is over.
fn asked() -> Memory {
    let pace = InitiativePace { since: "2026-11-07".to_owned(), days: 14, left_then: 8, left: 6, days_left: 10 };
    let risky = Initiative { pace: Some(pace), ..initiative("risky", InitiativeState::AtRisk, "2026-11-30") };
    let lack = InitiativeLack {
        scorecard: "production".to_owned(),
        rule: "runbook".to_owned(),
        title: "Has a runbook".to_owned(),
        outcome: Outcome::Fail,
        message: "No <i>runbook</i> is linked.".to_owned(),
        fix: Some("Link one.".to_owned()),
    };
    let entity = |name: &str, state, lacks| InitiativeEntity {
        entity_ref: format!("component:default/{name}"),
        kind: "Component".to_owned(),
        title: None,
        owner: Some("group:default/payments".to_owned()),
        state,
        lacks,
    };
    let exempt = InitiativeLack { outcome: Outcome::Exempt, message: "It need not.".to_owned(), ..lack.clone() };
    Memory {
        initiatives: vec![
            risky,
            initiative("early", InitiativeState::Running, "2026-12-31"),
            initiative("done", InitiativeState::Reached, "2026-11-20"),
        ],
        initiative_days: vec![day("2026-11-01", 18), day("2026-11-11", 9), day("2026-11-21", 6)],
        initiative_groups: vec![
            InitiativeGroup { of: Some("group:default/payments".to_owned()), title: None, counts: counts(2, 1, 0, 0) },
            InitiativeGroup { of: None, title: None, counts: counts(10, 4, 1, 2) },
        ],
        initiative_entities: vec![
            entity("orders", InitiativeStanding::Failing, vec![lack]),
            entity("legacy", InitiativeStanding::Exempt, vec![exempt]),
            entity("cart", InitiativeStanding::Reached, Vec::new()),
        ],
        ..company()
    }
}

#[tokio::test]
async fn what_is_running_comes_before_what_is_over() {
    let page = asked().get("/initiatives").await;
    assert_eq!(page.status, 200);
    let (running, over) = page.html.split_once("id=\"over\"").unwrap();
    assert!(running.contains("/initiatives/risky\"") && running.contains("/initiatives/early\""), "{running}");
    assert!(over.contains("/initiatives/done\"") && !running.contains("/initiatives/done\""), "{over}");
    let told = text(running);
    assert!(told.contains("At risk") && told.contains("in 9 days") && told.contains("12 of 18"), "{told}");
    assert!(running.contains("/initiatives/risky?state=left#entities"), "a figure leads to whom it counts");
    assert!(!page.html.contains("Of risky <b>"), "titles are escaped");
}

#[tokio::test]
async fn without_any_there_is_one_to_copy() {
    let page = company().get("/initiatives").await;
    assert!(page.html.contains("There is no initiative") && page.html.contains("dueOn: 2026-12-31"), "{}", page.html);
}

#[tokio::test]
async fn the_page_says_how_it_stands_how_it_went_and_who_is_left() {
    let page = asked().get("/initiatives/risky").await;
    assert_eq!(page.status, 200);
    let told = text(&page.html);
    let why = "6 entities are left with 10 days to go, today among them: 4.2 a week are needed, and 1 a week were done in the last 14 days.";
    assert!(told.contains(why), "{told}");
    assert!(
        page.html.contains("class=\"chart-ideal\"") && told.contains("Left: 18 on 2026-11-01, 6 on 2026-11-21"),
        "{told}"
    );
    for link in [
        "/initiatives/risky?state=reached#entities",
        "/initiatives/risky?state=exempt#entities",
        "/initiatives/risky?rule=production%2Frunbook#entities",
        "/initiatives/risky?team=group:default%2Fpayments&amp;state=left#entities",
        "/initiatives/risky?state=left&amp;filter=%21effective_owner#entities",
        "/api/v1/initiatives/risky/burndown.csv",
        "/api/v1/initiatives/risky/rollup.csv?by=team",
        "/api/v1/initiatives/risky/entities.csv?state=left",
        "/catalog/component/default/orders?tab=scorecards#production.runbook",
        "/catalog/initiative/default/risky?tab=descriptor",
    ] {
        assert!(page.html.contains(&format!("\"{link}\"")), "{link}: {}", page.html);
    }
    assert!(told.contains("No <i>runbook</i> is linked.") && !page.html.contains("<i>runbook"), "{told}");
    assert!(!page.html.contains("component/default/cart?tab"), "who is there is not left");
    let exempt = asked().get("/initiatives/risky?state=exempt").await;
    let told = text(&exempt.html);
    assert!(told.contains("Who is exempt") && told.contains("It need not."), "{told}");
    assert_eq!(asked().get("/initiatives/none").await.status, 404);
}
