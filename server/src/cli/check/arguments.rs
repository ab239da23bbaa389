//! What to check and how to say it.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// What to check and how to say it.
#[derive(Debug, Args)]
pub(in crate::cli) struct Arguments {
    /// Files and directories; the current directory if none is named.
    #[arg(default_value = ".")]
    pub(super) paths: Vec<PathBuf>,
    /// How to print diagnostics.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub(super) format: Format,
    /// Also say what another product would refuse.
    #[arg(long, value_enum)]
    pub(super) strict: Option<Strict>,
    /// Put right what can be put right with certainty, in the files themselves; what is left is reported.
    #[arg(long)]
    pub(super) fix: bool,
    /// With --fix: print the changes as a unified diff and write nothing. Ends with 1 if there are any.
    #[arg(long, requires = "fix", conflicts_with = "format", visible_alias = "dry-run")]
    pub(super) diff: bool,
    /// Also ask for files of the web that descriptors name by their addresses, as a portal does. Without it nothing is asked
    /// for, and the result is the same wherever it runs.
    #[arg(long)]
    pub(super) fetch: bool,
    /// Also report references to what is not described in these paths.
    #[arg(long)]
    pub(super) references: bool,
    /// Also ask this portal what the descriptors of the working tree would change in its catalog, and report references to
    /// what neither these paths describe nor it knows. With --references it is asked about references only. The token, if
    /// it wants one, is in SEXTANT_TOKEN.
    #[arg(long, value_name = "URL")]
    pub(super) server: Option<String>,
    /// With --server: the folder of the source's location that the working tree is, such as `orders`.
    #[arg(long, value_name = "FOLDER", requires = "server")]
    pub(super) below: Option<String>,
    /// The configuration file, for what blueprints of Port's stand for (env SEXTANT_CONFIG; default sextant.toml, if there
    /// is one)
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
    /// Also report what this source may not describe, by its table `[sources.NAME]` in sextant.toml (env SEXTANT_CONFIG).
    /// With --server: the portal's source that the working tree is of; else the one whose location it is in or was cloned
    /// from.
    #[arg(long, value_name = "NAME")]
    pub(super) source: Option<String>,
    /// Also report what does not fit these definitions of custom fields and types: a file of YAML or JSON, as `sextant field
    /// list --format json` and `sextant type list --format json` print them. May be repeated
    #[arg(long, value_name = "FILE")]
    pub(super) vocabulary: Vec<PathBuf>,
    /// Also list the problems that files allow themselves with `# sextant: allow(code) reason`.
    #[arg(long)]
    pub(super) show_suppressed: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// With excerpt and help, for people.
    Human,
    /// One line each, for editors.
    Concise,
    /// One JSON object a line, for programs.
    Json,
    /// One SARIF 2.1.0 log, for code scanning.
    Sarif,
    /// Workflow commands, for GitHub Actions.
    Github,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Strict {
    /// What Backstage's catalog refuses.
    Backstage,
}
