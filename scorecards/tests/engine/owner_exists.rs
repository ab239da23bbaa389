//! Has an owner that exists.

use catalog_schema::wire::Outcome;
use scorecards::OwnerFacts;
use serde_json::{Value, json};

use crate::support::{bare, builtin, owned_by_payments};

#[test]
fn an_owner_that_is_in_the_catalog_passes() {
    let result = builtin("owner-exists", &bare(), owned_by_payments(true));
    assert_eq!(result.outcome, Outcome::Pass);
    assert_eq!(result.message, "Owned by group:default/payments, which is in the catalog.");
    assert_eq!(result.fix, None);
    assert_eq!(Value::Object(result.evidence), json!({"owner.ref": "group:default/payments", "owner.exists": true}));
}

#[test]
fn an_owner_that_is_not_in_the_catalog_is_named() {
    let result = builtin("owner-exists", &bare(), owned_by_payments(false));
    assert_eq!(result.outcome, Outcome::Fail);
    assert_eq!(result.message, "The owner group:default/payments is not in the catalog.");
    assert!(result.fix.unwrap().contains("kind: Group"), "the fix shows how to describe a team");
}

#[test]
fn no_owner_at_all_is_told_apart() {
    let result = builtin("owner-exists", &bare(), OwnerFacts::default());
    assert_eq!(result.outcome, Outcome::Fail);
    assert_eq!(result.message, "No owner is declared.");
    assert!(result.fix.unwrap().contains("owner: group:default/payments"), "the fix shows the field to fill");
    assert_eq!(Value::Object(result.evidence), json!({"owner.ref": null}), "nobody asked whether nothing exists");
}
