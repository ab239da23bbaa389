//! Every connection to the database is cut, in the middle of writes and reads.

use std::time::{Duration, Instant};

use crate::check;
use crate::deployment::{Postgres, replicas};
use crate::effort::{Effort, Figures};
use crate::random::Random;
use crate::replica::Replica;
use crate::writer::{ENTITIES, Writer};

#[test]
#[ignore = "needs PostgreSQL: cargo xtask test"]
fn cut_off_from_its_database_a_process_shows_what_it_has_and_catches_up() {
    let (effort, start) = (Effort::asked_for(), Instant::now());
    let (folder, cluster) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let postgres = Postgres::start(cluster.path());
    let database = &postgres.database;
    let mut random = Random::new(3);
    let mut writers: Vec<Writer> = (0..3).map(|number| Writer::new(folder.path(), &format!("cut-{number}"))).collect();
    for writer in &mut writers {
        writer.write(database);
    }
    let mut serving = replicas(database, folder.path(), 2);
    let mut figures = Figures { scenario: "cut", engine: database.engine(), ..Figures::default() };
    for cut in 0..effort.cuts {
        let writer = random.pick(&mut writers);
        let attempt = writer.begin(database);
        random.moment(250);
        // Every other time, nobody gets through for a while.
        let away = cut % 2 == 1;
        postgres.proxy.refuse(away);
        postgres.proxy.cut();
        for replica in &serving {
            // The database is away; what is shown is there all the same.
            figures.reads += u64::from(check::read(&replica.client(), (&writer.name, ENTITIES), None));
        }
        if away {
            random.moment(400);
            postgres.proxy.refuse(false);
        }
        let written = writer.end(attempt).ok();
        for replica in &serving {
            if let Some(revision) = written {
                replica.client().reaches(revision);
            }
            check::nothing_lost(&replica.client(), &writers);
        }
    }
    check::settle(database, &serving, &mut writers);
    figures.compared = check::same_as_rebuilt(database, &mut serving, folder.path());
    figures.faults = vec![("all connections cut", effort.cuts)];
    figures.of_writers(&writers, start).report();
}

/// A directory that is watched while the database is away: what was saved then is read when it is back.
#[test]
#[ignore = "needs PostgreSQL: cargo xtask test"]
fn what_was_saved_while_the_database_was_away_is_read_when_it_is_back() {
    let start = Instant::now();
    let (folder, cluster) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let postgres = Postgres::start(cluster.path());
    let mut writer = Writer::new(folder.path(), "watched");
    writer.prepare();
    let catalogs = [writer.folder.clone()];
    let data = folder.path().join("replica");
    let replica = Replica::start(&postgres.database, &data, &catalogs);
    let client = replica.client();
    client.is_ready(true);
    for _ in 0..Effort::asked_for().rounds {
        postgres.proxy.refuse(true);
        postgres.proxy.cut();
        writer.prepare();
        let before = client.json("/api/v1/facets?facet=kind")["revision"].as_u64().unwrap();
        assert!(check::read(&client, ("watched", ENTITIES), None), "reads do not need the database");
        postgres.proxy.refuse(false);
        client.reaches(before + 1);
        // The change comes in one write or, where the watch saw a part of it before the cut, in two.
        let wanted = writer.description(writer.version);
        loop {
            let answer = client.json("/api/v1/entities?filter=source=watched&limit=100");
            let items = answer["items"].as_array().unwrap();
            if items.iter().all(|item| item["description"] == wanted.as_str()) {
                break;
            }
            assert!(start.elapsed() < Duration::from_secs(120), "{answer}");
            client.reaches(answer["revision"].as_u64().unwrap() + 1);
        }
    }
}
