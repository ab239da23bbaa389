//! What must hold after every fault.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::deployment::Database;
use crate::replica::{Client, LIMIT, Replica};
use crate::writer::{ENTITIES, Writer};

/// Every acknowledged write is shown, or a later one of the same writer; what is shown of each writer is one write, whole;
/// and the log has every acknowledged write, whole, at its revision.
pub(crate) fn nothing_lost(client: &Client, writers: &[Writer]) {
    for writer in writers {
        let last = writer.acknowledged.last().map_or(0, |(_, revision)| *revision);
        client.reaches(last);
        let versions = shown(client, writer);
        let version = whole(writer, &versions);
        let allowed = writer.last_acknowledged()..=writer.version;
        assert!(allowed.contains(&version), "{} shows version {version}, not one of {allowed:?}", writer.name);
    }
    log_is_whole(client, writers);
}

/// The version in which each of the writer's entities is shown.
fn shown(client: &Client, writer: &Writer) -> Vec<u64> {
    let answer = client.json(&format!("/api/v1/entities?filter=source={}&limit=1000", writer.name));
    versions(writer, &answer)
}

fn versions(writer: &Writer, answer: &Value) -> Vec<u64> {
    let prefix = writer.description(0);
    let prefix = prefix.trim_end_matches('0');
    let items = answer["items"].as_array().unwrap().iter();
    let version = |item: &Value| item["description"].as_str()?.strip_prefix(prefix)?.parse().ok();
    items.map(|item| version(item).unwrap_or_else(|| panic!("{item}"))).collect()
}

/// The one version that all of the writer's entities have, 0 where there are none.
fn whole(writer: &Writer, versions: &[u64]) -> u64 {
    let distinct: BTreeSet<u64> = versions.iter().copied().collect();
    assert!(distinct.len() <= 1, "{} is shown in several versions at once: {versions:?}", writer.name);
    assert!(versions.is_empty() || versions.len() == ENTITIES, "{} is shown in part: {versions:?}", writer.name);
    distinct.first().copied().unwrap_or(0)
}

/// A read while anything may happen: whole, and as new as was asked for. Whether there was an answer.
pub(crate) fn read(client: &Client, writer: (&str, usize), at_least: Option<u64>) -> bool {
    let (name, entities) = writer;
    let path = format!("/api/v1/entities?filter=source={name}&limit=1000");
    let Some((status, text)) = client.get(&path, at_least) else { return false };
    // 503 and 504: it does not show the revision in time, and says so.
    if status != 200 {
        assert!(matches!(status, 503 | 504), "{status} {text}");
        return false;
    }
    let answer: Value = serde_json::from_str(&text).unwrap();
    let described: BTreeSet<&str> =
        answer["items"].as_array().unwrap().iter().map(|item| item["description"].as_str().unwrap()).collect();
    let count = answer["items"].as_array().unwrap().len();
    assert!(described.len() <= 1, "one answer shows several versions of {name}: {described:?}");
    assert!(count == 0 || count == entities, "one answer shows a part of {name}: {count} entities");
    assert!(answer["revision"].as_u64().unwrap() >= at_least.unwrap_or(0), "older than asked for");
    true
}

/// Each revision of the log has all entities of one writer, and the revision of an acknowledged write is one of them.
fn log_is_whole(client: &Client, writers: &[Writer]) {
    let mut revisions: BTreeMap<u64, BTreeSet<String>> = BTreeMap::new();
    let mut since = "0".to_owned();
    loop {
        let page = client.json(&format!("/api/v1/changes?since={since}&limit=1000"));
        for item in page["items"].as_array().unwrap() {
            let entity_ref = item["ref"].as_str().unwrap().to_owned();
            revisions.entry(item["revision"].as_u64().unwrap()).or_default().insert(entity_ref);
        }
        since = page["next_since"].as_str().unwrap().to_owned();
        if page["more"] == false {
            break;
        }
    }
    for writer in writers {
        let all: BTreeSet<String> = (0..ENTITIES).map(|number| writer.entity(number)).collect();
        for (version, revision) in &writer.acknowledged {
            let logged = revisions.get(revision);
            assert_eq!(logged, Some(&all), "version {version} of {} at revision {revision}", writer.name);
        }
        let of_writer = revisions.iter().filter(|(_, refs)| refs.iter().any(|entity_ref| all.contains(entity_ref)));
        for (revision, refs) in of_writer {
            assert_eq!(refs, &all, "revision {revision} has a part of a write of {}", writer.name);
        }
    }
}

