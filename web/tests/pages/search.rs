use crate::fixture::{Memory, company};
use crate::text;

#[tokio::test]
async fn hits_have_their_matched_words_marked() {
    let page = company().get("/search?q=checkout").await;
    assert!(page.html.contains("<mark>checkout</mark>"), "{}", page.html);
    assert!(!page.html.contains('\u{E000}') && !page.html.contains('\u{E001}'));
    assert!(text(&page.html).contains("1 result"), "{}", page.html);
}

#[tokio::test]
async fn nothing_found_says_what_to_do() {
    let memory = Memory { suggestion: Some("checkout".to_owned()), ..company() };
    let page = memory.get("/search?q=chekout").await;
    let seen = text(&page.html);
    assert!(seen.contains("Nothing matches “chekout”") && seen.contains("Did you mean checkout ?"), "{seen}");
    assert!(page.html.contains(r#"href="/search?q=checkout""#), "{}", page.html);
}

#[tokio::test]
async fn no_words_give_the_box_only() {
    let page = company().get("/search?q=%20").await;
    assert_eq!(page.status, 200);
    assert!(page.html.contains(r#"name="q""#) && !page.html.contains("class=\"hits\""), "{}", page.html);
}
