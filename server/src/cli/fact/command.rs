//! What to do with facts.

use clap::{Args, Subcommand};

use super::{list, push};
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
    /// Push a batch of facts: JSON as POST /api/v1/facts takes it, or the list alone
    Push(push::Arguments),
    /// List what is known of an entity, how old it is and who pushed it
    List(list::Arguments),
}

/// Does it.
pub(in crate::cli) fn run(arguments: &Arguments) -> Exit {
    let done = match &arguments.what {
        What::Push(arguments) => push::run(arguments),
        What::List(arguments) => list::run(arguments),
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

/// Why nothing was done.
#[derive(Debug, thiserror::Error)]
pub(super) enum FactError {
    #[error("{0}")]
    Ask(#[from] AskError),
    #[error("{0}")]
    Ref(#[from] catalog_schema::model::RefError),
    #[error("{file} cannot be read: {source}")]
    File { file: String, source: std::io::Error },
    #[error(
        "{file} is no batch of facts: {source}; write {{\"facts\": [{{\"entity\": …, \"fact\": …, \"value\": …}}]}}"
    )]
    Batch { file: String, source: serde_json::Error },
    #[error("nothing was written:\n{}", .0.join("\n"))]
    Facts(Vec<String>),
    #[error("what answers is no portal that this version understands: {0}")]
    Answer(serde_json::Error),
}

impl FactError {
    fn exit(&self) -> Exit {
        match self {
            Self::Ask(error) => error.exit(),
            Self::Facts(_) => Exit::Found,
            Self::Ref(_) | Self::Batch { .. } => Exit::Usage,
            Self::File { .. } | Self::Answer(_) => Exit::Outside,
        }
    }
}
