//! What to push, where to, and what to say of it.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// What to push, where to, and what to say of it.
#[derive(Debug, Args)]
#[command(
    after_help = "The token is read from SEXTANT_TOKEN. What is known of the commit comes from the variables of GitHub \
    Actions, GitLab CI, Jenkins, CircleCI, Buildkite, Azure Pipelines or Bitbucket, and from git; flags come first."
)]
pub(in crate::cli) struct Arguments {
    /// Files and directories of one repository; the current directory if none is named. The descriptors there take the
    /// place of all that the portal has of this repository.
    #[arg(default_value = ".")]
    pub(super) paths: Vec<PathBuf>,
    /// The portal's address, https://…
    #[arg(long, value_name = "URL")]
    pub(super) server: String,
    /// The source to push to. The first push makes it.
    #[arg(long, value_name = "NAME")]
    pub(super) source: String,
    /// Only say what would change, which findings would come, and what would be hit by a failure.
    #[arg(long)]
    pub(super) dry_run: bool,
    /// Replace only what the portal has of this folder of the repository, such as `services/orders`.
    #[arg(long, value_name = "FOLDER")]
    pub(super) part: Option<String>,
    /// How to print what changed and what is wrong.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub(super) format: Format,
    /// The branch.
    #[arg(long, value_name = "NAME")]
    pub(super) branch: Option<String>,
    /// The commit.
    #[arg(long, value_name = "ID")]
    pub(super) commit: Option<String>,
    /// When the commit was made, such as 2027-01-31T09:30:00Z; an older commit never replaces a newer one.
    #[arg(long, value_name = "TIME")]
    pub(super) committed_at: Option<String>,
    /// The repository's address; the portal knows it by this.
    #[arg(long, value_name = "URL")]
    pub(super) repository: Option<String>,
    /// The run of the pipeline; of two runs for one commit the later one counts.
    #[arg(long, value_name = "ID")]
    pub(super) run_id: Option<String>,
    /// The configuration file, for what blueprints of Port's stand for (env SEXTANT_CONFIG; default sextant.toml, if there
    /// is one)
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people.
    Human,
    /// What the portal answers, for programs.
    Json,
    /// For a comment on a pull request, or a job's summary.
    Markdown,
}
