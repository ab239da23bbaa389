//! `sextant push`, against a portal.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

use crate::portal::Portal;
use crate::{code, stderr, stdout};

fn component(name: &str) -> String {
    format!(
        "kind: Component\nmetadata: {{name: {name}, description: D}}\nspec: {{type: service, lifecycle: production, owner: farm}}\n"
    )
}

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// A program in a folder, with nothing of this machine's environment but these variables.
fn run(program: &str, directory: &Path, arguments: &[&str], variables: &[(&str, &str)]) -> Output {
    let mut command = Command::new(program);
    command.env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default());
    command.envs(variables.iter().copied()).args(arguments).current_dir(directory).output().unwrap()
}

fn sextant(directory: &Path, arguments: &[&str], variables: &[(&str, &str)]) -> Output {
    run(env!("CARGO_BIN_EXE_sextant"), directory, arguments, variables)
}

fn git(directory: &Path, arguments: &[&str], date: &str) -> String {
    let variables = [
        ("GIT_AUTHOR_NAME", "Ada"),
        ("GIT_AUTHOR_EMAIL", "ada@example.com"),
        ("GIT_COMMITTER_NAME", "Ada"),
        ("GIT_COMMITTER_EMAIL", "ada@example.com"),
        ("GIT_COMMITTER_DATE", date),
        ("GIT_AUTHOR_DATE", date),
        ("GIT_CONFIG_GLOBAL", "/dev/null"),
    ];
    let output = run("git", directory, arguments, &variables);
    assert!(output.status.success(), "{}", stderr(&output));
    stdout(&output).trim().to_owned()
}

/// A portal over a directory with a team, and a repository with two components of which one is committed.
fn farm() -> (TempDir, Portal) {
    let files = tempfile::tempdir().unwrap();
    write(files.path(), "catalog/org.yaml", "kind: Group\nmetadata: {name: farm}\nspec: {type: team, children: []}\n");
    let clone = files.path().join("clone");
    write(&clone, "hen/catalog-info.yaml", &component("hen"));
    write(&clone, "egg.yaml", &component("egg"));
    write(&clone, "deploy/values.yaml", "password: sesame\n");
    git(&clone, &["init", "--quiet", "--initial-branch", "main"], "");
    git(&clone, &["remote", "add", "origin", "git@git.example.com:acme/farm.git"], "");
    git(&clone, &["add", "."], "");
    git(&clone, &["commit", "--quiet", "--message", "first"], "2026-01-01T10:00:00+01:00");
    let portal = Portal::start(&files.path().join("catalog"));
    (files, portal)
}

/// An answer that shows all that was written until now.
fn json(portal: &Portal, path: &str) -> Value {
    let ask = |path: &str, at_least: u64| -> Value {
        let request = ureq::get(&format!("{}{path}", portal.address)).header("Sextant-At-Least", at_least.to_string());
        request.call().unwrap().body_mut().read_json().unwrap()
    };
    let written =
        ask("/api/v1/audit", 0)["items"].as_array().unwrap().iter().find_map(|item| item["revision"].as_u64());
    ask(path, written.unwrap_or_default())
}

