use crate::fixture::{Memory, company, entity};
use crate::text;

#[tokio::test]
async fn rows_say_who_owns_what_and_how_it_does() {
    let page = company().get("/catalog").await;
    assert_eq!(page.status, 200);
    let text = text(&page.html);
    for expected in ["4 entities", "Checkout", "Component service", "payments", "production", "50 %", "2 days ago"] {
        assert!(text.contains(expected), "{expected} is missing in {text}");
    }
    assert!(page.html.contains(r#"href="/catalog/component/default/checkout""#), "{}", page.html);
}

#[tokio::test]
async fn figures_lead_to_what_they_are_made_of() {
    let mut memory = company();
    memory.entities[0].changed_by = Some("Ann Lee".to_owned());
    let html = memory.get("/catalog").await.html;
    assert!(html.contains(r#"href="/catalog/component/default/checkout?tab=scorecards""#), "{html}");
    assert!(html.contains(r#"href="/catalog/component/default/checkout?tab=dependencies""#), "{html}");
    assert!(html.contains(r#"title="2026-11-18T08:00:00Z""#) && text(&html).contains("by Ann Lee"), "{html}");
    assert!(!html.contains(r#"href="/catalog/system/default/shop?tab=dependencies""#), "nothing depends on it");
}

#[tokio::test]
async fn facets_count_and_narrow_and_can_be_taken_away() {
    let page = company().get("/catalog").await;
    assert!(page.html.contains(r#"href="/catalog?kind=resource""#), "{}", page.html);

    let narrowed = company().get("/catalog?kind=resource").await;
    let seen = text(&narrowed.html);
    assert!(seen.contains("1 entity") && seen.contains("orders-db") && !seen.contains("Checkout"), "{seen}");
    assert!(seen.contains("Take away Kind Resource"), "{}", narrowed.html);
    // The other kinds stay in sight with what they would bring.
    assert!(narrowed.html.contains(r#"href="/catalog?kind=resource&amp;kind=system""#), "{}", narrowed.html);
}

#[tokio::test]
async fn values_are_said_in_words() {
    let mut memory = company();
    memory.entities[0].stale = true;
    let page = memory.get("/catalog?health=fail").await;
    let seen = text(&page.html);
    assert!(
        seen.contains("Take away Health A rule fails") && seen.contains("Attention Last good version shown 1"),
        "{seen}"
    );
    assert!(page.html.contains(r#"href="/catalog?health=fail&amp;stale=true""#), "{}", page.html);
}

#[tokio::test]
async fn many_values_fold_away_but_chosen_ones_do_not() {
    let mut memory = company();
    for number in 10..30 {
        let mut one = entity("Component", &format!("c{number}"));
        one.tags = vec![format!("t{number}")];
        memory.entities.push(one);
    }
    let folds = |html: &str| {
        let (shown, folded) = html.split_once("Show all 22</summary>").expect("a fold");
        let (folded, _) = folded.split_once("</details>").expect("its end");
        (shown.contains("title=\"t29\""), folded.contains("title=\"t29\""))
    };
    assert_eq!(folds(&memory.get("/catalog").await.html), (false, true));
    assert_eq!(folds(&memory.get("/catalog?tag=t29").await.html), (true, false));
}

#[tokio::test]
async fn a_chosen_value_that_nothing_has_can_still_be_taken_away() {
    let page = company().get("/catalog?tag=gone").await;
    let seen = text(&page.html);
    assert!(seen.contains("Nothing matches all of this"), "{seen}");
    assert!(text(&page.html).contains("Take away Tag gone"), "{}", page.html);
}

#[tokio::test]
async fn filters_in_the_grammar_narrow_besides_what_is_chosen() {
    let page = company().get("/catalog?kind=component&kind=system&filter=kind=system&filter=owner").await;
    let seen = text(&page.html);
    assert!(seen.contains("1 entity") && seen.contains("Take away Filter kind=system"), "{seen}");
    assert!(page.html.contains(r#"href="/catalog?kind=component&amp;kind=system&amp;filter=owner""#), "{}", page.html);
    let csv = "/api/v1/entities.csv?filter=kind%3Dcomponent,kind%3Dsystem&amp;also=kind%3Dsystem&amp;also=owner";
    assert!(page.html.contains(&format!("href=\"{csv}\"")), "{}", page.html);
}

#[tokio::test]
async fn a_filter_that_is_not_understood_costs_nothing_but_itself() {
    let page = company().get("/catalog?kind=component&filter=%22open&order=colour").await;
    assert_eq!(page.status, 400);
    let seen = text(&page.html);
    assert!(seen.contains("Shown without what could not be understood"), "{seen}");
    assert!(seen.contains("Filter \"open :") && seen.contains("Order colour :"), "{seen}");
    assert!(seen.contains("1 entity") && seen.contains("Checkout"), "{seen}");
    assert!(page.html.contains(r#"href="/catalog?kind=component">Drop it from the address"#), "{}", page.html);
}

#[tokio::test]
async fn headings_order_and_turn_around() {
    let page = company().get("/catalog?type=service&order=-measures.dependents").await;
    assert!(page.html.contains(r#"aria-sort="descending""#), "{}", page.html);
    assert!(page.html.contains(r#"href="/catalog?type=service&amp;order=measures.dependents""#), "{}", page.html);
    assert!(page.html.contains(r#"href="/catalog?type=service&amp;order=tier""#), "{}", page.html);
    // The first click shows what is worth seeing: the newest, the least healthy.
    assert!(page.html.contains(r#"href="/catalog?type=service&amp;order=-changed""#), "{}", page.html);
    assert!(page.html.contains(r#"href="/catalog?type=service&amp;order=health""#), "{}", page.html);
}

#[tokio::test]
async fn pages_lead_on_and_back_and_say_where_they_are() {
    let mut memory = company();
    memory.entities.extend((10..40).map(|number| entity("Component", &format!("c{number}"))));
    let paged = Memory { page_size: Some(20), ..memory };
    let first = paged.get("/catalog?q=default").await;
    assert!(text(&first.html).contains("1–20 of 34 entities"), "{}", first.html);
    assert!(first.html.contains(r#"href="/catalog?q=default&amp;cursor=20""#), "{}", first.html);
    assert!(!first.html.contains("Previous page"), "{}", first.html);

    let second = paged.get("/catalog?q=default&cursor=20").await;
    assert!(text(&second.html).contains("21–34 of 34 entities"), "{}", second.html);
    assert!(second.html.contains(r#"href="/catalog?q=default&amp;cursor=0""#), "{}", second.html);
    assert!(!second.html.contains("Next page"), "{}", second.html);
    assert!(second.html.contains(r#"href="/catalog?q=default&amp;limit=100""#), "{}", second.html);
}

#[tokio::test]
async fn an_empty_catalog_says_what_to_do() {
    let page = Memory::default().get("/catalog").await;
    let seen = text(&page.html);
    assert!(seen.contains("The catalog is empty") && seen.contains("--catalog"), "{seen}");
}

#[tokio::test]
async fn the_box_keeps_filters_order_and_size() {
    let page = company().get("/catalog?kind=component&filter=tier&order=tier&limit=25&q=check").await;
    for (name, value) in [("kind", "component"), ("filter", "tier"), ("order", "tier"), ("limit", "25")] {
        let kept = format!(r#"<input type="hidden" name="{name}" value="{value}">"#);
        assert!(page.html.contains(&kept), "{kept} is missing in {}", page.html);
    }
    let json =
        r#"href="/api/v1/entities?filter=kind%3Dcomponent&amp;also=tier&amp;q=check&amp;order=tier&amp;limit=25"#;
    assert!(page.html.contains(json), "{}", page.html);
}
