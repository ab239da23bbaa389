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
    let check = Check {
        options,
        locations: Locations::default(),
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