#[test]
fn what_a_commit_changed_is_pushed_and_told() {
    let (files, portal) = farm();
    let clone = files.path().join("clone");
    let push = |more: &[&str]| {
        let of_portal = ["push", "--server", &portal.address, "--source", "ci"];
        sextant(&clone, &[&of_portal[..], more].concat(), &[("SEXTANT_TOKEN", &portal.admin_token())])
    };
    let would = push(&["--dry-run"]);
    assert_eq!(code(&would), 0, "{}", stderr(&would));
    assert!(stdout(&would).contains("what this would change in ci: 2 created"), "{}", stdout(&would));
    assert!(stdout(&would).contains("does not know this location yet"), "{}", stdout(&would));

    let pushed = push(&[]);
    assert_eq!(code(&pushed), 0, "{}", stderr(&pushed));
    let text = stdout(&pushed);
    assert!(text.contains("pushed to ci: 2 created; revision "), "{text}");
    assert!(
        text.contains("CHANGE   ENTITY\ncreated  component:default/egg\ncreated  component:default/hen\n"),
        "{text}"
    );
    let commit = git(&clone, &["rev-parse", "HEAD"], "");
    assert!(
        stderr(&pushed)
            .contains(&format!("repository https://git.example.com/acme/farm, branch main, commit {commit}"))
    );
    assert!(!(stdout(&pushed) + &stderr(&pushed)).contains(&portal.admin_token()));
    let anonymous = sextant(&clone, &["push", "--server", &portal.address, "--source", "ci"], &[]);
    assert_eq!(code(&anonymous), 2);
    assert!(stderr(&anonymous).contains("token"), "{}", stderr(&anonymous));
    let again = push(&[]);
    assert!(stdout(&again).starts_with("pushed to ci: nothing changed; revision "), "{}", stdout(&again));
    assert_eq!(json(&portal, "/api/v1/sources/ci")["locations"][0]["address"], "https://git.example.com/acme/farm");
    let history = json(&portal, "/api/v1/entities/component/default/hen/history");
    assert_eq!((&history["items"][0]["commit"], &history["items"][0]["author"]), (&Value::from(commit), &"Ada".into()));
    assert_eq!(history["items"][0]["changed_at"], "2026-01-01T09:00:00Z");

    // Of the older of two pipelines nothing is taken, and no build fails by it.
    write(&clone, "hen/catalog-info.yaml", &component("hen").replace("description: D", "description: old"));
    let stale = push(&["--commit", "0a1b", "--committed-at", "2025-12-31T00:00:00Z", "--format", "json"]);
    assert_eq!(code(&stale), 0, "{}", stderr(&stale));
    let problem: Value = serde_json::from_str(&stdout(&stale)).unwrap();
    assert_eq!(problem["code"], "stale_push");
    assert!(problem["detail"].as_str().unwrap().contains("commit 0a1b"), "{problem}");
    let other = push(&["--branch", "topic"]);
    assert_eq!(code(&other), 2);
    assert!(stderr(&other).contains("the branch \"topic\" is not taken"), "{}", stderr(&other));

    fs::remove_file(clone.join("egg.yaml")).unwrap();
    write(&clone, "hen/catalog-info.yaml", &component("hen").replace("description: D", "description: new"));
    let json_told: Value = serde_json::from_str(&stdout(&push(&["--dry-run", "--format", "json"]))).unwrap();
    assert_eq!(json_told["deleted"][0], "component:default/egg");
    let markdown = stdout(&push(&["--dry-run", "--branch", "topic", "--format", "markdown"]));
    assert!(markdown.starts_with("### Catalog: this would change it: 1 updated, 1 deleted\n"), "{markdown}");
    assert!(
        markdown.contains("| updated | `component:default/hen` |\n| deleted | `component:default/egg` |"),
        "{markdown}"
    );
    let markdown = stdout(&push(&["--format", "markdown"]));
    assert!(markdown.starts_with("### Catalog: 1 updated, 1 deleted\n\nPushed to `ci`, revision "), "{markdown}");
}

#[test]
fn errors_are_told_before_anything_is_pushed() {
    let (files, portal) = farm();
    let clone = files.path().join("clone");
    write(&clone, "egg.yaml", "kind: Component\nmetadata: [\n");
    let push = |more: &[&str]| {
        let of_portal = ["push", "--server", &portal.address, "--source", "ci"];
        sextant(&clone, &[&of_portal[..], more].concat(), &[("SEXTANT_TOKEN", &portal.admin_token())])
    };
    let broken = push(&[]);
    assert_eq!(code(&broken), 1, "{}", stderr(&broken));
    assert!(
        stdout(&broken).contains("egg.yaml:")
            && stdout(&broken).ends_with("nothing was changed: the files have errors\n")
    );
    let markdown = stdout(&push(&["--format", "markdown"]));
    assert!(
        markdown.contains("#### Problems\n\n| | code | where | what |") && markdown.contains("`egg.yaml:"),
        "{markdown}"
    );
    assert_eq!(json(&portal, "/api/v1/sources")["items"].as_array().unwrap().len(), 1);

    // What only the portal knows is told at the file, too: this is what a directory says, and pushes do not go there.
    write(&clone, "egg.yaml", &component("egg"));
    let directory = sextant(
        &clone,
        &["push", "--server", &portal.address, "--source", "catalog"],
        &[("SEXTANT_TOKEN", &portal.admin_token())],
    );
    assert_eq!(code(&directory), 2, "{}", stdout(&directory));
    assert!(stderr(&directory).contains("is of type directory"), "{}", stderr(&directory));
}

