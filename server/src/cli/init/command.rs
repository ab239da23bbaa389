//! The command itself.

use std::io::Write;
use std::path::{Path, PathBuf};

use catalog_schema::convert::{Target, convert_entity};
use catalog_schema::decode::{DecodeOptions, DocumentOutcome, decode};
use catalog_schema::formats::has_descriptor_name;
use catalog_schema::model::Entity;
use clap::{Args, ValueEnum};

use super::documents::{Document, documents};
use super::render::render;
use super::repository::Repository;
use crate::cli::Exit;
use crate::cli::output::{Output, write_all};

/// Where to look, and what to write.
#[derive(Debug, Args)]
pub(in crate::cli) struct Arguments {
    /// The directory of the repository.
    #[arg(default_value = ".")]
    dir: PathBuf,
    /// The format of the descriptor.
    #[arg(long, value_enum, default_value_t = Format::Native)]
    format: Format,
    /// Print the descriptor instead of writing it.
    #[arg(long)]
    dry_run: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// sextant.yaml.
    Native,
    /// catalog-info.yaml, as Backstage takes it.
    Backstage,
    /// compass.yml, with the component alone.
    Compass,
}

impl From<Format> for Target {
    fn from(format: Format) -> Self {
        match format {
            Format::Native => Self::Native,
            Format::Backstage => Self::Backstage,
            Format::Compass => Self::Compass,
        }
    }
}

pub(in crate::cli) fn run(arguments: &Arguments) -> Exit {
    let repository = match Repository::open(&arguments.dir) {
        Ok(repository) => repository,
        Err(error) => {
            eprintln!("error: {} cannot be read: {error}", arguments.dir.display());
            return Exit::Outside;
        }
    };
    let there = descriptors(&repository);
    if !there.is_empty() {
        eprintln!("error: {} has a descriptor already: {}", arguments.dir.display(), there.join(", "));
        return Exit::Usage;
    }
    let target = Target::from(arguments.format);
    let documents = documents(&repository);
    let text = text(&documents, target);
    if arguments.dry_run {
        // A reader that has seen enough may close the pipe.
        let _ = std::io::stdout().write_all(text.as_bytes());
        return Exit::Ok;
    }
    let path = arguments.dir.join(target.file_name());
    if let Err(failure) = write_all(&[Output { path: path.clone(), text }], false) {
        eprintln!("error: {failure}");
        return failure.exit();
    }
    report(&path, &documents);
    Exit::Ok
}

/// The files at the root that are descriptors, of any format and name, or have the name of one.
fn descriptors(repository: &Repository) -> Vec<String> {
    let is_descriptor = |path: &&str| {
        let decodes = || {
            let text = repository.text(path).unwrap_or_default();
            let decoded = decode(path, text.as_bytes(), &DecodeOptions::default());
            let mut outcomes = decoded.documents.into_iter().map(|document| document.outcome);
            outcomes.any(|outcome| match outcome {
                DocumentOutcome::Entity(_) | DocumentOutcome::Template => true,
                DocumentOutcome::Broken => has_descriptor_name(path),
                DocumentOutcome::NotADescriptor | DocumentOutcome::Empty => false,
            })
        };
        let yaml = [".yaml", ".yml", ".json"].iter().any(|ending| path.ends_with(ending));
        !path.contains('/') && yaml && decodes()
    };
    repository.files().filter(is_descriptor).map(str::to_owned).collect()
}

/// The documents in the target's format, as one stream.
fn text(documents: &[Document], target: Target) -> String {
    let limit = if target.takes_several() { documents.len() } else { 1 };
    let texts = documents.iter().take(limit).filter_map(|document| {
        let value = match target {
            Target::Native => Some(document.value.clone()),
            other => convert_entity(&entity(document)?, other).document,
        };
        Some(render(&value?, &document.comments, document.ownerless))
    });
    texts.collect::<Vec<_>>().join("---\n")
}

/// The entity that a native document declares.
fn entity(document: &Document) -> Option<Entity> {
    let text = catalog_schema::convert::to_yaml(&document.value);
    let decoded = decode("sextant.yaml", text.as_bytes(), &DecodeOptions::default());
    decoded.documents.into_iter().find_map(|document| match document.outcome {
        DocumentOutcome::Entity(entity) => Some(*entity),
        _ => None,
    })
}

fn report(path: &Path, documents: &[Document]) {
    let names: Vec<String> = documents
        .iter()
        .filter_map(|document| {
            let kind = document.value["kind"].as_str()?.to_lowercase();
            Some(format!("{kind}:{}", document.value["metadata"]["name"].as_str()?))
        })
        .collect();
    eprintln!("wrote {}: {}", path.display(), names.join(", "));
    if documents.iter().any(|document| document.ownerless) {
        eprintln!("note: nothing says who answers for it; add `owner:` with the team's name");
    }
    eprintln!("read it, mend what was guessed wrong, then run `sextant check {}`", path.display());
}
