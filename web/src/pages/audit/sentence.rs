//! Entries of the audit log as sentences.

use catalog_schema::model::EntityRef;
use catalog_schema::wire::AuditEntry;
use serde_json::Value;

use crate::address::{encode, entity_page};
use crate::components::number;

/// The actions that the form offers, with their titles.
pub(super) const ACTIONS: [(&str, &str); 28] = [
    ("refuse", "Refusals"),
    ("sync", "Syncs that changed something"),
    ("push", "Pushes"),
    ("facts", "Facts pushed"),
    ("backfill", "Histories replayed"),
    ("register", "Locations added"),
    ("add-source", "Sources added"),
    ("configure-source", "Sources configured"),
    ("read-source", "Reads asked for"),
    ("pause-source", "Sources paused"),
    ("resume-source", "Sources resumed"),
    ("remove-source", "Sources removed"),
    ("confirm-deletion", "Deletions confirmed"),
    ("discard-deletion", "Deletions discarded"),
    ("create-token", "Tokens made"),
    ("revoke-token", "Tokens revoked"),
    ("sign-in", "Signing in"),
    ("edit", "Entities edited in the portal"),
    ("edit-many", "Many entities edited"),
    ("import", "Tables imported"),
    ("request-exemption", "Exemptions asked for"),
    ("approve-exemption", "Exemptions approved"),
    ("decline-exemption", "Exemptions declined"),
    ("withdraw-exemption", "Exemptions withdrawn"),
    ("define-field", "Custom fields defined"),
    ("remove-field", "Custom fields removed"),
    ("define-type", "Types defined"),
    ("remove-type", "Types removed"),
];

/// What follows the actor's name: words, what it is about, words.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Sentence {
    pub(super) before: String,
    pub(super) subject: String,
    /// The page of the subject, if it has one.
    pub(super) page: Option<String>,
    pub(super) after: String,
    /// It was not allowed.
    pub(super) is_refused: bool,
}

impl Sentence {
    /// Says what an entry says. An action that nobody foresaw is said by its name.
    pub(super) fn of(entry: &AuditEntry) -> Self {
        let detail = &entry.detail;
        let (before, after) = match entry.action.as_str() {
            "refuse" => ("was refused".to_owned(), refusal(detail)),
            "sync" => ("read".to_owned(), format!(": {}", changes(detail))),
            "push" if entry.subject == "events" => {
                let what = counted(figure(detail, "accepted"), "event", "events");
                return Self { before: format!("sent {what}"), ..Self::default() };
            }
            "push" => (format!("pushed {} into", counted(total(detail), "change", "changes")), String::new()),
            "facts" => ("pushed the facts".to_owned(), String::new()),
            "backfill" => ("replayed the history of".to_owned(), format!(": {}", changes(detail))),
            "register" => ("added a location to".to_owned(), text(detail, "address", ": ")),
            "add-source" => ("added the source".to_owned(), String::new()),
            "edit" | "edit-many" => ("changed entities of".to_owned(), format!(": {}", changes(detail))),
            "import" => ("imported a table into".to_owned(), format!(": {}", changes(detail))),
            "configure-source" => ("configured".to_owned(), String::new()),
            "read-source" => ("asked to read".to_owned(), String::new()),
            "pause-source" => ("paused".to_owned(), String::new()),
            "resume-source" => ("resumed".to_owned(), String::new()),
            "remove-source" => {
                let count = counted(figure(detail, "deleted"), "entity", "entities");
                ("removed the source".to_owned(), format!(" and {count} with it"))
            }
            "confirm-deletion" => {
                let count = counted(figure(detail, "entities"), "entity", "entities");
                (format!("let go {count} of"), String::new())
            }
            "discard-deletion" => {
                let count = counted(figure(detail, "entities"), "entity", "entities");
                (format!("kept {count} of"), ", which does not describe them any more".to_owned())
            }
            "create-token" => ("made".to_owned(), scopes(detail)),
            "revoke-token" => ("revoked".to_owned(), String::new()),
            "request-exemption" => ("asked for an exemption of".to_owned(), exempted(detail)),
            "approve-exemption" => ("approved an exemption of".to_owned(), exempted(detail)),
            "decline-exemption" => ("declined an exemption of".to_owned(), exempted(detail)),
            "withdraw-exemption" => ("withdrew an exemption of".to_owned(), exempted(detail)),
            "define-field" => ("defined the custom field".to_owned(), String::new()),
            "remove-field" => ("removed the custom field".to_owned(), String::new()),
            "define-type" => ("defined the type".to_owned(), String::new()),
            "remove-type" => ("removed the type".to_owned(), String::new()),
            "sign-in" => return Self { before: "signed in".to_owned(), ..Self::default() },
            other => (other.replace('-', " "), String::new()),
        };
        Self {
            before,
            subject: entry.subject.clone(),
            page: page(&entry.action, &entry.subject),
            after,
            is_refused: entry.action == "refuse",
        }
    }
}

