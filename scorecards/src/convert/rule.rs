//! A converted rule.

use serde_json::{Map, Value, json};

use super::words::{plain, sentence};
use crate::declared::DeclaredFacts;
use crate::expression::{Expression, Vocabulary};

/// What a rule of another product comes to.
#[derive(Debug, Default)]
pub(super) struct Rule {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) level: Option<String>,
    pub(super) weight: Option<u64>,
    /// CEL.
    pub(super) expression: String,
    pub(super) pass_message: Option<String>,
    pub(super) fail_message: Option<String>,
    pub(super) fix: Option<String>,
    pub(super) effective_from: Option<String>,
}

impl Rule {
    /// The rule as a definition has it.
    ///
    /// # Errors
    /// If the expression is none that may be evaluated: longer or deeper than is allowed.
    pub(super) fn finish(self) -> Result<Value, String> {
        let mut vocabulary = Vocabulary::closed(&DeclaredFacts::default());
        Expression::condition(&self.expression, &mut vocabulary).map_err(|error| error.to_string())?;
        let mut rule = Map::new();
        let mut put = |key: &str, value: Value| drop(rule.insert(key.to_owned(), value));
        put("id", self.id.into());
        put("title", self.title.clone().into());
        if let Some(level) = self.level {
            put("level", level.into());
        }
        put("weight", json!(self.weight.unwrap_or(1)));
        put("expression", self.expression.into());
        put("passMessage", sentence(self.pass_message.as_deref().unwrap_or(&self.title)).into());
        let fails = || format!("Does not hold: {}", self.title);
        put("failMessage", sentence(&self.fail_message.unwrap_or_else(fails)).into());
        put("fix", plain(self.fix.as_deref().unwrap_or(&self.title)).into());
        if let Some(day) = self.effective_from {
            put("effectiveFrom", day.into());
        }
        Ok(Value::Object(rule))
    }
}
