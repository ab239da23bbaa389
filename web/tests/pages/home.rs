use catalog_schema::model::{Link, LinkType};
use catalog_schema::wire::{FailingEntity, Health, HealthSummary, OwnershipGaps, RuleSummary, Team, UnknownOwner};

use crate::fixture::{Memory, company};
use crate::text;

/// A team with three entities, one of which fails.
pub(crate) fn team(name: &str, parent: Option<&str>) -> Team {
    Team {
        entity_ref: format!("group:default/{name}"),
        title: None,
        entity_type: Some("team".to_owned()),
        parent: parent.map(|parent| format!("group:default/{parent}")),
        members: 2,
        entities: 3,
        tiers: [1, 2, 0, 0],
        health: Some(Health { score: 3, max: 4, passed: 3, failed: 1, unknown: 0 }),
        failing: 1,
        on_call: vec![Link {
            url: format!("https://oncall.example.com/{name}"),
            title: Some(format!("{name} rota")),
            icon: None,
            link_type: LinkType::OnCall,
        }],
    }
}

/// Two of five entities fail a rule, and seven depend on them.
pub(crate) fn summary() -> HealthSummary {
    HealthSummary {
        entities: 5,
        scored: 4,
        passing: 1,
        failing: 2,
        unknown: 1,
        total: Health { score: 6, max: 8, passed: 6, failed: 2, unknown: 1 },
        rules: vec![RuleSummary {
            id: "documentation/has-description".to_owned(),
            title: "Has a description".to_owned(),
            scorecard: "Documentation".to_owned(),
            passed: 2,
            failed: 2,
            unknown: 0,
            exempt: 0,
            impact: 7,
            worst: vec![FailingEntity {
                entity_ref: "component:default/checkout".to_owned(),
                kind: "Component".to_owned(),
                title: Some("Checkout".to_owned()),
                owner: None,
                dependents: 7,
            }],
        }],
        revision: 9,
    }
}

/// The company with two teams, one of them within the other.
fn with_teams() -> Memory {
    Memory {
        teams: vec![team("payments", Some("retail")), team("retail", None)],
        health: Some(summary()),
        gaps: OwnershipGaps {
            unowned: 2,
            unknown_owners: vec![UnknownOwner { owner: "group:default/ghosts".to_owned(), entities: 4 }],
            empty_teams: vec!["group:default/retail".to_owned()],
        },
        ..company()
    }
}

#[tokio::test]
async fn every_figure_leads_to_the_list_that_it_counts() {
    let page = with_teams().get("/").await;
    assert_eq!(page.status, 200);
    for address in [
        "/catalog?health=pass",
        "/catalog?health=unknown",
        "/catalog?health=fail",
        "/catalog?filter=%21health",
        "/catalog?failing=documentation%2Fhas-description",
        "/catalog?order=-changed",
        "/catalog?kind=component",
        "/catalog?effective_owner=group:default%2Fghosts",
        "/catalog?filter=%21effective_owner,kind%21%3Dgroup,kind%21%3Duser,kind%21%3Dlocation",
        "/sources?severity=error#problems",
        "/teams/retail",
    ] {
        assert!(page.html.contains(&format!("href=\"{address}\"")), "{address} is missing in {}", page.html);
    }
    let seen = text(&page.html);
    for expected in [
        "Health of the whole catalog 5 entities",
        "2 of 4 fail 7 dependents Checkout",
        "2 entities have no owner",
        "ghosts 4",
        "checkout/catalog-info.yaml:7",
        "examples could not be read",
    ] {
        assert!(seen.contains(expected), "{expected} is missing in {seen}");
    }
}

#[tokio::test]
async fn changes_say_what_by_whom_and_when() {
    let mut memory = with_teams();
    memory.entities[0].changed_by = Some("Ada Lovelace".to_owned());
    memory.entities[3].created_at = memory.entities[3].changed_at.clone();
    let seen = text(&memory.get("/").await.html);
    assert!(seen.contains("Checkout Changed by Ada Lovelace , 2 days ago"), "{seen}");
    assert!(seen.contains("orders-db Added , 2 days ago"), "{seen}");
}

