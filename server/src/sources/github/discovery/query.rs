//! What is asked.

/// What is asked of each repository.
const FIELDS: &str = "fragment R on Repository {
  databaseId nameWithOwner url description isArchived isFork visibility pushedAt
  languages(first: 5, orderBy: {field: SIZE, direction: DESC}) { nodes { name } }
  repositoryTopics(first: 20) { nodes { topic { name } } }
  defaultBranchRef { name target { oid ... on Commit { committedDate author { name user { login } } } } }
}";

/// A page of the repositories of an owner.
pub(super) fn page() -> String {
    format!(
        "query($owner: String!, $first: Int!, $after: String) {{
  rateLimit {{ cost resetAt }}
  repositoryOwner(login: $owner) {{
    repositories(first: $first, after: $after, ownerAffiliations: [OWNER], orderBy: {{field: NAME, direction: ASC}}) {{
      totalCount pageInfo {{ hasNextPage endCursor }} nodes {{ ...R }}
    }}
  }}
}}
{FIELDS}"
    )
}

/// These repositories, `owner/name` each, which must be of plain characters.
pub(super) fn named<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let mut parts = String::new();
    for (number, name) in names.enumerate() {
        let (owner, name) = name.split_once('/').unwrap_or((name, ""));
        parts.push_str(&format!("  r{number}: repository(owner: {owner:?}, name: {name:?}) {{ ...R }}\n"));
    }
    format!("query {{\n  rateLimit {{ cost resetAt }}\n{parts}}}\n{FIELDS}")
}
