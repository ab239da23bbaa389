//! Real git repositories with commits at fixed times.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

pub(super) const MARA: &str = "Mara Lindqvist <mara@pizzup.example>";
pub(super) const TEO: &str = "Teo Okafor <teo@pizzup.example>";

/// A repository in a temporary folder.
pub(super) struct Repository {
    pub(super) root: PathBuf,
}

impl Repository {
    pub(super) fn new(root: PathBuf) -> Self {
        fs::create_dir_all(&root).unwrap();
        let repository = Self { root };
        repository.git(&["init", "--quiet", "--initial-branch=main"]);
        repository
    }

    pub(super) fn write(&self, path: &str, text: &str) {
        let path = self.root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Commits all that there is, at noon of a day.
    pub(super) fn commit(&self, day: &str, author: &str) {
        self.git(&["add", "--all"]);
        self.commit_index(day, author);
    }

    /// Commits what the index has.
    pub(super) fn commit_index(&self, day: &str, author: &str) {
        let mut command = command(&self.root);
        command.args(["commit", "--quiet", "--message=Change", "--author", author]);
        let date = format!("{day}T12:00:00Z");
        run(command.env("GIT_COMMITTER_DATE", &date).env("GIT_AUTHOR_DATE", &date), b"");
    }

    pub(super) fn git(&self, arguments: &[&str]) -> String {
        run(command(&self.root).args(arguments), b"")
    }

    /// The id of an object that is made of `content`, however odd.
    pub(super) fn object(&self, object_type: &str, content: &[u8]) -> String {
        run(command(&self.root).args(["hash-object", "-w", "--stdin", "--literally", "-t", object_type]), content)
    }
}

/// git without this machine's settings.
fn command(root: &Path) -> Command {
    let mut command = Command::new("git");
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1").arg("-C").arg(root);
    command.args(["-c", "user.name=Whoever commits", "-c", "user.email=ci@pizzup.example"]);
    command
}

fn run(command: &mut Command, input: &[u8]) -> String {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{command:?}");
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}
