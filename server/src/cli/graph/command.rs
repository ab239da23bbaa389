//! Which question.

use clap::{Args, Subcommand};

use super::{around, common, cycles, impact, order, path, what_if};
use crate::cli::Exit;

/// The question.
#[derive(Debug, Args)]
pub(in crate::cli) struct Arguments {
    #[command(subcommand)]
    question: Question,
}

#[derive(Debug, Subcommand)]
enum Question {
    /// What is hit when an entity fails, and whom to tell
    Impact(impact::Arguments),
    /// What is hit when an entity fails, before and after the changes of a working tree
    WhatIf(what_if::Arguments),
    /// How one entity depends on another
    Path(path::Arguments),
    /// What depends on itself by way of others, and what to cut
    Cycles(cycles::Arguments),
    /// In which order things depend on each other
    Order(order::Arguments),
    /// What several entities all depend on
    Common(common::Arguments),
    /// The entities around one, also as a drawing for Graphviz, Mermaid or GraphML
    Around(around::Arguments),
}

/// Asks, and prints the answer.
pub(in crate::cli) fn run(arguments: &Arguments) -> Exit {
    let answered = match &arguments.question {
        Question::Impact(arguments) => impact::run(arguments),
        Question::WhatIf(arguments) => return what_if::run(arguments),
        Question::Path(arguments) => path::run(arguments),
        Question::Cycles(arguments) => cycles::run(arguments),
        Question::Order(arguments) => order::run(arguments),
        Question::Common(arguments) => common::run(arguments),
        Question::Around(arguments) => around::run(arguments),
    };
    match answered {
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
