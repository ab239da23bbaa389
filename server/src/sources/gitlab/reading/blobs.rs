//! Contents of files, many at once.

use std::collections::HashMap;
use std::io;

use serde::Deserialize;
use serde_json::{Value, json};

use crate::sources::directory::{too_large, unreadable};
use crate::sources::forge::is_content_of;
use crate::sources::gitlab::client::Ask;
use crate::sources::gitlab::{Client, GitlabError};
use crate::sources::remote::{Contents, Entry};

/// Files that are asked for at once. The listing tells no sizes, so that what is too much together is halved.
const AT_ONCE: usize = 60;

const QUERY: &str = "query($ids: [ID!], $ref: String!, $paths: [String!]!, $first: Int!) {
  projects(ids: $ids, first: 1) { nodes { repository {
    blobs(ref: $ref, paths: $paths, first: $first) { nodes { oid size rawTextBlob } }
  } } }
}";

#[derive(Deserialize)]
struct Answered {
    projects: Nodes<Project>,
}

#[derive(Deserialize)]
struct Nodes<T> {
    #[serde(default = "Vec::new")]
    nodes: Vec<Option<T>>,
}

#[derive(Deserialize)]
struct Project {
    repository: Option<Repository>,
}

#[derive(Deserialize)]
struct Repository {
    blobs: Option<Nodes<Blob>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Blob {
    oid: String,
    /// A number, and by some versions the text of one.
    #[serde(default)]
    size: Value,
    /// None of what is no text.
    raw_text_blob: Option<String>,
}

/// What is told of a file together with others.
enum Told {
    Bytes(Vec<u8>),
    /// It has so many.
    TooLarge(u64),
}

/// What is in these files of a project at a commit, in their order; no more than `limit` bytes of each are taken. Each is
/// what its id says, byte by byte.
///
/// # Errors
/// If GitLab does not answer.
pub async fn contents(
    client: &Client,
    project: u64,
    commit: &str,
    files: &[&Entry],
    limit: u64,
) -> Result<Vec<Contents>, GitlabError> {
    let mut asked = std::collections::HashSet::new();
    let distinct: Vec<&Entry> = files.iter().copied().filter(|file| asked.insert(file.blob.as_str())).collect();
    let mut batches: Vec<&[&Entry]> = distinct.chunks(AT_ONCE).collect();
    let mut told: HashMap<String, Told> = HashMap::new();
    while let Some(batch) = batches.pop() {
        match together(client, project, commit, batch, limit).await {
            Ok(found) => told.extend(found),
            // What is too much at once, or takes too long, may go by halves.
            Err(GitlabError::Unavailable { .. } | GitlabError::TooLarge(_) | GitlabError::Malformed { .. })
                if batch.len() > 1 =>
            {
                let (first, second) = batch.split_at(batch.len() / 2);
                batches.extend([first, second]);
            }
            // What is refused of one file would be of each: below they are asked for one by one.
            Err(GitlabError::Malformed { .. }) => batches.clear(),
            // A GitLab that does not tell of this one in another way either is away, and is asked for no other.
            Err(GitlabError::Unavailable { .. } | GitlabError::TooLarge(_)) => {
                for file in batch {
                    match alone(client, project, file).await {
                        Ok(bytes) => _ = told.insert(file.blob.clone(), Told::Bytes(bytes)),
                        Err(error) if error.is_passing() => return Err(error),
                        Err(_) => {}
                    }
                }
            }
            Err(error) => return Err(error),
        }
    }
    let mut all = Vec::with_capacity(files.len());
    for file in files {
        all.push(match told.get(&file.blob) {
            Some(Told::Bytes(bytes)) if bytes.len() as u64 <= limit => Ok(bytes.clone()),
            Some(Told::Bytes(bytes)) => Err(Box::new(too_large(&file.path, bytes.len() as u64, limit))),
            Some(Told::TooLarge(size)) => Err(Box::new(too_large(&file.path, *size, limit))),
            None => match alone(client, project, file).await {
                Ok(bytes) if bytes.len() as u64 > limit => {
                    Err(Box::new(too_large(&file.path, bytes.len() as u64, limit)))
                }
                Ok(bytes) => Ok(bytes),
                Err(error) if error.is_passing() => return Err(error),
                Err(error) => Err(Box::new(unreadable(&file.path, &io::Error::other(error)))),
            },
        });
    }
    Ok(all)
}

async fn together(
    client: &Client,
    project: u64,
    commit: &str,
    batch: &[&Entry],
    limit: u64,
) -> Result<Vec<(String, Told)>, GitlabError> {
    let paths: Vec<&str> = batch.iter().map(|file| file.path.as_str()).collect();
    let ids = [format!("gid://gitlab/Project/{project}")];
    let variables = json!({ "ids": ids, "ref": commit, "paths": paths, "first": paths.len() });
    let answer = client.graphql::<Answered>(QUERY, &variables).await?;
    let Some(project) = answer.data.projects.nodes.into_iter().flatten().next() else {
        return Err(GitlabError::NotFound(format!("project {project}")));
    };
    let blobs = project.repository.and_then(|repository| repository.blobs);
    let Some(blobs) = blobs else {
        let why = answer.problems.into_iter().next().unwrap_or_else(|| "no files are told".to_owned());
        return Err(GitlabError::Malformed { path: "/api/graphql".to_owned(), why });
    };
    let mut found = Vec::with_capacity(batch.len());
    for blob in blobs.nodes.into_iter().flatten() {
        let size = blob.size.as_u64().or_else(|| blob.size.as_str()?.parse().ok());
        if let Some(size) = size.filter(|size| *size > limit) {
            found.push((blob.oid, Told::TooLarge(size)));
            continue;
        }
        let Some(text) = blob.raw_text_blob else { continue };
        // Texts of other encodings are translated on their way.
        if is_content_of(&blob.oid, text.as_bytes()) {
            found.push((blob.oid, Told::Bytes(text.into_bytes())));
        }
    }
    Ok(found)
}

async fn alone(client: &Client, project: u64, file: &Entry) -> Result<Vec<u8>, GitlabError> {
    let answer = client.ask(&Ask::get(&format!("/projects/{project}/repository/blobs/{}/raw", file.blob))).await?;
    if !is_content_of(&file.blob, &answer.body) {
        let why = format!("the content of {} is not the one of its id", file.path);
        return Err(GitlabError::Malformed { path: answer.path, why });
    }
    Ok(answer.body)
}
