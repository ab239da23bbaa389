//! Runs the push.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use catalog_schema::diagnostic::Severity;
use catalog_schema::wire::{DryRun, Push, PushOutcome};

use super::arguments::{Arguments, Format};
use super::outcome::Outcome;
use super::pipeline::Said;
use super::{human, json, markdown};
use crate::cli::Exit;
use crate::cli::check::Progress;
use crate::cli::dry_run::{Asked, DryRunError, Files, Tree, hand_over, parsed};
use crate::cli::graph::{AskError, Server, plain};
use crate::cli::options::decode_options;

/// How often a portal that cannot be reached, or is busy, is asked.
const ATTEMPTS: u32 = 5;

/// Why nothing was pushed.
#[derive(Debug, thiserror::Error)]
enum PushError {
    #[error(transparent)]
    Config(#[from] crate::config::ConfigError),
    #[error(transparent)]
    Files(#[from] DryRunError),
    #[error("{0} is no folder of the repository at {1}; name it from there, such as services/orders")]
    Part(String, PathBuf),
    #[error("{path} does not lie in {part}, which is the part to be replaced")]
    Outside { path: PathBuf, part: PathBuf },
    #[error("nothing was pushed: {0}")]
    Portal(#[from] AskError),
}

impl PushError {
    fn exit(&self) -> Exit {
        match self {
            Self::Config(_) | Self::Part(..) | Self::Outside { .. } => Exit::Usage,
            Self::Files(error) => error.exit(),
            Self::Portal(error) => error.exit(),
        }
    }
}

pub(in crate::cli) fn run(arguments: &Arguments) -> Exit {
    match push(arguments) {
        Ok(outcome) => {
            let text = match arguments.format {
                Format::Human => human::render(&outcome),
                Format::Json => json::render(&outcome),
                Format::Markdown => markdown::render(&outcome),
            };
            // A reader that has seen enough may close the pipe.
            let _ = std::io::stdout().write_all(text.as_bytes());
            outcome.exit()
        }
        Err(error) => {
            eprintln!("error: {error}");
            error.exit()
        }
    }
}

fn push(arguments: &Arguments) -> Result<Outcome, PushError> {
    let options = decode_options(arguments.config.as_deref())?;
    let tree = Tree::of(&arguments.paths)?;
    let part = arguments.part.as_deref().unwrap_or_default().trim_matches('/');
    let base = tree.root.join(part);
    if !base.is_dir() || !base.canonicalize().is_ok_and(|base| base.starts_with(&tree.root)) {
        return Err(PushError::Part(part.to_owned(), tree.root));
    }
    let places = places(&arguments.paths, &base)?;
    let mut progress = Progress::start("files read");
    let mut files = Files::at(&base, &places, &options, || progress.advance())?;
    progress.finish();
    if files.diagnostics.iter().any(|found| found.severity == Severity::Error) {
        return Ok(Outcome::Errors(files.diagnostics));
    }
    let said = Said::of(arguments, &tree);
    eprintln!("{}", plain(&said.to_string()));
    let Said { repository, branch, commit, committed_at, author, run_id, .. } = said;
    let push = Push {
        repository,
        branch,
        commit,
        committed_at,
        author,
        run_id,
        below: (!part.is_empty()).then(|| part.to_owned()),
        impact_of: Vec::new(),
        files: std::mem::take(&mut files.files),
    };
    let server = Server::at(&arguments.server);
    let address = server.address().into_owned();
    let answer = match hand_over(&server, &arguments.source, &push, arguments.dry_run, ATTEMPTS) {
        Ok(text) => text,
        Err(AskError::Problem(problem)) if problem.code == "descriptor_errors" => {
            let news = files.news(&base, part, problem.diagnostics);
            return Ok(Outcome::Errors(files.diagnostics.into_iter().chain(news).collect()));
        }
        Err(AskError::Problem(problem)) if problem.code == "stale_push" => return Ok(Outcome::Stale(problem)),
        Err(error) => return Err(error.into()),
    };
    let source = arguments.source.clone();
    if arguments.dry_run {
        let mut dry_run: DryRun = parsed(&address, answer)?;
        let diagnostics = files.news(&base, part, std::mem::take(&mut dry_run.diagnostics));
        let diagnostics = std::mem::take(&mut files.diagnostics).into_iter().chain(diagnostics).collect();
        return Ok(Outcome::Told(Box::new(Asked { address, source, dry_run, diagnostics, places: files.places })));
    }
    let mut pushed: PushOutcome = parsed(&address, answer)?;
    let news = files.news(&base, part, std::mem::take(&mut pushed.diagnostics));
    pushed.diagnostics = files.diagnostics.into_iter().chain(news).collect();
    Ok(Outcome::Pushed { pushed: Box::new(pushed), source })
}

/// The places of the named paths within the folder that is replaced; all of it for a path that it lies in.
fn places(paths: &[PathBuf], base: &Path) -> Result<Vec<PathBuf>, PushError> {
    let place = |path: &PathBuf| {
        let read = |source| PushError::Files(DryRunError::Read { path: path.clone(), source });
        let real = path.canonicalize().map_err(read)?;
        match (real.starts_with(base), base.starts_with(&real)) {
            (true, _) => Ok(real),
            (false, true) => Ok(base.to_owned()),
            (false, false) => Err(PushError::Outside { path: path.clone(), part: base.to_owned() }),
        }
    };
    paths.iter().map(place).collect()
}
