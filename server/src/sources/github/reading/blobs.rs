//! Contents of files, many at once.

use std::collections::HashMap;

use serde::Deserialize;
use serde_json::json;

use super::Entry;
use crate::sources::forge::is_content_of;
use crate::sources::github::client::Ask;
use crate::sources::github::{Client, GithubError};

/// Files that are asked for at once, and how many bytes they may have together.
const AT_ONCE: usize = 60;
const TOGETHER: u64 = 1 << 20;
/// Larger files are asked for alone: GraphQL cuts them off.
const ALONE: u64 = 400 << 10;

#[derive(Deserialize)]
struct Answered {
    repository: Option<HashMap<String, Option<Blob>>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Blob {
    /// None of what is no text.
    text: Option<String>,
    #[serde(default)]
    is_truncated: bool,
}

/// The contents of files of the repository called `name`, in their order. Each is what its id says, byte by byte.
///
/// # Errors
/// Of a file, why there is no content of it; of all, if GitHub does not answer.
pub async fn blobs(
    client: &Client,
    name: &str,
    files: &[&Entry],
) -> Result<Vec<Result<Vec<u8>, GithubError>>, GithubError> {
    let mut contents: HashMap<&str, Vec<u8>> = HashMap::new();
    let mut batches = batches(files);
    while let Some(batch) = batches.pop() {
        match together(client, name, &batch).await {
            Ok(found) => contents.extend(found),
            // What it cannot do in its time it may do by halves.
            Err(GithubError::Unavailable { .. }) if batch.len() > 1 => {
                let (first, second) = batch.split_at(batch.len() / 2);
                batches.extend([first.to_vec(), second.to_vec()]);
            }
            Err(error) => return Err(error),
        }
    }
    let mut all = Vec::with_capacity(files.len());
    for file in files {
        all.push(match contents.get(file.oid.as_str()) {
            Some(bytes) => Ok(bytes.clone()),
            None => match alone(client, name, file).await {
                Err(error) if error.is_passing() => return Err(error),
                content => content,
            },
        });
    }
    Ok(all)
}

/// What can be asked for together; the same content once.
fn batches<'f>(files: &[&'f Entry]) -> Vec<Vec<&'f Entry>> {
    let mut asked = std::collections::HashSet::new();
    let mut batches: Vec<Vec<&Entry>> = Vec::new();
    let mut room = 0;
    for file in files {
        if file.size > ALONE || !asked.insert(file.oid.as_str()) {
            continue;
        }
        match batches.last_mut().filter(|batch| batch.len() < AT_ONCE && room >= file.size) {
            Some(batch) => batch.push(file),
            None => {
                batches.push(vec![file]);
                room = TOGETHER;
            }
        }
        room = room.saturating_sub(file.size);
    }
    batches
}

async fn together<'f>(
    client: &Client,
    name: &str,
    batch: &[&'f Entry],
) -> Result<Vec<(&'f str, Vec<u8>)>, GithubError> {
    let (owner, repository) = name.split_once('/').unwrap_or((name, ""));
    let part = |(number, file): (usize, &&Entry)| {
        format!("b{number}: object(oid: \"{}\") {{ ... on Blob {{ text isTruncated }} }}\n", file.oid)
    };
    let parts: String = batch.iter().enumerate().map(part).collect();
    let query = format!(
        "query($owner: String!, $name: String!) {{ rateLimit {{ cost resetAt }}\n\
         repository(owner: $owner, name: $name) {{\n{parts}}} }}"
    );
    let answer = client.graphql::<Answered>(&query, &json!({ "owner": owner, "name": repository })).await?;
    let Some(mut blobs) = answer.data.repository else {
        return Err(GithubError::NotFound(format!("repository {name}")));
    };
    let mut found = Vec::with_capacity(batch.len());
    for (number, file) in batch.iter().enumerate() {
        let Some(blob) = blobs.remove(&format!("b{number}")).flatten() else { continue };
        let Some(text) = blob.text.filter(|_| !blob.is_truncated) else { continue };
        // Texts of other encodings are translated on their way.
        if is_content_of(&file.oid, text.as_bytes()) {
            found.push((file.oid.as_str(), text.into_bytes()));
        }
    }
    Ok(found)
}

async fn alone(client: &Client, name: &str, file: &Entry) -> Result<Vec<u8>, GithubError> {
    let answer = client.ask(&Ask::raw(format!("/repos/{name}/git/blobs/{}", file.oid))).await?;
    if !is_content_of(&file.oid, &answer.body) {
        let why = format!("the content of {} is not the one of its id", file.path);
        return Err(GithubError::Malformed { path: answer.path, why });
    }
    Ok(answer.body.to_vec())
}

#[cfg(test)]
mod tests {
    use super::super::EntryKind;
    use super::*;

    #[test]
    fn batches_are_bounded_and_ask_once() {
        let file =
            |oid: usize, size: u64| Entry { path: String::new(), kind: EntryKind::File, oid: oid.to_string(), size };
        let many: Vec<Entry> = (0..130).map(|oid| file(oid, 10)).chain([file(0, 10), file(500, 500 << 10)]).collect();
        let sizes: Vec<usize> = batches(&many.iter().collect::<Vec<_>>()).iter().map(Vec::len).collect();
        assert_eq!(sizes, [60, 60, 10]);
        let large: Vec<Entry> = (0..6).map(|oid| file(oid, 300 << 10)).collect();
        let sizes: Vec<usize> = batches(&large.iter().collect::<Vec<_>>()).iter().map(Vec::len).collect();
        assert_eq!(sizes, [3, 3]);
    }
}
