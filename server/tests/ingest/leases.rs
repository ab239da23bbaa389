//! Work that one process at a time does.

use std::time::Duration;

use sextant_server::store::{Exclusive, Leases, Store, Tx};

use crate::world::fresh_postgres_database;

/// Longer than any test runs.
const LONG: Duration = Duration::from_secs(3_600);

async fn one_at_a_time(store: &Store) {
    let (one, other) = (Leases::new(store.clone(), LONG), Leases::new(store.clone(), LONG));
    let done = one.run_exclusively("clean", |first| async move {
        let meanwhile = other.run_exclusively("clean", |fencing| async move { fencing }).await.unwrap();
        assert_eq!(meanwhile, Exclusive::Elsewhere);
        let another = other.run_exclusively("count", |_| async {}).await.unwrap();
        assert_eq!(another, Exclusive::Done(()), "work of another name is not in the way");
        (first, other)
    });
    let Exclusive::Done((first, other)) = done.await.unwrap() else { panic!("nobody else had it") };
    let Exclusive::Done(second) = other.run_exclusively("clean", |fencing| async move { fencing }).await.unwrap()
    else {
        panic!("it was given back")
    };
    assert!(second > first);
}

/// A holder that died in the middle: its work never ends, and it is dropped without giving anything back.
async fn who_died_is_replaced(store: &Store) {
    let short = Duration::from_millis(30);
    let dead = Leases::new(store.clone(), short);
    let (started, begun) = tokio::sync::oneshot::channel();
    let task = tokio::spawn(async move {
        dead.run_exclusively("clean", |fencing| async move {
            started.send(fencing).unwrap();
            std::future::pending::<()>().await;
        })
        .await
    });
    let first = begun.await.unwrap();
    task.abort();
    assert!(task.await.unwrap_err().is_cancelled());
    let heir = Leases::new(store.clone(), LONG);
    let second = loop {
        if let Exclusive::Done(fencing) = heir.run_exclusively("clean", |fencing| async move { fencing }).await.unwrap()
        {
            break fencing;
        }
        tokio::task::yield_now().await;
    };
    assert!(second > first);
}

/// A process that ends hands over what it does, rather than to let others wait.
async fn who_ends_gives_back(store: &Store) {
    let ending = Leases::new(store.clone(), LONG);
    let held = ending.clone();
    let (started, begun) = tokio::sync::oneshot::channel();
    let task = tokio::spawn(async move {
        held.run_exclusively("follow", |_| async move {
            started.send(()).unwrap();
            std::future::pending::<()>().await;
        })
        .await
    });
    begun.await.unwrap();
    task.abort();
    assert!(task.await.unwrap_err().is_cancelled());
    let heir = Leases::new(store.clone(), LONG);
    assert_eq!(heir.run_exclusively("follow", |_| async {}).await.unwrap(), Exclusive::Elsewhere);
    ending.give_back_all().await.unwrap();
    assert_eq!(heir.run_exclusively("follow", |_| async {}).await.unwrap(), Exclusive::Done(()));
}

/// Tells when it is dropped.
struct Told(Option<tokio::sync::oneshot::Sender<()>>);

impl Drop for Told {
    fn drop(&mut self) {
        let _ = self.0.take().map(|sender| sender.send(()));
    }
}

/// A holder whose lease ran out, or fell to another one, hears of it, and its work stops where it waits.
async fn who_lost_it_stops(store: &Store, taken_away: &'static str) {
    let leases = Leases::new(store.clone(), Duration::from_millis(300));
    let (dropped, stopped) = tokio::sync::oneshot::channel();
    let lost = leases.run_exclusively("sweep", |_| async move {
        let _told = Told(Some(dropped));
        change(store, taken_away).await;
        std::future::pending::<()>().await;
    });
    assert_eq!(lost.await.unwrap(), Exclusive::Lost, "{taken_away}");
    stopped.await.unwrap();
    // What it gave up is free, or becomes free when its time is over.
    let heir = Leases::new(store.clone(), LONG);
    while heir.run_exclusively("sweep", |_| async {}).await.unwrap() != Exclusive::Done(()) {
        tokio::task::yield_now().await;
    }
}

async fn change(store: &Store, statement: &'static str) {
    let mut tx = store.write().await.unwrap();
    match &mut tx {
        Tx::Sqlite(tx) => drop(sqlx::query(statement).execute(&mut **tx).await.unwrap()),
        Tx::Postgres(tx) => drop(sqlx::query(statement).execute(&mut **tx).await.unwrap()),
    }
    tx.commit().await.unwrap();
}

async fn all(store: &Store) {
    one_at_a_time(store).await;
    who_died_is_replaced(store).await;
    who_ends_gives_back(store).await;
    who_lost_it_stops(store, "update leases set expires_at = 0").await;
    who_lost_it_stops(store, "update leases set fencing = fencing + 1, holder = 'another'").await;
    who_lost_it_stops(store, "delete from leases").await;
}

#[tokio::test]
async fn leases_on_sqlite() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open_sqlite(&dir.path().join("sextant.db")).await.unwrap();
    all(&store).await;
}

#[tokio::test]
#[ignore = "needs PostgreSQL: cargo xtask test"]
async fn leases_on_postgres() {
    let store = Store::connect_postgres(&fresh_postgres_database().await).await.unwrap();
    all(&store).await;
}