#[tokio::test]
async fn chosen_teams_come_first_and_narrow_the_rest() {
    let memory = Memory { chosen: vec!["group:default/retail".to_owned()], ..with_teams() };
    let page = memory.get("/").await;
    let seen = text(&page.html);
    // What is within a team counts: twice three entities.
    assert!(seen.contains("Your teams") && seen.contains("retail team 2 6"), "{seen}");
    assert!(seen.contains("retail rota") && !seen.contains("payments rota"), "{seen}");
    for address in [
        "/catalog?owner_tree=group:default%2Fretail",
        "/catalog?owner_tree=group:default%2Fretail&amp;health=fail",
        "/catalog?owner_tree=group:default%2Fretail&amp;tier=1",
        "/catalog?owner_tree=group:default%2Fretail&amp;failing=documentation%2Fhas-description",
    ] {
        assert!(page.html.contains(&format!("href=\"{address}\"")), "{address} is missing in {}", page.html);
    }
}

#[tokio::test]
async fn teams_are_chosen_by_a_form_that_needs_no_script() {
    let memory = Memory { chosen: vec!["group:default/retail".to_owned()], ..with_teams() };
    let html = memory.get("/").await.html;
    assert!(html.contains(r#"<form action="/my-teams" method="get">"#), "{html}");
    assert!(html.contains(r#"<input type="hidden" name="back" value="/""#), "{html}");
    assert!(html.contains(r#"name="team" value="group:default/retail" checked"#), "{html}");
    assert!(html.contains(r#"name="team" value="group:default/payments">"#), "{html}");
}

#[tokio::test]
async fn many_teams_are_on_the_page_when_somebody_wants_to_choose() {
    let teams = (0..150).map(|number| team(&format!("team-{number}"), None)).collect();
    let memory = Memory { teams, ..with_teams() };
    let html = memory.get("/").await.html;
    assert!(html.contains(r#"<a href="/?choose=teams">Choose your teams</a>"#), "{html}");
    assert!(!html.contains(r#"name="team""#), "{html}");
    let html = memory.get("/?choose=teams").await.html;
    assert_eq!(html.matches(r#"name="team""#).count(), 150);
}

#[tokio::test]
async fn a_chosen_team_that_is_gone_can_be_forgotten() {
    let chosen = vec!["group:default/retail".to_owned(), "group:default/gone".to_owned()];
    let page = Memory { chosen, ..with_teams() }.get("/").await;
    let seen = text(&page.html);
    assert!(seen.contains("One of your teams is not in the catalog any more gone : renamed or removed."), "{seen}");
    assert!(page.html.contains(r#"href="/my-teams?team=group:default%2Fretail&amp;back=%2F""#), "{}", page.html);
}

#[tokio::test]
async fn what_is_well_says_so() {
    let mut memory = Memory { teams: vec![team("payments", None)], health: Some(summary()), ..company() };
    memory.sources[0].locations.clear();
    memory.sources[0].errors = 0;
    memory.diagnostics.clear();
    if let Some(health) = &mut memory.health {
        health.rules.clear();
    }
    let seen = text(&memory.get("/").await.html);
    for expected in ["No rule fails.", "Every descriptor is fine.", "Whatever should have an owner has one."] {
        assert!(seen.contains(expected), "{expected} is missing in {seen}");
    }
}

#[tokio::test]
async fn an_empty_catalog_says_how_to_begin() {
    let seen = text(&Memory::default().get("/").await.html);
    assert!(seen.contains("The catalog is empty") && seen.contains("sextant serve --catalog"), "{seen}");
    assert!(seen.contains("kind: Component"), "{seen}");
    assert!(seen.contains("sextant push . --server") && seen.contains("the first push makes it"), "{seen}");

    let with_source = Memory { sources: company().sources, ..Memory::default() };
    let seen = text(&with_source.get("/").await.html);
    assert!(seen.contains("/srv/catalog") && !seen.contains("--catalog"), "{seen}");
}
