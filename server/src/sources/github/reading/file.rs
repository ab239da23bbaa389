//! One file at a branch, asked for by its path.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::sources::github::client::Ask;
use crate::sources::github::{Client, GithubError};

/// What stays as it is in a path.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// The bytes of a file of the repository called `name` at a branch, a tag or a commit. One that is as it was when this process
/// last asked costs nothing of the limit.
///
/// # Errors
/// If GitHub does not tell.
pub(in crate::sources::github) async fn file(
    client: &Client,
    name: &str,
    at: &str,
    path: &str,
) -> Result<Vec<u8>, GithubError> {
    let (path, at) = (utf8_percent_encode(path, PLAIN), utf8_percent_encode(at, NON_ALPHANUMERIC));
    let ask = Ask::raw(format!("/repos/{name}/contents/{path}?ref={at}")).kept();
    Ok(client.ask(&ask).await?.body.to_vec())
}
