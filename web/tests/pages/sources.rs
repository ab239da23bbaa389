use catalog_schema::diagnostic::Severity;
use catalog_schema::wire::{Held, SyncState};

use crate::fixture::{Memory, company, diagnostic};
use crate::text;

#[tokio::test]
async fn sources_say_how_their_sync_went() {
    let page = company().get("/sources").await;
    let seen = text(&page.html);
    for expected in
        ["examples", "/srv/catalog", "Failed", "2 hours ago", "12 ms", "permission denied", "keeps what it had"]
    {
        assert!(seen.contains(expected), "{expected} is missing in {seen}");
    }
    for link in ["/sources/examples", "/catalog?source=examples", "/sources/examples?severity=error#problems"] {
        assert!(page.html.contains(&format!("href=\"{link}\"")), "{link} is missing in {}", page.html);
    }
}

#[tokio::test]
async fn a_source_says_what_it_brought_and_where_its_change_is() {
    let mut memory = company();
    memory.entities[0].stale = true;
    let page = memory.get("/sources/examples").await;
    assert_eq!(page.status, 200);
    let seen = text(&page.html);
    for expected in
        ["examples", "directory", "Entities 4", "Last good version shown 1", "/srv/catalog could not be read"]
    {
        assert!(seen.contains(expected), "{expected} is missing in {seen}");
    }
    assert!(page.html.contains(r#"href="/catalog?source=examples&amp;stale=true""#), "{}", page.html);
    assert!(page.html.contains(r#"href="/api/v1/sources/examples""#), "{}", page.html);
}

#[tokio::test]
async fn a_source_that_is_up_to_date_has_no_alert() {
    let mut memory = company();
    memory.sources[0].locations[0].state = SyncState::Ok;
    memory.sources[0].locations[0].error = None;
    memory.sources[0].locations[0].duration_ms = Some(75_250);
    let page = memory.get("/sources/examples").await;
    let seen = text(&page.html);
    assert!(
        seen.contains("Up to date") && seen.contains("1 min 15 s") && !page.html.contains("class=\"alert"),
        "{seen}"
    );
}

#[tokio::test]
async fn a_deletion_that_is_held_back_says_what_to_do() {
    let mut memory = company();
    memory.sources[0].locations[0].held = Some(Held {
        entities: 120,
        refs: vec!["component:default/checkout".to_owned()],
        files: 12,
        since: "2026-11-20T22:00:00Z".to_owned(),
        discarded: false,
    });
    for path in ["/sources", "/sources/examples"] {
        let page = memory.get(path).await;
        let seen = text(&page.html);
        assert!(seen.contains("A deletion of 120 entities is held back"), "{path}: {seen}");
        assert!(seen.contains("sextant source confirm examples") && seen.contains("and 119 more"), "{path}: {seen}");
        assert!(page.html.contains("href=\"/catalog/component/default/checkout\""), "{path}");
    }
    memory.sources[0].locations[0].held.as_mut().expect("held").discarded = true;
    assert!(!text(&memory.get("/sources").await.html).contains("held back"));
    let seen = text(&memory.get("/sources/examples").await.html);
    assert!(seen.contains("120 entities are kept that /srv/catalog does not describe any more"), "{seen}");
}

#[tokio::test]
async fn an_unknown_source_is_not_found() {
    let page = company().get("/sources/elsewhere").await;
    assert_eq!(page.status, 404);
    assert!(text(&page.html).contains("No such source"), "{}", page.html);
}

#[tokio::test]
async fn problems_have_their_place_excerpt_help_explanation_and_entity() {
    let page = company().get("/sources").await;
    let seen = text(&page.html);
    for expected in ["checkout/catalog-info.yaml:7:9", "the name \"check out\" is not valid", "Help: Use letters"] {
        assert!(seen.contains(expected), "{expected} is missing in {seen}");
    }
    assert!(page.html.contains("<mark>check out</mark>"), "{}", page.html);
    assert!(page.html.contains(r#"href="/diagnostics/invalid-name""#), "{}", page.html);
    assert!(
        page.html.contains(
            r#"href="/catalog/component/default/checkout?tab=descriptor&amp;file=checkout%2Fcatalog-info.yaml#L7""#
        ),
        "{}",
        page.html
    );
}

#[tokio::test]
async fn problems_are_counted_and_narrowed_by_severity() {
    let mut memory = company();
    memory.diagnostics.push(diagnostic(9, "mind the gap"));
    memory.diagnostics[1].severity = Severity::Warning;
    let page = memory.get("/sources?severity=warning").await;
    let seen = text(&page.html);
    assert!(seen.contains("Problems 2") && seen.contains("Errors 1") && seen.contains("mind the gap"), "{seen}");
    assert!(!seen.contains("is not valid"), "{seen}");
    assert!(page.html.contains(r#"href="/sources#problems" aria-current="true""#), "{}", page.html);
}

#[tokio::test]
async fn no_source_says_what_to_do() {
    let page = Memory::default().get("/sources").await;
    assert!(text(&page.html).contains("Start the portal with --catalog"), "{}", page.html);
}

#[tokio::test]
async fn how_a_source_stands_to_others_is_said_where_something_is_configured() {
    let mut memory = company();
    let plain = text(&memory.get("/sources/examples").await.html);
    assert!(!plain.contains("Overlay") && !plain.contains("Priority"), "{plain}");
    memory.sources[0].overlay = true;
    memory.sources[0].priority = 200;
    memory.sources[0].kinds = Some(vec!["api".to_owned(), "component".to_owned()]);
    let seen = text(&memory.get("/sources/examples").await.html);
    assert!(seen.contains("Overlay: adds to what others describe Priority 200 Only of kind api, component"), "{seen}");
}
