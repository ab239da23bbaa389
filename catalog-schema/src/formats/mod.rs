//! The descriptor formats. To add one: a file (or folder) here, and a line in `table.rs`.

pub mod backstage;
mod compass;
mod detect;
mod envelope;
mod kinds;
mod native;
mod read;
mod report;
mod table;
mod template;

pub(crate) use detect::{Likeness, detect, hint, likeness};
pub(crate) use read::Reader;
pub(crate) use report::{Problem, Target, fault, file_problem, place};
pub(crate) use template::{has_template_marks, is_template};
