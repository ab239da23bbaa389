//! Questions in GraphQL. <https://docs.gitlab.com/api/graphql/>

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::answer::Ask;
use super::{Client, GitlabError};

/// What a question is answered with: what could be told, and why the rest could not.
#[derive(Debug)]
pub(in crate::sources::gitlab) struct GraphAnswer<T> {
    pub(in crate::sources::gitlab) data: T,
    /// A sentence each.
    pub(in crate::sources::gitlab) problems: Vec<String>,
}

#[derive(Deserialize)]
struct Body {
    #[serde(default)]
    data: Value,
    #[serde(default)]
    errors: Vec<GraphError>,
}

#[derive(Deserialize)]
struct GraphError {
    #[serde(default)]
    message: String,
}

impl Client {
    /// The answer to a question.
    ///
    /// # Errors
    /// If there is no answer, or nothing could be told.
    pub(in crate::sources::gitlab) async fn graphql<T: DeserializeOwned>(
        &self,
        query: &str,
        variables: &Value,
    ) -> Result<GraphAnswer<T>, GitlabError> {
        let answer = self.ask(&Ask::graphql(json!({ "query": query, "variables": variables }))).await?;
        let Body { data, errors } = answer.json()?;
        let plain = |error: GraphError| error.message.chars().filter(|c| !c.is_control()).take(300).collect();
        let problems: Vec<String> = errors.into_iter().map(plain).take(3).collect();
        let malformed = |why: String| GitlabError::Malformed { path: answer.path.clone(), why };
        if data.is_null() {
            return Err(malformed(problems.join("; ")));
        }
        let data = serde_json::from_value(data).map_err(|error| malformed(error.to_string()))?;
        Ok(GraphAnswer { data, problems })
    }
}
