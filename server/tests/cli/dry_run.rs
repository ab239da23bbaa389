//! `sextant check --server` and `sextant graph what-if`, against a portal.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::portal::Portal;
use crate::{code, sextant, stderr, stdout};

const GROUP: &str = "kind: Group\nmetadata: {name: farm}\nspec: {type: team, children: []}\n";

fn component(name: &str, needs: Option<&str>) -> String {
    let needs = needs.map_or_else(String::new, |needs| format!(", dependsOn: [component:{needs}]"));
    format!(
        "kind: Component\nmetadata: {{name: {name}, description: D}}\nspec: {{type: service, lifecycle: production, owner: farm{needs}}}\n"
    )
}

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// A portal of two repositories in one directory, and a clone of one of them in which a pull request is made.
fn farm() -> (tempfile::TempDir, Portal) {
    let files = fields();
    let portal = Portal::start(&files.path().join("catalog"));
    (files, portal)
}

/// The same without the portal.
fn fields() -> tempfile::TempDir {
    let files = tempfile::tempdir().unwrap();
    let catalog = files.path().join("catalog");
    write(&catalog, "org.yaml", GROUP);
    for root in [catalog.join("hens"), files.path().join("clone")] {
        fs::create_dir_all(root.join(".git")).unwrap();
        write(&root, "hen.yaml", &component("hen", Some("egg")));
        write(&root, "egg.yaml", &component("egg", None));
    }
    write(&catalog, "foxes/fox.yaml", &component("fox", Some("hen")));
    files
}

#[test]
fn what_a_pull_request_changes_is_told_in_every_format() {
    let (files, portal) = farm();
    let clone = files.path().join("clone");
    let check = |more: &[&str]| {
        let of_portal = ["check", "--server", &portal.address, "--source", "catalog", "--below", "hens"];
        sextant(&clone, &[&of_portal[..], more].concat())
    };
    let same = check(&[]);
    assert_eq!(code(&same), 0, "{}", stderr(&same));
    assert!(stdout(&same).starts_with("what this would change in catalog: no entity; compared with revision "));
    assert_eq!(stdout(&same).lines().count(), 1, "{}", stdout(&same));

    write(&clone, "egg.yaml", &component("egg", Some("hen")));
    write(&clone, "chick.yaml", &component("chick", Some("egg")));
    let told = check(&[]);
    assert_eq!(code(&told), 0, "a finding fails no build: {}", stderr(&told));
    let text = stdout(&told);
    assert!(text.contains("1 created, 1 updated, ") && text.contains(" new finding"), "{text}");
    for line in ["  created component:default/chick\n", "  updated component:default/egg\n", "insights/cycle"] {
        assert!(text.contains(line), "{line}: {text}");
    }
    let of_impact = text.split("IF THIS FAILS").nth(1).unwrap();
    let of_hen = of_impact.lines().find(|line| line.starts_with("component:default/hen ")).unwrap();
    assert_eq!(of_hen.split_whitespace().collect::<Vec<_>>()[1..3], ["1", "3"], "{text}");

    let concise = stdout(&check(&["--format", "concise"]));
    assert!(
        concise.contains("egg.yaml:1:1: warning[insights/cycle]: ")
            || concise.contains("hen.yaml:1:1: warning[insights/cycle]: "),
        "{concise}"
    );
    assert!(concise.contains("  impact of component:default/hen: 1 -> 3\n"), "{concise}");
    let json = stdout(&check(&["--format", "json"]));
    let lines: Vec<Value> = json.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(lines.iter().any(|line| line["code"] == "insights/cycle"), "{json}");
    assert_eq!(lines.last().unwrap()["dry_run"]["created"][0], "component:default/chick");
    let github = stdout(&check(&["--format", "github"]));
    assert!(github.contains("::warning file=") && github.contains("title=insights/cycle::"), "{github}");
    assert!(github.contains("::notice title=what this would change::1 created, 1 updated, "), "{github}");
    let sarif: Value = serde_json::from_str(&stdout(&check(&["--format", "sarif"]))).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    assert!(results.iter().any(|result| result["ruleId"] == "insights/cycle"), "{sarif}");

    let what_if = sextant(
        &clone,
        &[
            "graph",
            "what-if",
            "component:default/egg",
            "--server",
            &portal.address,
            "--source",
            "catalog",
            "--below",
            "hens",
        ],
    );
    let text = stdout(&what_if);
    assert!(text.starts_with("if component:default/egg fails: 2 hit now, 3 hit then\n"), "{text}{}", stderr(&what_if));
    assert!(text.contains("  hit then component:default/chick\n"), "{text}");
}

