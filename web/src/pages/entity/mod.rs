//! `/catalog/{kind}/{namespace}/{name}`: what is this, whose is it, is it healthy, what hangs on it?

mod activity;
mod attention;
mod contacts;
mod custom_fields;
mod dependencies;
mod descriptor;
mod docs;
mod facts;
mod header;
mod load;
mod measures;
mod overview;
mod people;
mod pushed;
mod related;
mod running;
mod scorecards;
mod stale;
mod tabs;

pub(crate) use load::load;
