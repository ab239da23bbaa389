//! `sextant field`.

use catalog_schema::vocabulary::{FieldDefinition, FieldType, VocabularyFile};
use clap::builder::PossibleValuesParser;
use clap::{Args, Subcommand};

use super::table::or;
use super::{ACTOR, Format};
use crate::cli::Exit;
use crate::cli::database::{Database, Failure, Missing, on_database};
use crate::cli::graph::{counted, table};
use crate::store::Store;
use crate::vocabulary::Vocabularies;

/// What to do with the custom fields of a catalog. Whoever can read and write its database needs no token for that.
#[derive(Debug, Args)]
pub(in crate::cli) struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// List the custom fields that are defined
    List(List),
    /// Define a custom field, or define it otherwise; descriptors that do not fit get a diagnostic
    Set(Set),
    /// Define a custom field no more; what descriptors say there is kept
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
    /// The key that descriptors write
    name: String,
    /// What its values are
    #[arg(long = "type", value_name = "TYPE", default_value = "text",
        value_parser = PossibleValuesParser::new(FieldType::ALL.map(FieldType::as_str)))]
    field_type: String,
    /// What people see in place of the name
    #[arg(long)]
    label: Option<String>,
    /// What it is for
    #[arg(long)]
    description: Option<String>,
    /// What may be chosen; may be repeated, in the order in which it is offered
    #[arg(long = "option", value_name = "OPTION")]
    options: Vec<String>,
    /// A kind that has it, such as Component; may be repeated. Every kind, if there is none
    #[arg(long = "kind", value_name = "KIND")]
    kinds: Vec<String>,
    /// A type of these kinds that has it, such as service; may be repeated. Every type, if there is none
    #[arg(long = "of-type", value_name = "TYPE")]
    types: Vec<String>,
    /// Every entity that has it should say something there
    #[arg(long)]
    required: bool,
    #[command(flatten)]
    database: Database,
}

#[derive(Debug, Args)]
struct Remove {
    /// The field's name, as `sextant field list` has it
    name: String,
    #[command(flatten)]
    database: Database,
}

pub(in crate::cli) fn run(arguments: Arguments) -> Exit {
    match arguments.action {
        Action::List(List { format, database }) => {
            on_database(database, Missing::Refuse, async |store| list(store, format).await)
        }
        Action::Set(Set { name, field_type, label, description, options, kinds, types, required, database }) => {
            let field_type = FieldType::parse(&field_type).unwrap_or_default();
            let definition = FieldDefinition { name, label, description, field_type, options, kinds, types, required };
            on_database(database, Missing::Refuse, async |store| set(store, definition).await)
        }
        Action::Remove(Remove { name, database }) => {
            on_database(database, Missing::Refuse, async |store| remove(store, name).await)
        }
    }
}

async fn list(store: Store, format: Format) -> Result<String, Failure> {
    let known = Vocabularies::new(store).known().await?;
    let fields: Vec<FieldDefinition> = known.fields().cloned().collect();
    let told = match fields.len() {
        0 => "no custom field is defined: every one is taken".to_owned(),
        count => counted(count as u64, "custom field", "custom fields"),
    };
    match format {
        Format::Json => println!("{}", serde_json::json!(VocabularyFile { fields, types: Vec::new() })),
        Format::Human => {
            let row = |field: &FieldDefinition| {
                let choices =
                    if field.options.is_empty() { String::new() } else { format!(" ({})", field.options.join(", ")) };
                let required = if field.required { "yes" } else { "no" };
                [
                    field.name.clone(),
                    format!("{}{choices}", field.field_type.as_str()),
                    or(&field.kinds, "all"),
                    or(&field.types, "all"),
                    required.to_owned(),
                    field.label.clone().unwrap_or_default(),
                ]
            };
            let heading = ["NAME", "VALUES", "KINDS", "TYPES", "REQUIRED", "LABEL"];
            print!("{}", table(heading, fields.iter().map(row)));
        }
    }
    Ok(told)
}

async fn set(store: Store, definition: FieldDefinition) -> Result<String, Failure> {
    let revision = Vocabularies::new(store).define_field(&definition, ACTOR).await?;
    Ok(format!("the custom field {} is defined; revision {revision}", definition.name))
}

async fn remove(store: Store, name: String) -> Result<String, Failure> {
    let (_, revision) = Vocabularies::new(store).remove_field(&name, ACTOR).await?;
    Ok(format!("the custom field {name} is defined no more; revision {revision}"))
}
