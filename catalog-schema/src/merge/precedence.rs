//! Which format is believed where two say different things.

use std::fmt;

use crate::model::Format;

/// Every format once, the one that is believed first in front.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Precedence {
    order: [Format; Format::ALL.len()],
}

/// Why a list of names is no precedence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PrecedenceError {
    /// There is no format of this name.
    Unknown(String),
    /// The list has this format more than once.
    Twice(Format),
}

impl Default for Precedence {
    /// What was written for Sextant comes first, then Backstage, whose envelope says most, then the others by how much of
    /// the model they can say.
    fn default() -> Self {
        Self { order: Format::ALL }
    }
}

impl Precedence {
    /// The formats of these names first, in this order; those that are not named follow in the default order.
    ///
    /// # Errors
    /// If a name is no format's, or is there twice.
    pub fn of<S: AsRef<str>>(names: &[S]) -> Result<Self, PrecedenceError> {
        let mut order = Vec::with_capacity(Format::ALL.len());
        for name in names {
            let name = name.as_ref().trim();
            let format = Format::ALL.into_iter().find(|format| format.as_str().eq_ignore_ascii_case(name));
            let format = format.ok_or_else(|| PrecedenceError::Unknown(name.to_owned()))?;
            if order.contains(&format) {
                return Err(PrecedenceError::Twice(format));
            }
            order.push(format);
        }
        // Stable: what is not named stays in its order.
        let mut sorted = Format::ALL;
        sorted.sort_by_key(|format| order.iter().position(|named| named == format).unwrap_or(order.len()));
        Ok(Self { order: sorted })
    }

    /// The formats, the one that is believed first in front.
    pub fn formats(&self) -> &[Format] {
        &self.order
    }

    /// The place of a format, from 0; a lower one is believed.
    pub fn rank(&self, format: Format) -> usize {
        self.order.iter().position(|one| *one == format).unwrap_or(self.order.len())
    }
}

impl fmt::Display for Precedence {
    /// As it is configured, such as `native, backstage, …`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.order.map(Format::as_str).join(", "))
    }
}

impl fmt::Display for PrecedenceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(name) => {
                write!(f, "there is no format {name:?}; the formats are {}", Precedence::default())
            }
            Self::Twice(format) => write!(f, "{:?} is there twice; name each format once at most", format.as_str()),
        }
    }
}

impl std::error::Error for PrecedenceError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_named_follows_in_the_default_order() {
        let precedence = Precedence::of(&["datadog", " Compass "]).unwrap();
        assert_eq!(precedence.to_string(), "datadog, compass, native, backstage, cortex, opslevel, port");
        assert!(precedence.rank(Format::Datadog) < precedence.rank(Format::Native));
        assert_eq!(Precedence::of::<&str>(&[]).unwrap(), Precedence::default());
    }

    #[test]
    fn a_name_must_be_a_formats_and_come_once() {
        let unknown = Precedence::of(&["native", "backstge"]).unwrap_err().to_string();
        assert!(unknown.contains("\"backstge\"") && unknown.contains("backstage, compass"), "{unknown}");
        let twice = Precedence::of(&["port", "port"]).unwrap_err().to_string();
        assert!(twice.contains("\"port\" is there twice"), "{twice}");
    }
}
