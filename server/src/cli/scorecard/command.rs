//! Which question.

use clap::{Args, Subcommand};

use super::explain;
use crate::cli::Exit;

/// The question.
#[derive(Debug, Args)]
pub(in crate::cli) struct Arguments {
    #[command(subcommand)]
    question: Question,
}

#[derive(Debug, Subcommand)]
enum Question {
    /// What scorecards say of an entity, by which facts, and how to do better
    Explain(explain::Arguments),
}

/// Asks, and prints the answer.
pub(in crate::cli) fn run(arguments: &Arguments) -> Exit {
    match &arguments.question {
        Question::Explain(arguments) => explain::run(arguments),
    }
}
