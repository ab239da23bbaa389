use catalog_schema::wire::{DocPage, Matched};

use crate::fixture::{Memory, company, entity};
use crate::text;

#[tokio::test]
async fn hits_have_their_matched_words_marked() {
    let page = company().get("/search?q=checkout").await;
    assert!(page.html.contains("<mark>checkout</mark>"), "{}", page.html);
    assert!(!page.html.contains('\u{E000}') && !page.html.contains('\u{E001}'));
    assert!(text(&page.html).contains("1 result"), "{}", page.html);
}

#[tokio::test]
async fn a_hit_says_what_it_is_whose_and_what_for() {
    let seen = text(&company().get("/search?q=checkout").await.html);
    for expected in ["Component service", "payments", "production", "Tier 1", "Takes the basket to an"] {
        assert!(seen.contains(expected), "{expected} is missing in {seen}");
    }
}

#[tokio::test]
async fn facets_narrow_the_hits_and_can_be_taken_away() {
    let page = company().get("/search?q=default&kind=system").await;
    let seen = text(&page.html);
    assert!(seen.contains("1 result") && seen.contains("Take away Kind System"), "{seen}");
    // The other kinds stay in sight, and other words stay within the choice.
    assert!(page.html.contains(r#"href="/search?q=default&amp;kind=system&amp;kind=resource""#), "{}", page.html);
    assert!(page.html.contains(r#"<input type="hidden" name="kind" value="system">"#), "{}", page.html);
    assert!(page.html.contains(r#"value="default""#), "{}", page.html);
}

#[tokio::test]
async fn more_hits_than_fit_are_paged() {
    let mut memory = company();
    memory.entities.extend((10..40).map(|number| entity("Component", &format!("c{number}"))));
    let first = memory.get("/search?q=component").await;
    assert!(text(&first.html).contains("1–20 of 31 results"), "{}", first.html);
    assert!(first.html.contains(r#"href="/search?q=component&amp;offset=20""#), "{}", first.html);
    let second = memory.get("/search?q=component&offset=20").await;
    assert!(text(&second.html).contains("21–31 of 31 results"), "{}", second.html);
    assert!(second.html.contains(r#"start="21""#) && !second.html.contains("More hits"), "{}", second.html);
}

#[tokio::test]
async fn nothing_found_says_what_to_do() {
    let memory = Memory { suggestion: Some("checkout".to_owned()), ..company() };
    let page = memory.get("/search?q=chekout&tier=1").await;
    let seen = text(&page.html);
    assert!(seen.contains("Nothing matches “chekout”") && seen.contains("Did you mean checkout ?"), "{seen}");
    assert!(page.html.contains(r#"href="/search?q=checkout&amp;tier=1""#), "{}", page.html);
    assert!(page.html.contains(r#"href="/search?q=chekout">without the filters"#), "{}", page.html);
}

#[tokio::test]
async fn what_matches_some_of_the_words_only_says_so() {
    let memory = Memory { matched: Matched::InPart, ..company() };
    let seen = text(&memory.get("/search?q=checkout").await.html);
    assert!(seen.contains("Nothing matches all of these words") && seen.contains("1 result"), "{seen}");
    assert!(!text(&company().get("/search?q=checkout").await.html).contains("Nothing matches"));
}

#[tokio::test]
async fn no_words_give_the_box_and_examples_from_the_catalog() {
    let page = company().get("/search?q=%20").await;
    assert_eq!(page.status, 200);
    assert!(page.html.contains(r#"name="q""#) && !page.html.contains("class=\"hits\""), "{}", page.html);
    let seen = text(&page.html);
    for example in ["checkout a name", "payments an owner", "shop a system", "rust a language"] {
        assert!(seen.contains(example), "{example} is missing in {seen}");
    }
    assert!(!text(&Memory::default().get("/search").await.html).contains("For example"));
}

#[tokio::test]
async fn a_hit_of_documentation_names_the_page_and_leads_there() {
    let mut memory = company();
    memory.entities[0].docs = vec![DocPage {
        path: "docs/ops.md".to_owned(),
        title: "What to do".to_owned(),
        url: Some("https://github.com/acme/checkout/blob/HEAD/docs/ops.md".to_owned()),
    }];
    let page = memory.get("/search?q=checkout").await;
    let seen = text(&page.html);
    assert!(seen.contains("In its documentation, What to do : Restart the relay"), "{seen}");
    assert!(page.html.contains("the <mark>relay</mark> &lt;now&gt;."), "{}", page.html);
    assert!(page.html.contains(r#"href="https://github.com/acme/checkout/blob/HEAD/docs/ops.md""#), "{}", page.html);
}
