//! Random sequences of saved, broken and removed files, syncs and restarts, against a model that fits on a page.
//!
//! The model has the rules of claims and nothing else: no database, no log, no projections. After every sync the catalog
//! shows what the model says, and after a restart, too; a dry run before it said what it would do.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use sextant_server::sources::directory::DirectorySource;
use tempfile::TempDir;
use tokio::runtime::Runtime;

use crate::dry_run::{comparable, dry_run};
use crate::world::{World, directory};

const DIRECTORIES: usize = 2;

/// What a document of a file is.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Document {
    Component { name: u8, description: u8 },
    Broken,
    Foreign,
}

/// What a file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Content {
    Documents(Vec<Document>),
    /// UTF-16, which nobody reads.
    Unreadable(u8),
}

#[derive(Clone, Debug)]
enum Operation {
    /// A file is saved, and perhaps seen at once.
    Write {
        directory: usize,
        file: u8,
        content: Content,
        seen: bool,
    },
    Remove {
        directory: usize,
        file: u8,
    },
    Sync {
        directory: usize,
    },
    SyncFile {
        directory: usize,
        file: u8,
    },
    Restart,
}

fn any_document() -> impl Strategy<Value = Document> {
    prop_oneof![
        8 => (0..5_u8, 0..6_u8).prop_map(|(name, description)| Document::Component { name, description }),
        3 => Just(Document::Broken),
        1 => Just(Document::Foreign),
    ]
}

fn any_content() -> impl Strategy<Value = Content> {
    prop_oneof![
        9 => prop::collection::vec(any_document(), 0..4).prop_map(Content::Documents),
        1 => (0..3_u8).prop_map(Content::Unreadable),
    ]
}

fn any_operation() -> impl Strategy<Value = Operation> {
    let place = || (0..DIRECTORIES, 0..3_u8);
    prop_oneof![
        8 => (place(), any_content(), any::<bool>())
            .prop_map(|((directory, file), content, seen)| Operation::Write { directory, file, content, seen }),
        2 => place().prop_map(|(directory, file)| Operation::Remove { directory, file }),
        4 => (0..DIRECTORIES).prop_map(|directory| Operation::Sync { directory }),
        4 => place().prop_map(|(directory, file)| Operation::SyncFile { directory, file }),
        1 => Just(Operation::Restart),
    ]
}

fn path(file: u8) -> String {
    format!("file-{file}.yaml")
}

fn name(name: u8) -> String {
    format!("component:default/service-{name}")
}

impl Content {
    fn bytes(&self) -> Vec<u8> {
        let Self::Documents(documents) = self else {
            let Self::Unreadable(salt) = self else { return Vec::new() };
            return vec![0xff, 0xfe, *salt, 0];
        };
        let texts: Vec<String> = documents.iter().map(Document::text).collect();
        texts.join("---\n").into_bytes()
    }
}

impl Document {
    fn text(&self) -> String {
        match self {
            Self::Component { name, description } => format!(
                "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: service-{name}\n  \
                 description: says {description}\nspec: {{type: service, lifecycle: production, owner: team}}\n"
            ),
            Self::Broken => "kind: Component\nmetadata: [\n".to_owned(),
            Self::Foreign => "jobs: {build: {steps: []}}\n".to_owned(),
        }
    }
}

#[derive(Clone, Debug)]
struct Claim {
    name: u8,
    description: u8,
    stale: bool,
    first_revision: u64,
}

/// What one entity shows: description, whether it is stale, directory and file.
type Shown = (u8, bool, usize, u8);

/// The rules of claims.
#[derive(Clone, Debug, Default)]
struct Model {
    on_disk: BTreeMap<(usize, u8), Content>,
    /// What each file held when it was last read.
    read: BTreeMap<(usize, u8), Content>,
    /// By directory, file and document.
    claims: BTreeMap<(usize, u8, usize), Claim>,
    /// A number for each thing, by the name that it has.
    things: BTreeMap<u8, u32>,
    /// The same of what is gone, by the name that it had.
    gone: BTreeMap<u8, u32>,
    /// How many things there ever were.
    counted: u32,
}

impl Model {
    /// The files of a directory that look different from when they were last read.
    fn differing(&self, directory: usize, only: Option<u8>) -> BTreeSet<u8> {
        let files = (0..3).filter(|file| only.is_none_or(|only| only == *file));
        files.filter(|file| self.on_disk.get(&(directory, *file)) != self.read.get(&(directory, *file))).collect()
    }

