//! `sextant type`.

use catalog_schema::vocabulary::{TypeDefinition, VocabularyFile};
use clap::{Args, Subcommand};

use super::table::or;
use super::{ACTOR, Format};
use crate::cli::Exit;
use crate::cli::database::{Database, Failure, Missing, on_database};
use crate::cli::graph::{counted, table};
use crate::store::Store;
use crate::vocabulary::Vocabularies;

/// What to do with the types of a catalog, such as the types of components. Whoever can read and write its database needs no
/// token for that.
#[derive(Debug, Args)]
pub(in crate::cli) struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// List the types that are defined
    List(List),
    /// Define a type of a kind, or define it otherwise; every other word gets a hint from then on
    Set(Set),
    /// Define a type no more; what is of it stays so
    Remove(Remove),
}

#[derive(Debug, Args)]
struct List {
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    #[command(flatten)]
    database: Database,
}

#[derive(Debug, Args)]
struct Set {
    /// The kind that it is a type of, such as Component
    kind: String,
    /// What descriptors write, such as service
    name: String,
    /// What people see in place of the name
    #[arg(long)]
    title: Option<String>,
    /// What is of this type
    #[arg(long)]
    description: Option<String>,
    /// Another word that descriptors may write for it; may be repeated
    #[arg(long = "alias", value_name = "WORD")]
    aliases: Vec<String>,
    #[command(flatten)]
    database: Database,
}

#[derive(Debug, Args)]
struct Remove {
    /// Its kind
    kind: String,
    /// Its name, as `sextant type list` has it
    name: String,
    #[command(flatten)]
    database: Database,
}

pub(in crate::cli) fn run(arguments: Arguments) -> Exit {
    match arguments.action {
        Action::List(List { format, database }) => {
            on_database(database, Missing::Refuse, async |store| list(store, format).await)
        }
        Action::Set(Set { kind, name, title, description, aliases, database }) => {
            let definition = TypeDefinition { kind, name, title, description, aliases };
            on_database(database, Missing::Refuse, async |store| set(store, definition).await)
        }
        Action::Remove(Remove { kind, name, database }) => {
            on_database(database, Missing::Refuse, async |store| remove(store, &kind, &name).await)
        }
    }
}

async fn list(store: Store, format: Format) -> Result<String, Failure> {
    let known = Vocabularies::new(store).known().await?;
    let types: Vec<TypeDefinition> = known.types().cloned().collect();
    let told = match types.len() {
        0 => "no type is defined: every word is taken".to_owned(),
        count => counted(count as u64, "type", "types"),
    };
    match format {
        Format::Json => println!("{}", serde_json::json!(VocabularyFile { fields: Vec::new(), types })),
        Format::Human => {
            let row = |defined: &TypeDefinition| {
                let TypeDefinition { kind, name, title, aliases, .. } = defined;
                [kind.clone(), name.clone(), title.clone().unwrap_or_default(), or(aliases, "")]
            };
            print!("{}", table(["KIND", "NAME", "TITLE", "ALIASES"], types.iter().map(row)));
        }
    }
    Ok(told)
}

async fn set(store: Store, definition: TypeDefinition) -> Result<String, Failure> {
    let revision = Vocabularies::new(store).define_type(&definition, ACTOR).await?;
    Ok(format!("the type {} of {} is defined; revision {revision}", definition.name, definition.kind))
}

async fn remove(store: Store, kind: &str, name: &str) -> Result<String, Failure> {
    let (_, revision) = Vocabularies::new(store).remove_type(kind, name, ACTOR).await?;
    Ok(format!("the type {name} of {kind} is defined no more; revision {revision}"))
}
