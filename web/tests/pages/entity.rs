use crate::fixture::{Memory, company};
use crate::text;

const PAGE: &str = "/catalog/component/default/checkout";

#[tokio::test]
async fn the_overview_says_what_it_is_and_whose() {
    let page = company().get(PAGE).await;
    assert_eq!(page.status, 200);
    let seen = text(&page.html);
    for expected in [
        "Checkout",
        "component:default/checkout",
        "Owner payments",
        "System shop",
        "Tier 1",
        "Dependents 3",
        "Takes the basket to an order",
        "eu-west-1",
        "ari:cloud:compass:1234",
    ] {
        assert!(seen.contains(expected), "{expected} is missing in {seen}");
    }
    assert!(page.html.contains("<em>order</em>"), "{}", page.html);
}

#[tokio::test]
async fn relations_are_grouped_and_dangling_ones_marked() {
    let page = company().get(PAGE).await;
    let seen = text(&page.html);
    assert!(seen.contains("Depends on 2 orders-db resource not-there Not in the catalog"), "{seen}");
    assert!(seen.contains("calls (from the other side)"), "{seen}");

    let table = company().get(&format!("{PAGE}?tab=relations")).await;
    let seen = text(&table.html);
    assert!(seen.contains("Declared by") && seen.contains("itself /spec/dependsOn/0"), "{seen}");
}

#[tokio::test]
async fn failing_rules_say_how_to_mend_them() {
    let page = company().get(PAGE).await;
    let seen = text(&page.html);
    assert!(seen.contains("Basics 1 of 2 points"), "{seen}");
    assert!(seen.contains("Pass Has an owner that exists"), "{seen}");
    assert!(seen.contains("Fail Has a description description was looked at Add description under metadata"), "{seen}");
}

#[tokio::test]
async fn a_stale_entity_says_so_on_every_tab() {
    let mut memory = company();
    memory.entities[0].stale = true;
    for tab in ["overview", "relations", "descriptor"] {
        let page = memory.get(&format!("{PAGE}?tab={tab}")).await;
        let seen = text(&page.html);
        assert!(seen.contains("This is the last good version"), "{tab}: {seen}");
        assert!(seen.contains("the name \"check out\" is not valid"), "{tab}: {seen}");
    }
}

#[tokio::test]
async fn what_is_missing_is_said() {
    let mut memory = Memory { relations: Vec::new(), scorecards: Vec::new(), ..company() };
    let checkout = &mut memory.entities[0];
    (checkout.owner, checkout.effective_owner, checkout.description) = (None, None, None);
    let seen = text(&memory.get(PAGE).await.html);
    for expected in ["No owner", "No description: add description", "Nothing refers to it", "No scorecard applies"] {
        assert!(seen.contains(expected), "{expected} is missing in {seen}");
    }
}

#[tokio::test]
async fn each_tab_has_its_json() {
    for (tab, json) in [("", ""), ("?tab=relations", "/relations"), ("?tab=descriptor", "/descriptor")] {
        let page = company().get(&format!("{PAGE}{tab}")).await;
        let expected = format!(r#"href="/api/v1/entities/component/default/checkout{json}">This page as JSON"#);
        assert!(page.html.contains(&expected), "{expected} is missing in {}", page.html);
    }
}
