//! `sextant scorecard gate`: fails a build that makes scores worse, or leaves them too low.

use std::path::PathBuf;

use catalog_schema::wire::{ScoreChange, ScoreStanding};
use clap::Args;

use crate::cli::Exit;
use crate::cli::dry_run::{Asked, DryRunError, Question, ask, levels, rules};
use crate::cli::graph::{Server, counted, plain};
use crate::cli::options::decode_options;

/// What has to hold, of what.
#[derive(Debug, Args)]
#[command(
    after_help = "The token is read from SEXTANT_TOKEN; the scope dry-run is enough, which a fork may hold. Ends with 0 if \
    all holds, 1 if not, 2 if it is called wrongly, 3 if the portal does not answer."
)]
pub(super) struct Arguments {
    /// Files and directories of one working tree; the current directory if none is named. All of the tree counts.
    #[arg(default_value = ".")]
    paths: Vec<PathBuf>,
    /// The portal's address, https://…
    #[arg(long, value_name = "URL")]
    server: String,
    /// The portal's source that the working tree is of; else the one whose location it is in or was cloned from.
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
    /// The folder of the source's location that the working tree is, such as `orders`.
    #[arg(long, value_name = "FOLDER")]
    below: Option<String>,
    /// Every entity that the tree describes has to reach this level of the scorecards that have it.
    #[arg(long, value_name = "LEVEL", required_unless_present = "no_regression")]
    min_level: Option<String>,
    /// No entity of the catalog may lose a level, or fail a rule that it passes now.
    #[arg(long)]
    no_regression: bool,
    /// Only by this scorecard.
    #[arg(long, value_name = "NAME")]
    scorecard: Option<String>,
    /// The configuration file, for what blueprints of Port's stand for (env SEXTANT_CONFIG; default sextant.toml, if there
    /// is one)
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

/// Asks the portal, and says what does not hold.
pub(super) fn run(arguments: &Arguments) -> Exit {
    let options = match decode_options(arguments.config.as_deref()) {
        Ok(options) => options,
        Err(error) => {
            eprintln!("error: {error}");
            return Exit::Usage;
        }
    };
    let asked = ask(Question {
        server: &Server::at(&arguments.server),
        paths: &arguments.paths,
        source: arguments.source.as_deref(),
        below: arguments.below.as_deref(),
        impact_of: &[],
        options: &options,
    });
    match asked {
        Ok(asked) => judge(arguments, &asked),
        Err(error) => {
            eprintln!("error: {error}");
            if let DryRunError::Errors(_, diagnostics) = &error {
                eprint!("{}", catalog_schema::diagnostic::human(diagnostics, false));
            }
            error.exit()
        }
    }
}

fn judge(arguments: &Arguments, asked: &Asked) -> Exit {
    let scores = &asked.dry_run.scores;
    let is_meant =
        |scorecard: &str| arguments.scorecard.as_deref().is_none_or(|meant| meant.eq_ignore_ascii_case(scorecard));
    if let Some(name) =
        arguments.scorecard.as_deref().filter(|_| !scores.scorecards.iter().any(|by| is_meant(&by.scorecard)))
    {
        let known: Vec<&str> = scores.scorecards.iter().map(|by| by.scorecard.as_str()).collect();
        eprintln!("error: no scorecard {} judges; there are {}", plain(name), plain(&known.join(", ")));
        return Exit::Usage;
    }
    let mut complaints: Vec<String> = Vec::new();
    if let Some(wanted) = &arguments.min_level {
        let standings: Vec<&ScoreStanding> =
            scores.standings.iter().filter(|standing| is_meant(&standing.scorecard)).collect();
        let place = |standing: &ScoreStanding, name: &str| {
            standing.levels.iter().position(|level| level.eq_ignore_ascii_case(name))
        };
        if !standings.is_empty() && !standings.iter().any(|standing| place(standing, wanted).is_some()) {
            let of = arguments.scorecard.as_deref().unwrap_or("that applies here");
            eprintln!("error: no scorecard {} has a level {}", plain(of), plain(wanted));
            return Exit::Usage;
        }
        complaints.extend(standings.iter().filter_map(|standing| {
            let wanted_place = place(standing, wanted)?;
            let reached = standing.level.as_deref().and_then(|level| place(standing, level));
            let is_reached = reached.is_some_and(|reached| reached >= wanted_place);
            (!is_reached).then(|| {
                let level = standing.level.as_deref().unwrap_or("no level");
                let (entity, scorecard) = (plain(&standing.entity_ref), plain(&standing.scorecard));
                format!("{entity} reaches {} of {scorecard}, and {} is asked for", plain(level), plain(wanted))
            })
        }));
        let judged: u64 = scores.scorecards.iter().filter(|by| is_meant(&by.scorecard)).map(|by| by.standings).sum();
        let untold = judged.saturating_sub(standings.len() as u64);
        if untold > 0 {
            let what = counted(untold, "more result is", "more results are");
            complaints
                .push(format!("{what} not told; ask for one scorecard with --scorecard, or for a part of the tree"));
        }
    }
    if arguments.no_regression {
        let worse: Vec<&ScoreChange> =
            scores.items.iter().filter(|change| change.regression && is_meant(&change.scorecard)).collect();
        complaints.extend(worse.iter().map(|change| regression(change)));
        let all: u64 = scores.scorecards.iter().filter(|by| is_meant(&by.scorecard)).map(|by| by.regressions).sum();
        let untold = all.saturating_sub(worse.len() as u64);
        if untold > 0 {
            complaints.push(format!("{} are not named here", counted(untold, "more regression", "more regressions")));
        }
    }
    for complaint in &complaints {
        println!("{complaint}");
    }
    if complaints.is_empty() {
        let entities: std::collections::BTreeSet<&str> =
            scores.standings.iter().map(|standing| standing.entity_ref.as_str()).collect();
        println!("all holds, for {}", counted(entities.len() as u64, "entity", "entities"));
        return Exit::Ok;
    }
    println!("help: `sextant scorecard explain ENTITY --server {}` says how to do better", plain(&asked.address));
    Exit::Found
}

fn regression(change: &ScoreChange) -> String {
    let parts: Vec<String> = [levels(change), rules(change)].into_iter().filter(|part| !part.is_empty()).collect();
    format!("{} becomes worse by {}: {}", plain(&change.entity_ref), plain(&change.scorecard), parts.join("; "))
}
