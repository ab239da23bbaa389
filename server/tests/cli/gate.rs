//! `sextant scorecard gate`, and score changes of dry runs, against a portal.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::portal::Portal;
use crate::{code, sextant, stderr, stdout};

const ORG: &str = "kind: Group\nmetadata: {name: farm}\nspec: {type: team, children: []}\n---\n\
    apiVersion: sextant.dev/v1\nkind: Scorecard\nmetadata: {name: ready}\nspec:\n  appliesTo: {kinds: [Component]}\n  \
    levels: [{name: bronze}, {name: silver}]\n  rules:\n    - {id: described, title: Described, level: bronze, weight: 5, \
    expression: 'entity.description != null'}\n    - {id: tiered, title: Tiered, level: silver, expression: 'entity.tier != \
    null'}\n";

fn component(name: &str, description: bool, tier: bool) -> String {
    let description = if description { ", description: Lays eggs every morning in the barn" } else { "" };
    let tier = if tier { ", tier: 1" } else { "" };
    format!(
        "apiVersion: sextant.dev/v1\nkind: Component\nmetadata: {{name: {name}{description}}}\nspec: {{type: service, \
         lifecycle: production, owner: farm{tier}}}\n"
    )
}

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// A portal, and a clone of one of its repositories: `hen` is at silver and `egg` at bronze.
fn farm() -> (tempfile::TempDir, Portal) {
    let files = tempfile::tempdir().unwrap();
    let catalog = files.path().join("catalog");
    write(&catalog, "org.yaml", ORG);
    for root in [catalog.join("hens"), files.path().join("clone")] {
        fs::create_dir_all(root.join(".git")).unwrap();
        write(&root, "hen.yaml", &component("hen", true, true));
        write(&root, "egg.yaml", &component("egg", true, false));
    }
    let portal = Portal::start(&catalog);
    (files, portal)
}

#[test]
fn a_build_fails_that_makes_scores_worse_or_leaves_them_too_low() {
    let (files, portal) = farm();
    let clone = files.path().join("clone");
    let gate = |more: &[&str]| {
        let of_portal = ["scorecard", "gate", "--server", &portal.address, "--source", "catalog", "--below", "hens"];
        sextant(&clone, &[&of_portal[..], more].concat())
    };
    let fine = gate(&["--no-regression", "--min-level", "bronze", "--scorecard", "ready"]);
    assert_eq!((code(&fine), stdout(&fine).as_str()), (0, "all holds, for 2 entities\n"), "{}", stderr(&fine));
    for of_what in [&["--no-regression"][..], &["--min-level", "bronze"]] {
        let unknown = gate(&[of_what, &["--scorecard", "reddy"]].concat());
        assert_eq!(code(&unknown), 2, "{}", stdout(&unknown));
        assert!(stderr(&unknown).contains("no scorecard reddy judges; there are"), "{}", stderr(&unknown));
    }
    let low = gate(&["--min-level", "silver", "--scorecard", "ready"]);
    assert_eq!(code(&low), 1);
    let why = "component:default/egg reaches bronze of ready, and silver is asked for";
    assert!(stdout(&low).lines().any(|line| line == why), "{}", stdout(&low));
    assert!(!stdout(&low).contains("component:default/hen reaches"), "{}", stdout(&low));

    write(&clone, "hen.yaml", &component("hen", true, false));
    let worse = gate(&["--no-regression", "--scorecard", "ready"]);
    assert_eq!(code(&worse), 1, "{}", stderr(&worse));
    let why = "component:default/hen becomes worse by ready: silver -> bronze; tiered pass -> fail";
    assert!(stdout(&worse).lines().any(|line| line == why), "{}", stdout(&worse));
    // What comes new is held against the level, and is no regression.
    write(&clone, "hen.yaml", &component("hen", true, true));
    write(&clone, "chick.yaml", &component("chick", false, false));
    assert_eq!(code(&gate(&["--no-regression"])), 0);
    assert_eq!(code(&gate(&["--min-level", "bronze", "--scorecard", "ready"])), 1);

    assert_eq!(code(&gate(&[])), 2, "nothing is asked for");
    assert_eq!(code(&gate(&["--min-level", "platinum", "--scorecard", "ready"])), 2);
    let nobody = ["scorecard", "gate", "--server", "http://127.0.0.1:1", "--no-regression"];
    assert_eq!(code(&sextant(&clone, &nobody)), 3);
}

#[test]
fn scores_that_change_are_told_with_a_check() {
    let (files, portal) = farm();
    let clone = files.path().join("clone");
    write(&clone, "hen.yaml", &component("hen", false, true));
    let check = |format: &str| {
        let arguments =
            ["check", "--server", &portal.address, "--source", "catalog", "--below", "hens", "--format", format];
        stdout(&sextant(&clone, &arguments))
    };
    let human = check("human");
    let line =
        human.lines().find(|line| line.starts_with("component:default/hen ") && line.contains(" ready ")).unwrap();
    assert!(line.contains("silver -> no level") && line.contains("described pass -> fail"), "{line}");
    let concise = check("concise");
    assert!(concise.contains("  score of component:default/hen ready silver -> no level "), "{concise}");
    let json: Vec<Value> = check("json").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(!json.is_empty());
}
