//! Writers and serving processes are killed at any moment.

use std::path::Path;
use std::time::Instant;

use crate::check;
use crate::deployment::{Database, Postgres, replicas};
use crate::effort::{Effort, Figures};
use crate::random::Random;
use crate::replica::Client;
use crate::writer::{ENTITIES, Writer};

/// Between two looks at everything.
const LOOK_EVERY: u32 = 10;

fn kill(database: &Database, below: &Path, seed: u64) -> Figures {
    let (effort, start) = (Effort::asked_for(), Instant::now());
    let mut figures = Figures { scenario: "kill", engine: database.engine(), ..Figures::default() };
    let mut random = Random::new(seed);
    let mut writers: Vec<Writer> = (0..4).map(|number| Writer::new(below, &format!("kill-{number}"))).collect();
    for writer in &mut writers {
        writer.write(database);
    }
    let mut serving = replicas(database, below, 2);
    let (mut killed_writers, mut killed_replicas) = (0, 0);
    while killed_writers + killed_replicas < effort.kills {
        let writer = random.pick(&mut writers);
        let mut attempt = writer.begin(database);
        // One in three kills meets a process that serves, the others a writer.
        if random.below(3) == 0 {
            random.moment(120);
            let replica = random.pick(&mut serving);
            replica.kill();
            killed_replicas += 1;
            replica.resume();
        } else {
            random.moment(150);
            attempt.kill();
        }
        let written = writer.end(attempt);
        // One that had ended by then was not killed.
        killed_writers += u32::from(written.as_ref().is_err_and(|failed| failed.killed));
        let client = random.pick(&mut serving).client();
        let name = writer.name.clone();
        figures.reads += read_own_write(&client, &name, written.ok());
        if (killed_writers + killed_replicas) % LOOK_EVERY == 0 {
            for replica in &serving {
                check::nothing_lost(&replica.client(), &writers);
            }
        }
    }
    check::settle(database, &serving, &mut writers);
    figures.compared = check::same_as_rebuilt(database, &mut serving, below);
    figures.faults = vec![("writer killed", killed_writers), ("serving process killed", killed_replicas)];
    figures.of_writers(&writers, start)
}

/// A process has to show what was acknowledged to whoever asks for it; else whatever it has, whole.
fn read_own_write(client: &Client, name: &str, revision: Option<u64>) -> u64 {
    let answered = check::read(client, (name, ENTITIES), revision);
    assert!(answered, "no answer from a process that nobody disturbed");
    1
}

#[test]
fn killed_at_any_moment_nothing_is_lost_on_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    let database = Database::Sqlite(folder.path().join("data"));
    kill(&database, folder.path(), 1).report();
}

#[test]
#[ignore = "needs PostgreSQL: cargo xtask test"]
fn killed_at_any_moment_nothing_is_lost_on_postgres() {
    let folder = tempfile::tempdir().unwrap();
    let cluster = tempfile::tempdir().unwrap();
    let postgres = Postgres::start(cluster.path());
    kill(&postgres.direct(), folder.path(), 2).report();
}
