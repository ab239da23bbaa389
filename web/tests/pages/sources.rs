use crate::fixture::{Memory, company};
use crate::text;

#[tokio::test]
async fn sources_say_how_their_sync_went() {
    let page = company().get("/sources").await;
    let seen = text(&page.html);
    for expected in ["examples", "/srv/catalog", "Failed", "2 hours ago", "4 entities", "1 error", "permission denied"]
    {
        assert!(seen.contains(expected), "{expected} is missing in {seen}");
    }
}

#[tokio::test]
async fn problems_have_their_place_excerpt_help_and_explanation() {
    let page = company().get("/sources").await;
    let seen = text(&page.html);
    for expected in ["checkout/catalog-info.yaml:7:9", "the name \"check out\" is not valid", "Help: Use letters"] {
        assert!(seen.contains(expected), "{expected} is missing in {seen}");
    }
    assert!(page.html.contains("<mark>check out</mark>"), "{}", page.html);
    assert!(page.html.contains(r#"href="/diagnostics/invalid-name""#), "{}", page.html);
}

#[tokio::test]
async fn no_source_says_what_to_do() {
    let page = Memory::default().get("/sources").await;
    assert!(text(&page.html).contains("Start the portal with --catalog"), "{}", page.html);
}
