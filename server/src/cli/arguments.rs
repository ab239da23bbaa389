//! What can be said on the command line.

use clap::{Parser, Subcommand};

use super::{
    Exit, backfill, backup, check, config, convert, definition, doctor, entity, event, exemption, explain, fact, graph,
    init, initiative, push, restore, schema, scorecard, serve, source, token,
};

/// Sextant: a developer portal and component catalog in one binary.
#[derive(Debug, Parser)]
#[command(name = "sextant", version, propagate_version = true)]
#[command(after_help = "Exit codes: 0 fine, 1 errors found, 2 wrong usage, 3 something outside failed.")]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the portal: pages, API, search.
    Serve(serve::Arguments),
    /// Give a new catalog the history of its git repositories, commit by commit, before it is first served.
    Backfill(backfill::Arguments),
    /// See the sources of a catalog, and decide about deletions that are held back.
    Source(source::Arguments),
    /// Make, list and revoke tokens, with which programs push and people manage.
    Token(token::Arguments),
    /// Define the custom fields of a catalog: their types, their options, and what has them.
    Field(definition::FieldArguments),
    /// Define the types of a catalog, such as the types of components.
    Type(definition::TypeArguments),
    /// Bring entities into a running portal that keeps them itself, from a table.
    Entity(entity::Arguments),
    /// Tell a running portal what happened: deployments, builds, incidents.
    Event(Box<event::Arguments>),
    /// Ask a running portal what breaks if something fails, and how things hang together.
    Graph(Box<graph::Arguments>),
    /// Ask what scorecards say, and why; test definitions, and convert those of other products.
    Scorecard(Box<scorecard::Arguments>),
    /// Ask what is to be reached until when, how far everybody is, and who is left.
    Initiative(initiative::Arguments),
    /// See who need not pass what, ask for it, and decide about who asks.
    Exemption(Box<exemption::Arguments>),
    /// Push what is known of entities and no descriptor says, such as test coverage, and see it.
    Fact(fact::Arguments),
    /// Check descriptors offline: files, or directories with everything below them.
    Check(check::Arguments),
    /// Push the descriptors of a repository into a running portal's catalog, from a pipeline.
    Push(Box<push::Arguments>),
    /// Write a first descriptor from what a repository shows.
    Init(init::Arguments),
    /// Convert descriptors to another format, and list what that cannot say.
    Convert(convert::Arguments),
    /// Explain a diagnostic code, such as `invalid-name`.
    Explain(explain::Arguments),
    /// Print the JSON Schema of a descriptor format, for editors.
    Schema(schema::Arguments),
    /// Show what the configuration comes to, and where each value comes from.
    Config(config::Arguments),
    /// Check database, index, clock, disk, sources and configuration, and say what to do.
    Doctor(doctor::Arguments),
    /// Write the whole catalog into a file, while the portal runs.
    Backup(backup::BackupArguments),
    /// Bring a catalog back from a backup; stop the portal first.
    Restore(restore::RestoreArguments),
    /// Write the whole catalog to standard output or a file, to move it to another database.
    Export(backup::ExportArguments),
    /// Fill a database with an exported catalog.
    Import(restore::ImportArguments),
}

/// Runs the command.
pub fn run(cli: Cli) -> Exit {
    match cli.command {
        Command::Serve(arguments) => serve::run(arguments),
        Command::Backfill(arguments) => backfill::run(arguments),
        Command::Source(arguments) => source::run(arguments),
        Command::Token(arguments) => token::run(arguments),
        Command::Field(arguments) => definition::run_field(arguments),
        Command::Type(arguments) => definition::run_type(arguments),
        Command::Entity(arguments) => entity::run(&arguments),
        Command::Event(arguments) => event::run(&arguments),
        Command::Graph(arguments) => graph::run(&arguments),
        Command::Scorecard(arguments) => scorecard::run(&arguments),
        Command::Initiative(arguments) => initiative::run(&arguments),
        Command::Exemption(arguments) => exemption::run(&arguments),
        Command::Fact(arguments) => fact::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Push(arguments) => push::run(&arguments),
        Command::Init(arguments) => init::run(&arguments),
        Command::Convert(arguments) => convert::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Schema(arguments) => schema::run(&arguments),
        Command::Config(arguments) => config::run(arguments),
        Command::Doctor(arguments) => doctor::run(arguments),
        Command::Backup(arguments) => backup::backup(arguments),
        Command::Restore(arguments) => restore::restore(arguments),
        Command::Export(arguments) => backup::export_to(arguments),
        Command::Import(arguments) => restore::import_from(arguments),
    }
}
