use catalog_schema::wire::AuditEntry;
use serde_json::{Value, json};

use crate::fixture::{Memory, company};
use crate::text;

fn entry(actor: &str, action: &str, subject: &str, detail: Value, revision: Option<u64>) -> AuditEntry {
    AuditEntry {
        id: String::new(),
        at: "2026-11-20T22:00:00Z".to_owned(),
        actor: actor.to_owned(),
        action: action.to_owned(),
        subject: subject.to_owned(),
        detail,
        revision,
    }
}

#[tokio::test]
async fn entries_are_sentences_that_lead_on() {
    let audit = vec![
        entry("token:ci", "push", "shop", json!({ "created": 1, "updated": 2 }), Some(41)),
        entry("nobody", "refuse", "POST /api/v1/tokens", json!({ "code": "unauthenticated", "times": 2 }), None),
    ];
    let page = Memory { audit, ..company() }.get("/audit?actor=token:ci").await;
    assert_eq!(page.status, 200);
    let seen = text(&page.html);
    for expected in ["token:ci pushed 3 changes into shop 41", "nobody Refused was refused POST /api/v1/tokens"] {
        assert!(seen.contains(expected), "{expected}: {seen}");
    }
    for link in
        [r#"href="/sources/shop""#, r#"href="/audit?actor=nobody""#, r#"href="/api/v1/audit.csv?actor=token:ci""#]
    {
        assert!(page.html.contains(link), "{link}: {}", page.html);
    }
}

#[tokio::test]
async fn an_empty_log_says_what_will_stand_there() {
    let seen = text(&company().get("/audit").await.html);
    assert!(seen.contains("Nothing has been done yet"), "{seen}");
    let seen = text(&company().get("/audit?action=refuse").await.html);
    assert!(seen.contains("No such entry") && seen.contains("Show everything"), "{seen}");
}
