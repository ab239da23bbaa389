//! Files for pipelines in examples/ci, and the commands in docs/guides.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use clap::Parser;
use flate2::read::GzDecoder;
use serde_yaml::Value;
use sextant_server::cli::Cli;

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
const GITLAB_CI: &[u8] = include_bytes!("schemas/gitlab-ci.json.gz");
const CIRCLECI: &[u8] = include_bytes!("schemas/circleci.json.gz");

fn files(directory: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        found.extend(if path.is_dir() { files(&path) } else { vec![path] });
    }
    found.sort();
    found
}

fn examples() -> Vec<(PathBuf, String)> {
    let files = files(&Path::new(ROOT).join("examples/ci"));
    files.into_iter().map(|path| (path.clone(), fs::read_to_string(path).unwrap())).collect()
}

/// The words of a command as a shell would make them, up to where something else than the command begins. A variable is a
/// word like another.
fn words(command: &str) -> Vec<String> {
    let (mut words, mut word, mut quote) = (Vec::new(), None::<String>, None);
    for c in command.chars() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '"' | '\'') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (None, '|' | '>' | ';' | '&' | '#' | '<' | '`') => break,
            (None, c) if c.is_whitespace() => words.extend(word.take()),
            (_, c) => word.get_or_insert_default().push(c),
        }
    }
    words.into_iter().chain(word).collect()
}

/// Every command line of `sextant` in a text.
fn commands(text: &str) -> Vec<Vec<String>> {
    let joined = text.replace("\\\n", " ");
    let mut found = Vec::new();
    for line in joined.lines().map(str::trim).filter(|line| !line.starts_with("//") && !line.starts_with('#')) {
        // What a pipeline runs stands at the beginning of a line, behind a key of YAML's or within quotes of Groovy's.
        let command = line.trim_start_matches("- ").trim_start_matches("run: ");
        let command = command.strip_prefix("sh '").map_or(command, |rest| rest.trim_end_matches('\''));
        if command.starts_with("sextant ") {
            found.push(words(command));
        }
    }
    found
}

#[test]
fn every_command_is_one_that_the_program_takes() {
    let guides = ["docs/guides/push.md", "docs/guides/pull-requests.md"].map(|guide| {
        let guide = Path::new(ROOT).join(guide);
        (guide.clone(), fs::read_to_string(guide).unwrap())
    });
    let mut pushes = 0;
    for (path, text) in examples().into_iter().chain(guides) {
        let commands = commands(&text);
        for command in &commands {
            let parsed = Cli::try_parse_from(command);
            assert!(parsed.is_ok(), "{}: {command:?}: {}", path.display(), parsed.unwrap_err());
        }
        let of_push = commands.iter().filter(|command| command[1] == "push").count();
        let calls_none = ["README.md", "workflow.yml", "pull-requests.md"].iter().any(|name| path.ends_with(name));
        assert!(of_push >= 2 || calls_none, "{} has {of_push} commands", path.display());
        pushes += of_push;
    }
    assert!(pushes >= 10, "{pushes}");
    assert!(Cli::try_parse_from(words("sextant push --servr \"$A\" --source x | tee y")).is_err(), "a slip is noticed");
}

