//! The graph's page: what is around an entity, ways between two, cycles.

use catalog_schema::wire::{Cycle, Dependency, Health, Path, PathStep};

use crate::dependencies::{connected, edge, node};
use crate::fixture::company;
use crate::text;

const AROUND: &str = "/graph?root=component:default/checkout";

/// A way by these references; its first step is of this relation, and the others call an API.
pub(crate) fn way(references: &[&str], relation: &str) -> Path {
    let steps = (1..references.len()).map(|place| match place {
        1 => PathStep { relation: relation.to_owned(), through: None },
        _ => PathStep { relation: "consumesApi".to_owned(), through: Some("api:default/orders".to_owned()) },
    });
    Path { refs: references.iter().map(|&reference| reference.to_owned()).collect(), steps: steps.collect() }
}

/// A knot of these references, each of which depends on the next.
pub(crate) fn knot(references: &[&str]) -> Cycle {
    let names: Vec<String> = references.iter().map(|&reference| reference.to_owned()).collect();
    Cycle {
        size: names.len() as u64,
        owners: vec!["group:default/payments".to_owned()],
        cut: vec![Dependency { dependent: names[0].clone(), on: names[1].clone() }],
        cut_size: Some(1),
        cut_is_smallest: true,
        example: names.clone(),
        members: names,
    }
}

#[tokio::test]
async fn the_graph_asks_around_what() {
    let page = company().get("/graph").await;
    let seen = text(&page.html);
    assert_eq!(page.status, 200);
    assert!(seen.contains("Around what?") && seen.contains("Most depends on these Checkout 3 dependents"), "{seen}");
    assert!(page.html.contains("href=\"/graph?root=component:default%2Fcheckout\""), "{}", page.html);
}

#[tokio::test]
async fn what_is_around_is_drawn_listed_and_exported() {
    let page = connected().get(&format!("{AROUND}&depth=2")).await;
    let seen = text(&page.html);
    for expected in [
        "Entities 5",
        "Relations 4",
        "An arrow reads “depends on”, from left to right.",
        "Not in the catalog",
        "website consumes API checkout",
        "Keeps the orders · criticality: high",
    ] {
        assert!(seen.contains(expected), "{expected} is missing in {seen}");
    }
    for expected in [
        "aria-label=\"What is around Checkout, 2 steps far\"",
        "href=\"/catalog/resource/default/orders-db\"",
        "href=\"/graph?root=component:default%2Fwebsite&amp;depth=2\"",
        "href=\"/graph?view=path&amp;from=component:default%2Fwebsite&amp;to=component:default%2Fcheckout\"",
        "depth=2&amp;relations=dependsOn&amp;relations=consumesApi&amp;relations=providesApi&amp;format=dot\"",
        "format=mermaid\"",
        "format=graphml\"",
        "format=json\"",
    ] {
        assert!(page.html.contains(expected), "{expected} is missing in {}", page.html);
    }
}

