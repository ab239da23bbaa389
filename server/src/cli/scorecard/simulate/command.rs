//! The command line, the question and the exit code.

use std::path::PathBuf;

use catalog_schema::diagnostic::{Diagnostic, human};
use catalog_schema::wire::{Simulation, SimulationRequest};
use clap::{Args, ValueEnum};

use super::told::{markdown, text};
use crate::cli::Exit;
use crate::cli::graph::{AskError, Server};
use crate::sources::directory::read;

/// The longest definition that a portal takes, in bytes.
const FILE_LIMIT: u64 = 1 << 20;

/// What to try, and where.
#[derive(Debug, Args)]
#[command(
    after_help = "A portal takes the scope dry-run for it, which a fork may hold; the token is read from SEXTANT_TOKEN. \
    Nothing is written. Ends with 0 if it is known who would change, also where that is nobody, 1 if the definition has errors, \
    2 if it is called wrongly, 3 if the portal does not answer."
)]
pub(in crate::cli::scorecard) struct Arguments {
    /// The definition: a `kind: Scorecard` document as YAML
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// How many entities are told, 1 to 1,000; csv has all
    #[arg(long, value_name = "NUMBER", default_value_t = 100)]
    limit: u32,
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    #[command(flatten)]
    server: Server,
}

/// How to print what would change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Tables for people
    #[value(alias = "human")]
    Text,
    /// What the API answers
    Json,
    /// Tables for a comment on a change
    Markdown,
    /// One line for every entity that would change
    Csv,
}

pub(in crate::cli::scorecard) fn run(arguments: &Arguments) -> Exit {
    let shown = arguments.file.to_string_lossy().into_owned();
    let bytes = match read(&arguments.file, shown.clone(), FILE_LIMIT).content {
        Ok(bytes) => bytes,
        Err(diagnostic) => {
            eprintln!("error: {}", diagnostic.message);
            return Exit::Outside;
        }
    };
    let Ok(definition) = String::from_utf8(bytes) else {
        eprintln!("error: {shown} is not UTF-8; save it as UTF-8");
        return Exit::Found;
    };
    match asked(arguments, definition) {
        Ok(text) => {
            print!("{text}");
            Exit::Ok
        }
        Err(AskError::Problem(problem)) if problem.code == "invalid_scorecard" => {
            eprintln!("error: {shown}: {}", problem.detail);
            let found: Vec<Diagnostic> = problem
                .diagnostics
                .into_iter()
                .map(|found| Diagnostic { file: Some(shown.clone()), ..found })
                .collect();
            eprint!("{}", human(&found, false));
            Exit::Found
        }
        Err(error) => {
            eprintln!("error: {error}");
            error.exit()
        }
    }
}

/// The portal's answer as it is printed.
fn asked(arguments: &Arguments, definition: String) -> Result<String, AskError> {
    // A text always has a JSON form.
    let body = serde_json::to_vec(&SimulationRequest { definition }).unwrap_or_default();
    let limit = arguments.limit.to_string();
    let (path, query): (&str, &[(&str, &str)]) = match arguments.format {
        Format::Csv => ("scorecards/simulate.csv", &[]),
        _ => ("scorecards/simulate", &[("limit", limit.as_str())]),
    };
    let mut answer = arguments.server.post(path, query, &body)?;
    let shape = match arguments.format {
        Format::Csv => return Ok(answer),
        Format::Json => {
            answer.push('\n');
            return Ok(answer);
        }
        Format::Text => text,
        Format::Markdown => markdown,
    };
    let simulation: Simulation = serde_json::from_str(&answer).map_err(|error| AskError::Answer {
        address: arguments.server.address().into_owned(),
        reason: error.to_string(),
    })?;
    Ok(shape(&simulation))
}
