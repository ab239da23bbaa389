//! A year of a company in the database: how much it takes, and what a sweep gives back.
//!
//! Driven through the real ingestion, with a clock that runs through the year; `cargo xtask bench retention` builds it,
//! gives it a PostgreSQL server and puts what it prints into docs/benchmarks.md.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a bench that cannot go on ends, and prints its figures")]

mod random;

use std::fmt::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use catalog_schema::decode::DecodeOptions;
use sextant_server::clock::now_ms;
use sextant_server::ingest::{Ingest, Moment, ReadFile, Scope};
use sextant_server::retention::{Retention, Swept, sweep};
use sextant_server::store::{Store, TABLES};
use sqlx::Connection;
use tokio::sync::watch;

use self::random::Random;

const DAYS: u32 = 365;
const DAY: i64 = 86_400_000;
/// Descriptors that change on a working day.
const CHANGES: u32 = 40;
/// One change in so many is one of a long text.
const ONE_LONG_IN: u64 = 20;
/// Words of a long text: about 20 KB.
const LONG: u32 = 3_500;
/// Of the changes, four in five are to one component in five.
const BUSY: u64 = 5;

const TIGHT: Retention = Retention {
    changes: 5_000,
    versions: 3,
    age: Duration::from_secs(90 * 86_400),
    events: Duration::from_secs(90 * 86_400),
};

impl Random {
    fn words(&mut self, count: u32) -> String {
        const SYLLABLES: [&str; 16] = [
            "or", "der", "pay", "ment", "ship", "ca", "ta", "log", "in", "voice", "user", "a", "count", "mail", "re",
            "turn",
        ];
        let mut text = String::new();
        for _ in 0..count {
            for _ in 0..=self.below(2) {
                text.push_str(SYLLABLES[usize::try_from(self.below(16)).unwrap()]);
            }
            text.push(' ');
        }
        text
    }
}

/// One component's descriptor: a name that stays, and texts that every change writes anew.
fn descriptor(random: &mut Random, component: u64, words: u32) -> ReadFile {
    let (team, depends) = (component % 200, random.below(10_000));
    let text = format!(
        "apiVersion: sextant.dev/v1\nkind: Component\nmetadata:\n  name: c{component}\n  title: Component {component}\n  \
         description: {}\n  tags: [rust, tier-{}]\n  annotations:\n    github.com/project-slug: acme/c{component}\n  links:\n  \
         - {{url: https://grafana.acme.dev/d/c{component}, title: Dashboard, type: dashboard}}\n  - {{url: \
         https://runbooks.acme.dev/c{component}, title: Runbook, type: runbook}}\nspec:\n  type: service\n  lifecycle: \
         production\n  owner: team-{team}\n  system: system-{}\n  dependsOn: [component:c{depends}]\n",
        random.words(words),
        random.below(4),
        component % 500,
    );
    ReadFile { path: path(component), content: Ok(text.into_bytes()) }
}

fn path(component: u64) -> String {
    format!("c{component}/catalog-info.yaml")
}

/// A company whose year goes into a store.
struct Company {
    store: Store,
    ingest: Ingest,
    location: String,
    random: Random,
    components: u64,
}

impl Company {
    async fn new(store: Store, components: u64) -> Self {
        let (hint, _) = watch::channel(0);
        let ingest = Ingest::new(store.clone(), DecodeOptions::default(), hint);
        let location = ingest.register("acme", "push", "acme").await.unwrap();
        Self { store, ingest, location, random: Random(1), components }
    }

    async fn begin(&mut self, at: i64) {
        let moment = Moment { at, commit_id: None, author: None };
        let mut session = self.ingest.begin(&self.location, Scope::Whole).await.unwrap().made_at(moment);
        let all: Vec<u64> = (0..self.components).collect();
        for share in all.chunks(500) {
            let files = share.iter().map(|component| descriptor(&mut self.random, *component, 20)).collect();
            session.stage(files).await.unwrap();
        }
        session.finish().await.unwrap();
    }

    /// A day's changes, each for itself, and the sync of the night, which finds nothing new.
    async fn day(&mut self, day: u32, at: i64) {
        let working = day % 7 < 5;
        for change in 0..if working { CHANGES } else { 0 } {
            let busy = self.random.below(5) > 0;
            let component = self.random.below(if busy { self.components / BUSY } else { self.components });
            let long = self.random.below(ONE_LONG_IN) == 0;
            let file = descriptor(&mut self.random, component, if long { LONG } else { 20 });
            let at = at + i64::from(change) * 600_000;
            let moment = Moment {
                at,
                commit_id: Some(format!("{:040x}", self.random.next())),
                author: Some("Ada <ada@acme.dev>".into()),
            };
            let scope = Scope::Under([file.path.clone()].into());
            let mut session = self.ingest.begin(&self.location, scope).await.unwrap().made_at(moment);
            session.stage(vec![file]).await.unwrap();
            session.finish().await.unwrap();
        }
        let mut session = self.ingest.begin(&self.location, Scope::Whole).await.unwrap();
        (0..self.components).for_each(|component| session.unchanged(path(component)));
        session.finish().await.unwrap();
    }

    async fn rows(&self, table: &str) -> u64 {
        let table = TABLES.iter().find(|known| known.name == table).unwrap();
        self.store.read().await.unwrap().count_rows(table).await.unwrap()
    }
}