#[tokio::test]
async fn the_drawing_can_be_taken_along() {
    let mut memory = connected();
    let page = memory.get(&format!("{AROUND}&colour=team")).await;
    let link = "href=\"/graph.svg?root=component:default%2Fcheckout&amp;colour=team\"";
    assert!(page.html.contains(link), "{}", page.html);

    let graph = memory.graph.as_mut().expect("a graph");
    graph.nodes[0].title = Some("</text><script>\u{1}".to_owned());
    let query = web::Query::parse("root=component:default/checkout&colour=team");
    let svg = web::graph_svg(&memory, &query).await.expect("a drawing");
    assert!(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox="), "{svg}");
    assert!(svg.contains("orders-db") && svg.contains("class=\"hue-1\""), "{svg}");
    assert!(!svg.contains("<script") && !svg.contains("<!") && !svg.contains('\u{1}'), "{svg}");
    let problem = web::graph_svg(&memory, &web::Query::parse("")).await.expect_err("nothing to draw");
    assert_eq!(problem.code, "missing_parameter");
}

#[tokio::test]
async fn colours_have_a_legend() {
    let mut memory = connected();
    let graph = memory.graph.as_mut().expect("a graph");
    graph.nodes[0].health = Some(Health { score: 2, max: 2, passed: 2, failed: 0, unknown: 0 });
    for (colour, expected) in [
        ("team", "payments storefront An arrow"),
        ("tier", "Tier 1 Tier 3 An arrow"),
        ("health", "All rules pass An arrow"),
    ] {
        let page = memory.get(&format!("{AROUND}&colour={colour}")).await;
        assert!(text(&page.html).contains(expected), "{expected} is missing in {}", text(&page.html));
    }
    assert!(memory.get(&format!("{AROUND}&colour=team")).await.html.contains("class=\"hue-2\""));
    assert!(!memory.get(AROUND).await.html.contains("drawing-key"), "nothing is coloured unasked");
}

#[tokio::test]
async fn too_many_are_grouped_until_each_is_asked_for() {
    let mut memory = connected();
    let graph = memory.graph.as_mut().expect("a graph");
    for number in 0..200 {
        let reference = format!("component:default/caller-{number}");
        graph.edges.push(edge(&reference, "dependsOn", "component:default/checkout"));
        let mut caller = node(&reference);
        caller.system = Some(format!("system:default/part-{}", number % 2));
        graph.nodes.push(caller);
    }
    let drawn = |html: &str| {
        let (_, after) = html.split_once("<svg role=\"group\"").expect("a drawing");
        after.split_once("</figure>").expect("its end").0.to_owned()
    };
    let page = memory.get(AROUND).await;
    let seen = text(&page.html);
    assert!(seen.contains("(over 150): they are grouped by owner."), "{seen}");
    assert!(seen.contains("Draw all one by one") && seen.contains("Entities 205"), "{seen}");
    assert!(!drawn(&page.html).contains("caller-7"), "{}", page.html);

    let page = memory.get(&format!("{AROUND}&group=system")).await;
    assert!(text(&page.html).contains("they are grouped by system."), "{}", page.html);
    let drawing = drawn(&page.html);
    assert!(drawing.contains("part-0: 100 entities of this drawing"), "{drawing}");
    assert!(drawing.contains("href=\"/catalog?system=system:default%2Fpart-0\""), "{drawing}");

    let page = memory.get(&format!("{AROUND}&group=each")).await;
    assert!(drawn(&page.html).contains("aria-label=\"caller-7\""), "{}", page.html);
}

#[tokio::test]
async fn what_is_expanded_is_drawn_besides_and_can_be_folded() {
    let mut memory = connected();
    let page = memory.get(&format!("{AROUND}&depth=2&expand=component:website&expand=component:default/website")).await;
    let seen = text(&page.html);
    assert!(seen.contains("Expanded: website"), "{seen}");
    for expected in [
        "<input type=\"hidden\" name=\"expand\" value=\"component:default/website\">",
        "data-key=\"component:default/website\" data-fold=\"/graph?root=component:default/checkout&amp;depth=2\"",
        "href=\"/graph.svg?root=component:default%2Fcheckout&amp;depth=2&amp;expand=component:default%2Fwebsite\"",
        "data-center=\"/graph?depth=2&amp;root=\"",
        "data-expand=\"/graph?root=component:default%2Fcheckout&amp;depth=2&amp;expand=component:default%2Fwebsite&amp;expand=\"",
    ] {
        let expected = expected.replace("root=component:default/checkout", "root=component:default%2Fcheckout");
        assert!(page.html.contains(&expected), "{expected} is missing in {}", page.html);
    }

    // Of a group, the members.
    let graph = memory.graph.as_mut().expect("a graph");
    for number in 0..200 {
        let mut caller = node(&format!("component:default/caller-{number}"));
        caller.owner = Some(format!("group:default/team-{}", number % 4));
        graph.nodes.push(caller);
    }
    let page = memory.get(&format!("{AROUND}&expand=:group:default/team-1")).await;
    assert!(page.html.contains("data-key=\"component:default/caller-1\""), "{}", page.html);
    assert!(page.html.contains("data-key=\":group:default/team-2\""), "{}", page.html);
    let other = "expand=:group:default%2Fteam-1&amp;expand=:group:default%2Fteam-2\"";
    assert!(page.html.contains(other), "another group can be drawn besides: {}", page.html);
    for single in [":group:default/team-1", "component:default/caller-2"] {
        assert!(!page.html.contains(&format!("data-key=\"{single}\"")), "{single} is drawn");
    }
}

#[tokio::test]
async fn every_row_leads_to_its_box() {
    let page = connected().get(&format!("{AROUND}&depth=2")).await;
    let boxes: Vec<&str> =
        page.html.split("<tr data-card=\"").skip(1).filter_map(|row| row.split('"').next()).collect();
    assert_eq!(boxes.len(), 5);
    for place in boxes {
        let (link, target) = (format!("href=\"#card-{place}\""), format!("id=\"card-{place}\""));
        assert_eq!(page.html.matches(&link).count(), 1, "{}", page.html);
        assert_eq!(page.html.matches(&target).count(), 1, "{}", page.html);
    }
}

#[tokio::test]
async fn what_is_no_reference_leads_to_what_may_be_meant() {
    let page = connected().get("/graph?root=checkout").await;
    let seen = text(&page.html);
    assert_eq!(page.status, 400);
    assert!(seen.contains("This cannot be drawn") && seen.contains("Did you mean one of these? Checkout"), "{seen}");
    assert!(page.html.contains("value=\"checkout\""), "the form keeps what was written: {}", page.html);
}

#[tokio::test]
async fn a_way_is_told_step_by_step() {
    let mut memory = company();
    let asked = "/graph?view=path&from=component:default/app&to=component:default/orders";
    let none = memory.get(asked).await;
    let seen = text(&none.html);
    assert!(seen.contains("There is no way app does not depend on orders"), "{seen}");
    assert!(none.html.contains("from=component:default%2Forders&amp;to=component:default%2Fapp"), "{}", none.html);

    memory.paths =
        vec![way(&["component:default/app", "component:default/web", "component:default/orders"], "dependsOn")];
    let page = memory.get(asked).await;
    let seen = text(&page.html);
    let expected = "A shortest way: 2 steps app depends on web calls orders , which is provided by orders";
    assert!(seen.contains(expected), "{seen}");
    assert!(seen.contains("Show all ways"), "{seen}");
    assert!(page.html.contains("aria-label=\"How app depends on orders\""), "{}", page.html);
    let all = text(&memory.get(&format!("{asked}&all=true")).await.html);
    assert!(all.contains("These are all ways of up to"), "{all}");
}

#[tokio::test]
async fn a_way_needs_two_ends() {
    let seen = text(&company().get("/graph?view=path&from=component:default/app").await.html);
    assert!(seen.contains("How does one depend on another?"), "{seen}");
}

#[tokio::test]
async fn cycles_come_with_owners_and_what_to_cut() {
    let mut memory = company();
    let none = text(&memory.get("/graph?view=cycles").await.html);
    assert!(none.contains("No cycles Nothing depends on itself"), "{none}");

    memory.cycles = vec![knot(&["component:default/cart", "component:default/checkout"])];
    let page = memory.get("/graph?view=cycles").await;
    let seen = text(&page.html);
    for expected in [
        "Cycles 1 Entities in one 2",
        "2 entities that depend on each other",
        "Round cart depends on checkout depends on cart",
        "Cut 1 cart depends on checkout why",
        "No smaller set would do. Owners payments Entities cart checkout",
    ] {
        assert!(seen.contains(expected), "{expected} is missing in {seen}");
    }
    assert!(page.html.contains("href=\"/teams/payments\""), "{}", page.html);
}
