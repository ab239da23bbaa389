use crate::harness::Portal;

#[tokio::test]
async fn the_text_comes_with_the_lines_of_the_entity() {
    let portal = Portal::start().await;
    let descriptor = portal.json("/api/v1/entities/component/default/orders/descriptor").await;
    assert_eq!(descriptor["path"], "catalog-info.yaml");
    assert_eq!(descriptor["format"], "backstage");
    assert_eq!(descriptor["stale"], false);
    let text = descriptor["text"].as_str().unwrap();
    let line = |field: &str| usize::try_from(descriptor[field].as_u64().unwrap()).unwrap();
    let lines: Vec<&str> =
        text.lines().skip(line("start_line") - 1).take(line("end_line") + 1 - line("start_line")).collect();
    assert!(lines.contains(&"  name: Orders"), "{lines:?}");
    assert!(!lines.contains(&"  name: gateway"), "{lines:?}");
}

#[tokio::test]
async fn a_broken_file_shows_its_last_good_text_and_what_is_wrong_now() {
    let portal = Portal::start().await;
    portal.break_orders().await;
    let descriptor = portal.json("/api/v1/entities/component/default/orders/descriptor").await;
    assert_eq!(descriptor["stale"], true);
    assert!(descriptor["text"].as_str().unwrap().contains("name: Orders"));
    assert_eq!(descriptor["diagnostics"][0]["severity"], "error");
    assert_eq!(descriptor["diagnostics"][0]["file"], "catalog-info.yaml");
}
