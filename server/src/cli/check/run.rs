//! Runs the check.

use super::arguments::{Arguments, Format};
use super::file::Check;
use super::places::unreachable;
use super::progress::Progress;
use super::references;
use super::report::Report;
use super::surroundings::{Locations, each};
use crate::cli::Exit;
use crate::cli::options::decode_options;
use crate::config::configured_sources;
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
        Err(error) => {
            eprintln!("error: {error}");
            return Exit::Usage;
        }
    };
    let check = Check {
        options,
        locations: Locations::default(),
        policy,
        strict: arguments.strict.is_some(),
        known: known.as_ref(),
        fix: arguments.fix,
        diff: arguments.diff,
        keep_text: arguments.format == Format::Sarif,
    };
    let mut report = Report::new(arguments);
    let mut progress = Progress::start();
    each(
        &arguments.paths,
        |place| check.place(place),
        |checked| {
            progress.print(|| report.add(checked));
            progress.advance();
        },
    );
    progress.finish();
    report.finish()
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