    /// Takes in what these files say now.
    fn sync(&mut self, directory: usize, files: &BTreeSet<u8>, revision: u64) {
        let concerned = |key: &(usize, u8, usize)| key.0 == directory && files.contains(&key.1);
        let mut first: BTreeMap<u8, u64> = BTreeMap::new();
        for (_, claim) in self.claims.iter().filter(|(key, _)| concerned(key)) {
            let earliest = first.entry(claim.name).or_insert(claim.first_revision);
            *earliest = claim.first_revision.min(*earliest);
        }
        let mut old: BTreeMap<(u8, usize), Claim> = BTreeMap::new();
        self.claims.retain(|key, claim| {
            let concerned = concerned(key);
            if concerned {
                old.insert((key.1, key.2), claim.clone());
            }
            !concerned
        });
        for &file in files {
            let Some(content) = self.on_disk.get(&(directory, file)).cloned() else {
                self.read.remove(&(directory, file));
                continue;
            };
            let none = Vec::new();
            let (documents, unreadable) = match &content {
                Content::Documents(documents) => (documents, false),
                Content::Unreadable(_) => (&none, true),
            };
            let broken = documents.contains(&Document::Broken);
            let said: BTreeSet<u8> = documents
                .iter()
                .filter_map(|document| match document {
                    Document::Component { name, .. } => Some(*name),
                    Document::Broken | Document::Foreign => None,
                })
                .collect();
            let places =
                documents.len().max(old.keys().filter(|key| key.0 == file).map(|key| key.1 + 1).max().unwrap_or(0));
            for place in 0..places {
                let before = old.get(&(file, place)).filter(|before| !said.contains(&before.name));
                let kept = match documents.get(place) {
                    Some(Document::Component { name, description }) => Some(Claim {
                        name: *name,
                        description: *description,
                        stale: false,
                        first_revision: first.get(name).copied().unwrap_or(revision),
                    }),
                    // What no longer decodes keeps its last good claim, unless another document has taken it over.
                    Some(Document::Broken) => before.map(|before| Claim { stale: true, ..before.clone() }),
                    Some(Document::Foreign) => None,
                    // A broken document may have swallowed those after it.
                    None if broken || unreadable => before.map(|before| Claim { stale: true, ..before.clone() }),
                    None => None,
                };
                if let Some(claim) = kept {
                    self.claims.insert((directory, file, place), claim);
                }
            }
            self.read.insert((directory, file), content);
        }
        self.inherit(directory, &old);
        self.identify(directory, &old);
    }

    /// Which thing has which name now: a document that claims another name has renamed its thing, if nobody uses the old
    /// name and the new one never was another thing's; and what comes back is what it was.
    fn identify(&mut self, directory: usize, old: &BTreeMap<(u8, usize), Claim>) {
        let named: BTreeSet<u8> = self.claims.values().map(|claim| claim.name).collect();
        for (&(file, place), before) in old {
            let Some(now) = self.claims.get(&(directory, file, place)).map(|claim| claim.name) else { continue };
            let is_free = !self.things.contains_key(&now) && !self.gone.contains_key(&now);
            if let Some(&thing) = self.things.get(&before.name).filter(|_| is_free && !named.contains(&before.name)) {
                self.things.remove(&before.name);
                self.things.insert(now, thing);
            }
        }
        self.gone.extend(self.things.extract_if(.., |name, _| !named.contains(name)));
        for name in named {
            self.things.entry(name).or_insert_with(|| {
                self.gone.remove(&name).unwrap_or_else(|| {
                    self.counted += 1;
                    self.counted
                })
            });
        }
    }

    /// Of claims that nobody makes any more the directory keeps its place: the earliest claim that is left takes it.
    fn inherit(&mut self, directory: usize, old: &BTreeMap<(u8, usize), Claim>) {
        for (&(file, place), before) in old {
            let now = self.claims.get(&(directory, file, place));
            if now.is_some_and(|now| now.name == before.name) {
                continue;
            }
            let left = self.claims.iter_mut().filter(|(key, claim)| key.0 == directory && claim.name == before.name);
            if let Some((_, heir)) = left.min_by_key(|(key, claim)| (claim.first_revision, **key)) {
                heir.first_revision = heir.first_revision.min(before.first_revision);
            }
        }
    }

    /// What each entity shows: the earliest claim, then the first directory, file and document.
    fn shown(&self) -> BTreeMap<String, Shown> {
        let mut winners: BTreeMap<u8, (u64, Shown)> = BTreeMap::new();
        for (&(directory, file, _), claim) in &self.claims {
            let candidate = (claim.first_revision, (claim.description, claim.stale, directory, file));
            let winner = winners.entry(claim.name).or_insert(candidate);
            if claim.first_revision < winner.0 {
                *winner = candidate;
            }
        }
        winners.into_iter().map(|(number, (_, shown))| (name(number), shown)).collect()
    }
}

/// A world with a second directory, and the model of both.
struct Run {
    world: Option<World>,
    more: TempDir,
    second: Option<DirectorySource>,
    model: Model,
    revision: u64,
    /// The identity of each thing that the model has counted.
    uids: BTreeMap<u32, String>,
}

impl Run {
    async fn over(world: World) -> Self {
        let more = tempfile::tempdir().unwrap();
        let second = directory(&world.ingest, "more", more.path()).await;
        Self {
            world: Some(world),
            more,
            second: Some(second),
            model: Model::default(),
            revision: 0,
            uids: BTreeMap::new(),
        }
    }

