//! Sextant's server and command line, as a library.

pub mod api;
pub mod app;
pub mod archive;
pub mod auth;
mod backoff;
pub mod cli;
pub mod clock;
pub mod config;
pub mod dry_run;
pub mod feed;
pub mod follow;
pub mod graph;
pub mod health;
pub mod history;
pub mod ingest;
pub mod insights;
pub mod lists;
pub mod live;
pub mod managed;
pub mod pages;
pub mod portal;
pub mod retention;
pub mod search;
pub mod sources;
pub mod store;
pub mod teams;
pub mod telemetry;
