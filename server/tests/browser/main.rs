//! The portal in a real browser, over the real server and the example company.
//!
//! Each page: does it answer its question, with JavaScript and without, in both themes, on desktop and phone; does axe
//! find nothing; is the console silent. Pictures of all of it go to `$SEXTANT_TEST_SCREENSHOTS`.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

mod access;
mod activity;
mod audit;
mod budget;
mod catalog;
mod editor;
mod entity;
mod events;
mod exemptions;
mod explorer;
mod first_run;
mod graph;
mod harness;
mod home;
mod initiatives;
mod insights;
mod many;
mod narrowing;
mod not_found;
mod palette;
mod scorecards;
mod search;
mod settings;
mod sources;
mod teams;
mod theme;
