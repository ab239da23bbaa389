//! What is to be done about a delivery.

use super::Happening;

/// What is to be done about a delivery.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Effect {
    /// The id of the repository that is to be read anew.
    pub repository: Option<String>,
    /// The commit that its branch is said to stand at.
    pub head: Option<String>,
    /// It is to be found out again which repositories there are, and who is in which team.
    pub discover: bool,
    /// What happened to the entities of the repository. It is written down until it is told.
    pub happening: Option<Happening>,
}

impl Effect {
    /// It is to be found out again what there is.
    pub(in crate::sources) fn discover() -> Self {
        Self { discover: true, ..Self::default() }
    }

    /// A repository is to be read anew.
    pub(in crate::sources) fn read(repository: Option<impl ToString>) -> Self {
        Self { repository: repository.map(|id| id.to_string()), ..Self::default() }
    }
}
