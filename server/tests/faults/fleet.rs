//! Three processes on one PostgreSQL under a crowd of writers and readers.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Instant;

use serde_json::Value;

use crate::check;
use crate::deployment::Postgres;
use crate::effort::{Effort, Figures};
use crate::random::Random;
use crate::replica::{Client, LIMIT, Replica};
use crate::writer::{ENTITIES, Writer};

const WRITERS: usize = 8;
const READERS: u64 = 32;

/// What a crowd shares.
struct Crowd {
    over: AtomicBool,
    reads: AtomicU64,
    /// The last acknowledged revision of each writer.
    revisions: Vec<AtomicU64>,
    clients: Vec<Client>,
}

impl Crowd {
    /// Reads what somebody wrote, through any process, as new as it was acknowledged.
    fn read_on(&self, seed: u64) {
        let mut random = Random::new(seed);
        while !self.over.load(Ordering::Relaxed) {
            let writer = random.below(WRITERS as u64) as usize;
            let client = &self.clients[random.below(self.clients.len() as u64) as usize];
            let revision = self.revisions[writer].load(Ordering::Acquire);
            let answered = check::read(client, (&format!("fleet-{writer}"), ENTITIES), Some(revision));
            assert!(answered, "no process was disturbed");
            self.reads.fetch_add(1, Ordering::Relaxed);
        }
    }
}

#[test]
#[ignore = "needs PostgreSQL: cargo xtask test"]
fn three_processes_lose_no_change_and_do_no_job_twice() {
    let (effort, start) = (Effort::asked_for(), Instant::now());
    let (folder, cluster) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let postgres = Postgres::start(cluster.path());
    let database = postgres.direct();
    // A directory that all three see and one follows.
    let mut watched = Writer::new(folder.path(), "watched");
    watched.prepare();
    let mut writers: Vec<Writer> =
        (0..WRITERS).map(|number| Writer::new(folder.path(), &format!("fleet-{number}"))).collect();
    let catalogs = [watched.folder.clone()];
    let start_replica = |number| Replica::start(&database, &folder.path().join(format!("replica-{number}")), &catalogs);
    let mut serving: Vec<Replica> = (0..3).map(start_replica).collect();
    // What writers bring in later is followed by none of them.
    for writer in &mut writers {
        writer.write(&database);
    }
    let crowd = Arc::new(Crowd {
        over: AtomicBool::new(false),
        reads: AtomicU64::new(0),
        revisions: writers.iter().map(|writer| AtomicU64::new(writer.acknowledged[0].1)).collect(),
        clients: serving.iter().map(Replica::client).collect(),
    });
    for client in &crowd.clients {
        client.is_ready(true);
    }
    let done = Mutex::new(Vec::new());
    let mut saved = 0_u32;
    let begun = Instant::now();
    thread::scope(|scope| {
        let readers: Vec<_> = (0..READERS)
            .map(|number| {
                scope.spawn({
                    let crowd = &crowd;
                    move || crowd.read_on(number + 1)
                })
            })
            .collect();
        let writing: Vec<_> = writers
            .drain(..)
            .enumerate()
            .map(|(number, mut writer)| {
                let (crowd, done, database) = (&crowd, &done, &database);
                scope.spawn(move || {
                    while begun.elapsed() < effort.crowd {
                        let revision = writer.write(database);
                        crowd.revisions[number].store(revision, Ordering::Release);
                    }
                    done.lock().unwrap().push(writer);
                })
            })
            .collect();
        // Meanwhile the directory changes; each saved state is read once, by one of the three.
        while begun.elapsed() < effort.crowd {
            watched.prepare();
            saved += 1;
            wait_for_version(&crowd.clients[0], &watched);
        }
        let joined: Vec<_> = writing.into_iter().map(thread::ScopedJoinHandle::join).collect();
        crowd.over.store(true, Ordering::Relaxed);
        let read: Vec<_> = readers.into_iter().map(thread::ScopedJoinHandle::join).collect();
        assert!(joined.iter().chain(&read).all(Result::is_ok), "a writer or a reader found something wrong");
    });
    writers = done.into_inner().unwrap();
    for client in &crowd.clients {
        check::nothing_lost(client, &writers);
    }
    each_change_is_there_once(&crowd.clients[0], &watched);
    let mut figures = Figures { scenario: "fleet", engine: database.engine(), ..Figures::default() };
    figures.reads = crowd.reads.load(Ordering::Relaxed);
    figures.compared = check::same_as_rebuilt(&database, &mut serving, folder.path());
    figures.faults = vec![("directory saved under three watches", saved)];
    figures.of_writers(&writers, start).report();
}

fn wait_for_version(client: &Client, writer: &Writer) {
    let wanted = writer.description(writer.version);
    let start = Instant::now();
    loop {
        let answer = client.json("/api/v1/entities?filter=source=watched&limit=100");
        let items = answer["items"].as_array().unwrap();
        if !items.is_empty() && items.iter().all(|item| item["description"] == wanted.as_str()) {
            return;
        }
        assert!(start.elapsed() < LIMIT, "{answer}");
        client.reaches(answer["revision"].as_u64().unwrap() + 1);
    }
}

/// Three processes watch the directory: had two of them read it, versions of an entity would say the same.
fn each_change_is_there_once(client: &Client, writer: &Writer) {
    let path = format!("/api/v1/entities/{}/history?limit=100", writer.entity(0).replacen(':', "/", 1));
    let history = client.json(&path);
    let items = history["items"].as_array().unwrap();
    let changed = |item: &Value| item["event"] == "created" || !item["changes"].as_array().unwrap().is_empty();
    assert!(items.iter().all(changed), "a version that says nothing new: {history}");
    let mut revisions: Vec<_> = items.iter().map(|item| item["revision"].as_u64().unwrap()).collect();
    revisions.dedup();
    assert_eq!(revisions.len(), items.len());
}
