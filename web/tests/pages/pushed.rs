//! Facts from other tools on an entity's page, and among what rules looked at.

use std::collections::BTreeMap;

use catalog_schema::wire::{EntityFact, FactOrigin, Outcome, RuleResult};
use serde_json::{Value, json};

use crate::fixture::{Memory, company, rule};
use crate::text;

const PAGE: &str = "/catalog/component/default/checkout";

fn fact(name: &str, value: Value, expired: bool) -> EntityFact {
    EntityFact {
        fact: name.to_owned(),
        title: format!("The {name}"),
        value,
        unit: Some("%".to_owned()),
        at: "2026-11-19T00:00:00Z".to_owned(),
        age: 172_800,
        expires: None,
        expired,
        source: "token:ci".to_owned(),
        url: Some("https://ci.example.com/1".to_owned()),
    }
}

async fn seen(memory: &Memory, address: &str) -> (String, String) {
    let html = memory.get(address).await.html;
    let words = text(&html);
    (html, words.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[tokio::test]
async fn facts_are_shown_with_unit_age_and_who_pushed_them() {
    let hostile = EntityFact {
        url: Some("javascript:alert(1)".to_owned()),
        source: "token:<b>".to_owned(),
        ..fact("licensed", json!("<script>alert(1)</script>"), true)
    };
    let memory = Memory { facts: vec![fact("coverage", json!(81.5), false), hostile], ..company() };
    let (html, seen) = seen(&memory, PAGE).await;
    assert!(seen.contains("Facts from other tools"), "{seen}");
    assert!(seen.contains("The coverage 81.5 % 2 days ago token ci , details"), "{seen}");
    assert!(seen.contains("2 days ago , expired"), "{seen}");
    assert!(html.contains("href=\"https://ci.example.com/1\""));
    assert!(!html.contains("<script>alert(1)") && !html.contains("href=\"javascript:") && !html.contains("token <b>"));
}

#[tokio::test]
async fn without_facts_there_is_no_section() {
    let (html, _) = seen(&company(), PAGE).await;
    assert!(!html.contains("id=\"pushed\""));
}

#[tokio::test]
async fn a_rule_tells_who_pushed_what_it_read() {
    let pushed = fact("coverage", json!(81.5), true);
    let origin = FactOrigin { pushed: Some(pushed), since: None, ..FactOrigin::default() };
    let judged = RuleResult {
        evidence: json!({"facts.coverage": null}).as_object().cloned().unwrap(),
        origins: BTreeMap::from([("facts.coverage".to_owned(), origin)]),
        ..rule("covered", "Is covered", Outcome::Unknown, None)
    };
    let mut memory = company();
    memory.scorecards[0].rules = vec![judged];
    let (html, seen) = seen(&memory, &format!("{PAGE}?tab=scorecards")).await;
    assert!(seen.contains("facts.coverage 81.5 % pushed by token ci 2 days ago , expired"), "{seen}");
    assert!(html.contains("href=\"https://ci.example.com/1\""));
}