/// Where the database is, to ask for its size.
#[derive(Clone)]
enum Place {
    Sqlite(String),
    Postgres(String),
}

impl Place {
    async fn open(&self) -> Store {
        match self {
            Self::Sqlite(path) => Store::open_sqlite(Path::new(path)).await.unwrap(),
            Self::Postgres(address) => Store::connect_postgres(address).await.unwrap(),
        }
    }

    /// Bytes on disk, and those of them that hold something, where the engine tells.
    async fn size(&self) -> (i64, Option<i64>) {
        match self {
            Self::Sqlite(path) => {
                let mut connection = sqlx::SqliteConnection::connect(&format!("sqlite://{path}")).await.unwrap();
                sqlx::raw_sql("pragma wal_checkpoint(truncate)").execute(&mut connection).await.unwrap();
                let sql = "select page_count * page_size, (page_count - freelist_count) * page_size
                           from pragma_page_count, pragma_page_size, pragma_freelist_count";
                let (whole, used): (i64, i64) = sqlx::query_as(sql).fetch_one(&mut connection).await.unwrap();
                (whole, Some(used))
            }
            Self::Postgres(address) => {
                let mut connection = sqlx::PgConnection::connect(address).await.unwrap();
                let sql = "select pg_database_size(current_database())";
                (sqlx::query_scalar(sql).fetch_one(&mut connection).await.unwrap(), None)
            }
        }
    }
}

const COUNTED: [&str; 8] = ["claims", "entities", "files", "versions", "changes", "contents", "texts", "audit"];

/// One line of the table.
async fn line(label: &str, took: Option<Duration>, company: &Company, place: &Place) -> String {
    let mib = |bytes: i64| format!("{:.1} MiB", bytes as f64 / f64::from(1 << 20));
    let (whole, used) = place.size().await;
    let took = took.map_or("–".to_owned(), |took| format!("{:.2} s", took.as_secs_f64()));
    let mut line = format!("| {label} | {} | {} | {took} |", mib(whole), used.map_or("–".to_owned(), mib));
    for table in COUNTED {
        write!(line, " {} |", company.rows(table).await).unwrap();
    }
    eprintln!("{line}");
    line + "\n"
}

/// The year twice: without a sweep, with two at its end; and with a tight one every night.
async fn year(engine: &str, components: u64, places: [Place; 2]) -> String {
    let mut text = String::new();
    let start = now_ms();
    let end = start + i64::from(DAYS + 2) * DAY;
    let [never, nightly] = places;

    let mut company = Company::new(never.open().await, components).await;
    company.begin(start).await;
    text += &line(&format!("{engine}, the first day"), None, &company, &never).await;
    for day in 1..=DAYS {
        company.day(day, start + i64::from(day) * DAY).await;
    }
    text += &line(&format!("{engine}, after a year, never swept"), None, &company, &never).await;
    for (label, retention) in [("usual", Retention::default()), ("tight", TIGHT)] {
        let (swept, took) = swept(&company, &retention, end).await;
        eprintln!("{label}: {swept:?}");
        text += &line(&format!("{engine}, then one {label} sweep"), Some(took), &company, &never).await;
    }
    company.store.close().await;

    let mut company = Company::new(nightly.open().await, components).await;
    company.begin(start).await;
    let mut longest = Duration::ZERO;
    for day in 1..=DAYS {
        let now = start + i64::from(day) * DAY;
        company.day(day, now).await;
        longest = longest.max(swept(&company, &TIGHT, now + 2 * DAY).await.1);
    }
    text += &line(&format!("{engine}, a tight sweep every night"), Some(longest), &company, &nightly).await;
    company.store.close().await;
    text
}

async fn swept(company: &Company, retention: &Retention, now: i64) -> (Swept, Duration) {
    let start = Instant::now();
    let swept = sweep(&company.store, retention, now).await.unwrap();
    (swept, start.elapsed())
}

async fn fresh_database(server: &str, name: &str) -> Place {
    let mut connection = sqlx::PgConnection::connect(server).await.unwrap();
    let sql = format!("drop database if exists {name}; create database {name}");
    for sql in sql.split("; ") {
        sqlx::query(sqlx::AssertSqlSafe(sql.to_owned())).execute(&mut connection).await.unwrap();
    }
    let (cluster, _) = server.rsplit_once('/').unwrap();
    Place::Postgres(format!("{cluster}/{name}"))
}

#[tokio::main]
async fn main() {
    let components = std::env::var("SEXTANT_BENCH_COMPONENTS").map_or(10_000, |count| count.parse().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let sqlite = |name: &str| Place::Sqlite(folder.path().join(name).display().to_string());
    println!("| | on disk | in use | sweep | {} |", COUNTED.join(" | "));
    println!("| --- |{}", " ---: |".repeat(3 + COUNTED.len()));
    print!("{}", year("SQLite", components, [sqlite("never.db"), sqlite("nightly.db")]).await);
    if let Ok(server) = std::env::var("SEXTANT_TEST_POSTGRES") {
        let places = [fresh_database(&server, "bench_never").await, fresh_database(&server, "bench_nightly").await];
        print!("{}", year("PostgreSQL", components, places).await);
    }
}
