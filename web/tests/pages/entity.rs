use catalog_schema::model::{Form, Link, LinkType};
use catalog_schema::resolve::FoundBy;
use catalog_schema::wire::{DocPage, EffectiveOwner, WrittenReference};

use crate::fixture::{Memory, company, entity, related};
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
    assert!(
        page.html.contains(&format!("{PAGE}?tab=dependencies&amp;direction=in\"")),
        "a figure leads to what it counts"
    );
}

#[tokio::test]
async fn an_owner_that_nobody_declared_says_where_it_comes_from() {
    let mut memory = company();
    let by_code = EffectiveOwner {
        file: Some(".github/CODEOWNERS".to_owned()),
        line: Some(3),
        ..EffectiveOwner::new("group:default/payments", "codeowners")
    };
    for (owner, expected) in [
        (by_code, "Owner payments by .github/CODEOWNERS:3"),
        (EffectiveOwner::new("group:default/payments", "system:default/shop"), "Owner payments by way of shop"),
    ] {
        memory.entities[0].owner = None;
        memory.entities[0].effective_owner = Some(owner);
        let seen = text(&memory.get(PAGE).await.html);
        assert!(seen.contains(expected), "{expected} is missing in {seen}");
    }
}

#[tokio::test]
async fn how_references_were_understood_is_said() {
    let mut memory = company();
    let reference = |relation: &str, entity_ref: &str, written: &str, form, found_by| WrittenReference {
        relation: relation.to_owned(),
        entity_ref: entity_ref.to_owned(),
        written: written.to_owned(),
        form,
        found_by,
        origin: String::new(),
    };
    memory.entities[0].references = vec![
        reference("ownedBy", "group:default/payments", "@acme/payments", Form::Handle, Some(FoundBy::Alias)),
        reference("dependsOn", "resource:default/orders-db", "Orders <b>", Form::Words, Some(FoundBy::Title)),
        reference("dependsOn", "component:default/gone", "Gone", Form::Words, None),
    ];
    let seen = text(&memory.get(PAGE).await.html);
    assert!(seen.contains("Owner payments , written as @acme/payments , found by alias"), "{seen}");
    assert!(seen.contains("References, as written Orders"), "{seen}");
    assert!(
        seen.contains("resource:default/orders-db , by title Gone component:default/gone , not in the catalog"),
        "{seen}"
    );

    memory.entities[0].references.clear();
    memory.entities[0].unowned = Some("TBD".to_owned());
    let seen = text(&memory.get(PAGE).await.html);
    assert!(seen.contains("Owner Nobody, written as TBD"), "{seen}");
}

#[tokio::test]
async fn relations_are_grouped_and_dangling_ones_marked() {
    let page = company().get(PAGE).await;
    let seen = text(&page.html);
    assert!(seen.contains("Depends on 2 orders-db resource not-there Not in the catalog"), "{seen}");
    assert!(seen.contains("calls (from the other side)"), "{seen}");

    let table = company().get(&format!("{PAGE}?tab=dependencies")).await;
    let seen = text(&table.html);
    assert!(seen.contains("Other relations 3") && seen.contains("Declared by"), "{seen}");
    assert!(seen.contains("Part of shop system"), "{seen}");
}

#[tokio::test]
async fn a_stale_entity_says_so_on_every_tab() {
    let mut memory = company();
    memory.entities[0].stale = true;
    for tab in ["overview", "dependencies", "scorecards", "descriptor"] {
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
    for (tab, json) in [("", ""), ("?tab=dependencies", "/relations"), ("?tab=descriptor", "/descriptor")] {
        let page = company().get(&format!("{PAGE}{tab}")).await;
        let expected = format!(r#"href="/api/v1/entities/component/default/checkout{json}">This page as JSON"#);
        assert!(page.html.contains(&expected), "{expected} is missing in {}", page.html);
    }
}

#[tokio::test]
async fn when_it_came_and_changed_is_said() {
    let mut memory = company();
    memory.entities[0].changed_by = Some("Mara Lindqvist".to_owned());
    let seen = text(&memory.get(PAGE).await.html);
    assert!(seen.contains("Changed 2 days ago by Mara Lindqvist"), "{seen}");
    assert!(seen.contains("In the catalog since 2026-05-02"), "{seen}");
}

#[tokio::test]
async fn links_for_an_emergency_come_first() {
    let mut memory = company();
    let link = |title: &str, link_type| Link {
        url: "https://example.com/x".to_owned(),
        title: Some(title.to_owned()),
        icon: None,
        link_type,
    };
    memory.entities[0].links.extend([link("Room", LinkType::Chat), link("Pager", LinkType::OnCall)]);
    let seen = text(&memory.get(PAGE).await.html);
    let (_, links) = seen.split_once("Links").expect("links");
    let place = |name: &str| links.find(name).unwrap_or_else(|| panic!("{name} is missing in {links}"));
    assert!(place("Pager") < place("Room") && place("Room") < place("Repository"), "{links}");
}

#[tokio::test]
async fn a_person_leads_to_teams_and_what_they_own() {
    let mut memory = company();
    memory.entities.push(entity("User", "mara"));
    memory.relations = vec![related("memberOf", "group:default/payments", false)];
    let page = memory.get("/catalog/user/default/mara").await;
    let seen = text(&page.html);
    assert!(seen.contains("Teams and what they own payments 2"), "{seen}");
    assert!(page.html.contains(r#"href="/teams/payments""#), "{}", page.html);

    let team = memory.get("/catalog/group/default/payments").await;
    assert!(text(&team.html).contains("What this team carries, and how it is doing"), "{}", team.html);
}

#[tokio::test]
async fn documentation_is_listed_with_the_way_to_each_page() {
    let mut memory = company();
    assert!(!memory.get(PAGE).await.html.contains(r#"id="docs""#));
    let page = |path: &str, title: &str, url: Option<&str>| DocPage {
        path: path.to_owned(),
        title: title.to_owned(),
        url: url.map(str::to_owned),
    };
    memory.entities[0].docs = vec![
        page("README.md", "Checkout", Some("https://github.com/acme/checkout/blob/HEAD/README.md")),
        page("docs/ops.md", "What to do <now>", None),
        page("docs/odd.md", "Odd", Some("javascript:alert(1)")),
    ];
    memory.entities[0].docs.extend((0..20).map(|number| page(&format!("docs/{number}.md"), "More", None)));
    let html = memory.get(PAGE).await.html;
    assert!(html.contains(r#"href="https://github.com/acme/checkout/blob/HEAD/README.md""#), "{html}");
    assert!(!html.contains("<now>") && !html.contains(r#"href="javascript"#), "{html}");
    let seen = text(&html);
    for expected in ["Documentation", "Checkout README.md", "docs/ops.md", "11 more pages", "docs/19.md"] {
        assert!(seen.contains(expected), "{expected} is missing in {seen}");
    }
}