/// The page of what an entry is about. A source that was removed has none.
fn page(action: &str, subject: &str) -> Option<String> {
    let is_of_source = matches!(action, "sync" | "push" | "backfill" | "register" | "edit" | "edit-many" | "import")
        || action.ends_with("-deletion")
        || (action.ends_with("-source") && action != "remove-source");
    if is_of_source {
        return Some(format!("/sources/{}", encode(subject)));
    }
    if matches!(action, "define-field" | "remove-field") {
        return Some("/settings/fields".to_owned());
    }
    if matches!(action, "define-type" | "remove-type") {
        return Some("/settings/types".to_owned());
    }
    if subject.starts_with("token:") {
        return Some("/tokens".to_owned());
    }
    let is_entity = action != "refuse" && subject.parse::<EntityRef>().is_ok();
    is_entity.then(|| entity_page(subject))
}

fn figure(detail: &Value, name: &str) -> u64 {
    detail.get(name).and_then(Value::as_u64).unwrap_or_default()
}

fn text(detail: &Value, name: &str, before: &str) -> String {
    let text = detail.get(name).and_then(Value::as_str);
    text.map_or_else(String::new, |text| format!("{before}{text}"))
}

const CHANGES: [(&str, &str); 4] =
    [("created", "added"), ("updated", "changed"), ("renamed", "renamed"), ("deleted", "removed")];

fn total(detail: &Value) -> u64 {
    CHANGES.iter().map(|(name, _)| figure(detail, name)).sum()
}

/// `6 added, 1 removed`
fn changes(detail: &Value) -> String {
    let words = CHANGES.iter().map(|(name, word)| (figure(detail, name), word)).filter(|(count, _)| *count > 0);
    let words: Vec<String> = words.map(|(count, word)| format!("{} {word}", number(count))).collect();
    if words.is_empty() { "nothing that shows".to_owned() } else { words.join(", ") }
}

fn counted(count: u64, one: &str, many: &str) -> String {
    format!("{} {}", number(count), if count == 1 { one } else { many })
}

fn scopes(detail: &Value) -> String {
    let scopes = detail.get("scopes").and_then(Value::as_array);
    let scopes: Vec<&str> = scopes.into_iter().flatten().filter_map(Value::as_str).collect();
    format!(", which may {}", if scopes.is_empty() { "read".to_owned() } else { scopes.join(", ") })
}

/// ` from has-runbook of production-readiness, until 2026-12-31`
fn exempted(detail: &Value) -> String {
    let of = [("rule", " from "), ("scorecard", " of "), ("until", ", until ")];
    of.map(|(name, before)| text(detail, name, before)).concat()
}

fn refusal(detail: &Value) -> String {
    let needs = text(detail, "needs", ", which takes ");
    let times = match figure(detail, "times") {
        0 | 1 => String::new(),
        times => format!(", {} times", number(times)),
    };
    format!("{needs}{}{times}", text(detail, "code", ": "))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn said(action: &str, subject: &str, detail: Value) -> (String, Option<String>) {
        let entry = AuditEntry {
            id: String::new(),
            at: String::new(),
            actor: "token:ci".to_owned(),
            action: action.to_owned(),
            subject: subject.to_owned(),
            detail,
            revision: None,
        };
        let Sentence { before, subject, page, after, .. } = Sentence::of(&entry);
        (format!("{before} {subject}{after}").trim().to_owned(), page)
    }

    #[test]
    fn what_was_done_is_said_in_words() {
        let source = || Some("/sources/shop".to_owned());
        let pushed = said("push", "shop", json!({ "created": 1, "updated": 2, "deleted": 0 }));
        assert_eq!(pushed, ("pushed 3 changes into shop".to_owned(), source()));
        let read = said("sync", "shop", json!({ "created": 1200, "deleted": 1 }));
        assert_eq!(read, ("read shop: 1,200 added, 1 removed".to_owned(), source()));
        let refused =
            said("refuse", "POST /api/v1/tokens", json!({ "code": "forbidden", "needs": "admin", "times": 3 }));
        assert_eq!(refused.0, "was refused POST /api/v1/tokens, which takes admin: forbidden, 3 times");
        assert_eq!(refused.1, None);
        assert_eq!(said("push", "events", json!({ "accepted": 1 })).0, "sent 1 event");
        let removed = said("remove-source", "shop", json!({ "deleted": 1 }));
        assert_eq!(removed, ("removed the source shop and 1 entity with it".to_owned(), None));
        let exempt = json!({ "rule": "has-runbook", "scorecard": "readiness", "until": "2026-12-31" });
        let approved = said("approve-exemption", "component:default/orders", exempt);
        let words = "approved an exemption of component:default/orders from has-runbook of readiness, until 2026-12-31";
        assert_eq!(approved, (words.to_owned(), Some("/catalog/component/default/orders".to_owned())));
        assert_eq!(said("create-token", "token:a", json!({ "scopes": ["facts"] })).0, "made token:a, which may facts");
    }

    #[test]
    fn what_nobody_foresaw_is_said_by_its_name() {
        let entity = said("accept-finding", "component:default/orders", Value::Null);
        assert_eq!(entity.0, "accept finding component:default/orders");
        assert_eq!(entity.1.as_deref(), Some("/catalog/component/default/orders"));
    }
}
