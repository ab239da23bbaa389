//! `/teams/{name}`: what does this team carry, and how is it doing?

mod attention;
mod carried;
mod choice;
mod dependencies;
mod figures;
mod header;
mod health;
mod load;
mod members;

pub(crate) use load::load;
