//! What is wrong with an entity stands on top of its overview.

use catalog_schema::model::{Format, Link, LinkType};
use catalog_schema::wire::{Insight, InsightRule, Insights};

use crate::dependencies::{connected, edge, node};
use crate::fixture::{Memory, company};
use crate::text;

const PAGE: &str = "/catalog/component/default/checkout";

async fn attention(memory: &Memory) -> String {
    let seen = text(&memory.get(PAGE).await.html);
    let list = seen.split_once("Attention").and_then(|(_, after)| after.split_once("About"));
    list.map(|(list, _)| list.to_owned()).unwrap_or_default()
}

#[tokio::test]
async fn it_says_what_is_wrong_and_what_to_do() {
    let seen = attention(&connected()).await;
    for expected in [
        "It refers to not-there and gateway , which are not in the catalog.",
        "Describe them, or correct the reference in checkout/catalog-info.yaml",
        "It is tier 1 and lacks a runbook and a link to who is on call.",
        "It fails 1 of 2 rules of the scorecard Ownership: Has a description.",
    ] {
        assert!(seen.contains(expected), "{expected} is missing in {seen}");
    }
}

/// A finding of insights about the page's entity and another one.
fn insight(rule: &str, severity: &str, subject: &str, message: &str) -> Insight {
    Insight {
        id: format!("{rule}-{subject}"),
        rule: rule.to_owned(),
        severity: severity.to_owned(),
        weight: 9.0,
        message: message.to_owned(),
        subject: subject.to_owned(),
        path: vec!["component:default/checkout".to_owned(), "resource:default/orders-db".to_owned()],
        owners: Vec::new(),
        reach: 0,
        first_seen: None,
        accepted: None,
        unclear: None,
    }
}

fn with_insights(memory: Memory, items: Vec<Insight>, revision: u64) -> Memory {
    let rule = |id: &str| InsightRule {
        id: id.to_owned(),
        title: id.to_owned(),
        why: "It costs.".to_owned(),
        fix: format!("Mend the {id}."),
        open: 1,
        accepted: 0,
    };
    let rules = ["tier-inversion", "unowned", "orphan"].map(rule).to_vec();
    Memory { insights: Insights { items, rules, revision, ..Insights::default() }, ..memory }
}

#[tokio::test]
async fn what_insights_say_of_it_stands_in_the_same_list() {
    let alone = insight("orphan", "low", "component:default/else", "else is alone");
    let tiers = insight("tier-inversion", "high", "component:default/checkout", "checkout needs <b>less</b>");
    let other = Insight { path: vec![alone.subject.clone()], ..alone };
    let memory = with_insights(connected(), vec![tiers, other], 9);
    let html = memory.get(PAGE).await.html;
    let seen = attention(&memory).await;
    assert!(seen.trim_start().starts_with("5 "), "one more than without: {seen}");
    for expected in
        ["High checkout needs", "Mend the tier-inversion. Why it matters", "In the insights: 1 finding about it"]
    {
        assert!(seen.split_whitespace().collect::<Vec<_>>().join(" ").contains(expected), "{expected}: {seen}");
    }
    assert!(!seen.contains("else is alone") && !html.contains("<b>less</b>"), "{html}");
    assert!(html.contains("href=\"/insights?entity=component:default%2Fcheckout\""), "{html}");
    assert!(html.contains("href=\"/insights?entity=component:default%2Fcheckout&amp;rule=tier-inversion\""), "{html}");
    assert!(html.contains("finding-path"), "the exact way: {html}");
    assert!(!seen.contains("as of revision") && !seen.contains("not been looked at"), "{seen}");

    let late = Memory { insights: Insights { revision: 8, ..memory.insights.clone() }, ..memory };
    assert!(attention(&late).await.contains("as of revision 8, and is being looked at anew"));
}

#[tokio::test]
async fn many_findings_are_counted_and_the_heaviest_told() {
    let of =
        |number: u32| insight("tier-inversion", "high", "component:default/checkout", &format!("finding {number};"));
    let mut memory = with_insights(connected(), (0..12).map(of).collect(), 9);
    memory.insights.items[11].rule = "orphan".to_owned();
    let seen = attention(&memory).await;
    assert!(seen.trim_start().starts_with("16 ") && seen.contains("12 findings about it"), "{seen}");
    assert!(seen.contains("finding 9;") && !seen.contains("finding 10;"), "{seen}");
    assert_eq!(seen.matches("Mend the tier-inversion.").count(), 1, "what to do is said once: {seen}");
}

#[tokio::test]
async fn that_nobody_owns_it_is_said_once() {
    let mut memory = with_insights(
        company(),
        vec![insight(
            "unowned",
            "high",
            "component:default/checkout",
            "checkout has no owner, and 3 others depend on it",
        )],
        9,
    );
    (memory.entities[0].owner, memory.entities[0].effective_owner) = (None, None);
    let seen = attention(&memory).await;
    assert!(seen.contains("High Nobody owns it.") || seen.contains("High  Nobody owns it."), "{seen}");
    assert!(!seen.contains("has no owner"), "{seen}");
}

#[tokio::test]
async fn missing_and_unknown_owners_are_told_apart() {
    let mut memory = company();
    let checkout = &mut memory.entities[0];
    (checkout.owner, checkout.effective_owner) = (None, None);
    let seen = attention(&memory).await;
    assert!(seen.contains("Nobody owns it. Name a team as its owner in checkout/catalog-info.yaml"), "{seen}");

    let mut memory = company();
    memory.entities.retain(|entity| entity.name != "payments");
    let seen = attention(&memory).await;
    assert!(seen.contains("Its owner group:default/payments is not in the catalog."), "{seen}");
}

#[tokio::test]
async fn a_service_that_is_called_without_an_api_is_said_to_lack_one() {
    let mut memory = connected();
    let graph = memory.graph.as_mut().expect("a graph");
    graph.nodes.push(node("component:default/gateway"));
    graph.edges.push(edge("component:default/gateway", "dependsOn", "component:default/checkout"));
    let seen = attention(&memory).await;
    assert!(seen.contains("depend on it, and it provides no API. Describe its API"), "{seen}");
    let checkout = memory.entities.iter_mut().find(|entity| entity.name == "checkout");
    checkout.expect("the entity").format = Format::Compass;
    let seen = attention(&memory).await;
    assert!(seen.contains("the format compass has no place"), "{seen}");
}

#[tokio::test]
async fn the_on_call_link_of_the_owner_counts() {
    let mut memory = connected();
    let link = |link_type| Link { url: "https://on-call.example/x".to_owned(), title: None, icon: None, link_type };
    memory.entities[1].links.push(link(LinkType::OnCall));
    let seen = attention(&memory).await;
    assert!(seen.contains("It is tier 1 and lacks a runbook."), "{seen}");
    assert!(text(&memory.get(PAGE).await.html).contains("On call https://on-call.example/x"), "the header leads there");

    memory.entities[0].links.push(link(LinkType::Runbook));
    let seen = attention(&memory).await;
    assert!(!seen.contains("lacks"), "{seen}");
}

#[tokio::test]
async fn where_nothing_is_wrong_nothing_is_said() {
    let mut memory = company();
    memory.relations.retain(|item| !item.dangling);
    memory.scorecards.clear();
    memory.entities[0].tier = None;
    assert_eq!(attention(&memory).await, "");
}
