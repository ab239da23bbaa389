//! `sextant graph`, against a portal.

use std::fs;

use serde_json::Value;

use crate::portal::Portal;
use crate::{code, sextant, stderr, stdout};

const CATALOG: &str = "\
apiVersion: sextant.dev/v1
kind: Group
metadata: {name: shop, title: Shop, links: [{url: https://pager.example/shop, type: on-call}]}
spec: {type: team, children: []}
---
apiVersion: sextant.dev/v1
kind: Component
metadata: {name: orders}
spec: {type: service, owner: shop, providesApis: [orders-api], dependsOn: [resource:ledger]}
---
apiVersion: sextant.dev/v1
kind: Component
metadata: {name: web}
spec: {type: website, owner: shop, tier: 1, consumesApis: [orders-api], dependsOn: [component:app]}
---
apiVersion: sextant.dev/v1
kind: Component
metadata: {name: app}
spec: {type: website, dependsOn: [component:web]}
";

fn portal() -> (tempfile::TempDir, Portal) {
    let files = tempfile::tempdir().unwrap();
    fs::write(files.path().join("catalog-info.yaml"), CATALOG).unwrap();
    let portal = Portal::start(files.path());
    (files, portal)
}

/// The output of a question that must be answered.
fn ask(portal: &Portal, question: &[&str]) -> String {
    let here = std::env::temp_dir();
    let output = sextant(&here, &[&["graph"], question, &["--server", &portal.address]].concat());
    assert_eq!(code(&output), 0, "{question:?}: {}", stderr(&output));
    stdout(&output)
}

#[test]
fn questions_are_answered_for_people() {
    let (_files, portal) = portal();
    let impact = "\
2 entities hit when component:default/orders fails, 1 of tier 1

STEPS  TIER  OWNER               ENTITY
1      1     group:default/shop  component:default/web
2            -                   component:default/app

TEAM                ENTITIES  NEAREST  REACH
group:default/shop  1         1        https://pager.example/shop
nobody owns 1 of them
";
    assert_eq!(ask(&portal, &["impact", "component:orders"]), impact);
    assert_eq!(
        ask(&portal, &["path", "component:app", "resource:ledger"]),
        "component:default/app\n  dependsOn component:default/web\n  consumesApi api:default/orders-api of \
         component:default/orders\n  dependsOn resource:default/ledger\n"
    );
    assert_eq!(
        ask(&portal, &["path", "resource:ledger", "component:app"]),
        "no way from resource:default/ledger to component:default/app within 1000 steps\n"
    );
    let cycles = "\
1 knot of 2 entities in all

2 entities depend on each other
  component:default/app > component:default/web > component:default/app
  cut 1 dependency:
    component:default/web > component:default/app
";
    assert_eq!(ask(&portal, &["cycles"]), cycles);
    let order = "\
LEVEL  ENTITIES
0      resource:default/ledger
1      component:default/orders
2      component:default/app, component:default/web
";
    assert_eq!(ask(&portal, &["order", "component:web"]), order);
    assert_eq!(
        ask(&portal, &["common", "component:web", "component:orders"]),
        "STEPS  TIER  OWNER  ENTITY\n2/1          -      resource:default/ledger\n"
    );
    let around = "\
FROM                      RELATION   TO
component:default/orders  dependsOn  resource:default/ledger
";
    assert_eq!(ask(&portal, &["around", "resource:ledger", "--direction", "in"]), around);
}

#[test]
fn questions_are_answered_for_scripts() {
    let (_files, portal) = portal();
    for question in [
        &["impact", "component:orders"][..],
        &["path", "component:web", "component:orders"],
        &["cycles"],
        &["order"],
        &["common", "component:web", "component:app"],
        &["around", "component:web"],
    ] {
        let text = ask(&portal, &[question, &["--format", "json"]].concat());
        let answer: Value = serde_json::from_str(&text).unwrap();
        assert!(answer["revision"].is_u64(), "{text}");
    }
    let drawing = |format| ask(&portal, &["around", "component:web", "--format", format]);
    assert!(drawing("dot").starts_with("digraph catalog {"));
    assert!(drawing("mermaid").starts_with("flowchart LR"));
    assert!(drawing("graphml").contains("<graphml "));
    let told = |format| ask(&portal, &["impact", "component:orders", "--format", format]);
    assert!(told("text").contains("on call: https://pager.example/shop"));
    assert!(told("csv").starts_with("ref,title,entities,"));
}

#[test]
fn what_goes_wrong_is_told_by_the_exit_code() {
    let (files, portal) = portal();
    let end = |arguments: &[&str]| {
        let output = sextant(files.path(), &[&["graph"], arguments].concat());
        (code(&output), stderr(&output))
    };
    let (exit, error) = end(&["impact", "component:ordesr", "--server", &portal.address]);
    assert_eq!(exit, 2);
    assert!(error.contains("there is no component:default/ordesr in the catalog; did you mean"), "{error}");
    assert_eq!(end(&["impact", "component:orders", "--server", "portal"]).0, 2);
    assert_eq!(end(&["impact", "component:orders"]).0, 2, "no portal is named");
    let (exit, error) = end(&["cycles", "--server", "http://127.0.0.1:9"]);
    assert_eq!(exit, 3);
    assert!(error.contains("the portal at http://127.0.0.1:9 cannot be asked"), "{error}");
}
