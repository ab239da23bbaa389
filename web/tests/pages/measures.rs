//! Figures from the graph on an entity's page and in the list.

use catalog_schema::wire::Measures;

use crate::fixture::{Memory, company};
use crate::text;

const PAGE: &str = "/catalog/component/default/checkout";

fn measured(revision: u64) -> Memory {
    let mut memory = company();
    memory.entities[0].measures = Measures {
        dependents: 3,
        dependencies: 2,
        instability: Some(40),
        reach: Some(1_204),
        depth: Some(14),
        articulation: Some(true),
        criticality: Some(73),
        revision: Some(revision),
    };
    memory
}

async fn section(memory: &Memory) -> (String, String) {
    let html = memory.get(PAGE).await.html;
    let (_, after) = html.split_once("id=\"measures\"").expect("the section");
    let (section, _) = after.split_once("</section>").expect("its end");
    let words = text(section);
    (section.to_owned(), words.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[tokio::test]
async fn every_figure_says_what_it_is_and_leads_to_what_it_is_made_of() {
    let (html, seen) = section(&measured(9)).await;
    for expected in [
        "Dependents 3 Hit directly",
        "Dependencies 2 Hit it directly",
        "Instability 40 % 2 of the 5 entities",
        "Reach 1,204 Hit when it fails",
        "Depth 14 Steps of the longest chain",
        "Criticality 73 Of 100",
        "Articulation point Yes What is connected",
    ] {
        assert!(seen.contains(expected), "{expected} is missing in {seen}");
    }
    for address in [
        format!("{PAGE}?tab=dependencies&amp;direction=in"),
        format!("{PAGE}?tab=dependencies&amp;direction=out"),
        format!("{PAGE}?tab=dependencies#impact"),
        "/graph?root=component:default%2Fcheckout&amp;direction=out&amp;depth=10".to_owned(),
        "/graph?root=component:default%2Fcheckout".to_owned(),
    ] {
        assert!(html.contains(&format!("href=\"{address}\"")), "{address} is missing in {html}");
    }
    assert!(!seen.contains("revision"), "{seen}");
}

#[tokio::test]
async fn figures_of_an_earlier_revision_say_so_and_those_that_nobody_counted_are_not_there() {
    let (_, seen) = section(&measured(7)).await;
    assert!(seen.contains("are as of revision 7 of the catalog, and are being counted anew for revision 9"), "{seen}");

    let (_, seen) = section(&company()).await;
    assert!(seen.contains("Dependents 3") && seen.contains("are being counted; load this page again"), "{seen}");
    assert!(!seen.contains("Reach 0") && !seen.contains("Articulation point"), "{seen}");

    let mut memory = company();
    memory.entities[0].measures = Measures::default();
    let (_, seen) = section(&memory).await;
    assert!(seen.contains("Nothing depends on it and it depends on nothing"), "{seen}");
    let team = memory.get("/catalog/group/default/payments").await.html;
    assert!(!team.contains("id=\"measures\""), "teams are no part of it");
}

#[tokio::test]
async fn the_list_is_ordered_by_a_measure_and_shows_it() {
    let plain = measured(9).get("/catalog").await.html;
    for (words, order) in [
        ("Most critical", "-measures.criticality"),
        ("Widest reach", "-measures.reach"),
        ("Longest chain of dependencies", "-measures.depth"),
        ("Least stable", "-measures.instability"),
    ] {
        assert!(plain.contains(&format!("href=\"/catalog?order={order}\"")), "{order}: {plain}");
        assert!(plain.contains(words), "{words}: {plain}");
    }
    assert!(!plain.contains("data-label=\"Reach\""), "{plain}");

    let page = measured(9).get("/catalog?kind=component&order=-measures.reach").await.html;
    let seen = text(&page);
    assert!(seen.contains("Ordered by reach") && seen.contains("1,204"), "{seen}");
    assert!(page.contains("aria-sort=\"descending\""), "{page}");
    assert!(page.contains("href=\"/catalog?kind=component&amp;order=measures.reach\""), "it turns around: {page}");
    assert!(page.contains(&format!("href=\"{PAGE}?tab=dependencies#impact\"")), "{page}");
    let unmeasured = company().get("/catalog?order=-measures.reach").await.html;
    let (_, cell) = unmeasured.split_once("data-label=\"Reach\"").expect("a cell");
    assert!(text(&format!("<{cell}")).trim_start().starts_with('–'), "{cell}");
}
