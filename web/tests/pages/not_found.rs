use crate::fixture::company;
use crate::text;

#[tokio::test]
async fn an_unknown_entity_is_404_and_suggests_what_comes_near() {
    let page = company().get("/catalog/api/default/checkout").await;
    assert_eq!(page.status, 404);
    let seen = text(&page.html);
    assert!(seen.contains("There is no such entity") && seen.contains("Perhaps one of these Checkout"), "{seen}");
    assert!(page.html.contains(r#"value="checkout""#), "{}", page.html);
}

#[tokio::test]
async fn an_unknown_address_is_404() {
    for address in ["/nothing", "/catalog/component", "/catalog/a/b/c/d", "/diagnostics/no-such-code", "/%ff%00"] {
        assert_eq!(company().get(address).await.status, 404, "{address}");
    }
}

#[tokio::test]
async fn every_diagnostic_code_has_its_page() {
    for code in catalog_schema::diagnostic::codes::ALL {
        let page = company().get(&format!("/diagnostics/{}", code.name)).await;
        assert_eq!(page.status, 200, "{}", code.name);
        assert!(page.html.contains(code.name), "{}", code.name);
    }
}
