//! A catalog of a size: how long until it is shown, how much memory it takes, and how fast it answers.

mod load;
mod report;
mod running;

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use self::load::{Client, Latencies, closed_loop, open_loop};
use self::report::{Answer, Report};
use self::running::Running;
use super::{descriptors, page};
use crate::commands::build::{self, Profile};
use crate::failure::Failure;
use crate::steps::Steps;
use crate::workspace;

/// Components whose pages and answers are asked for in turn.
const ASKED_FOR: usize = 200;
/// Descriptors that are changed one after the other.
const CHANGED: usize = 20;
/// Until a change has to be shown.
const SHOWN_WITHIN: Duration = Duration::from_secs(30);
/// Until the first one has to be, which no figure has: a directory is watched once a scan has looked at all of it, which
/// makes room for the questions before.
const WATCHED_WITHIN: Duration = Duration::from_secs(600);
const CLIENTS: u64 = 8;

/// Flags of `bench catalog`.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// How many components; may be given several times
    #[arg(long, default_values_t = [1_000, 10_000, 100_000, 1_000_000])]
    components: Vec<usize>,
    /// Requests a second, of each kind
    #[arg(long, default_value_t = 200)]
    rate: u64,
    /// Seconds for which each kind is asked, at that rate and by eight clients
    #[arg(long, default_value_t = 10)]
    seconds: u64,
    /// A binary that is there already, instead of building one
    #[arg(long, value_name = "FILE")]
    binary: Option<PathBuf>,
    /// Write the figures into docs/benchmarks.md
    #[arg(long)]
    write: bool,
}

/// Builds, makes the catalogs up, measures.
pub(crate) fn execute(arguments: &Arguments) -> Result<(), Failure> {
    let build = if arguments.binary.is_some() { 0 } else { 2 };
    let mut steps = Steps::new(build + 2 * arguments.components.len());
    let binary = match &arguments.binary {
        Some(binary) => binary.clone(),
        None => build::bundle_and_server(&mut steps, Profile::Release)?,
    };
    let mut reports = Vec::new();
    for &components in &arguments.components {
        let catalog = steps.step(&format!("{components} components"), || made(components))?;
        reports.push(steps.step("measured", || measured(&binary, &catalog, components, arguments))?);
    }
    let text = report::section(&reports, arguments.rate, CLIENTS);
    println!("{text}");
    if arguments.write { page::write("catalog", &text) } else { Ok(()) }
}

/// The folder with a company of so many components.
fn made(components: usize) -> Result<PathBuf, Failure> {
    let folder = workspace::target().join("bench").join("catalog").join(components.to_string());
    // Written last, so that a folder without it is one whose making was interrupted.
    let mark = folder.with_extension("made");
    if !mark.exists() {
        descriptors::write(&folder, components)?;
        descriptors::write_organisation(&folder, components)?;
        fs::write(&mark, "").map_err(|error| Failure::file(&mark, &error))?;
    }
    Ok(folder)
}

fn measured(binary: &Path, catalog: &Path, components: usize, arguments: &Arguments) -> Result<Report, Failure> {
    let data =
        tempfile::tempdir_in(workspace::target().join("bench")).map_err(|error| Failure::new(error.to_string()))?;
    let mut first = Running::start(binary, data.path(), catalog)?;
    let (cold, after_cold) = (first.ready_after, first.memory());
    first.settled(data.path())?;
    let settled = first.memory();
    first.end()?;
    let server = Running::start(binary, data.path(), catalog)?;
    let (warm, address) = (server.ready_after, server.address.clone());
    let period = Duration::from_secs(arguments.seconds);
    let samples = samples(&address)?;
    let mut answers = Vec::new();
    for (what, paths) in questions(&samples) {
        // Once to warm up, which also says whether there is an answer at all.
        let mut client = Client::connect(&address)?;
        for path in &paths {
            client.get(path)?;
        }
        let steady = open_loop(&address, &paths, arguments.rate, period)?;
        let flat_out = closed_loop(&address, &paths, CLIENTS, period)?;
        answers.push(Answer { what, steady, a_second: flat_out.len() as f64 / period.as_secs_f64(), flat_out });
    }
    let memory = server.memory();
    let shown = changes(&address, catalog, &samples)?;
    Ok(Report { components, entities: entities(&address)?, cold, after_cold, settled, warm, memory, shown, answers })
}

fn json(address: &str, path: &str) -> Result<Value, Failure> {
    let body = Client::connect(address)?.get(path)?;
    serde_json::from_slice(&body).map_err(|error| Failure::new(format!("{path}: {error}")))
}

