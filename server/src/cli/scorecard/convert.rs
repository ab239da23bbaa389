//! `sextant scorecard convert`.

use std::io::Write;
use std::path::PathBuf;

use catalog_schema::convert::read_values;
use clap::{Args, ValueEnum};
use scorecards::convert::{Converted, Product, convert, product_of};
use serde_json::Value;

use crate::cli::Exit;
use crate::cli::output::{Output, write_all};
use crate::sources::directory::read;

/// The longest file, in bytes.
const FILE_LIMIT: u64 = 16 << 20;

/// What to convert, and where to.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// A scorecard of Cortex's, or checks and tracks of Soundcheck's, as YAML.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The product that the file is from; told by its content where it is left out.
    #[arg(long, value_enum)]
    from: Option<From>,
    /// Write to this file instead of to standard output.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Replace the file if it is there already.
    #[arg(long, requires = "out")]
    force: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum From {
    /// A scorecard of Cortex's: rules in CQL.
    Cortex,
    /// Checks and tracks of Soundcheck's.
    Soundcheck,
}

pub(super) fn run(arguments: &Arguments) -> Exit {
    let shown = arguments.file.to_string_lossy().into_owned();
    let documents = match documents(arguments, &shown) {
        Ok(documents) => documents,
        Err((exit, message)) => {
            eprintln!("error: {message}");
            return exit;
        }
    };
    let product = match arguments.from {
        Some(From::Cortex) => Some(Product::Cortex),
        Some(From::Soundcheck) => Some(Product::Soundcheck),
        None => product_of(&documents),
    };
    let converted = product.map(|product| convert(&documents, product)).unwrap_or_default();
    if converted.is_empty() {
        eprintln!("error: {shown} holds no scorecard of Cortex's and no check of Soundcheck's");
        return Exit::Found;
    }
    let text = converted.iter().map(Converted::to_text).collect::<Vec<_>>().join("---\n");
    let written = match &arguments.out {
        Some(path) => write_all(&[Output { path: path.clone(), text }], arguments.force),
        None => {
            // A reader that has seen enough may close the pipe.
            let _ = std::io::stdout().write_all(text.as_bytes());
            Ok(())
        }
    };
    if let Err(failure) = written {
        eprintln!("error: {failure}");
        return failure.exit();
    }
    converted.iter().for_each(tell);
    Exit::Ok
}

/// The documents of the file.
fn documents(arguments: &Arguments, shown: &str) -> Result<Vec<Value>, (Exit, String)> {
    let bytes = read(&arguments.file, shown.to_owned(), FILE_LIMIT)
        .content
        .map_err(|diagnostic| (Exit::Outside, diagnostic.message.clone()))?;
    read_values(&bytes).map_err(|reason| (Exit::Found, format!("{shown}: {reason}")))
}

/// What was left out, part by part, and how much was not.
fn tell(converted: &Converted) {
    let name = converted.name();
    for left_out in &converted.left_out {
        eprintln!("{name}: not converted: {}: {}", left_out.part, left_out.reason);
    }
    let lost = converted.left_out.iter().filter(|left_out| left_out.is_rule).count();
    let others = converted.left_out.len() - lost;
    eprintln!(
        "{name}: {} of {} rules converted, {others} other parts left out",
        converted.rules,
        converted.rules + lost
    );
}
