//! `sextant schema`.

use std::io::Write;

use catalog_schema::schema::{ALL, find};
use clap::Args;

use super::Exit;

/// Which schema to print.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The format, such as `native`; without one, all are listed with the file names that they are for.
    name: Option<String>,
}

pub(super) fn run(arguments: &Arguments) -> Exit {
    let Some(name) = arguments.name.as_deref() else {
        for schema in ALL {
            println!("{:<10} {}\n{:<10} {}", schema.name, schema.title, "", schema.file_match.join(" "));
        }
        return Exit::Ok;
    };
    let Some(schema) = find(name) else {
        let names: Vec<&str> = ALL.iter().map(|schema| schema.name).collect();
        eprintln!("error: there is no schema {name:?}; there are {}", names.join(", "));
        return Exit::Usage;
    };
    // A reader that has seen enough may close the pipe.
    let _ = std::io::stdout().write_all(schema.text().as_bytes());
    Exit::Ok
}
