//! A place in the history of changes, as it is written outside.

use std::fmt;
use std::str::FromStr;

/// After a revision, or after one step within it: `[EPOCH:]REVISION[:POSITION]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The history that the revision is of, where it is said.
    pub epoch: Option<String>,
    /// The revision.
    pub revision: u64,
    /// The step within the revision; none means all of them.
    pub position: Option<u64>,
}

/// The text is no place in a history.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it is a revision, such as 42, with the epoch before it and a position after it where they are known")]
pub struct MarkError;

impl FromStr for Mark {
    type Err = MarkError;

    fn from_str(text: &str) -> Result<Self, MarkError> {
        let number = |text: &str| text.parse::<u64>().ok().filter(|number| i64::try_from(*number).is_ok());
        let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let parts: Vec<&str> = text.split(':').collect();
        let (epoch, revision, position) = match *parts.as_slice() {
            [revision] => (None, revision, None),
            [revision, position] if is_number(revision) => (None, revision, Some(position)),
            [epoch, revision] => (Some(epoch), revision, None),
            [epoch, revision, position] => (Some(epoch), revision, Some(position)),
            _ => return Err(MarkError),
        };
        let position = position.map(|position| number(position).ok_or(MarkError)).transpose()?;
        let epoch = epoch.filter(|epoch| !epoch.is_empty()).map(str::to_owned);
        Ok(Self { epoch, revision: number(revision).ok_or(MarkError)?, position })
    }
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(epoch) = &self.epoch {
            write!(f, "{epoch}:")?;
        }
        write!(f, "{}", self.revision)?;
        self.position.map_or(Ok(()), |position| write!(f, ":{position}"))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_left_out_is_left_out() {
        let mark = |text: &str| text.parse::<Mark>().unwrap();
        assert_eq!(mark("7"), Mark { epoch: None, revision: 7, position: None });
        assert_eq!(mark("7:2"), Mark { epoch: None, revision: 7, position: Some(2) });
        assert_eq!(mark("e-1:7"), Mark { epoch: Some("e-1".into()), revision: 7, position: None });
        for wrong in ["", "x", "-1", "7:", "e:7:x", "e:7:1:2", "99999999999999999999", "18446744073709551615"] {
            assert_eq!(wrong.parse::<Mark>(), Err(MarkError), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(epoch in proptest::option::of("[a-z][a-z0-9-]{0,8}"), revision in 0u64..1 << 40, position in proptest::option::of(0u64..1_000)) {
            let mark = Mark { epoch, revision, position };
            prop_assert_eq!(mark.to_string().parse::<Mark>(), Ok(mark));
        }

        #[test]
        fn anything_can_be_read(text in ".{0,40}") {
            let _ = text.parse::<Mark>();
        }
    }
}
