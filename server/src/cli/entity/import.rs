//! `sextant entity import`.

use std::io::Read;

use catalog_schema::wire::{TableChange, TableOutcome, TableRow};
use clap::Args;

use crate::cli::Exit;
use crate::cli::graph::{AskError, Format, Server, counted, plain, table};

/// Take in a table.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// A CSV file whose first line names the columns, or - for standard input
    #[arg(value_name = "FILE|-")]
    file: String,
    /// The portal's address, https://…; a token of the scope `admin` stands in SEXTANT_TOKEN
    #[arg(long, value_name = "URL")]
    server: String,
    /// Only say what would change
    #[arg(long)]
    dry_run: bool,
    /// Leave out the rows that are wrong, and take the others
    #[arg(long)]
    only_right: bool,
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

/// Why nothing was taken in.
#[derive(Debug, thiserror::Error)]
pub(super) enum ImportError {
    #[error("{0}")]
    Ask(#[from] AskError),
    #[error("{file} cannot be read: {source}")]
    File { file: String, source: std::io::Error },
    #[error("nothing was written:\n{}", .0.join("\n"))]
    Rows(Vec<String>),
    #[error("what answers is no portal that this version understands: {0}")]
    Answer(serde_json::Error),
}

impl ImportError {
    pub(super) fn exit(&self) -> Exit {
        match self {
            Self::Ask(error) => error.exit(),
            Self::Rows(_) => Exit::Found,
            Self::File { .. } | Self::Answer(_) => Exit::Outside,
        }
    }
}

/// What to print, and how the command ends: rows that were left out were found to be wrong.
pub(super) fn run(arguments: &Arguments) -> Result<(String, Exit), ImportError> {
    let bytes = read(&arguments.file)?;
    let flag = |flag: bool| if flag { "true" } else { "false" };
    let query = [("dry_run", flag(arguments.dry_run)), ("only_right", flag(arguments.only_right))];
    let text = Server::at(&arguments.server).post_csv("entities.csv", &query, &bytes).map_err(wrong)?;
    let outcome: TableOutcome = serde_json::from_str(&text).map_err(ImportError::Answer)?;
    let left_out = outcome.rows.iter().any(|row| row.change == TableChange::LeftOut);
    let exit = if left_out { Exit::Found } else { Exit::Ok };
    let told = match arguments.format {
        Format::Json => text + "\n",
        Format::Human => human(&outcome),
    };
    Ok((told, exit))
}

fn read(file: &str) -> Result<Vec<u8>, ImportError> {
    let bytes = match file {
        "-" => {
            let mut bytes = Vec::new();
            std::io::stdin().read_to_end(&mut bytes).map(|_| bytes)
        }
        path => std::fs::read(path),
    };
    bytes.map_err(|source| ImportError::File { file: file.to_owned(), source })
}

/// What the portal says is wrong with which of the rows.
fn wrong(error: AskError) -> ImportError {
    match error {
        AskError::Problem(problem) if !problem.items.is_empty() => {
            let line = |item: &catalog_schema::wire::ItemProblem| {
                let column = if item.field.is_empty() { String::new() } else { format!("{}, ", item.field) };
                plain(&format!("  {column}{}", item.detail))
            };
            ImportError::Rows(problem.items.iter().map(line).collect())
        }
        other => other.into(),
    }
}

fn human(outcome: &TableOutcome) -> String {
    let cells = |row: &TableRow| {
        let change = match row.change {
            TableChange::Create => "new",
            TableChange::Update => "changed",
            TableChange::None => "as it is",
            TableChange::LeftOut => "left out",
        };
        let remarks: Vec<String> = row
            .problems
            .iter()
            .map(|problem| match &problem.column {
                Some(column) => format!("{column}: {}", problem.detail),
                None => problem.detail.clone(),
            })
            .collect();
        let entity_ref = row.entity_ref.clone().unwrap_or_default();
        [row.line.to_string(), entity_ref, change.to_owned(), remarks.join("; ")]
    };
    let mut text = table(["LINE", "ENTITY", "BECOMES", "REMARKS"], outcome.rows.iter().map(cells));
    if !outcome.ignored.is_empty() {
        text += &format!("nothing is read from the columns {}\n", plain(&outcome.ignored.join(", ")));
    }
    let made = counted(outcome.outcome.created.len() as u64, "entity", "entities");
    let changed = outcome.outcome.updated.len();
    text + &match outcome.dry_run {
        true => format!("{made} would be new, {changed} changed; nothing was written\n"),
        false => format!("{made} made, {changed} changed; revision {}\n", outcome.outcome.revision),
    }
}
