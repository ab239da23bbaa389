//! Why events are not taken.

use std::fmt;

use crate::wire::ItemProblem;

/// Problems that are told of one request; more say nothing new.
const MOST: usize = 1_000;

/// Why what was sent is not taken. Nothing of it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is no JSON, or not of this shape.
    Malformed(String),
    /// There are more events than one request may have.
    TooMany {
        /// How many were sent.
        sent: usize,
    },
    /// Events are wrong; never empty.
    Invalid(Vec<ItemProblem>),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed(why) => f.write_str(why),
            Self::TooMany { sent } => {
                write!(f, "{sent} events were sent at once, and {} may be; send them in parts", super::MAX_EVENTS)
            }
            Self::Invalid(problems) => write!(f, "{} things are wrong with the events", problems.len()),
        }
    }
}

impl std::error::Error for Refusal {}

/// What is wrong with events, gathered one by one.
#[derive(Debug, Default)]
pub(super) struct Problems {
    found: Vec<ItemProblem>,
    index: u32,
}

impl Problems {
    /// What follows is of the event at this place.
    pub(super) fn at(&mut self, index: usize) {
        self.index = u32::try_from(index).unwrap_or(u32::MAX);
    }

    pub(super) fn add(&mut self, attribute: &str, message: impl Into<String>, help: impl Into<String>) {
        if self.found.len() < MOST {
            let (message, help) = (message.into(), help.into());
            // A name may be anything that was sent.
            let attribute: String = attribute.chars().take(64).collect();
            self.found.push(ItemProblem { index: self.index, field: attribute, detail: message, help });
        }
    }

    pub(super) fn len(&self) -> usize {
        self.found.len()
    }

    /// What came out, unless something is wrong.
    pub(super) fn finish<T>(self, result: T) -> Result<T, Refusal> {
        if self.found.is_empty() { Ok(result) } else { Err(Refusal::Invalid(self.found)) }
    }
}