#[test]
fn a_directory_is_asked_where_there_is_no_portal() {
    let files = fields();
    let clone = files.path().join("clone");
    write(&clone, "egg.yaml", &component("egg", Some("hen")));
    write(&clone, "chick.yaml", &component("chick", Some("egg")));
    let ask = |question: &[&str]| {
        let output = sextant(&clone, &[&["graph"], question, &["--catalog", "../catalog"]].concat());
        assert_eq!(code(&output), 0, "{question:?}: {}", stderr(&output));
        stdout(&output)
    };
    let text = ask(&["what-if", "component:egg", "--below", "hens"]);
    assert!(text.starts_with("if component:default/egg fails: 2 hit now, 3 hit then\n"), "{text}");
    assert!(text.contains("  hit then component:default/chick\n"), "{text}");
    assert!(ask(&["impact", "component:egg"]).starts_with("2 entities hit when component:default/egg fails\n"));

    // The folder that is called as the tree is the one that it stands for.
    fs::rename(&clone, files.path().join("hens")).unwrap();
    let moved = files.path().join("hens");
    let same = sextant(&moved, &["graph", "what-if", "component:egg", "--catalog", "../catalog"]);
    assert_eq!(stdout(&same), text, "{}", stderr(&same));

    let nowhere = sextant(&moved, &["graph", "cycles", "--catalog", "../nowhere"]);
    assert_eq!(code(&nowhere), 3);
    assert!(stderr(&nowhere).contains("../nowhere cannot be read"), "{}", stderr(&nowhere));
    for which in [&[][..], &["--catalog", "../catalog", "--server", "http://127.0.0.1:1"]] {
        assert_eq!(code(&sextant(&moved, &[&["graph", "cycles"], which].concat())), 2);
    }
}

#[test]
fn the_source_is_the_one_that_the_tree_lies_in() {
    let (files, portal) = farm();
    let hens = files.path().join("catalog/hens");
    let told = sextant(&hens, &["check", "--server", &portal.address, "--format", "concise"]);
    assert_eq!((code(&told), stdout(&told).as_str()), (0, ""), "{}", stderr(&told));
    let clone = files.path().join("clone");
    let unknown = sextant(&clone, &["check", "--server", &portal.address]);
    assert_eq!(code(&unknown), 2);
    assert!(
        stderr(&unknown).contains("name it with --source") && stderr(&unknown).contains("The portal has: catalog"),
        "{}",
        stderr(&unknown)
    );
    let new = sextant(&clone, &["check", "--server", &portal.address, "--source", "new"]);
    assert!(stdout(&new).contains("does not know this location yet"), "{}{}", stdout(&new), stderr(&new));
    let two = sextant(files.path(), &["check", "clone", "catalog/hens", "--server", &portal.address]);
    assert_eq!(code(&two), 2, "{}", stderr(&two));
}

#[test]
fn errors_of_the_files_are_found_before_the_portal_is_asked() {
    let (files, portal) = farm();
    let clone = files.path().join("clone");
    write(&clone, "egg.yaml", "kind: Component\nmetadata: [\n");
    let broken = sextant(&clone, &["check", "--server", &portal.address, "--source", "catalog", "--below", "hens"]);
    assert_eq!(code(&broken), 1);
    assert!(stderr(&broken).contains("the portal is not asked what would change"), "{}", stderr(&broken));
    assert!(stdout(&broken).contains("egg.yaml"), "{}", stdout(&broken));
}

#[test]
fn a_portal_that_does_not_answer_is_a_failure_outside() {
    let (files, portal) = farm();
    let clone = files.path().join("clone");
    let address = portal.address.clone();
    drop(portal);
    let gone = sextant(&clone, &["check", "--server", &address, "--source", "catalog", "--references"]);
    assert_eq!(code(&gone), 3, "{}", stderr(&gone));
    // All that is referred to is there, so that only the dry run is asked for.
    write(&clone, "org.yaml", GROUP);
    let gone = sextant(&clone, &["check", "--server", &address, "--source", "catalog"]);
    assert_eq!(code(&gone), 3, "{}", stderr(&gone));
    assert!(stderr(&gone).contains(&address), "{}", stderr(&gone));
    assert_eq!(code(&sextant(&clone, &["check", "--below", "x"])), 2, "--below is for a portal");
}

/// A token goes with every request, and nowhere else.
#[test]
fn a_token_is_sent_and_not_told() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let server = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut bytes = [0; 4_096];
        let read = stream.read(&mut bytes).unwrap();
        let problem = r#"{"type":"/problems/x","title":"T","status":403,"detail":"not for you","code":"x"}"#;
        let head = format!("HTTP/1.1 403 Forbidden\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", problem.len());
        stream.write_all((head + problem).as_bytes()).unwrap();
        String::from_utf8_lossy(&bytes[..read]).into_owned()
    });
    let tree = tempfile::tempdir().unwrap();
    write(tree.path(), "org.yaml", GROUP);
    let output = Command::new(env!("CARGO_BIN_EXE_sextant"))
        .args(["check", "--server", &address, "--source", "x"])
        .env("SEXTANT_TOKEN", "sxt_open-sesame")
        .current_dir(tree.path())
        .output()
        .unwrap();
    let request = server.join().unwrap();
    assert!(request.to_lowercase().contains("authorization: bearer sxt_open-sesame"), "{request}");
    assert_eq!(code(&output), 3);
    let said = stderr(&output) + &stdout(&output);
    assert!(said.contains("not for you") && !said.contains("sesame"), "{said}");
}
