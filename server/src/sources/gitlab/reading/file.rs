//! One file at a branch, asked for by its path.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::sources::gitlab::client::Ask;
use crate::sources::gitlab::{Client, GitlabError};

/// The bytes of a file of a project at a branch, a tag or a commit.
///
/// # Errors
/// If GitLab does not tell.
pub(in crate::sources::gitlab) async fn file(
    client: &Client,
    project: u64,
    at: &str,
    path: &str,
) -> Result<Vec<u8>, GitlabError> {
    let (path, at) = (utf8_percent_encode(path, NON_ALPHANUMERIC), utf8_percent_encode(at, NON_ALPHANUMERIC));
    Ok(client.ask(&Ask::get(&format!("/projects/{project}/repository/files/{path}/raw?ref={at}"))).await?.body)
}
