//! Repositories that were not made in good faith.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};

use super::repository::{MARA, TEO};
use super::{Bench, component, head, names};
use crate::{sextant, stderr, stdout};

#[tokio::test]
async fn any_name_that_a_file_can_have_is_read_as_it_is() {
    let bench = Bench::new();
    let repository = bench.repository("--upload-pack=touch pwned");
    repository.write("--output=x.yaml", &component("dash", "production"));
    repository.write(":(exclude)*.yaml", &component("magic", "production"));
    repository.write("new\nline.yaml", &component("line", "production"));
    repository.write("quo\"te's \\ \t.yaml", &component("quote", "production"));
    repository.write("ünï/cödé.yaml", &component("unicode", "production"));
    repository.commit("2026-01-10", MARA);
    assert_eq!(bench.backfill(&[]), "replayed 1 commit: 1 revision, 5 entities\n");

    let app = bench.serve().await;
    assert_eq!(head(&app).await, 1);
    assert_eq!(names(&app).await, ["dash", "line", "magic", "quote", "unicode"]);
}

/// An entry of a tree object.
fn entry(mode_and_name: &str, id: &str) -> Vec<u8> {
    let id = (0..id.len()).step_by(2).map(|at| u8::from_str_radix(&id[at..at + 2], 16).unwrap());
    mode_and_name.bytes().chain([0]).chain(id).collect()
}

#[test]
fn what_no_file_can_be_is_passed_over() {
    let bench = Bench::new();
    let repository = bench.repository("odd");
    repository.write("sound.yaml", &component("sound", "production"));
    symlink("sound.yaml", repository.root.join("link.yaml")).unwrap();
    std::fs::write(repository.root.join(OsStr::from_bytes(b"latin\xe9.yaml")), component("latin", "x")).unwrap();
    repository.git(&["add", "--all"]);
    repository.git(&["update-index", "--add", "--cacheinfo", &format!("160000,{},sub.yaml", "1".repeat(40))]);
    repository.commit_index("2026-01-10", MARA);

    // A tree whose only entry leads out of it.
    let blob = repository.object("blob", component("outside", "production").as_bytes());
    let inner = repository.object("tree", &entry("100644 up.yaml", &blob));
    let tree = repository.object("tree", &entry("40000 ..", &inner));
    let head = repository.git(&["rev-parse", "HEAD"]);
    let commit =
        format!("tree {tree}\nparent {head}\nauthor {TEO} 1769000000 +0000\ncommitter {TEO} 1769000000 +0000\n\nUp\n");
    let commit = repository.object("commit", commit.as_bytes());
    repository.git(&["update-ref", "HEAD", &commit]);

    let output = sextant(bench.dir.path(), &["backfill", "--catalog", "src", "--data-dir", "data"]);
    let said = stderr(&output);
    assert!(said.contains("not UTF-8") && said.contains("no file can have this path"), "{said}");
    // The first commit brought one entity, the second took it away.
    assert_eq!(stdout(&output), "replayed 2 commits: 2 revisions, 0 entities\n");
}

#[test]
fn a_repository_makes_git_run_and_fetch_nothing() {
    let bench = Bench::new();
    let repository = bench.repository("trap");
    repository.write("a.yaml", &component("a", "production"));
    repository.write(".gitattributes", "*.yaml diff=trap filter=trap\n");
    repository.commit("2026-01-10", MARA);
    let sprung = bench.dir.path().join("sprung");
    let trap = bench.dir.path().join("trap.sh");
    std::fs::write(&trap, format!("#!/bin/sh\ntouch '{}'\n", sprung.display())).unwrap();
    std::fs::set_permissions(&trap, std::fs::Permissions::from_mode(0o755)).unwrap();
    let trap = trap.to_str().unwrap();
    for name in
        ["core.fsmonitor", "core.sshCommand", "core.pager", "diff.external", "diff.trap.textconv", "diff.trap.command"]
    {
        repository.git(&["config", name, trap]);
    }
    for name in ["filter.trap.smudge", "gpg.program", "credential.helper", "core.editor"] {
        repository.git(&["config", name, trap]);
    }
    repository.git(&["config", "log.showSignature", "true"]);
    // A clone that would fetch the one object that it lacks.
    let blob = repository.git(&["rev-parse", "HEAD:a.yaml"]);
    std::fs::remove_file(repository.root.join(".git/objects").join(&blob[..2]).join(&blob[2..])).unwrap();
    for (name, value) in [
        ("core.repositoryFormatVersion", "1"),
        ("extensions.partialClone", "origin"),
        ("remote.origin.promisor", "true"),
        ("remote.origin.url", &format!("ext::{trap}")),
        ("protocol.ext.allow", "always"),
    ] {
        repository.git(&["config", name, value]);
    }
    assert_eq!(bench.backfill(&[]), "replayed 1 commit: 1 revision, 0 entities\n");
    assert!(!sprung.exists());
}
