//! A process is stopped in the middle of what it does for all, goes on later, and undoes nothing.

use std::time::Instant;

use crate::check;
use crate::deployment::Postgres;
use crate::effort::{Effort, Figures};
use crate::random::Random;
use crate::replica::{LIMIT, Replica};
use crate::writer::Writer;

/// Three processes see one directory, which one of them follows. It is stopped while the directory changes: another takes
/// over. When it goes on it holds a lease that ran out and a look at files that are older than what is shown.
#[test]
#[ignore = "needs PostgreSQL: cargo xtask test"]
fn who_was_stopped_is_replaced_and_does_no_harm_afterwards() {
    let (effort, start) = (Effort::asked_for(), Instant::now());
    let (folder, cluster) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let postgres = Postgres::start(cluster.path());
    let database = postgres.direct();
    let mut random = Random::new(4);
    let mut writer = Writer::new(folder.path(), "pause");
    writer.prepare();
    let catalogs = [writer.folder.clone()];
    let start_replica = |number| Replica::start(&database, &folder.path().join(format!("replica-{number}")), &catalogs);
    let mut serving: Vec<Replica> = (0..3).map(start_replica).collect();
    for replica in &serving {
        replica.client().is_ready(true);
    }
    let mut figures = Figures { scenario: "pause", engine: database.engine(), ..Figures::default() };
    for round in 0..effort.rounds {
        // The first to start follows the directory, and whoever took over from it may be the next.
        let stopped = round as usize % serving.len();
        writer.prepare();
        random.moment(300);
        serving[stopped].freeze(true);
        writer.prepare();
        let others: Vec<_> = serving.iter().enumerate().filter(|(number, _)| *number != stopped).collect();
        for (_, replica) in &others {
            shows(replica, &writer);
            figures.reads += 1;
        }
        serving[stopped].freeze(false);
        for replica in &serving {
            shows(replica, &writer);
            figures.reads += 1;
        }
        println!("round {round}: process {stopped} was stopped");
    }
    figures.compared = check::same_as_rebuilt(&database, &mut serving, folder.path());
    figures.faults = vec![("process stopped", effort.rounds)];
    figures.seconds = start.elapsed().as_secs_f64();
    figures.report();
}

/// Waits until the process shows the writer's last version everywhere.
fn shows(replica: &Replica, writer: &Writer) {
    let (client, start) = (replica.client(), Instant::now());
    let wanted = writer.description(writer.version);
    loop {
        let answer = client.json("/api/v1/entities?filter=source=pause&limit=100");
        let items = answer["items"].as_array().unwrap();
        if !items.is_empty() && items.iter().all(|item| item["description"] == wanted.as_str()) {
            return;
        }
        assert!(start.elapsed() < LIMIT * 2, "{wanted} is not shown: {answer}");
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
}
