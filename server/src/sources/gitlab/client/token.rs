//! As whom GitLab is asked.

use std::fmt;

use super::GitlabError;

/// A token of a person, a group or a project. Shown nowhere.
#[derive(Clone)]
pub struct Token(String);

impl Token {
    /// The token of this text.
    ///
    /// # Errors
    /// If it is none.
    pub fn of(text: &str) -> Result<Self, GitlabError> {
        let text = text.trim();
        match !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic()) {
            true => Ok(Self(text.to_owned())),
            false => Err(GitlabError::NoToken),
        }
    }

    /// The header `Authorization`.
    pub(super) fn header(&self) -> String {
        format!("Bearer {}", self.0)
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}
