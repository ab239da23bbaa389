use catalog_schema::wire::{Change, ChangeEvent, ChangeOperation, Problem};

use crate::fixture::{Memory, company};
use crate::text;

fn change(revision: u64, position: u64, event: ChangeEvent, entity_ref: &str) -> Change {
    Change {
        revision,
        position,
        operation: if event == ChangeEvent::Deleted { ChangeOperation::Remove } else { ChangeOperation::Put },
        event,
        entity_ref: entity_ref.to_owned(),
        uid: format!("uid-{entity_ref}"),
        changed_at: Some(format!("2026-11-{:02}T00:00:00Z", 10 + revision)),
        source: Some("examples".to_owned()),
        author: Some("Ada Lovelace".to_owned()),
        commit: Some("0123456789abcdef".to_owned()),
        renamed_from: None,
    }
}

/// A sync of many, a rename and a deletion; the newest first.
fn busy() -> Memory {
    let renamed = Change {
        renamed_from: Some("component:default/menu".to_owned()),
        ..change(10, 1, ChangeEvent::Renamed, "component:default/card")
    };
    let old_name =
        Change { operation: ChangeOperation::Remove, ..change(10, 0, ChangeEvent::Renamed, "component:default/menu") };
    let mut changes = vec![change(11, 0, ChangeEvent::Deleted, "api:default/old"), renamed, old_name];
    changes.extend(
        (0..214)
            .rev()
            .map(|number| change(9, number + 3, ChangeEvent::Updated, &format!("component:default/service-{number}"))),
    );
    Memory { changes, next_before: Some("memory:9:3".to_owned()), ..company() }
}

#[tokio::test]
async fn changes_stand_by_day_and_by_sync() {
    let page = busy().get("/activity").await;
    assert_eq!(page.status, 200);
    let seen = text(&page.html);
    for expected in [
        "Today",
        "examples : 1 API removed",
        "Yesterday",
        "1 component renamed",
        "card Renamed from menu",
        "Thursday, 19 November 2026",
        "214 components updated",
        "by Ada Lovelace",
        "Show all 214",
        "This sync goes on: 3 more",
        "2 days ago",
    ] {
        assert!(seen.contains(expected), "{expected} is missing in {seen}");
    }
    // Each leads to what the change was; the old name of what was renamed is no change of its own.
    for link in [
        "/catalog/api/default/old?tab=activity#r11",
        "/catalog/component/default/service-0?tab=activity#r9",
        "/sources/examples",
        "/activity?before=memory:9:3",
        "/activity?before=memory:9",
        "/api/v1/changes.csv",
    ] {
        assert!(page.html.contains(&format!("href=\"{link}\"")), "{link} is missing in {}", page.html);
    }
    assert!(!page.html.contains("/catalog/component/default/menu"), "{}", page.html);
    assert!(page.html.contains("<details>") && page.html.contains("title=\"2026-11-21T00:00:00Z\""), "{}", page.html);
    assert!(page.html.contains(r#"href="/activity" aria-current="true""#), "{}", page.html);
}

#[tokio::test]
async fn the_address_holds_what_is_asked_for() {
    let page =
        busy().get("/activity?kind=component&owner=payments&event=updated&author=%22%3E%3Cb%3E&before=memory:12").await;
    for kept in [
        r#"value="payments""#,
        "href=\"/activity?event=updated&amp;kind=component&amp;owner=payments&amp;author=%22%3E%3Cb%3E&amp;before=memory:9:3\"",
        "href=\"/api/v1/changes.csv?event=updated&amp;kind=component&amp;owner=payments&amp;author=%22%3E%3Cb%3E\"",
        "Newest",
        "Show everything",
        "up to 3 more",
    ] {
        assert!(page.html.contains(kept) || text(&page.html).contains(kept), "{kept} is missing in {}", page.html);
    }
    assert!(page.html.contains(r#"value="updated" selected"#), "{}", page.html);
    assert!(!page.html.contains("\"><b>"), "{}", page.html);
}

#[tokio::test]
async fn where_there_is_nothing_it_says_why_and_what_to_do() {
    let nothing = text(&company().get("/activity").await.html);
    assert!(nothing.contains("Nothing has changed yet"), "{nothing}");
    let none = text(&company().get("/activity?event=deleted").await.html);
    assert!(none.contains("No such change") && none.contains("Show everything"), "{none}");
    let far = Memory { next_before: Some("memory:4:2".to_owned()), ..company() }.get("/activity?event=deleted").await;
    assert!(text(&far.html).contains("Nothing so far") && text(&far.html).contains("Look further back"));
    assert!(far.html.contains("/activity?event=deleted&amp;before=memory:4:2"), "{}", far.html);
}

#[tokio::test]
async fn a_place_that_is_gone_leads_to_the_newest_changes() {
    let page = busy().get("/activity?event=deleted&before=memory:1").await;
    assert_eq!(page.status, 410);
    let seen = text(&page.html);
    assert!(seen.contains("not kept any more") && seen.contains("Show the newest changes"), "{seen}");
    assert!(page.html.contains("href=\"/activity?event=deleted\""), "{}", page.html);
}

#[tokio::test]
async fn what_cannot_be_asked_for_is_said_beside_the_form() {
    let refused = Problem::new(400, "invalid_ref", "Invalid entity reference", "a reference needs a kind");
    let page = Memory { refused: Some(refused), ..company() }.get("/activity?entity=menu").await;
    assert_eq!(page.status, 400);
    let seen = text(&page.html);
    assert!(seen.contains("This cannot be looked for") && seen.contains("a reference needs a kind"), "{seen}");
    assert!(page.html.contains(r#"value="menu""#), "{}", page.html);
}