#[test]
fn a_part_of_a_repository_is_replaced_apart() {
    let (files, portal) = farm();
    let clone = files.path().join("clone");
    let push = |more: &[&str]| {
        let of_portal = ["push", "--server", &portal.address, "--source", "ci"];
        sextant(&clone, &[&of_portal[..], more].concat(), &[("SEXTANT_TOKEN", &portal.admin_token())])
    };
    assert_eq!(code(&push(&[])), 0);
    fs::remove_file(clone.join("egg.yaml")).unwrap();
    write(&clone, "hen/chick.yaml", &component("chick"));
    let part = push(&["--part", "hen"]);
    assert!(stdout(&part).contains("pushed to ci: 1 created; "), "{}{}", stdout(&part), stderr(&part));
    for (arguments, told) in [
        (["--part", "fox", "."], "fox is no folder of the repository"),
        (["--part", "../catalog", "."], "is no folder of the repository"),
        (["--part", "hen", "deploy"], "deploy does not lie in"),
    ] {
        let wrong = push(&arguments);
        assert_eq!(code(&wrong), 2);
        assert!(stderr(&wrong).contains(told), "{}", stderr(&wrong));
    }
    let named = push(&["hen"]);
    assert!(stdout(&named).contains("1 deleted"), "the paths are all that there is: {}", stdout(&named));
}

#[test]
fn a_pipeline_says_what_it_runs_for() {
    let (files, portal) = farm();
    let clone = files.path().join("clone");
    let head = git(&clone, &["rev-parse", "HEAD"], "");
    let token = portal.admin_token();
    let variables = [
        ("SEXTANT_TOKEN", token.as_str()),
        ("GITHUB_ACTIONS", "true"),
        ("GITHUB_SERVER_URL", "https://github.com"),
        ("GITHUB_REPOSITORY", "acme/farm"),
        ("GITHUB_REF_NAME", "trunk"),
        ("GITHUB_SHA", &head),
        ("GITHUB_RUN_ID", "7"),
    ];
    let pushed = sextant(&clone, &["push", "--server", &portal.address, "--source", "ci"], &variables);
    assert_eq!(code(&pushed), 0, "{}", stderr(&pushed));
    let told = format!(
        "repository https://github.com/acme/farm, branch trunk, commit {head} of 2026-01-01T10:00:00+01:00, run 7 (GitHub \
         Actions)\n"
    );
    assert_eq!(stderr(&pushed), told);
    assert_eq!(json(&portal, "/api/v1/sources/ci")["locations"][0]["address"], "https://github.com/acme/farm");
}

/// Answers these texts, one a connection; gives the requests back.
fn serve(answers: Vec<String>) -> (String, std::thread::JoinHandle<Vec<Vec<u8>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let serving = std::thread::spawn(move || {
        let answer = |answer: String| {
            let (mut stream, _) = listener.accept().unwrap();
            let (mut request, mut part) = (Vec::new(), [0; 16_384]);
            let is_whole = |request: &[u8]| {
                let text = String::from_utf8_lossy(request).to_lowercase();
                let Some((head, _)) = text.split_once("\r\n\r\n") else { return false };
                let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse::<usize>().ok());
                let start = request.windows(4).position(|four| four == b"\r\n\r\n").unwrap() + 4;
                request.len() - start >= length.unwrap_or_default()
            };
            while !is_whole(&request) {
                let read = stream.read(&mut part).unwrap();
                request.extend_from_slice(&part[..read]);
            }
            stream.write_all(answer.as_bytes()).unwrap();
            request
        };
        answers.into_iter().map(answer).collect()
    });
    (address, serving)
}

fn response(status: &str, body: &str) -> String {
    format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len())
}

