//! What becomes of real descriptor files, counted and explained.

mod page;
mod reading;
mod report;

pub(crate) use page::page;
pub(crate) use reading::Reading;
pub(crate) use report::report;
