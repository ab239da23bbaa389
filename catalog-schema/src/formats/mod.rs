//! The descriptor formats. To add one: a file (or folder) here, and a line in `table.rs`.

pub mod backstage;
pub(crate) mod compass;
pub(crate) mod cortex;
pub(crate) mod datadog;
mod detect;
pub(crate) mod envelope;
mod foreign;
pub(crate) mod kinds;
mod native;
pub(crate) mod opslevel;
pub(crate) mod port;
pub(crate) mod read;
mod report;
mod rewrite;
mod table;
mod template;

pub(crate) use detect::{Likeness, detect, detect_broken_list, detect_list, hint, hint_for_sure, likeness};
pub use detect::{hint as has_descriptor_name, named_format};
pub use foreign::{ForeignKind, foreign_kind};
pub(crate) use native::API_VERSION;
pub use port::{BlueprintError, Blueprints};
pub(crate) use read::{Reader, Siblings};
pub(crate) use report::{Problem, Target, fault, file_problem, place, shorten};
pub(crate) use rewrite::Rewrite;
pub(crate) use table::FORMATS;
pub(crate) use table::FormatEntry;
pub(crate) use template::{has_template_marks, is_template};
