//! `sextant scorecard simulate`, over a directory.

use std::fs;
use std::path::Path;
use std::process::Output;

use serde_json::Value;

use crate::{code, sextant, stderr, stdout};

const CATALOG: &str = "\
apiVersion: sextant.dev/v1
kind: Component
metadata: {name: orders, tags: [rust]}
spec: {type: service, owner: payments}
---
apiVersion: sextant.dev/v1
kind: Component
metadata: {name: cart}
spec: {type: service, owner: shop}
";

fn scorecard(expression: &str) -> String {
    format!(
        "apiVersion: sextant.dev/v1\nkind: Scorecard\nmetadata: {{name: readiness, title: 'Ready | not'}}\nspec:\n  levels: [{{name: \
         ready}}]\n  rules:\n  - id: tagged\n    title: Tagged\n    level: ready\n    expression: {expression}\n"
    )
}

fn simulate(here: &Path, arguments: &[&str]) -> Output {
    let fixed = ["scorecard", "simulate", "scorecard.yaml", "--catalog", "catalog"];
    sextant(here, &[&fixed[..], arguments].concat())
}

#[test]
fn who_would_change_is_told_in_every_format() {
    let here = tempfile::tempdir().unwrap();
    let here = here.path();
    fs::create_dir(here.join("catalog")).unwrap();
    fs::write(here.join("catalog/catalog-info.yaml"), CATALOG).unwrap();
    fs::write(here.join("catalog/readiness.yaml"), scorecard("size(entity.tags) > 0")).unwrap();
    fs::write(here.join("scorecard.yaml"), scorecard("size(entity.tags) == 0")).unwrap();

    let text = simulate(here, &[]);
    assert_eq!(code(&text), 0, "{}", stderr(&text));
    let told = stdout(&text);
    assert!(told.starts_with("the scorecard readiness would change 3 entities: 1 worse, 2 better"), "{told}");
    assert!(told.contains("component:default/orders") && told.contains("ready -> no level"), "{told}");
    let json: Value = serde_json::from_str(&stdout(&simulate(here, &["--format", "json", "--limit", "1"]))).unwrap();
    assert_eq!((&json["total"], json["items"].as_array().unwrap().len()), (&3.into(), 1));
    let markdown = stdout(&simulate(here, &["--format", "markdown"]));
    assert!(markdown.starts_with("### Ready \\| not\n") && markdown.contains("| --- |"), "{markdown}");
    let csv = stdout(&simulate(here, &["--format", "csv"]));
    assert!(csv.contains("component:default/orders,Component,,group:default/payments,worse,ready,,"), "{csv}");

    fs::write(here.join("scorecard.yaml"), scorecard("size(entity.tags) > 0")).unwrap();
    let same = simulate(here, &[]);
    assert_eq!((code(&same), stdout(&same).contains("nothing changes")), (0, true), "{}", stdout(&same));
}

#[test]
fn what_is_wrong_is_told_at_its_line() {
    let here = tempfile::tempdir().unwrap();
    let here = here.path();
    fs::create_dir(here.join("catalog")).unwrap();
    fs::write(here.join("catalog/catalog-info.yaml"), CATALOG).unwrap();
    fs::write(here.join("scorecard.yaml"), scorecard("entity.tgas == 0")).unwrap();
    let wrong = simulate(here, &[]);
    assert_eq!(code(&wrong), 1, "{}", stdout(&wrong));
    assert!(stderr(&wrong).contains("scorecard.yaml:10:17"), "{}", stderr(&wrong));
    assert_eq!(code(&sextant(here, &["scorecard", "simulate", "nothing.yaml", "--catalog", "catalog"])), 3);
    assert_eq!(code(&sextant(here, &["scorecard", "simulate", "scorecard.yaml"])), 2);
}
