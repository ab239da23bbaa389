//! An organisation at GitHub: reading it, reading it again, and what a push takes to be seen.
//!
//! The whole product, with its database, against a GitHub in the same process that answers at once: what is counted is what
//! GitHub would be asked, and what is timed is Sextant's own part. `cargo xtask bench github` builds it, says how many
//! repositories there are, and puts what it prints into docs/benchmarks.md.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a bench that cannot go on ends, and prints its figures")]

#[allow(dead_code, reason = "tests ask for more of it")]
#[path = "../tests/github/fake/mod.rs"]
mod fake;
#[allow(dead_code, reason = "tests ask for more of it")]
#[path = "../tests/github/portal.rs"]
mod portal;
#[allow(dead_code, reason = "what is asynchronous is timed here")]
mod table;

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use sextant_server::store::RemoteSyncRow;

use self::fake::{Fake, FakeRepository, component};
use self::portal::Portal;
use self::table::{HEAD, Table, resident};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Far more than GitHub allows in an hour: what would be waited for is not Sextant's part.
const ALLOWED: u64 = 1_000_000;
/// Between two looks at how far the reading is.
const LOOK: Duration = Duration::from_millis(20);
const PUSHES: usize = 200;

/// What a reading of everything took.
struct Round {
    took: Duration,
    requests: usize,
    points: u64,
    row: RemoteSyncRow,
}

/// Waits until a reading has ended that began after `before`, and the catalog shows it.
async fn ended(portal: &Portal, before: Option<i64>) -> RemoteSyncRow {
    loop {
        let row = portal.state().await;
        if row.ended_at > before && row.ended_at >= row.started_at {
            portal.caught_up().await;
            return row;
        }
        tokio::time::sleep(LOOK).await;
    }
}

fn points(fake: &Fake) -> u64 {
    ALLOWED - std::mem::replace(&mut fake.state().graphql.remaining, ALLOWED)
}

fn round(name: &str, repositories: u64, round: &Round) {
    let share = |count: u64| count as f64 / repositories as f64;
    println!(
        "| {name} | {:.1} | {} | {} | {:.3} |",
        round.took.as_secs_f64(),
        round.requests,
        round.points,
        share(round.requests as u64 + round.points)
    );
    assert_eq!((&round.row.error, round.row.failed), (&None, 0), "{name}");
}

/// Changes the descriptor of a repository, as its next commit.
fn commit(fake: &Fake, number: usize, commit: usize) -> (String, Value) {
    let address = fake.address().to_owned();
    let mut state = fake.state();
    let repository = &mut state.repositories[number];
    let (id, name) = (repository.id, repository.name.clone());
    let title = format!("Commit {commit}");
    let text = component(&name).replace("metadata:\n", &format!("metadata:\n  title: {title}\n"));
    repository.put("catalog-info.yaml", &text);
    let head = repository.head();
    let payload = json!({
        "ref": "refs/heads/main", "after": head,
        "repository": {
            "id": id, "name": name, "full_name": format!("acme/{name}"), "default_branch": "main",
            "html_url": format!("{address}/acme/{name}"), "owner": { "login": "acme" },
        },
        "commits": [{ "id": head, "added": [], "removed": [], "modified": ["catalog-info.yaml"] }],
    });
    (title, payload)
}

#[tokio::main]
async fn main() {
    let repositories: u64 =
        std::env::var("SEXTANT_BENCH_REPOSITORIES").ok().and_then(|text| text.parse().ok()).unwrap_or(300);
    let all = (1..=repositories).map(|id| FakeRepository::component(id, &format!("service-{id:05}"))).collect();
    let fake = Fake::start(all).await;
    {
        let mut state = fake.state();
        (state.core.limit, state.core.remaining) = (ALLOWED, ALLOWED);
        (state.graphql.limit, state.graphql.remaining) = (ALLOWED, ALLOWED);
    }

    println!("| | s | requests | points of GraphQL | both for each repository |\n| --- | ---: | ---: | ---: | ---: |");
    let began = Instant::now();
    let portal = Portal::start(&fake, &json!({})).await;
    let row = ended(&portal, None).await;
    let first = Round { took: began.elapsed(), requests: fake.requests(), points: points(&fake), row };
    round("all for the first time", repositories, &first);
    assert_eq!(portal.entities() as u64, repositories);

    let began = Instant::now();
    portal.ask_again().await;
    let row = ended(&portal, first.row.ended_at).await;
    let again = Round { took: began.elapsed(), requests: fake.requests(), points: points(&fake), row };
    round("all again, nothing changed", repositories, &again);
    println!("\n{} MiB resident after that, GitHub's part among them.\n", resident());

    let mut times = Vec::with_capacity(PUSHES);
    let mut requests = 0;
    for push in 0..PUSHES {
        let number = push * 7_919 % repositories as usize;
        let (title, payload) = commit(&fake, number, push);
        let reference = format!("component:default/{}", fake.state().repositories[number].name).parse().unwrap();
        let began = Instant::now();
        assert_eq!(portal.deliver("push", &format!("push-{push}"), &payload).await, 202);
        loop {
            let live = portal.app.cell().load();
            if live.get(&reference).is_some_and(|record| record.title.as_deref() == Some(title.as_str())) {
                break;
            }
            portal.app.cell().wait_for(live.revision() + 1).await;
        }
        times.push(began.elapsed());
        requests += fake.requests();
    }
    let mut table = Table::default();
    table.row("a push, from its delivery until the catalog shows it", times);
    println!("{HEAD}{}", table.0);
    println!("{:.1} requests a push.", requests as f64 / PUSHES as f64);
}
