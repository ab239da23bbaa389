//! From files in a directory to the catalog, on both engines: what a person who saves a file sees.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

mod addresses;
mod archive;
mod backstage_examples;
mod broken_input;
mod claims;
mod companions;
mod docs;
mod dry_run;
mod events;
mod exemptions;
mod facts;
mod filling;
mod follow;
mod git;
mod history;
mod holds;
mod initiatives;
mod killed;
mod leases;
mod limits;
mod management;
mod merging;
mod model;
mod order;
mod remote;
mod repositories;
mod resuming;
mod retention;
mod standing;
mod transitions;
mod upgrades;
mod url;
mod vocabulary;
mod watching;
mod work;
mod world;

/// Makes each scenario a test on SQLite and one on PostgreSQL.
macro_rules! on_both_engines {
    ($(async fn $name:ident($world:ident) $body:block)*) => {$(
        mod $name {
            use super::*;

            #[allow(unused_mut, reason = "not every scenario changes its world")]
            async fn scenario(mut $world: World) $body

            #[tokio::test(flavor = "multi_thread")]
            async fn sqlite() {
                scenario(World::sqlite().await).await;
            }

            #[tokio::test(flavor = "multi_thread")]
            #[ignore = "needs PostgreSQL: cargo xtask test"]
            async fn postgres() {
                scenario(World::postgres().await).await;
            }
        }
    )*};
}
pub(crate) use on_both_engines;
