use web::Bundle;

use crate::fixture::company;

#[tokio::test]
async fn without_a_bundle_there_is_no_script() {
    let page = company().get("/catalog").await;
    assert!(!page.html.contains("<script"), "{}", page.html);
    // The palette's button is a link all the same.
    assert!(page.html.contains(r#"<a href="/search" class="palette-button""#), "{}", page.html);
}

#[tokio::test]
async fn a_bundle_is_started_by_one_script_with_the_nonce() {
    let bundle = Bundle { js: "/assets/web.1.js", wasm: "/assets/web_bg.2.wasm" };
    let page = company().get_with("/catalog", Some(bundle)).await;
    assert_eq!(page.html.matches("<script").count(), 1, "{}", page.html);
    assert!(page.html.contains(r#"<script type="module" nonce="abc123">"#), "{}", page.html);
    assert!(page.html.contains(r#"import("/assets/web.1.js")"#), "{}", page.html);
    assert!(page.html.contains(r#"module_or_path: "/assets/web_bg.2.wasm""#), "{}", page.html);
    assert!(page.html.contains(r#"<leptos-island data-component="CommandPalette_"#), "{}", page.html);
}

#[tokio::test]
async fn the_name_of_the_product_leads_home() {
    let page = company().get("/catalog").await;
    assert!(page.html.contains(r#"<a href="/" aria-label="Sextant, home" class="wordmark""#), "{}", page.html);
    assert_eq!(company().get("/").await.status, 200);
}

#[tokio::test]
async fn the_theme_leads_back_to_this_very_page() {
    let page = company().get("/catalog?kind=component&q=a%20b").await;
    let link = r#"href="/theme?set=dark&amp;back=%2Fcatalog%3Fkind%3Dcomponent%26q%3Da%2520b""#;
    assert!(page.html.contains(link), "{}", page.html);
}
