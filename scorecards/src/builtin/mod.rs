//! The scorecards that every portal has from its first start.

mod all;
mod api_contract;
mod documentation;
mod microservice_architecture;
mod ownership;
mod production_readiness;
mod rules;
mod security_basics;

pub use all::builtin_scorecards;
