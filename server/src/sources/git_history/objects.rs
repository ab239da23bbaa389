//! The contents of files, from git's objects.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use super::HistoryError;
use super::changes::Change;
use super::repository::Repository;
use crate::ingest::ReadFile;
use crate::sources::directory::{too_large, unreadable};

/// One running `git cat-file --batch`.
#[derive(Debug)]
pub(super) struct Objects {
    repository: Repository,
    child: Child,
    questions: ChildStdin,
    answers: BufReader<ChildStdout>,
}

/// What a commit has at a path.
#[derive(Debug)]
pub(super) enum Named {
    /// A file with these bytes.
    File(Vec<u8>),
    /// No file.
    Absent,
    /// A link out of the repository.
    Outside,
    /// A file of so many bytes.
    TooLarge(u64),
}

impl Objects {
    /// Starts it.
    ///
    /// # Errors
    /// If git cannot be started.
    pub(super) fn open(repository: Repository) -> Result<Self, HistoryError> {
        Self::start(repository, &["cat-file", "--batch"])
    }

    /// Starts one that is asked by commit and path, and follows links within the commit.
    ///
    /// # Errors
    /// If git cannot be started.
    pub(super) fn of_paths(repository: Repository) -> Result<Self, HistoryError> {
        Self::start(repository, &["cat-file", "--batch", "--follow-symlinks"])
    }

    fn start(repository: Repository, arguments: &[&str]) -> Result<Self, HistoryError> {
        let mut command = repository.git();
        command.args(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().map_err(|error| repository.broke_off(error))?;
        let (Some(questions), Some(answers)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(repository.broke_off(io::ErrorKind::BrokenPipe.into()));
        };
        Ok(Self { repository, child, questions, answers: BufReader::new(answers) })
    }

    /// What stands at the changed path; none where there is no file any more. A file over `limit` bytes is not kept in
    /// memory.
    ///
    /// # Errors
    /// If git breaks off. An object that is not there, as in a partial clone, is a problem of the file alone.
    pub(super) fn read(&mut self, change: &Change, limit: u64) -> Result<Option<ReadFile>, HistoryError> {
        let Some(blob) = &change.blob else { return Ok(None) };
        let path = self.repository.location_path(&change.path);
        let content = match self.ask(blob)? {
            None => {
                let error = io::Error::new(io::ErrorKind::NotFound, "the repository lacks its object");
                Err(Box::new(unreadable(&path, &error)))
            }
            Some(size) if size > limit => {
                self.skip(size)?;
                Err(Box::new(too_large(&path, size, limit)))
            }
            Some(size) => Ok(self.bytes(size)?),
        };
        Ok(Some(ReadFile { path, content }))
    }

    /// What a commit has at this path, which holds no line end. Of one that [`Objects::of_paths`] started.
    ///
    /// # Errors
    /// If git breaks off.
    pub(super) fn named(&mut self, commit: &str, path: &str, limit: u64) -> Result<Named, HistoryError> {
        let mut answer = String::new();
        self.questions
            .write_all(format!("{commit}:{path}\n").as_bytes())
            .and_then(|()| self.questions.flush())
            .and_then(|()| self.answers.read_line(&mut answer))
            .map_err(|error| self.repository.broke_off(error))?;
        let answer = answer.trim_end();
        // `symlink SIZE`, `dangling SIZE`, `loop SIZE`, `notdir SIZE`: a text of that size follows.
        if let Some((word @ ("symlink" | "dangling" | "loop" | "notdir"), size)) = answer.split_once(' ') {
            let size = size.parse().map_err(|_| self.repository.unexpected(answer.as_bytes()))?;
            self.skip(size)?;
            return Ok(if word == "symlink" { Named::Outside } else { Named::Absent });
        }
        if answer.ends_with(" missing") || answer.ends_with(" ambiguous") {
            return Ok(Named::Absent);
        }
        let words: Vec<&str> = answer.split_whitespace().collect();
        let &[_, kind, size] = words.as_slice() else { return Err(self.repository.unexpected(answer.as_bytes())) };
        let size: u64 = size.parse().map_err(|_| self.repository.unexpected(answer.as_bytes()))?;
        if kind != "blob" || size > limit {
            self.skip(size)?;
            return Ok(if kind == "blob" { Named::TooLarge(size) } else { Named::Absent });
        }
        Ok(Named::File(self.bytes(size)?))
    }

    /// The size of an object, whose bytes follow; none if it is not there.
    fn ask(&mut self, blob: &str) -> Result<Option<u64>, HistoryError> {
        let mut answer = String::new();
        self.questions
            .write_all(format!("{blob}\n").as_bytes())
            .and_then(|()| self.questions.flush())
            .and_then(|()| self.answers.read_line(&mut answer))
            .map_err(|error| self.repository.broke_off(error))?;
        // `ID TYPE SIZE` or `ID missing`
        let words: Vec<&str> = answer.split_whitespace().collect();
        match words.as_slice() {
            [_, "missing"] => Ok(None),
            [_, "blob", size] => match size.parse() {
                Ok(size) => Ok(Some(size)),
                Err(_) => Err(self.repository.unexpected(answer.as_bytes())),
            },
            [] => Err(self.repository.broke_off(io::ErrorKind::UnexpectedEof.into())),
            _ => Err(self.repository.unexpected(answer.as_bytes())),
        }
    }

    fn bytes(&mut self, size: u64) -> Result<Vec<u8>, HistoryError> {
        let mut bytes = Vec::new();
        let read = self.answers.by_ref().take(size).read_to_end(&mut bytes);
        let read = read.map_err(|error| self.repository.broke_off(error))?;
        if read as u64 != size {
            return Err(self.repository.broke_off(io::ErrorKind::UnexpectedEof.into()));
        }
        self.skip(0)?;
        Ok(bytes)
    }

    /// Passes over `size` bytes and the line end behind them.
    fn skip(&mut self, size: u64) -> Result<(), HistoryError> {
        let skipped = io::copy(&mut self.answers.by_ref().take(size + 1), &mut io::sink());
        let skipped = skipped.map_err(|error| self.repository.broke_off(error))?;
        if skipped == size + 1 { Ok(()) } else { Err(self.repository.broke_off(io::ErrorKind::UnexpectedEof.into())) }
    }
}

impl Drop for Objects {
    fn drop(&mut self) {
        // Ended already is as good.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
