//! The API through its router: real store, real descriptors, real projections. The modules mirror the routes.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking, also in its helpers")]

mod activity;
mod at_least;
mod audit;
mod changes;
mod conditional;
mod diagnostics;
mod dry_run;
mod editor;
mod entities;
mod events;
mod exemptions;
mod facets;
mod facts;
mod graph;
mod harness;
mod headers;
mod health;
mod initiatives;
mod insights;
mod openapi;
mod pages;
mod probes;
mod problem_codes;
mod problems;
mod push;
mod remote_sources;
mod rollups;
mod schemas;
mod scorecards;
mod search;
mod search_quality;
mod secrets;
mod security;
mod simulation;
mod source_management;
mod sources;
mod teams;
mod tokens;
mod vocabulary;
