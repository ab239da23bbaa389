//! Two replicas on one PostgreSQL behind HAProxy, as the compose file puts them, each a real process.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;

use crate::running::database;
use crate::running::haproxy::Proxy;
use crate::running::replica::Replica;
use crate::running::stream::{Event, Streams};

const LIST: &str = "/api/v1/entities";

/// Writes a descriptor as a whole, so that no half of it is ever read.
fn describe(catalog: &Path, name: &str) {
    let text =
        format!("apiVersion: sextant.dev/v1\nkind: Component\nmetadata:\n  name: {name}\nspec:\n  type: service\n");
    let unseen = catalog.join(format!("{name}.new"));
    fs::write(&unseen, text).unwrap();
    fs::rename(unseen, catalog.join(format!("{name}.yaml"))).unwrap();
}

fn total(url: &str) -> u64 {
    let mut answer = ureq::get(url).call().unwrap();
    answer.body_mut().read_json::<serde_json::Value>().unwrap()["total"].as_u64().unwrap()
}

/// Asks one question after the other until `until` is content, and panics with the first one that fails.
fn while_asking(url: &str, work: impl FnOnce(&dyn Fn(u64))) {
    let (asked, over) = (AtomicU64::new(0), AtomicBool::new(false));
    thread::scope(|scope| {
        let asking = scope.spawn(|| {
            while !over.load(Ordering::Relaxed) {
                if let Err(error) = ureq::get(url).call() {
                    // Whoever waits for more questions is not kept waiting.
                    over.store(true, Ordering::Relaxed);
                    return Err(error.to_string());
                }
                asked.fetch_add(1, Ordering::Relaxed);
            }
            Ok(())
        });
        let more = |questions| {
            let goal = asked.load(Ordering::Relaxed) + questions;
            while asked.load(Ordering::Relaxed) < goal && !over.load(Ordering::Relaxed) {
                thread::yield_now();
            }
        };
        work(&more);
        over.store(true, Ordering::Relaxed);
        assert_eq!(asking.join().unwrap(), Ok(()));
    });
}

#[test]
#[ignore = "needs PostgreSQL and HAProxy: cargo xtask test"]
fn replicas_share_the_work_and_one_may_die_or_be_replaced_unnoticed() {
    let (catalog, database) = (tempfile::tempdir().unwrap(), database::fresh());
    describe(catalog.path(), "first");
    // At once, on an empty database.
    let start = |listen: &str| Replica::start(Some(&database), catalog.path(), listen);
    let (one, other) = thread::scope(|scope| {
        let one = scope.spawn(|| start("127.0.0.1:0"));
        (start("127.0.0.1:0"), one.join().unwrap())
    });
    one.ready();
    other.ready();
    let proxy = Proxy::before([&one.address, &other.address]);
    let list = proxy.url(LIST);

    for _ in 0..20 {
        assert_eq!(total(&list), 1);
    }
    assert!(one.answered(LIST) > 0 && other.answered(LIST) > 0, "one of them was asked nothing");

    while_asking(&list, |more| {
        more(20);
        one.kill();
        more(100);
    });
    let one = {
        let address = one.address.clone();
        drop(one);
        start(&address)
    };
    one.ready();
    while_asking(&list, |_| {
        while one.answered(LIST) == 0 {
            thread::yield_now();
        }
    });
    // As an upgrade does it.
    while_asking(&list, |more| {
        assert!(other.terminate().success());
        more(100);
    });
}

#[test]
#[ignore = "needs PostgreSQL and HAProxy: cargo xtask test"]
fn streams_of_changes_pass_and_go_on_at_another_replica() {
    let (catalog, database) = (tempfile::tempdir().unwrap(), database::fresh());
    let replicas = [(); 2].map(|()| Replica::start(Some(&database), catalog.path(), "127.0.0.1:0"));
    replicas.iter().for_each(Replica::ready);
    let proxy = Proxy::before([&replicas[0].address, &replicas[1].address]);
    let (changes, streams) = (proxy.url("/api/v1/changes"), Streams::new());
    (0..2).for_each(|number| streams.open(number, &changes, None));

    let arrived = |name: &str| {
        let events: BTreeMap<usize, Event> = [(); 2].map(|()| streams.next()).into();
        let ids = events.into_values().map(|event| match event {
            Event::Change { entity, id } if entity == format!("component:default/{name}") => id,
            other => panic!("{other:?} instead of {name}"),
        });
        let ids: Vec<String> = ids.collect();
        assert!(ids.len() == 2 && ids[0] == ids[1], "{name} under {ids:?}");
        ids[0].clone()
    };
    describe(catalog.path(), "first");
    let last = arrived("first");
    // There is one stream on each replica, so that one ends and the other hears nothing of it.
    replicas[0].kill();
    let (ended, event) = streams.next();
    assert_eq!(event, Event::End);
    describe(catalog.path(), "second");
    streams.open(ended, &changes, Some(&last));
    arrived("second");
}

#[test]
#[ignore = "needs HAProxy: cargo xtask test"]
fn a_replica_hears_what_was_asked_of_the_proxy_and_figures_stay_inside() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let proxy = Proxy::before([&address, &address]);
    thread::scope(|scope| {
        scope.spawn(|| ureq::get(proxy.url("/catalog?page=2")).header("host", "portal.example.com").call().unwrap());
        let heads = std::iter::from_fn(|| Some(answer(&listener)));
        // The proxy's own questions come in between.
        let head = heads.into_iter().find(|head| head[0].starts_with("GET /catalog")).unwrap();
        assert_eq!(head[0], "GET /catalog?page=2 HTTP/1.1");
        for line in [
            "host: portal.example.com",
            "x-forwarded-host: portal.example.com",
            "x-forwarded-for: 127.0.0.1",
            "x-forwarded-proto: http",
        ] {
            assert!(head.iter().any(|found| found == line), "no {line:?} in {head:?}");
        }
    });
    let refused = ureq::get(proxy.url("/metrics")).call().unwrap_err();
    assert!(matches!(refused, ureq::Error::StatusCode(404)), "{refused}");
}

/// Answers one request with nothing; its head, line by line.
fn answer(listener: &TcpListener) -> Vec<String> {
    let (mut stream, _) = listener.accept().unwrap();
    let lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
    let head = lines.take_while(|line| !line.is_empty()).collect();
    stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n").unwrap();
    head
}
