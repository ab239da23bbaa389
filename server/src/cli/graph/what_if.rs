//! `sextant graph what-if`.

use std::path::PathBuf;

use clap::Args;

use super::ask::{Format, Server};
use super::table::plain;
use crate::cli::Exit;
use crate::cli::dry_run::{DryRunError, Question, ask, hit};
use crate::cli::options::decode_options;

/// What is hit when an entity fails, before and after the changes of a working tree.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// What fails, such as component:default/orders
    root: String,
    /// Paths of the working tree, all of which counts
    #[arg(default_value = ".")]
    paths: Vec<PathBuf>,
    /// The source that the tree is of; else the one whose location it is in or was cloned from
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
    /// The folder of the source that the tree is
    #[arg(long, value_name = "FOLDER")]
    below: Option<String>,
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    #[command(flatten)]
    server: Server,
}

pub(super) fn run(arguments: &Arguments) -> Exit {
    let options = match decode_options(None) {
        Ok(options) => options,
        Err(error) => {
            eprintln!("error: {error}");
            return Exit::Usage;
        }
    };
    let asked = ask(Question {
        server: &arguments.server,
        paths: &arguments.paths,
        source: arguments.source.as_deref(),
        below: arguments.below.as_deref(),
        impact_of: std::slice::from_ref(&arguments.root),
        options: &options,
    });
    let asked = match asked {
        Ok(asked) => asked,
        Err(error) => {
            eprintln!("error: {error}");
            if let DryRunError::Errors(_, diagnostics) = &error {
                eprint!("{}", catalog_schema::diagnostic::concise(diagnostics));
            }
            return error.exit();
        }
    };
    // The one that was asked about comes first.
    let Some(change) = asked.dry_run.impact.first() else { return Exit::Ok };
    match arguments.format {
        Format::Json => println!("{}", serde_json::to_string(change).unwrap_or_default()),
        Format::Human => {
            let root = plain(&change.entity_ref);
            println!("if {root} fails: {} hit now, {} hit then", change.before, change.after);
            print!("{}", hit(change));
        }
    }
    Exit::Ok
}
