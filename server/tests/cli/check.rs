//! `sextant check`.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::{code, sextant, stderr, stdout};

const SOUND: &str = "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: sound}\n\
                     spec: {type: service, lifecycle: production, owner: team}\n";

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

#[test]
fn sound_descriptors_are_no_news() {
    let dir = folder();
    write(dir.path(), "a/catalog-info.yaml", SOUND);
    write(dir.path(), "a/ci.yaml", "jobs: {}\n");
    let output = sextant(dir.path(), &["check"]);
    assert_eq!((code(&output), stdout(&output).as_str()), (0, ""));
    assert_eq!(stderr(&output), "checked 1 descriptor file: 1 entity; 0 errors, 0 warnings\n");
}

#[test]
fn every_problem_of_every_file_is_told_at_its_place() {
    let dir = folder();
    write(dir.path(), "broken.yaml", "kind: Component\nmetadata: [\n");
    write(dir.path(), "warned.yaml", &SOUND.replace("sound", "warned").replace("owner: team", "ownr: team"));
    write(dir.path(), "sound.yaml", SOUND);
    let output = sextant(dir.path(), &["check", "--format", "concise"]);
    assert_eq!(code(&output), 1);
    let text = stdout(&output);
    assert!(text.contains("broken.yaml:2:1: error[invalid-yaml]"), "{text}");
    assert!(text.contains("warned.yaml:4:") && text.contains("owner"), "{text}");
    assert!(!text.contains("sound.yaml"), "{text}");

    let human = stdout(&sextant(dir.path(), &["check"]));
    assert!(human.contains("error[invalid-yaml]") && human.contains("broken.yaml:2:1"), "{human}");
    assert!(human.contains("help:"), "{human}");
    assert!(!human.contains('\u{1b}'), "no colour where there is no terminal: {human}");
}

#[test]
fn programs_get_an_object_a_line() {
    let dir = folder();
    write(dir.path(), "broken.yaml", "kind: Component\nmetadata: [\n");
    let output = sextant(dir.path(), &["check", "--format", "json", "broken.yaml"]);
    assert_eq!((code(&output), stderr(&output).as_str()), (1, ""));
    let text = stdout(&output);
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0]["code"], "invalid-yaml");
    assert_eq!(lines[0]["severity"], "error");
    assert_eq!(lines[0]["file"], "broken.yaml");
    assert_eq!(lines[0]["line"], 2);
}

#[test]
fn one_reference_in_two_files_is_told() {
    let dir = folder();
    write(dir.path(), "a.yaml", SOUND);
    write(dir.path(), "b.yaml", SOUND);
    let output = sextant(dir.path(), &["check", "--format", "concise"]);
    assert_eq!(code(&output), 0, "a warning is no error");
    let text = stdout(&output);
    assert!(text.contains("b.yaml:1:1: warning[duplicate-entity]") && text.contains("a.yaml line 1"), "{text}");
}

#[test]
fn what_backstage_would_refuse_is_told_when_asked() {
    let dir = folder();
    write(dir.path(), "catalog-info.yaml", &SOUND.replace("{name: sound}", "{name: Payments API}"));
    let kind = sextant(dir.path(), &["check"]);
    assert_eq!(code(&kind), 0);
    let strict = sextant(dir.path(), &["check", "--strict", "backstage", "--format", "concise"]);
    assert_eq!(code(&strict), 1);
    assert!(stdout(&strict).contains("error[backstage-invalid]"), "{}", stdout(&strict));
}

#[test]
fn a_path_that_is_not_there_is_an_outside_failure_and_nonsense_is_wrong_usage() {
    let dir = folder();
    let output = sextant(dir.path(), &["check", "nowhere"]);
    assert_eq!(code(&output), 3);
    assert!(stderr(&output).contains("nowhere cannot be read"), "{}", stderr(&output));
    assert_eq!(code(&sextant(dir.path(), &["check", "--format", "xml"])), 2);
}
