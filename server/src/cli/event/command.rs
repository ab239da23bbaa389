//! `sextant event`.

use clap::{Args, Subcommand};

use super::send::SendError;
use super::{deployment, push};
use crate::cli::Exit;

/// What to tell.
#[derive(Debug, Args)]
pub(in crate::cli) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Send CloudEvents from a file: one, a list, or one a line. All of a request are taken or none; sending again does no
    /// harm.
    Push(push::Arguments),
    /// Tell of a deployment, as the last line of a pipeline.
    // What it is told of has a version, too.
    #[command(disable_version_flag = true)]
    Deployment(deployment::Arguments),
}

/// Sends, and says what became of it.
pub(in crate::cli) fn run(arguments: &Arguments) -> Exit {
    let sent = match &arguments.command {
        Command::Push(arguments) => push::push(arguments),
        Command::Deployment(arguments) => deployment::deployment(arguments),
    };
    match sent {
        Ok(receipt) => {
            println!("{} accepted, {} known already", receipt.accepted, receipt.duplicates);
            Exit::Ok
        }
        Err(error) => {
            for problem in error.problems() {
                let field = if problem.field.is_empty() { "the event" } else { &problem.field };
                eprintln!("event {}, {field}: {}; {}", problem.index, problem.detail, problem.help);
            }
            eprintln!("error: {error}");
            error.exit()
        }
    }
}

impl SendError {
    /// How the command ends.
    fn exit(&self) -> Exit {
        match self {
            Self::Read { .. } => Exit::Outside,
            Self::Time(_) => Exit::Usage,
            Self::Malformed(_) | Self::Invalid(_) => Exit::Found,
            Self::Ask(error) => error.exit(),
        }
    }
}