#[test]
fn a_portal_that_is_busy_is_asked_again_and_the_token_is_not_told() {
    let outcome = r#"{"revision":7,"created":[],"updated":[],"deleted":[],"renamed":[],"unchanged":0,"held":null,"diagnostics":[]}"#;
    let busy = r#"{"type":"/problems/pushes_busy","title":"T","status":503,"detail":"busy","code":"pushes_busy"}"#;
    let answers = [("503 Service Unavailable", busy), ("502 Bad Gateway", "<html>away</html>"), ("200 OK", outcome)];
    let (address, serving) = serve(answers.map(|(status, body)| response(status, body)).into());
    let tree = tempfile::tempdir().unwrap();
    let long: String = (0..200).map(|number| format!("---\n{}", component(&format!("service-{number}")))).collect();
    write(tree.path(), "all.yaml", &long);
    write(tree.path(), "secrets.yaml", "password: open-sesame\n");
    let arguments = ["push", "--server", &address, "--source", "ci"];
    let output = sextant(tree.path(), &arguments, &[("SEXTANT_TOKEN", "sxt_knock-knock")]);
    let requests = serving.join().unwrap();
    assert_eq!((code(&output), requests.len()), (0, 3), "{}", stderr(&output));
    assert!(stdout(&output).contains("nothing changed; revision 7"), "{}", stdout(&output));
    assert_eq!(stderr(&output).matches("trying again in").count(), 2, "{}", stderr(&output));
    assert!(!(stderr(&output) + &stdout(&output)).contains("knock"));
    let request = &requests[2];
    let start = request.windows(4).position(|four| four == b"\r\n\r\n").unwrap() + 4;
    let head = String::from_utf8_lossy(&request[..start]).to_lowercase();
    assert!(
        head.contains("authorization: bearer sxt_knock-knock") && head.contains("content-encoding: gzip"),
        "{head}"
    );
    let mut body = String::new();
    flate2::read::GzDecoder::new(&request[start..]).read_to_string(&mut body).unwrap();
    assert!(body.contains("service-199") && !body.contains("sesame"), "only descriptors leave the repository: {body}");
}

#[test]
fn a_portal_that_is_away_is_a_failure_outside() {
    let tree = tempfile::tempdir().unwrap();
    write(tree.path(), "egg.yaml", &component("egg"));
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let away = sextant(tree.path(), &["push", "--server", &address, "--source", "ci"], &[]);
    assert_eq!(code(&away), 3, "{}", stderr(&away));
    assert!(stderr(&away).contains(&address) && stderr(&away).contains("trying again"), "{}", stderr(&away));
    for wrong in [&["push"][..], &["push", "--server", "example.com", "--source", "ci"]] {
        assert_eq!(code(&sextant(tree.path(), wrong, &[])), 2);
    }
    let nowhere = sextant(tree.path(), &["push", "nowhere", "--server", &address, "--source", "ci"], &[]);
    assert_eq!(code(&nowhere), 3);
}

#[test]
fn documentation_that_a_descriptor_names_is_pushed_with_it() {
    let (files, portal) = farm();
    let clone = files.path().join("clone");
    let documented =
        component("hen").replace("description: D", "description: D, annotations: {backstage.io/techdocs-ref: 'dir:.'}");
    write(&clone, "hen/catalog-info.yaml", &documented);
    write(&clone, "hen/docs/feeding.md", "# Feeding\n\nNever ultramarine grain.\n");
    write(&clone, "docs/secret.md", "# Not named\n");
    let of_portal = ["push", "--server", &portal.address, "--source", "ci"];
    let push = || sextant(&clone, &of_portal, &[("SEXTANT_TOKEN", &portal.admin_token())]);
    let pushed = push();
    assert_eq!(code(&pushed), 0, "{}", stderr(&pushed));
    let found = json(&portal, "/api/v1/search?q=ultramarine");
    assert_eq!(found["hits"][0]["ref"], "component:default/hen", "{found}");
    assert_eq!(found["hits"][0]["doc"]["path"], "hen/docs/feeding.md", "{found}");
    let hen = json(&portal, "/api/v1/entities/component/default/hen");
    assert_eq!(hen["docs"].as_array().map(Vec::len), Some(1), "{hen}");
    assert!(stdout(&push()).starts_with("pushed to ci: nothing changed"), "the same files say the same");
}
