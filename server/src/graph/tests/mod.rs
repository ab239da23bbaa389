//! What the graph answers, held against naive answers to the same questions.

mod chain;
mod common;
mod cycles;
mod impact;
mod measures;
mod naive;
mod neighbourhood;
mod order;
mod owner;
mod path;
mod related;
mod relation;
mod shop;
mod what_if;
mod world;

use shop::shop;
