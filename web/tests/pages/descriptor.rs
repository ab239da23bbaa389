use crate::fixture::company;
use crate::text;

const PAGE: &str = "/catalog/component/default/checkout?tab=descriptor";

#[tokio::test]
async fn lines_are_numbered_and_the_entitys_own_stand_out() {
    let page = company().get(PAGE).await;
    assert!(page.html.contains(r#"<li id="L1" class="source-line">"#), "{}", page.html);
    assert!(page.html.contains(r#"<li id="L4" class="source-line source-line-own">"#), "{}", page.html);
    assert!(text(&page.html).contains("lines 4 to 7 of 7"), "{}", page.html);
}

#[tokio::test]
async fn problems_stand_at_their_lines() {
    let page = company().get(PAGE).await;
    let line = page.html.split(r#"id="L7""#).nth(1).expect("line 7");
    let seen = text(line);
    assert!(seen.contains("Error the name \"check out\" is not valid invalid-name"), "{seen}");
    assert!(seen.contains("Help: Use letters, digits and hyphens."), "{seen}");
    assert!(line.contains(r#"href="/diagnostics/invalid-name""#), "{line}");
}

#[tokio::test]
async fn white_space_of_a_line_is_kept() {
    let page = company().get(PAGE).await;
    assert!(page.html.contains("<code>  name: check out</code>"), "{}", page.html);
}

#[tokio::test]
async fn a_long_file_is_shown_in_part_and_leads_on() {
    let mut memory = company();
    memory.text = "line\n".repeat(2_500);
    memory.lines = (1_200, 1_210);
    memory.diagnostics.clear();
    let page = memory.get(PAGE).await;
    assert!(text(&page.html).contains("Lines 1180 to 2179 of 2500"), "{}", page.html);
    assert!(page.html.contains(r#"?tab=descriptor&amp;from=2180""#), "{}", page.html);
    assert!(!page.html.contains(r#"id="L1""#));
}