/// Everything that a reader can see, entity by entity, once it does not change by itself any more.
fn picture(client: &Client) -> BTreeMap<String, Value> {
    client.is_measured();
    is_judged(client);
    let mut all = BTreeMap::new();
    let mut cursor = String::new();
    loop {
        let page = client.json(&format!("/api/v1/entities?limit=200{cursor}"));
        for item in page["items"].as_array().unwrap() {
            let entity_ref = item["ref"].as_str().unwrap().to_owned();
            let path = format!("/api/v1/entities/{}", entity_ref.replacen(':', "/", 1));
            let mut entity = client.json(&path);
            entity["relations"] = client.json(&format!("{path}/relations"))["items"].take();
            entity["scores"] = client.json(&format!("{path}/scorecards"));
            // The search index: the entity is found by its name.
            let name = entity["name"].as_str().unwrap();
            let hits = client.json(&format!("/api/v1/search?q={name}&limit=5"))["hits"].take();
            let found = hits.as_array().unwrap().iter().any(|hit| hit["ref"] == entity_ref.as_str());
            assert!(found, "{entity_ref} is not found by its name: {hits}");
            strip_revision(&mut entity);
            all.insert(entity_ref, entity);
        }
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    let facets = ["owner", "source", "kind", "lifecycle"].map(|facet| format!("facet={facet}")).join("&");
    all.insert("facets".to_owned(), client.json(&format!("/api/v1/facets?{facets}"))["facets"].take());
    all
}

/// Waits until the results that a process keeps of every entity are those that it works out when somebody asks: rules
/// read findings, which come after the catalog, and results follow those.
fn is_judged(client: &Client) {
    let start = Instant::now();
    let mut cursor = String::new();
    loop {
        let page = client.json(&format!("/api/v1/entities?limit=200{cursor}"));
        for item in page["items"].as_array().unwrap() {
            let path = format!("/api/v1/entities/{}", item["ref"].as_str().unwrap().replacen(':', "/", 1));
            loop {
                let (kept, told) = (client.json(&path)["health"].take(), client.json(&format!("{path}/scorecards")));
                if kept == total(&told) {
                    break;
                }
                assert!(start.elapsed() < LIMIT, "{path} is kept as {kept}, and judged {told}");
                std::thread::sleep(Duration::from_millis(20));
            }
        }
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return,
        }
    }
}

/// All results of an entity in one line.
fn total(results: &Value) -> Value {
    let results = results.as_array().unwrap();
    if results.is_empty() {
        return Value::Null;
    }
    let sum = |field: &str| results.iter().map(|result| result[field].as_u64().unwrap()).sum::<u64>();
    let rules = || results.iter().flat_map(|result| result["rules"].as_array().unwrap());
    let count = |outcome: &str| rules().filter(|rule| rule["outcome"] == outcome).count();
    json!({
        "score": sum("score"), "max": sum("max"),
        "passed": count("pass"), "failed": count("fail"), "unknown": count("unknown"),
    })
}

/// What is the process's and not the entity's: the revision of the answer, and when it first saw a result.
fn strip_revision(entity: &mut Value) {
    if let Some(object) = entity.as_object_mut() {
        object.remove("revision");
    }
    for result in entity["scores"].as_array_mut().unwrap() {
        for rule in result["rules"].as_array_mut().unwrap() {
            let rule = rule.as_object_mut().unwrap();
            rule.remove("since");
            rule.remove("since_revision");
        }
    }
}

/// Nothing is in doubt any more. A write that was interrupted may be in the database although nobody was told its
/// revision; a last one, which nobody disturbs, comes after all of those, and every process shows it.
pub(crate) fn settle(database: &Database, replicas: &[Replica], writers: &mut [Writer]) {
    writers[0].write(database);
    for replica in replicas {
        nothing_lost(&replica.client(), writers);
    }
}

/// All processes show the same, and so does one that knows nothing but the database. Answers how many entities were
/// compared. The process of a SQLite catalog is started anew without its index.
pub(crate) fn same_as_rebuilt(database: &Database, replicas: &mut [Replica], below: &Path) -> u64 {
    let revision =
        replicas.iter().map(|replica| replica.client().json("/api/v1/facets?facet=kind")["revision"].as_u64());
    let revision = revision.flatten().max().unwrap();
    let pictures: Vec<_> = replicas
        .iter()
        .map(|replica| {
            replica.client().reaches(revision);
            picture(&replica.client())
        })
        .collect();
    let rebuilt = match database {
        Database::Sqlite(data) => {
            replicas[0].kill();
            std::fs::remove_dir_all(data.join("index")).unwrap();
            replicas[0].resume();
            picture(&replicas[0].client())
        }
        Database::Postgres(_) => {
            let folder = tempfile::tempdir_in(below).unwrap();
            let fresh = Replica::start(database, folder.path(), &[]);
            picture(&fresh.client())
        }
    };
    for (number, shown) in pictures.iter().enumerate() {
        assert_eq!(shown.keys().collect::<Vec<_>>(), rebuilt.keys().collect::<Vec<_>>(), "of process {number}");
        for (entity_ref, entity) in shown {
            assert_eq!(entity, &rebuilt[entity_ref], "{entity_ref} of process {number}");
        }
    }
    rebuilt.len() as u64 * pictures.len() as u64
}
