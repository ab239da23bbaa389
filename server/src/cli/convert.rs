//! `sextant convert`.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use catalog_schema::convert::{ConvertedFile, Target, Unexpressed, convert_file, to_yaml};
use catalog_schema::diagnostic::{Diagnostic, Severity, human, json};
use clap::{Args, ValueEnum};

use super::Exit;
use super::options::decode_options;
use super::output::{Output, write_all};
use crate::sources::directory::read;

/// What to convert, to what, and where to.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Descriptors of any format that Sextant reads.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The format to write.
    #[arg(long, value_enum)]
    to: To,
    /// Write files below this directory, each where its descriptor lies, instead of to standard output.
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Replace files that are there already.
    #[arg(long, requires = "output")]
    force: bool,
    /// The configuration file, for what blueprints of Port's stand for (env SEXTANT_CONFIG; default sextant.toml, if there
    /// is one)
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// How to list, on standard error, what the format cannot say.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum To {
    /// Sextant's own format, which can say everything.
    Native,
    /// Backstage's catalog-info.yaml.
    Backstage,
    /// Atlassian Compass's compass.yml.
    Compass,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// With excerpt and help, for people.
    Human,
    /// One JSON object a line, for programs.
    Json,
}

impl From<To> for Target {
    fn from(to: To) -> Self {
        match to {
            To::Native => Self::Native,
            To::Backstage => Self::Backstage,
            To::Compass => Self::Compass,
        }
    }
}

/// What was converted so far.
#[derive(Debug, Default)]
struct Report {
    documents: Vec<Document>,
    lost: usize,
    in_vain: usize,
    /// Something of a file could not be read, or is no descriptor.
    left_out: bool,
}

/// A document to write.
#[derive(Debug)]
struct Document {
    /// The directory of its descriptor.
    directory: PathBuf,
    name: String,
    text: String,
}

pub(super) fn run(arguments: &Arguments) -> Exit {
    let target = Target::from(arguments.to);
    let options = match decode_options(arguments.config.as_deref()) {
        Ok(options) => options,
        Err(error) => {
            eprintln!("error: {error}");
            return Exit::Usage;
        }
    };
    let mut report = Report::default();
    for path in &arguments.files {
        if path.is_dir() {
            eprintln!("error: {} is a directory; name the descriptors in it", path.display());
            return Exit::Usage;
        }
        let shown = path.to_string_lossy().into_owned();
        let bytes = match read(path, shown.clone(), options.limits.file_bytes as u64).content {
            Ok(bytes) => bytes,
            Err(diagnostic) => {
                eprintln!("error: {}", diagnostic.message);
                return Exit::Outside;
            }
        };
        report.add(path, convert_file(&shown, &bytes, &options, target), arguments.format);
    }
    let written = match &arguments.output {
        Some(directory) => write_all(&outputs(directory, &report.documents, target), arguments.force),
        None => print(&report.documents),
    };
    match written {
        Ok(()) => {}
        Err(failure) => {
            eprintln!("error: {failure}");
            return failure.exit();
        }
    }
    if matches!(arguments.format, Format::Human) {
        report.summary(target);
    }
    if report.lost + report.in_vain > 0 || report.left_out { Exit::Found } else { Exit::Ok }
}

impl Report {
    fn add(&mut self, path: &Path, converted: ConvertedFile, format: Format) {
        let directory = path.parent().map(Path::to_owned).unwrap_or_default();
        let errors = converted.diagnostics.into_iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
        tell(&errors.collect::<Vec<_>>(), format);
        if converted.documents.is_empty() && converted.left_out == 0 {
            eprintln!("error: {} holds no descriptor", path.display());
        }
        self.left_out |= converted.documents.is_empty() || converted.left_out > 0;
        for document in converted.documents {
            list(&document.unexpressed, format);
            let in_vain = document.unexpressed.iter().filter(|unexpressed| unexpressed.written).count();
            self.in_vain += in_vain;
            self.lost += document.unexpressed.len() - in_vain;
            if let Some(value) = &document.document {
                let name = document.entity.name().to_owned();
                self.documents.push(Document { directory: directory.clone(), name, text: to_yaml(value) });
            }
        }
    }

    fn summary(&self, target: Target) {
        eprintln!(
            "converted to {}: {}; {} lost, {} written that nothing there reads",
            target.format().as_str(),
            if self.documents.len() == 1 {
                "1 entity".to_owned()
            } else {
                format!("{} entities", self.documents.len())
            },
            self.lost,
            self.in_vain,
        );
    }
}

/// Says on standard error what the format cannot.
fn list(unexpressed: &[Unexpressed], format: Format) {
    match format {
        Format::Human => {
            let diagnostics: Vec<_> = unexpressed.iter().map(|unexpressed| unexpressed.diagnostic.clone()).collect();
            tell(&diagnostics, format);
        }
        Format::Json => {
            for unexpressed in unexpressed {
                // Texts and numbers always have a JSON form.
                let line = serde_json::to_string(unexpressed).unwrap_or_default();
                let _ = writeln!(std::io::stderr(), "{line}");
            }
        }
    }
}

fn tell(diagnostics: &[Diagnostic], format: Format) {
    let color = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let text = match format {
        Format::Human => human(diagnostics, color),
        Format::Json => json(diagnostics),
    };
    let _ = std::io::stderr().write_all(text.as_bytes());
}

/// Everything to standard output, as one stream of documents.
fn print(documents: &[Document]) -> Result<(), super::output::WriteFailure> {
    let texts: Vec<&str> = documents.iter().map(|document| document.text.as_str()).collect();
    // A reader that has seen enough may close the pipe.
    let _ = std::io::stdout().write_all(texts.join("---\n").as_bytes());
    Ok(())
}

/// The files below `root`: beside each other as their descriptors are, under the name that the format usually has.
/// Documents that cannot share a file get a directory each, named after the entity.
fn outputs(root: &Path, documents: &[Document], target: Target) -> Vec<Output> {
    let mut outputs: Vec<Output> = Vec::new();
    for document in documents {
        let place = root.join(inside(&document.directory));
        let crowded = documents.iter().filter(|other| other.directory == document.directory).count() > 1;
        let place = if crowded && !target.takes_several() { place.join(&document.name) } else { place };
        let path = place.join(target.file_name());
        match outputs.iter_mut().find(|output| output.path == path) {
            Some(output) => {
                output.text.push_str("---\n");
                output.text.push_str(&document.text);
            }
            None => outputs.push(Output { path, text: document.text.clone() }),
        }
    }
    outputs
}

/// The path below the working directory; nothing of a path that leads elsewhere.
fn inside(directory: &Path) -> PathBuf {
    let here = std::env::current_dir().unwrap_or_default();
    let relative = directory.strip_prefix(&here).unwrap_or(directory);
    let below = relative
        .components()
        .all(|part| matches!(part, std::path::Component::Normal(_) | std::path::Component::CurDir));
    if below { relative.components().collect() } else { PathBuf::new() }
}
