//! What to do with initiatives.

use clap::{Args, Subcommand, ValueEnum};

use super::{list, show};
use crate::cli::Exit;
use crate::cli::graph::AskError;

/// What to do.
#[derive(Debug, Args)]
pub(in crate::cli) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// What is to be reached until when, and how far everybody is
    List(Box<list::Arguments>),
    /// One initiative: how far everybody is, who is left, and what each lacks
    Show(Box<show::Arguments>),
}

/// How to print an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people
    #[value(alias = "text")]
    Human,
    /// What the API answers
    Json,
    /// To be posted where people talk
    Markdown,
}

/// Does it.
pub(in crate::cli) fn run(arguments: &Arguments) -> Exit {
    let done = match &arguments.what {
        What::List(arguments) => list::run(arguments),
        What::Show(arguments) => show::run(arguments),
    };
    match done {
        Ok(text) => {
            print!("{text}");
            Exit::Ok
        }
        Err(error) => {
            eprintln!("error: {error}");
            error.exit()
        }
    }
}

/// An answer that is no answer.
pub(super) fn not_understood(address: &str, error: &serde_json::Error) -> AskError {
    AskError::Answer { address: address.to_owned(), reason: error.to_string() }
}