#[test]
fn files_of_yaml_are_that_and_scripts_are_scripts() {
    let mut scripts = Vec::new();
    for (path, text) in examples().into_iter().filter(|(path, _)| path.extension().is_some_and(|name| name == "yml")) {
        let value: Value = serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        collect(&value, &mut scripts);
    }
    assert!(scripts.len() >= 8, "{scripts:?}");
    for script in scripts {
        // `-n` reads a script and runs nothing.
        let output = Command::new("bash").args(["-n", "-c", &script]).output().unwrap();
        assert!(output.status.success(), "{script}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

/// What stands under `run`, `command` and `script`.
fn collect(value: &Value, scripts: &mut Vec<String>) {
    match value {
        Value::Sequence(items) => items.iter().for_each(|item| collect(item, scripts)),
        Value::Mapping(fields) => {
            for (name, field) in fields {
                let is_script = matches!(name.as_str(), Some("run" | "command" | "script"));
                match field {
                    Value::String(script) if is_script => scripts.push(script.clone()),
                    Value::Sequence(lines) if is_script => {
                        scripts.extend(lines.iter().filter_map(Value::as_str).map(str::to_owned));
                    }
                    other => collect(other, scripts),
                }
            }
        }
        _ => {}
    }
}

/// Errors that the published schema of workflows, or of actions, finds in a file.
fn errors_by_schema(kind: &str, file: &Path) -> Vec<serde_json::Value> {
    let module = std::env::var("SEXTANT_TEST_ACTION_VALIDATOR").expect("run by `cargo xtask test`");
    let script = "const [module, call, file] = process.argv.slice(1);
        const text = require('fs').readFileSync(file, 'utf8');
        console.log(JSON.stringify(require(module)[call](text).errors));";
    let call = format!("validate{kind}");
    let output = Command::new("node").args(["-e", script, &module, &call]).arg(file).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
#[ignore = "needs @action-validator/core: cargo xtask test"]
fn workflow_and_action_are_what_their_published_schemas_take() {
    let github = Path::new(ROOT).join("examples/ci/github");
    for (kind, file) in [("Workflow", "workflow.yml"), ("Action", "action/action.yml")] {
        let file = github.join(file);
        assert_eq!(errors_by_schema(kind, &file), Vec::<serde_json::Value>::new(), "{}", file.display());
        let folder = tempfile::tempdir().unwrap();
        let broken = folder.path().join("broken.yml");
        fs::write(&broken, fs::read_to_string(&file).unwrap().replace("runs", "runns")).unwrap();
        assert!(!errors_by_schema(kind, &broken).is_empty(), "a slip in the {kind} is noticed");
    }
}

/// The published schema of a system's pipelines.
fn published(schema: &[u8]) -> jsonschema::Validator {
    let schema: serde_json::Value = serde_json::from_reader(GzDecoder::new(schema)).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

/// What a schema says against a file's text.
fn errors(schema: &jsonschema::Validator, text: &str) -> Vec<String> {
    let value: serde_json::Value = serde_yaml::from_str(text).unwrap();
    schema.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

#[test]
fn pipelines_of_gitlab_and_circleci_are_what_their_published_schemas_take() {
    let folder = Path::new(ROOT).join("examples/ci");
    for (schema, file, slips) in [
        (GITLAB_CI, "gitlab/.gitlab-ci.yml", [("script:", "scrpt:"), ("- if:", "- iff:")]),
        (CIRCLECI, "circleci/config.yml", [("docker:", "dcker:"), ("only:", "onli:")]),
    ] {
        let schema = published(schema);
        let text = fs::read_to_string(folder.join(file)).unwrap();
        assert_eq!(errors(&schema, &text), Vec::<String>::new(), "{file}");
        for (right, wrong) in slips {
            assert!(!errors(&schema, &text.replacen(right, wrong, 1)).is_empty(), "{wrong} in {file} is noticed");
        }
    }
}

#[test]
fn no_input_of_an_action_is_part_of_a_script() {
    let action = fs::read_to_string(Path::new(ROOT).join("examples/ci/github/action/action.yml")).unwrap();
    let action: Value = serde_yaml::from_str(&action).unwrap();
    let mut scripts = Vec::new();
    collect(&action, &mut scripts);
    assert!(scripts.iter().all(|script| !script.contains("${{")), "{scripts:?}");
    // What the workflow hands over is what the action takes, and all that it must have.
    let workflow = fs::read_to_string(Path::new(ROOT).join("examples/ci/github/workflow.yml")).unwrap();
    let workflow: Value = serde_yaml::from_str(&workflow).unwrap();
    let inputs = action["inputs"].as_mapping().unwrap();
    for job in ["push", "dry-run"] {
        let given = workflow["jobs"][job]["steps"][1]["with"].as_mapping().unwrap();
        assert!(given.keys().all(|name| inputs.contains_key(name)), "{job}: {given:?}");
        let required = inputs.iter().filter(|(_, input)| input["required"] == true).map(|(name, _)| name);
        assert!(required.into_iter().all(|name| given.contains_key(name)), "{job}");
    }
}
