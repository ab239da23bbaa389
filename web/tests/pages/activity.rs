use catalog_schema::wire::{Difference, FieldChange, History, Line, LineKind, Version, VersionEvent};
use serde_json::json;

use crate::fixture::company;
use crate::text;

const PAGE: &str = "/catalog/component/default/checkout?tab=activity";

fn version(revision: u64, event: VersionEvent) -> Version {
    Version {
        revision,
        event,
        entity_ref: "component:default/checkout".to_owned(),
        changed_at: "2026-11-18T00:00:00Z".to_owned(),
        author: Some("Ada Lovelace".to_owned()),
        commit: Some("0123456789abcdef".to_owned()),
        commit_url: Some("https://github.com/acme/shop/commit/0123456789abcdef".to_owned()),
        source: "examples".to_owned(),
        path: "checkout/catalog-info.yaml".to_owned(),
        stale: false,
        deleted: event == VersionEvent::Deleted,
        changes: Vec::new(),
        more_changes: 0,
    }
}

fn history(items: Vec<Version>) -> History {
    History {
        entity_ref: "component:default/checkout".to_owned(),
        uid: "uid-checkout".to_owned(),
        deleted: items.first().is_some_and(|item| item.deleted),
        total: items.len() as u64,
        items,
        shortened: false,
        next_cursor: None,
        revision: 9,
    }
}

fn field(name: &str, difference: Difference) -> FieldChange {
    FieldChange { name: name.to_owned(), pointer: "/x".to_owned(), difference }
}

#[tokio::test]
async fn a_version_says_who_when_where_and_what() {
    let mut changed = version(9, VersionEvent::Changed);
    changed.changes = vec![
        field("Owner", Difference::Value { before: json!("shop"), after: json!("payments") }),
        field("Tags", Difference::List { added: vec![json!("rust")], removed: Vec::new(), more: 3 }),
        field(
            "Definition",
            Difference::Text {
                lines: vec![
                    Line { kind: LineKind::Removed, text: "  old: 1".to_owned() },
                    Line { kind: LineKind::Same, text: "  same: 2".to_owned() },
                ],
                more: 0,
            },
        ),
    ];
    let mut memory = company();
    memory.history = Some(history(vec![changed, version(3, VersionEvent::Created)]));
    let page = memory.get(PAGE).await;
    let seen = text(&page.html);
    assert!(seen.contains("Changed by Ada Lovelace 3 days ago commit 0123456789"), "{seen}");
    assert!(seen.contains("examples : checkout/catalog-info.yaml"), "{seen}");
    assert!(seen.contains("Owner shop payments Tags rust and 3 more Definition"), "{seen}");
    assert!(seen.contains("Added by Ada Lovelace"), "{seen}");
    assert!(page.html.contains("<del>shop</del>") && page.html.contains("<ins>payments</ins>"), "{}", page.html);
    assert!(page.html.contains("<del>  old: 1</del>"), "{}", page.html);
    assert!(page.html.contains(r#"href="https://github.com/acme/shop/commit/0123456789abcdef""#), "{}", page.html);
    assert!(!seen.contains("Older"), "{seen}");
}

#[tokio::test]
async fn the_page_leads_on_and_back_to_the_newest() {
    let mut memory = company();
    let mut long = history(vec![version(9, VersionEvent::Moved)]);
    long.next_cursor = Some("c0ffee".to_owned());
    memory.history = Some(long);
    let page = memory.get(&format!("{PAGE}&cursor=beef")).await;
    assert!(page.html.contains("?tab=activity&amp;cursor=c0ffee\""), "{}", page.html);
    assert!(text(&page.html).contains("Newest Older"), "{}", page.html);
}

#[tokio::test]
async fn that_older_versions_were_dropped_is_said() {
    let mut memory = company();
    memory.history = Some(History { shortened: true, ..history(vec![version(9, VersionEvent::Earliest)]) });
    let seen = text(&memory.get(PAGE).await.html);
    assert!(seen.contains("There were older versions, which are not kept any more."), "{seen}");
}

#[tokio::test]
async fn an_entity_that_is_gone_keeps_its_history() {
    let mut memory = company();
    memory.history = Some(history(vec![version(9, VersionEvent::Deleted)]));
    memory.entities.retain(|entity| entity.name != "checkout");
    let page = memory.get("/catalog/component/default/checkout").await;
    let seen = text(&page.html);
    assert_eq!(page.status, 404);
    assert!(seen.contains("This is not in the catalog any more"), "{seen}");
    assert!(seen.contains("Removed by Ada Lovelace"), "{seen}");
}

#[tokio::test]
async fn a_commit_of_a_hostile_address_is_no_link() {
    let mut hostile = version(9, VersionEvent::Changed);
    hostile.commit_url = Some("javascript:alert(1)".to_owned());
    hostile.author = Some("<script>alert(1)</script>".to_owned());
    let mut memory = company();
    memory.history = Some(history(vec![hostile]));
    let page = memory.get(PAGE).await;
    assert!(!page.html.contains("javascript:"), "{}", page.html);
    assert!(!page.html.contains("<script>alert"), "{}", page.html);
}

#[tokio::test]
async fn what_changed_lately_leads_to_the_activity() {
    let page = company().get("/").await;
    assert!(page.html.contains(r#"href="/catalog/component/default/checkout?tab=activity""#), "{}", page.html);
}
