//! Makes a git repository out of states.

use std::path::Path;
use std::process::Command;

use super::states::State;
use crate::failure::Failure;
use crate::process::run;

/// Makes a repository at `root`, an empty folder, with these commits on `main`, checked out.
pub(super) fn make(root: &Path, states: &[&State]) -> Result<(), Failure> {
    run::capture(git(root).args(["init", "--quiet", "--initial-branch=main"]))?;
    run::fed(git(root).args(["fast-import", "--quiet", "--date-format=raw"]), &stream(states)?)?;
    run::capture(git(root).args(["reset", "--quiet", "--hard"]))?;
    Ok(())
}

/// git without any of this machine's settings.
fn git(root: &Path) -> Command {
    let mut command = Command::new("git");
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.as_encoded_bytes().starts_with(b"GIT_")) {
        command.env_remove(name);
    }
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    command.arg("-C").arg(root);
    command
}

/// The commits in the language of `git fast-import`.
fn stream(states: &[&State]) -> Result<Vec<u8>, Failure> {
    let mut stream = Vec::new();
    for State { author, at, message, files, .. } in states {
        if author.contains('\n') || !author.contains(" <") || !author.ends_with('>') {
            return Err(Failure::new(format!("the commit {message:?} is by {author:?}, not by `Name <address>`")));
        }
        let head = format!("commit refs/heads/main\nauthor {author} {at} +0000\ncommitter {author} {at} +0000\n");
        stream.extend_from_slice(head.as_bytes());
        data(&mut stream, message.as_bytes());
        for (path, content) in files {
            if path.starts_with('"') || path.contains('\n') {
                return Err(Failure::new(format!("the commit {message:?} has a file with the odd name {path:?}")));
            }
            match content {
                Some(content) => {
                    stream.extend_from_slice(format!("M 100644 inline {path}\n").as_bytes());
                    data(&mut stream, content);
                }
                None => stream.extend_from_slice(format!("D {path}\n").as_bytes()),
            }
        }
    }
    Ok(stream)
}

fn data(stream: &mut Vec<u8>, content: &[u8]) {
    stream.extend_from_slice(format!("data {}\n", content.len()).as_bytes());
    stream.extend_from_slice(content);
    stream.push(b'\n');
}
