use crate::fixture::{Memory, company};
use crate::text;

#[tokio::test]
async fn rows_say_who_owns_what_and_how_it_does() {
    let page = company().get("/catalog").await;
    assert_eq!(page.status, 200);
    let text = text(&page.html);
    for expected in ["4 entities", "Checkout", "Component service", "payments", "production", "50 %"] {
        assert!(text.contains(expected), "{expected} is missing in {text}");
    }
    assert!(page.html.contains(r#"href="/catalog/component/default/checkout""#), "{}", page.html);
}

#[tokio::test]
async fn facets_count_and_narrow_and_can_be_taken_away() {
    let page = company().get("/catalog").await;
    assert!(page.html.contains(r#"href="/catalog?kind=resource""#), "{}", page.html);

    let narrowed = company().get("/catalog?kind=resource").await;
    let seen = text(&narrowed.html);
    assert!(seen.contains("1 entity") && seen.contains("orders-db") && !seen.contains("Checkout"), "{seen}");
    assert!(seen.contains("Take away Kind resource"), "{}", narrowed.html);
    // The other kinds stay in sight with what they would bring.
    assert!(narrowed.html.contains(r#"href="/catalog?kind=resource&amp;kind=system""#), "{}", narrowed.html);
}

#[tokio::test]
async fn a_chosen_value_that_nothing_has_can_still_be_taken_away() {
    let page = company().get("/catalog?tag=gone").await;
    let seen = text(&page.html);
    assert!(seen.contains("Nothing matches all of this"), "{seen}");
    assert!(text(&page.html).contains("Take away Tag gone"), "{}", page.html);
}

#[tokio::test]
async fn headings_order_and_turn_around() {
    let page = company().get("/catalog?type=service&order=-measures.dependents").await;
    assert!(page.html.contains(r#"aria-sort="descending""#), "{}", page.html);
    assert!(page.html.contains(r#"href="/catalog?type=service&amp;order=measures.dependents""#), "{}", page.html);
    assert!(page.html.contains(r#"href="/catalog?type=service&amp;order=tier""#), "{}", page.html);
}

#[tokio::test]
async fn pages_lead_on_and_say_where_they_are() {
    let paged = Memory { page_size: Some(3), ..company() };
    let first = paged.get("/catalog?q=default").await;
    assert!(text(&first.html).contains("1 to 3 of 4 entities"), "{}", first.html);
    assert!(first.html.contains(r#"href="/catalog?q=default&amp;cursor=3&amp;skipped=3""#), "{}", first.html);

    let second = paged.get("/catalog?q=default&cursor=3&skipped=3").await;
    assert!(text(&second.html).contains("4 to 4 of 4 entities"), "{}", second.html);
    assert!(second.html.contains(">First page</a>"), "{}", second.html);
}

#[tokio::test]
async fn an_empty_catalog_says_what_to_do() {
    let page = Memory::default().get("/catalog").await;
    let seen = text(&page.html);
    assert!(seen.contains("The catalog is empty") && seen.contains("--catalog"), "{seen}");
}

#[tokio::test]
async fn the_box_keeps_filters_and_order() {
    let page = company().get("/catalog?kind=component&order=tier&q=check").await;
    assert!(page.html.contains(r#"<input type="hidden" name="kind" value="component">"#), "{}", page.html);
    assert!(page.html.contains(r#"<input type="hidden" name="order" value="tier">"#), "{}", page.html);
    assert!(page.html.contains(r#"href="/api/v1/entities?filter=kind%3Dcomponent&amp;q=check"#), "{}", page.html);
}
