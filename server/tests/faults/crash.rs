//! PostgreSQL crashes and comes back.

use std::time::Instant;

use crate::check;
use crate::deployment::{Postgres, replicas};
use crate::effort::{Effort, Figures};
use crate::random::Random;
use crate::replica::Replica;
use crate::writer::{ENTITIES, Writer};

#[test]
#[ignore = "needs PostgreSQL: cargo xtask test"]
fn what_was_acknowledged_outlives_a_crash_of_the_database() {
    let (effort, start) = (Effort::asked_for(), Instant::now());
    let (folder, cluster) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut postgres = Postgres::start(cluster.path());
    let database = postgres.direct();
    let mut random = Random::new(5);
    let mut writers: Vec<Writer> =
        (0..3).map(|number| Writer::new(folder.path(), &format!("crash-{number}"))).collect();
    for writer in &mut writers {
        writer.write(&database);
    }
    let mut serving = replicas(&database, folder.path(), 2);
    let mut figures = Figures { scenario: "crash", engine: database.engine(), ..Figures::default() };
    for _ in 0..effort.rounds {
        let writer = random.pick(&mut writers);
        let attempt = writer.begin(&database);
        random.moment(300);
        postgres.cluster.crash();
        for replica in &serving {
            assert!(check::read(&replica.client(), (&writer.name, ENTITIES), None), "reads do not need the database");
            figures.reads += 1;
        }
        postgres.cluster.resume();
        // Acknowledged before the crash, or after it by a writer that waited, or not at all.
        let _ = writer.end(attempt);
        let writer = random.pick(&mut writers);
        writer.write(&database);
        for replica in &serving {
            check::nothing_lost(&replica.client(), &writers);
        }
    }
    figures.compared = check::same_as_rebuilt(&database, &mut serving, folder.path());
    figures.faults = vec![("PostgreSQL crashed", effort.rounds)];
    figures.of_writers(&writers, start).report();
}

/// Everything is started at once, the database last.
#[test]
#[ignore = "needs PostgreSQL: cargo xtask test"]
fn a_process_waits_for_a_database_that_is_not_up_yet() {
    let (folder, cluster) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut postgres = Postgres::start(cluster.path());
    let database = postgres.database.clone();
    postgres.cluster.crash();
    let starting = std::thread::spawn(move || {
        let replica = Replica::start(&database, &folder.path().join("replica"), &[]);
        replica.client().is_ready(true)
    });
    postgres.cluster.resume();
    assert_eq!(starting.join().unwrap(), "ready\n");
}
