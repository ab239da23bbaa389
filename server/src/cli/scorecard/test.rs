//! `sextant scorecard test`.

use std::io::{IsTerminal, Write};
use std::path::PathBuf;

use catalog_schema::decode::{DecodeOptions, DocumentOutcome};
use catalog_schema::diagnostic::{Diagnostic, Severity, human, json};
use clap::{Args, ValueEnum};
use scorecards::{Trial, read, read_fact_type};

use super::report::{Report, Run};
use crate::cli::Exit;
use crate::cli::check::{Candidate, Locations, Place, each, followed, unreachable};
use crate::sources::directory;

/// Where the scorecards are, and how to say what came of them.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Files, and directories with everything below them.
    #[arg(required = true, value_name = "FILE|DIR")]
    paths: Vec<PathBuf>,
    /// How to print what came of the cases.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// A table, and what was found where a case fails, for people.
    Human,
    /// One JSON object a case and line, for programs.
    Json,
}

/// What one file comes to.
#[derive(Debug, Default)]
struct Tried {
    runs: Vec<Run>,
    /// Why its cases were not run.
    problems: Vec<Diagnostic>,
}

/// Ends with [`Exit::Found`] where something is not as a case says, with [`Exit::Usage`] where a scorecard or a case is
/// wrong itself, or none was found.
pub(super) fn run(arguments: &Arguments) -> Exit {
    if let Some((path, error)) = unreachable(&arguments.paths) {
        eprintln!("error: {} cannot be read: {error}", path.display());
        return Exit::Outside;
    }
    let named = arguments.paths.iter().filter(|path| path.is_file()).map(|path| path.to_string_lossy().into_owned());
    let named: Vec<String> = named.collect();
    let (locations, options) = (Locations::default(), DecodeOptions::default());
    let mut report = Report::new(arguments.format == Format::Json);
    let mut is_sound = true;
    let work = |place| match place {
        Place::File(file) => tried(&file, &locations, &options, &named),
        // What cannot be looked at holds no scorecard that anybody named; the check tells of it.
        Place::Problem(_) => (Tried::default(), Vec::new()),
    };
    each(&arguments.paths, work, |tried: Tried| {
        is_sound &= tried.problems.is_empty();
        tell(&tried.problems, arguments.format);
        tried.runs.into_iter().for_each(|run| report.add(run));
    });
    match report.finish() {
        _ if !is_sound => Exit::Usage,
        None => {
            eprintln!("error: there is no scorecard with `tests` in what was named");
            Exit::Usage
        }
        Some(true) => Exit::Ok,
        Some(false) => Exit::Found,
    }
}

/// Runs the cases of a file, unless something is wrong with its scorecards; and the files that it leads to.
fn tried(
    file: &Candidate,
    locations: &Locations,
    options: &DecodeOptions,
    named: &[String],
) -> (Tried, Vec<Candidate>) {
    let bytes = match directory::read(&file.path, file.shown.clone(), options.limits.file_bytes as u64).content {
        Ok(bytes) => bytes,
        Err(problem) if named.contains(&file.shown) => {
            return (Tried { problems: vec![*problem], ..Tried::default() }, Vec::new());
        }
        Err(_) => return (Tried::default(), Vec::new()),
    };
    let among = locations.decode(file, &bytes, options);
    let followed = followed(file, &among);
    // Of a file that was named everything must be sound; below a directory other descriptors are none of our business.
    let concerns = |problem: &Diagnostic| {
        problem.code.starts_with("scorecard-") || named.contains(&file.shown) && problem.severity == Severity::Error
    };
    let problems = among.decoded.diagnostics.into_iter().filter(concerns);
    let problems: Vec<_> = problems.map(|problem| problem.in_file(file.shown.clone())).collect();
    if !problems.is_empty() {
        return (Tried { problems, ..Tried::default() }, followed);
    }
    let entities = among.decoded.documents.into_iter().filter_map(|document| match document.outcome {
        DocumentOutcome::Entity(entity) => Some(entity),
        _ => None,
    });
    let entities: Vec<_> = entities.collect();
    let of_kind = |kind: &'static str| entities.iter().filter(move |entity| entity.kind == kind);
    // What is declared in other files may be of any type here: the files of a company are many.
    let declared = of_kind("FactType").filter_map(|entity| read_fact_type(&entity.descriptor).fact).collect();
    let mut runs = Vec::new();
    for entity in of_kind("Scorecard") {
        let reading = read(&entity.descriptor);
        let Some(definition) = reading.definition else { continue };
        let trial = Trial::new(&definition, &declared);
        runs.extend(reading.tests.iter().map(|case| Run {
            file: file.shown.clone(),
            scorecard: definition.name.clone(),
            case: case.name.clone(),
            mismatches: trial.run(case),
        }));
    }
    (Tried { runs, ..Tried::default() }, followed)
}

fn tell(problems: &[Diagnostic], format: Format) {
    let color = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let text = match format {
        Format::Human => human(problems, color),
        Format::Json => json(problems),
    };
    let _ = std::io::stderr().write_all(text.as_bytes());
}