    fn world(&self) -> &World {
        self.world.as_ref().unwrap()
    }

    async fn operate(&mut self, operation: &Operation) {
        match operation {
            Operation::Write { directory, file, content, seen } => {
                std::fs::write(self.root(*directory).join(path(*file)), content.bytes()).unwrap();
                self.model.on_disk.insert((*directory, *file), content.clone());
                if *seen {
                    self.sync(*directory, Some(*file)).await;
                }
            }
            Operation::Remove { directory, file } => {
                if self.model.on_disk.remove(&(*directory, *file)).is_some() {
                    std::fs::remove_file(self.root(*directory).join(path(*file))).unwrap();
                }
            }
            Operation::Sync { directory } => self.sync(*directory, None).await,
            Operation::SyncFile { directory, file } => self.sync(*directory, Some(*file)).await,
            Operation::Restart => {
                let world = self.world.take().unwrap().restart().await;
                self.second = Some(directory(&world.ingest, "more", self.more.path()).await);
                self.world = Some(world);
                self.compare("after a restart").await;
            }
        }
    }

    fn root(&self, directory: usize) -> &std::path::Path {
        if directory == 0 { self.world().files.path() } else { self.more.path() }
    }

    async fn sync(&mut self, directory: usize, only: Option<u8>) {
        let differing = self.model.differing(directory, only);
        let said = {
            let source = if directory == 0 { &self.world().source } else { self.second.as_ref().unwrap() };
            let only = only.map(path);
            dry_run(&self.world().ingest, source.location(), self.root(directory), only.as_deref()).await
        };
        let source = match directory {
            0 => &mut self.world.as_mut().unwrap().source,
            _ => self.second.as_mut().unwrap(),
        };
        let outcome = match only {
            // What there is to read is found out in two ways, which come to the same.
            None if self.revision.is_multiple_of(2) => source.sync_changed().await.unwrap(),
            None => source.sync_whole().await.unwrap(),
            Some(file) => source.sync_places(BTreeSet::from([path(file)])).await.unwrap(),
        };
        assert_eq!(comparable(&said.outcome), comparable(&outcome), "a dry run says what the sync does");
        let changed = !differing.is_empty();
        assert_eq!(
            outcome.revision,
            self.revision + u64::from(changed),
            "a revision for each change, and for nothing else"
        );
        self.revision = outcome.revision;
        self.model.sync(directory, &differing, outcome.revision);
        self.world().cell.wait_for(outcome.revision).await;
        self.compare("after a sync").await;
    }

    async fn compare(&mut self, when: &str) {
        let live = self.world().cell.load();
        let mut found = BTreeMap::new();
        let mut uids = BTreeMap::new();
        for record in live.records() {
            let description = live.entity(&record.entity_ref).unwrap().description.unwrap();
            let description: u8 = description.strip_prefix("says ").unwrap().parse().unwrap();
            let directory = usize::from(&*record.source == "more");
            let file: u8 = record.path.trim_start_matches("file-").trim_end_matches(".yaml").parse().unwrap();
            found.insert(record.entity_ref.to_string(), (description, record.stale, directory, file));
            uids.insert(record.entity_ref.to_string(), record.uid.to_string());
        }
        assert_eq!(found, self.model.shown(), "{when}");
        for (&number, &thing) in &self.model.things {
            let uid = &uids[&name(number)];
            let known = self.uids.entry(thing).or_insert_with(|| uid.clone());
            assert_eq!(uid, known, "{when}: {} is another entity now", name(number));
        }
        let different: BTreeSet<&String> = self.uids.values().collect();
        assert_eq!(different.len(), self.uids.len(), "{when}: two things are one");
    }
}

fn explore(cases: u32, open: impl Fn(&Runtime) -> World) {
    let runtime = Runtime::new().unwrap();
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 200, ..Config::default() };
    let operations = prop::collection::vec(any_operation(), 8..40);
    let outcome = TestRunner::new(config).run(&operations, |operations| {
        let world = open(&runtime);
        runtime.block_on(async {
            let mut run = Run::over(world).await;
            for operation in &operations {
                run.operate(operation).await;
            }
            for directory in 0..DIRECTORIES {
                run.sync(directory, None).await;
            }
            run.operate(&Operation::Restart).await;
        });
        Ok(())
    });
    if let Err(error) = outcome {
        panic!("{error}");
    }
}

/// How many sequences to try, unless `SEXTANT_TEST_CASES` says otherwise.
fn cases(ordinarily: u32) -> u32 {
    std::env::var("SEXTANT_TEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(ordinarily)
}

#[test]
fn the_catalog_shows_what_the_model_says_on_sqlite() {
    explore(cases(24), |runtime| runtime.block_on(World::sqlite()));
}

#[test]
#[ignore = "needs PostgreSQL: cargo xtask test"]
fn the_catalog_shows_what_the_model_says_on_postgres() {
    explore(cases(12), |runtime| runtime.block_on(World::postgres()));
}
