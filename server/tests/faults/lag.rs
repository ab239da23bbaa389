//! A process that hears nothing of its database says so, and catches up.

use std::time::Instant;

use crate::check;
use crate::deployment::Postgres;
use crate::effort::{Effort, Figures};
use crate::replica::Replica;
use crate::writer::{ENTITIES, Writer};

#[test]
#[ignore = "needs PostgreSQL: cargo xtask test"]
fn a_process_that_lags_is_not_ready_until_it_has_caught_up() {
    let (effort, start) = (Effort::asked_for(), Instant::now());
    let (folder, cluster) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let postgres = Postgres::start(cluster.path());
    let mut writers = vec![Writer::new(folder.path(), "lag")];
    writers[0].write(&postgres.direct());
    let behind = Replica::start(&postgres.database, &folder.path().join("behind"), &[]);
    let beside = Replica::start(&postgres.direct(), &folder.path().join("beside"), &[]);
    let mut serving = [behind, beside];
    let mut figures = Figures { scenario: "lag", engine: "PostgreSQL", ..Figures::default() };
    for _ in 0..effort.rounds {
        let [behind, beside] = serving.each_ref().map(Replica::client);
        behind.is_ready(true);
        postgres.proxy.silence(true);
        writers[0].write(&postgres.direct());
        let why = behind.is_ready(false);
        assert!(why.contains("not_ready") && why.contains("the catalog is shown as it was"), "{why}");
        let metrics = behind.get("/metrics", None).unwrap().1;
        let age = metrics.lines().find_map(|line| line.strip_prefix("sextant_catalog_age_seconds "));
        assert!(age.unwrap().parse::<f64>().unwrap() > 2.0, "{age:?}");
        // It answers with what it has, and its neighbour is not held up.
        assert!(check::read(&behind, ("lag", ENTITIES), None));
        check::nothing_lost(&beside, &writers);
        beside.is_ready(true);
        figures.reads += 2;
        // A connection on which nothing came for so long may be dead: whoever waits on it gives it up or goes on.
        postgres.proxy.silence(false);
        behind.is_ready(true);
        check::nothing_lost(&behind, &writers);
    }
    figures.compared = check::same_as_rebuilt(&postgres.database, &mut serving, folder.path());
    figures.faults = vec![("database silent", effort.rounds)];
    figures.of_writers(&writers, start).report();
}
