//! Judged queries, and what comes of them.

use std::path::{Path, PathBuf};
use std::time::Duration;

use catalog_schema::model::EntityRef;
use catalog_schema::wire::SearchQuery;
use serde::Deserialize;
use sextant_server::app::{App, AppOptions};
use web::portal::Portal as _;

/// Far more than anything here takes; what hangs ends instead.
const PATIENCE: Duration = Duration::from_secs(300);
/// Hits that are looked at: nobody reads on.
const DEPTH: u32 = 20;

/// A query, and what answers it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Judged {
    query: String,
    /// References, in the default namespace where none is said; any of them will do.
    wants: Vec<String>,
    /// What kind of query it is, for those who read the file.
    #[serde(rename = "why")]
    _why: String,
}

/// What a query came to.
pub(crate) struct Outcome {
    query: String,
    wants: Vec<String>,
    /// Of the first hit that was wanted, from 1.
    rank: Option<usize>,
    /// The best three.
    came: Vec<String>,
}

impl Outcome {
    fn line(&self) -> String {
        let query = self.query.replace('|', "\\|");
        let rank = self.rank.map_or_else(|| "–".to_owned(), |rank| rank.to_string());
        format!("| `{query}` | {} | {rank} | {} |", short(&self.wants), short(&self.came))
    }
}

fn short(references: &[String]) -> String {
    let short: Vec<String> = references.iter().map(|reference| reference.replace(":default/", ":")).collect();
    if short.is_empty() { "nothing".to_owned() } else { short.join(", ") }
}

/// What all queries of a file came to.
pub(crate) struct Report {
    pub(crate) outcomes: Vec<Outcome>,
}

impl Report {
    /// The mean over all queries of one divided by the rank of the first hit that was wanted; nothing where none came.
    pub(crate) fn mean_reciprocal_rank(&self) -> f64 {
        let sum: f64 = self.outcomes.iter().map(|outcome| outcome.rank.map_or(0.0, |rank| 1.0 / rank as f64)).sum();
        sum / self.outcomes.len() as f64
    }

    /// A line of a table for each query whose best hit was not wanted.
    pub(crate) fn misses(&self) -> Vec<String> {
        self.outcomes.iter().filter(|outcome| outcome.rank != Some(1)).map(Outcome::line).collect()
    }
}

/// Asks the queries of a file over the descriptors of a folder, through a portal of its own.
pub(crate) async fn judge(catalog: &Path, queries: &str) -> Report {
    let judged: Vec<Judged> = serde_yaml::from_str(queries).unwrap();
    let data = tempfile::tempdir().unwrap();
    let options =
        AppOptions { data_dir: data.path().to_owned(), catalogs: vec![catalog.to_owned()], ..AppOptions::default() };
    let app = App::start(options).await.unwrap();
    tokio::time::timeout(PATIENCE, app.readiness().ready()).await.unwrap();
    let measured = async {
        while app.portal().measured() != Some(app.cell().load().revision()) {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(PATIENCE, measured).await.unwrap();
    let (mut outcomes, mut missing) = (Vec::new(), Vec::new());
    for Judged { query, wants, .. } in judged {
        let wants = wants.iter().map(|text| text.parse::<EntityRef>().unwrap().to_string()).collect::<Vec<_>>();
        let live = app.cell().load();
        missing.extend(wants.iter().filter(|wanted| !live.contains(&wanted.parse().unwrap())).cloned());
        let asked = SearchQuery { q: query.clone(), limit: Some(DEPTH), ..SearchQuery::default() };
        let hits = app.portal().search(&asked).await.unwrap().hits;
        let rank = hits.iter().position(|hit| wants.contains(&hit.entity_ref)).map(|index| index + 1);
        let came = hits.into_iter().take(3).map(|hit| hit.entity_ref).collect();
        outcomes.push(Outcome { query, wants, rank, came });
    }
    assert!(missing.is_empty(), "the catalog does not have {missing:?}, which queries want");
    app.stop().await;
    Report { outcomes }
}

/// A folder beside this crate.
pub(crate) fn beside(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}
