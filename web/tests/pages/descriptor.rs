use catalog_schema::model::Format;
use catalog_schema::wire::{ContributingFile, DescriptionPlace, OverriddenValue, ValueOrigin};

use crate::fixture::{Memory, company, diagnostic};
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

/// A Compass file beside the first one.
fn merged() -> Memory {
    let mut memory = company();
    memory.more_files = vec![ContributingFile {
        source: "examples".to_owned(),
        path: "checkout/compass.yml".to_owned(),
        format: Format::Compass,
        primary: false,
        text: "configVersion: 1\nname: checkout\nfields: {tier: 2}\n".to_owned(),
        start_line: 1,
        end_line: 3,
        stale: false,
        diagnostics: Vec::new(),
    }];
    let origin = |field: &str, value: &str, file: &str, line, format, overridden| ValueOrigin {
        field: field.to_owned(),
        value: value.to_owned(),
        source: "examples".to_owned(),
        file: file.to_owned(),
        line,
        column: Some(3),
        format,
        overridden,
    };
    let overridden = OverriddenValue {
        source: "examples".to_owned(),
        file: "checkout/compass.yml".to_owned(),
        line: 2,
        column: None,
        format: Format::Compass,
        value: "<b>checkout</b>".to_owned(),
    };
    memory.origins = vec![
        origin("name", "check out", "checkout/catalog-info.yaml", 7, Format::Backstage, vec![overridden]),
        origin("tier", "2", "checkout/compass.yml", 3, Format::Compass, Vec::new()),
    ];
    memory
}

#[tokio::test]
async fn every_file_that_contributes_is_a_frame_of_its_own() {
    let page = merged().get(PAGE).await;
    let seen = text(&page.html);
    assert!(seen.contains("2 files describe this entity together"), "{seen}");
    assert!(seen.contains("checkout/compass.yml compass format, source examples, 3 lines"), "{seen}");
    assert_eq!(page.html.matches(r#"id="L3""#).count(), 1);
    assert!(page.html.contains(r#"<li id="F2-L3" class="source-line source-line-own">"#), "{}", page.html);
}

#[tokio::test]
async fn each_value_leads_to_its_line_and_names_what_it_won_over() {
    let page = merged().get(PAGE).await;
    let table = page.html.split("rows-origins").nth(1).and_then(|rest| rest.split("</table>").next()).expect("a table");
    assert!(page.html.contains(r#"<details open class="origins">"#), "{}", page.html);
    assert!(table.contains(r##"href="#L7""##) && table.contains(r##"href="#F2-L3""##), "{table}");
    let seen = text(table);
    assert!(seen.contains("name check out catalog-info.yaml:7"), "{seen}");
    assert!(table.contains("&lt;b&gt;checkout&lt;/b&gt;") && seen.contains("compass.yml:2"), "{table}");
    assert!(seen.contains("tier 2 compass.yml:3 –"), "{seen}");
}

#[tokio::test]
async fn an_address_may_be_about_the_lines_of_any_file() {
    let mut memory = merged();
    memory.more_files[0].text = "line\n".repeat(2_500);
    let page = memory.get(&format!("{PAGE}&file=checkout%2Fcompass.yml&from=1500")).await;
    assert!(page.html.contains(r#"id="L1500""#) && page.html.contains(r#"id="F1-L7""#), "{}", page.html);
    assert!(page.html.contains("file=checkout%2Fcompass.yml&amp;from=2500"), "{}", page.html);
    // The line of a value is on another part of the file.
    assert!(page.html.contains("?tab=descriptor&amp;file=checkout%2Fcompass.yml&amp;from=1#L3"), "{}", page.html);
}

#[tokio::test]
async fn a_line_of_a_file_that_does_not_contribute_is_no_line_of_another() {
    let page = merged().get(&format!("{PAGE}&file=elsewhere%2Fcatalog-info.yaml")).await;
    assert!(page.html.contains(r#"id="F1-L1""#) && !page.html.contains(r#"id="L1""#), "{}", page.html);
}

#[tokio::test]
async fn of_very_many_values_the_first_are_shown_and_the_rest_is_linked() {
    let mut memory = merged();
    let tier = memory.origins.remove(1);
    memory.origins = vec![tier; 1_000];
    let page = memory.get(PAGE).await;
    assert_eq!(page.html.matches("origin-place").count(), 200);
    assert!(text(&page.html).contains("The first 200 of 1000."), "{}", page.html);
    assert!(page.html.contains(r#"href="/api/v1/entities/component/default/checkout/descriptor""#), "{}", page.html);
}

#[tokio::test]
async fn of_one_file_the_table_is_folded_and_has_no_column_for_others() {
    let mut memory = merged();
    memory.more_files.clear();
    memory.origins.truncate(1);
    memory.origins[0].overridden.clear();
    let page = memory.get(PAGE).await;
    assert!(page.html.contains(r#"<details class="origins">"#), "{}", page.html);
    let seen = text(&page.html);
    assert!(seen.contains("name check out line 7") && !seen.contains("Instead of"), "{seen}");
}

#[tokio::test]
async fn what_else_describes_the_entity_is_named_with_its_place() {
    let mut memory = company();
    memory.entities[0].also_described_by = vec![DescriptionPlace {
        source: "other".to_owned(),
        location: "/srv/other".to_owned(),
        path: "later/catalog-info.yaml".to_owned(),
        line: 12,
        format: Format::Backstage,
    }];
    for address in [PAGE, "/catalog/component/default/checkout"] {
        let page = memory.get(address).await;
        let seen = text(&page.html);
        assert!(seen.contains("Also described by"), "{seen}");
        assert!(seen.contains("later/catalog-info.yaml line 12 backstage format, source other"), "{seen}");
        assert!(page.html.contains(r#"href="/sources/other""#), "{}", page.html);
    }
    assert!(!text(&company().get(PAGE).await.html).contains("Also described by"));
}

#[tokio::test]
async fn a_stale_file_is_named_whichever_it_is() {
    let mut memory = merged();
    memory.entities[0].stale = true;
    memory.more_files[0].stale = true;
    memory.more_files[0].diagnostics = vec![diagnostic(3, "the file is cut off")];
    let seen = text(&memory.get("/catalog/component/default/checkout").await.html);
    assert!(seen.contains("The file checkout/compass.yml has changed since"), "{seen}");
    assert!(seen.contains("the file is cut off"), "{seen}");
    assert!(!seen.contains("The file checkout/catalog-info.yaml has changed"), "{seen}");
}
