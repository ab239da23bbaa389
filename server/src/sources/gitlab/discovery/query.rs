//! What is asked. <https://docs.gitlab.com/api/graphql/reference/>

/// What is asked of each project. The last commit of the root is the one at the head of the default branch.
const FIELDS: &str = "fragment P on Project {
  id fullPath webUrl description archived isForked visibility topics lastActivityAt
  languages { name share }
  repository { rootRef empty tree { lastCommit { sha committedDate authorName author { username } } } }
}";

/// A page of the projects of a group and of the groups below it.
pub(super) fn of_group() -> String {
    format!(
        "query($group: ID!, $first: Int!, $after: String) {{
  group(fullPath: $group) {{
    projects(includeSubgroups: true, first: $first, after: $after) {{
      pageInfo {{ hasNextPage endCursor }} nodes {{ ...P }}
    }}
  }}
}}
{FIELDS}"
    )
}

/// The projects of these paths.
pub(super) fn of_paths() -> String {
    format!(
        "query($paths: [String!], $first: Int!) {{ projects(fullPaths: $paths, first: $first) {{ nodes {{ ...P }} }} }}\n{FIELDS}"
    )
}

/// The projects of these ids.
pub(super) fn of_ids() -> String {
    format!(
        "query($ids: [ID!], $first: Int!) {{ projects(ids: $ids, first: $first) {{ nodes {{ ...P }} }} }}\n{FIELDS}"
    )
}

/// The id of a project in GraphQL.
pub(super) fn global_id(id: u64) -> String {
    format!("gid://gitlab/Project/{id}")
}
