//! What an expression reads, and what it is made to account for, in place of the names in it.

/// What stands in an expression under the name `@0`, `@1` and so on, which nobody can write. The evaluation asks for it
/// by that name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::expression) enum Derived {
    /// The fact of this place, and what it takes to look through it.
    Fact(usize),
    /// The fact of this place, where looking at it takes nothing, or is accounted for otherwise.
    Glanced(usize),
    /// The fact of this place, compared with null.
    Maybe(usize),
    /// How many entries the fact of this place has.
    Count(usize),
    /// The moment of this place, as text.
    Moment(usize),
    /// Whether the moment of this place is this many milliseconds ago, or longer; or else is not.
    Age { place: usize, milliseconds: i64, is_older: bool },
    /// `true`, until the steps of an evaluation are used up.
    Steps(usize),
}

/// The name of an entry of the table of what an expression reads.
pub(super) fn name_of(index: usize) -> String {
    format!("@{index}")
}

/// Which entry has this name.
pub(in crate::expression) fn place_of(name: &str) -> Option<usize> {
    name.strip_prefix('@')?.parse().ok()
}
