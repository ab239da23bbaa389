//! What happened, on the page of an entity and on the one of everything.

use catalog_schema::wire::{Event, EventKind, EventOutcome, History, Problem};

use crate::fixture::{Memory, company};
use crate::text;

const ENTITY: &str = "/catalog/component/default/checkout";

fn event(kind: EventKind, outcome: EventOutcome, title: &str, day: u32) -> Event {
    Event {
        id: format!("id-{title}"),
        kind,
        outcome: Some(outcome),
        environment: Some("production".to_owned()),
        version: Some("1.2.3".to_owned()),
        title: title.to_owned(),
        url: Some("https://ci.example.com/runs/7".to_owned()),
        happened_at: format!("2026-11-{day:02}T00:00:00Z"),
        received_at: "2026-11-20T00:00:00Z".to_owned(),
        entity_ref: "component:default/checkout".to_owned(),
        uid: "uid-checkout".to_owned(),
        incident: None,
        source: "https://ci.example.com/checkout".to_owned(),
        event_type: "dev.cdevents.service.deployed.0.3.0".to_owned(),
        event_id: "7".to_owned(),
        actor: "token:ci".to_owned(),
    }
}

fn history() -> History {
    History {
        entity_ref: "component:default/checkout".to_owned(),
        uid: "uid-checkout".to_owned(),
        deleted: false,
        items: Vec::new(),
        total: 0,
        shortened: false,
        next_cursor: None,
        revision: 9,
    }
}

fn busy() -> Memory {
    let events = vec![
        event(EventKind::Incident, EventOutcome::Open, "Incident detected in production: No orders", 19),
        event(EventKind::Deployment, EventOutcome::Success, "Deployed version 1.2.3 to production", 18),
        event(EventKind::Build, EventOutcome::Failure, "Pipeline failed: main", 17),
    ];
    Memory { events, history: Some(history()), ..company() }
}

fn quiet() -> Memory {
    Memory { history: Some(history()), ..company() }
}

#[tokio::test]
async fn the_tab_tells_what_happened_and_narrows_by_kind() {
    let page = busy().get(&format!("{ENTITY}?tab=activity")).await;
    let seen = text(&page.html);
    for expected in [
        "What happened",
        "Deployed version 1.2.3 to production Succeeded",
        "Pipeline failed: main Failed",
        "told by token:ci",
        "3 days ago",
        "What changed",
    ] {
        assert!(seen.contains(expected), "{expected} is missing in {seen}");
    }
    assert!(page.html.contains("https://ci.example.com/runs/7"));
    let builds = busy().get(&format!("{ENTITY}?tab=activity&kind=build")).await;
    let seen = text(&builds.html);
    assert!(seen.contains("Pipeline failed") && !seen.contains("Deployed version") && !seen.contains("What changed"));
    let descriptor = text(&busy().get(&format!("{ENTITY}?tab=activity&kind=descriptor")).await.html);
    assert!(descriptor.contains("What changed") && !descriptor.contains("What happened"), "{descriptor}");
}

#[tokio::test]
async fn where_nothing_was_told_the_tab_says_how_to_tell_something() {
    let seen = text(&quiet().get(&format!("{ENTITY}?tab=activity")).await.html);
    assert!(seen.contains("sextant event deployment component:default/checkout"), "{seen}");
    let builds = text(&quiet().get(&format!("{ENTITY}?tab=activity&kind=build")).await.html);
    assert!(builds.contains("None of this sort (builds)"), "{builds}");
}

#[tokio::test]
async fn the_overview_tells_what_runs_and_what_is_broken_only_where_there_is_something() {
    let seen = text(&busy().get(ENTITY).await.html);
    for expected in ["1 open incident", "No orders , 2 days ago", "Last deployed production Version 1.2.3, 3 days ago"]
    {
        assert!(seen.contains(expected), "{expected} is missing in {seen}");
    }
    let seen = text(&quiet().get(ENTITY).await.html);
    assert!(!seen.contains("open incident") && !seen.contains("Last deployed"), "{seen}");
}

#[tokio::test]
async fn activity_shows_events_by_day_with_their_entities() {
    let page = busy().get("/activity?show=events").await;
    assert_eq!(page.status, 200);
    let seen = text(&page.html);
    for expected in [
        "Thursday, 19 November 2026",
        "Wednesday, 18 November 2026",
        "checkout Deployment",
        "Download CSV",
        "Environment",
    ] {
        assert!(seen.contains(expected), "{expected} is missing in {seen}");
    }
    assert!(page.html.contains("/api/v1/events.csv"));
    assert!(
        text(&busy().get("/activity").await.html).contains("Deployments, builds, incidents"),
        "there is a way there"
    );
    let none = text(&quiet().get("/activity?show=events").await.html);
    assert!(none.contains("Nothing has been told yet") && none.contains("sextant event"), "{none}");
    let none = text(&quiet().get("/activity?show=events&kind=build").await.html);
    assert!(none.contains("No such event") && none.contains("Show everything"), "{none}");
    let problem = Problem::new(404, "entity_not_found", "No such entity", "there is no component:default/ordres");
    let refused =
        Memory { refused: Some(problem), ..company() }.get("/activity?show=events&entity=component:ordres").await;
    assert_eq!(refused.status, 404);
    assert!(text(&refused.html).contains("there is no component:default/ordres"));
}

#[tokio::test]
async fn nothing_that_an_event_says_becomes_markup() {
    const EVIL: &str = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'><b>";
    let evil = || EVIL.to_owned();
    let hostile = |kind, outcome| Event {
        environment: Some(evil()),
        version: Some(evil()),
        url: Some("javascript:alert(7)".to_owned()),
        incident: Some(evil()),
        source: evil(),
        event_type: evil(),
        event_id: evil(),
        actor: evil(),
        ..event(kind, outcome, EVIL, 18)
    };
    let events = vec![
        hostile(EventKind::Incident, EventOutcome::Open),
        hostile(EventKind::Deployment, EventOutcome::Success),
        hostile(EventKind::Other, EventOutcome::Cancelled),
    ];
    let memory = Memory { events, history: Some(history()), ..company() };
    for address in [ENTITY.to_owned(), format!("{ENTITY}?tab=activity"), "/activity?show=events".to_owned()] {
        let html = memory.get(&address).await.html;
        assert!(html.contains("&lt;script&gt;alert(1)"), "{address} shows it as text");
        for markup in ["<script>alert", "<img src=x", "<b>", "javascript:alert(7)"] {
            assert!(!html.contains(markup), "{address} has {markup}");
        }
    }
}