fn entities(address: &str) -> Result<u64, Failure> {
    Ok(json(address, "/api/v1/entities?limit=1")?["total"].as_u64().unwrap_or(0))
}

/// A component that is asked about.
struct Sample {
    name: String,
    owner: String,
    path: String,
}

/// Components here and there in the catalog, of the format that most descriptors have.
fn samples(address: &str) -> Result<Vec<Sample>, Failure> {
    let page = json(address, &format!("/api/v1/entities?filter=kind=component&limit={}", ASKED_FOR * 4))?;
    let items = page["items"].as_array().into_iter().flatten();
    let text = |item: &Value, key: &str| item[key].as_str().unwrap_or_default().to_owned();
    let of_that_format = items.filter(|item| item["format"] == "backstage" && item["owner"].is_string());
    let sample =
        |item: &Value| Sample { name: text(item, "name"), owner: text(item, "owner"), path: text(item, "path") };
    let samples: Vec<Sample> = of_that_format.map(sample).take(ASKED_FOR).collect();
    if samples.is_empty() { Err(Failure::new("the catalog has no components")) } else { Ok(samples) }
}

/// What is asked, each in different words.
fn questions(samples: &[Sample]) -> Vec<(&'static str, Vec<String>)> {
    let each = |path: &dyn Fn(&Sample) -> String| samples.iter().map(path).collect::<Vec<_>>();
    let entity = "/api/v1/entities";
    let facets = ["kind", "type", "owner", "lifecycle", "system", "tag", "language", "source", "tier"];
    let facets = facets.map(|facet| format!("facet={facet}")).join("&");
    vec![
        ("an entity", each(&|sample| format!("{entity}/component/default/{}", sample.name))),
        (
            "a list by three filters",
            each(&|sample| {
                format!("{entity}?filter=kind=component,lifecycle=production,owner={}&limit=50", sample.owner)
            }),
        ),
        ("nine facets", each(&|sample| format!("/api/v1/facets?{facets}&filter=owner!={}", sample.owner))),
        ("a search with a typo", each(&|sample| format!("/api/v1/search?q={}&limit=20", misspelt(&sample.name)))),
        (
            "impact, first 200",
            each(&|sample| format!("/api/v1/graph/impact?root=component:default/{}&limit=200", sample.name)),
        ),
        ("page of an entity", each(&|sample| format!("/catalog/component/default/{}", sample.name))),
        ("page of the catalog", each(&|sample| format!("/catalog?owner={}", sample.owner))),
    ]
}

/// The word with its second and third letters the other way round.
fn misspelt(word: &str) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    if letters.len() > 3 {
        letters.swap(1, 2);
    }
    letters.into_iter().collect()
}

/// Changes descriptors one after the other; from when the file is there to when the portal shows what it says.
fn changes(address: &str, catalog: &Path, samples: &[Sample]) -> Result<Latencies, Failure> {
    let mut client = Client::connect(address)?;
    let mut took = Vec::new();
    for (number, sample) in samples.iter().take(1 + CHANGED).enumerate() {
        let within = if number == 0 { WATCHED_WITHIN } else { SHOWN_WITHIN };
        let file = catalog.join(&sample.path);
        let before = fs::read_to_string(&file).map_err(|error| Failure::file(&file, &error))?;
        let said = format!("Changed for the {number}th time.");
        let line = before.lines().find(|line| line.starts_with("  description: "));
        let line = line.ok_or_else(|| Failure::new(format!("{} has no description", file.display())))?;
        let after = before.replacen(line, &format!("  description: {said}"), 1);
        // Renamed into its place, as git and editors do it.
        let aside = file.with_extension("aside");
        let replace = |text: &str| fs::write(&aside, text).and_then(|()| fs::rename(&aside, &file));
        let start = Instant::now();
        replace(&after).map_err(|error| Failure::file(&file, &error))?;
        let path = format!("/api/v1/entities/component/default/{}", sample.name);
        loop {
            let shown = client.get(&path)?;
            if String::from_utf8_lossy(&shown).contains(&said) {
                break;
            }
            if start.elapsed() > within {
                replace(&before).map_err(|error| Failure::file(&file, &error))?;
                return Err(Failure::new(format!("{path} does not show what {} says", file.display())));
            }
            thread::sleep(Duration::from_millis(1));
        }
        if number > 0 {
            took.push(start.elapsed());
        }
        replace(&before).map_err(|error| Failure::file(&file, &error))?;
    }
    Ok(Latencies::new(took))
}
