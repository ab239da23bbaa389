//! `/exemptions`: who need not pass what, and what waits for a decision?

mod form;
mod history;
mod load;
mod table;
mod view;

pub use form::{ExemptionForm, exemption_form};
pub(crate) use load::load;
pub(crate) use table::{Reader, exemptions_table};
