//! Runs the check.

use std::fs;
use std::path::PathBuf;

use catalog_schema::decode::DecodeOptions;
use catalog_schema::vocabulary::{Vocabulary, VocabularyFile};

use super::arguments::{Arguments, Format};
use super::fetch::Fetch;
use super::file::Check;
use super::places::unreachable;
use super::progress::Progress;
use super::references;
use super::report::Report;
use super::surroundings::{Locations, each};
use crate::cli::Exit;
use crate::cli::dry_run::{DryRunError, Question, ask};
use crate::cli::graph::Server;
use crate::cli::options::decode_options;
use crate::config::{addresses, configured_sources};
use crate::store::SourceSettings;

pub(in crate::cli) fn run(arguments: &Arguments) -> Exit {
    if let Some((path, error)) = unreachable(&arguments.paths) {
        eprintln!("error: {} cannot be read: {error}", path.display());
        return Exit::Outside;
    }
    let options = match decode_options(arguments.config.as_deref()) {
        Ok(options) => options,
        Err(error) => {
            eprintln!("error: {error}");
            return Exit::Usage;
        }
    };
    let known = match arguments.references || arguments.server.is_some() {
        true => match references::known(arguments, &options) {
            Ok(known) => Some(known),
            Err(error) => {
                eprintln!("error: {error}");
                return error.exit();
            }
        },
        false => None,
    };
    let policy = match arguments.source.as_deref().map(policy).transpose() {
        Ok(policy) => policy,
        // The portal knows what its source may describe.
        Err(_) if arguments.server.is_some() => None,
        Err(error) => {
            eprintln!("error: {error}");
            return Exit::Usage;
        }
    };
    let vocabulary = match vocabulary(&arguments.vocabulary) {
        Ok(vocabulary) => vocabulary,
        Err((error, exit)) => {
            eprintln!("error: {error}");
            return exit;
        }
    };
    let fetch = match arguments.fetch.then(|| fetch(arguments)).transpose() {
        Ok(fetch) => fetch,
        Err((error, exit)) => {
            eprintln!("error: {error}");
            return exit;
        }
    };
    let check = Check {
        vocabulary,
        options: options.clone(),
        locations: Locations::fetching(fetch),
        policy,
        strict: arguments.strict.is_some(),
        known: known.as_ref(),
        fix: arguments.fix,
        diff: arguments.diff,
        keep_text: arguments.format == Format::Sarif,
    };
    let mut report = Report::new(arguments);
    let mut progress = Progress::start("files checked");
    each(
        &arguments.paths,
        |place| check.place(place),
        |checked| {
            progress.print(|| report.add(checked));
            progress.advance();
        },
    );
    progress.finish();
    let server = arguments.server.as_deref().filter(|_| !arguments.references && !arguments.diff);
    let asked = server.map_or(Exit::Ok, |server| would_change(arguments, server, &options, &mut report));
    match report.finish() {
        Exit::Ok => asked,
        exit => exit,
    }
}

/// Who asks for files of the web.
fn fetch(arguments: &Arguments) -> Result<Fetch, (String, Exit)> {
    let settings = addresses(arguments.config.as_deref(), std::env::var_os("SEXTANT_CONFIG").map(PathBuf::from));
    let settings = settings.map_err(|error| (error.to_string(), Exit::Usage))?;
    Fetch::new(settings).map_err(|error| (error, Exit::Outside))
}

/// Asks the portal what the files would change, unless they have errors, and reports that.
fn would_change(arguments: &Arguments, server: &str, options: &DecodeOptions, report: &mut Report<'_>) -> Exit {
    if report.has_errors() {
        eprintln!("the portal is not asked what would change: the files have errors");
        return Exit::Ok;
    }
    let asked = ask(Question {
        server: &Server::at(server),
        paths: &arguments.paths,
        source: arguments.source.as_deref(),
        below: arguments.below.as_deref(),
        impact_of: &[],
        options,
    });
    match asked {
        Ok(asked) => report.change(&asked),
        Err(DryRunError::Errors(_, diagnostics)) => report.refused(&diagnostics),
        Err(error) => {
            eprintln!("error: {error}");
            if matches!(error, DryRunError::NoSource { .. }) {
                eprintln!("help: with --references the portal is asked about references only");
            }
            return error.exit();
        }
    }
    Exit::Ok
}

/// What these files define.
fn vocabulary(files: &[PathBuf]) -> Result<Vocabulary, (String, Exit)> {
    let mut all = VocabularyFile::default();
    for file in files {
        let text = fs::read_to_string(file);
        let text = text.map_err(|error| (format!("{} cannot be read: {error}", file.display()), Exit::Outside))?;
        let read = VocabularyFile::read(&text);
        let read =
            read.map_err(|why| (format!("{} defines no fields or types: {why}", file.display()), Exit::Usage))?;
        all.fields.extend(read.fields);
        all.types.extend(read.types);
    }
    Ok(all.into())
}

/// What the configuration file says of this source.
fn policy(name: &str) -> Result<SourceSettings, String> {
    let mut sources = configured_sources(|name| std::env::var(name).ok()).map_err(|error| error.to_string())?;
    sources.remove(name).ok_or_else(|| {
        let known = sources.into_keys().collect::<Vec<_>>().join(", ");
        let known = if known.is_empty() { "none".to_owned() } else { known };
        format!("sextant.toml has no table [sources.{name}]; the sources that it names are: {known}")
    })
}
