//! The built-in scorecards: for each rule what passes it, every way to fail it, and where nobody can tell.

mod api_contract;
mod case;
mod documentation;
mod microservice_architecture;
mod ownership;
mod pages;
mod production_readiness;
mod security_basics;
mod shares;
