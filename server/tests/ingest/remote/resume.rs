//! A sync that ends before it is done.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;

use sextant_server::sources::remote::RemoteError;

use super::forge::{Forge, sync};
use crate::on_both_engines;
use crate::world::{World, component};

fn ten() -> Forge {
    let forge = Forge::new();
    for number in 0..10 {
        forge.commit(&format!("r{number}"), "catalog-info.yaml", component(&format!("service-{number}")));
    }
    forge
}

/// The repositories that were read.
fn read(asked: &[String]) -> Vec<&str> {
    asked.iter().filter_map(|asked| asked.strip_prefix("read ")).collect()
}

on_both_engines! {
    async fn who_is_to_wait_goes_on_where_it_was(world) {
        let forge = ten();
        forge.state().patience = Some(4);
        let source = forge.source(&world).await;
        let error = source.sync().await.unwrap_err();
        assert!(matches!(error, RemoteError::Later { .. }), "{error}");
        world.caught_up().await;
        assert_eq!(world.refs().await.len(), 4, "what was read is there");
        let state = world.store.read().await.unwrap().remote_sync("acme").await.unwrap().unwrap();
        assert_eq!((state.phase.as_str(), state.next_at, state.done), ("waiting", Some(i64::MAX), 4));
        assert_eq!(state.error.as_deref(), Some("too many requests"));

        forge.asked();
        forge.state().patience = None;
        sync(&world, &source).await;
        assert_eq!(read(&forge.asked()).len(), 6, "nothing is read twice");
        assert_eq!(world.refs().await.len(), 10);
        let state = world.store.read().await.unwrap().remote_sync("acme").await.unwrap().unwrap();
        assert_eq!((state.phase.as_str(), state.found, state.done, state.error), ("idle", 10, 10, None));
    }

    async fn a_sync_that_is_dropped_anywhere_loses_nothing(world) {
        let forge = ten();
        let mut source = forge.source(&world).await;
        // Each time one step further.
        for polls in 1..40 {
            let mut left = polls;
            let mut sync = pin!(source.sync());
            let ended = poll_fn(|context| {
                if left == 0 {
                    return Poll::Ready(false);
                }
                left -= 1;
                sync.as_mut().poll(context).map(|_| true)
            });
            if ended.await {
                break;
            }
        }
        world.caught_up().await;
        world = world.restart().await;
        source = forge.source(&world).await;
        let refs = world.refs().await.len();
        forge.asked();
        sync(&world, &source).await;
        assert!(read(&forge.asked()).len() <= 10 - refs, "what was read stays read");
        assert_eq!(world.refs().await.len(), 10);
        sync(&world, &source).await;
        assert_eq!(forge.asked(), ["discover"]);
    }
}
