//! Answers that take a pass over the whole catalog, kept as long as they are true.

use std::collections::BTreeMap;
use std::fmt;
use std::future::Future;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use catalog_schema::wire::Problem;

use crate::live::Live;

/// The last answer to one question, with the state of the catalog that it is of.
pub(super) struct Memo<T>(Mutex<Option<Kept<T>>>);

struct Kept<T> {
    epoch: String,
    revision: u64,
    judged_at: i64,
    made: Instant,
    answer: Arc<T>,
}

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T> fmt::Debug for Memo<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Memo").finish_non_exhaustive()
    }
}

impl<T> Memo<T> {
    /// The answer that was made of this very state, unless it is older than `limit`.
    pub(super) fn recall(&self, live: &Live, limit: Option<Duration>) -> Option<Arc<T>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_of_it = |kept: &&Kept<T>| {
            (kept.revision, kept.judged_at) == (live.revision(), live.judged_at()) && kept.epoch == live.epoch()
        };
        let kept = kept.as_ref().filter(is_of_it)?;
        let is_young = limit.is_none_or(|limit| kept.made.elapsed() < limit);
        is_young.then(|| Arc::clone(&kept.answer))
    }

    /// Keeps an answer that was made of this state, in place of the one before.
    pub(super) fn keep(&self, live: &Live, answer: T) -> Arc<T> {
        let answer = Arc::new(answer);
        let kept = Kept {
            epoch: live.epoch().to_owned(),
            revision: live.revision(),
            judged_at: live.judged_at(),
            made: Instant::now(),
            answer: Arc::clone(&answer),
        };
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(kept);
        answer
    }
}

/// The last answers to several questions, all of one state of the catalog.
pub(super) struct Memos<T>(Memo<Mutex<BTreeMap<String, Arc<T>>>>);

/// Questions whose answers are kept; with more of them it begins anew.
const QUESTIONS: usize = 500;

impl<T> Default for Memos<T> {
    fn default() -> Self {
        Self(Memo::default())
    }
}

impl<T> fmt::Debug for Memos<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Memos").finish_non_exhaustive()
    }
}

impl<T> Memos<T> {
    /// The answer that was made of this very state, unless the first of this state is older than `limit`.
    fn recall(&self, live: &Live, question: &str, limit: Duration) -> Option<Arc<T>> {
        let answers = self.0.recall(live, Some(limit))?;
        let answers = answers.lock().unwrap_or_else(PoisonError::into_inner);
        answers.get(question).map(Arc::clone)
    }

    /// The answer that is kept, or the one that `make` comes to, which is kept then.
    ///
    /// # Errors
    /// What `make` answers instead; that is not kept.
    pub(super) async fn answer(
        &self,
        live: &Live,
        question: String,
        limit: Duration,
        make: impl Future<Output = Result<T, Problem>>,
    ) -> Result<T, Problem>
    where
        T: Clone,
    {
        if let Some(recalled) = self.recall(live, &question, limit) {
            return Ok((*recalled).clone());
        }
        let made = make.await?;
        Ok((*self.keep(live, question, limit, made)).clone())
    }

    /// Keeps an answer beside the others that were made of this state.
    fn keep(&self, live: &Live, question: String, limit: Duration, answer: T) -> Arc<T> {
        let answers = self.0.recall(live, Some(limit)).unwrap_or_else(|| self.0.keep(live, Mutex::default()));
        let mut answers = answers.lock().unwrap_or_else(PoisonError::into_inner);
        if answers.len() >= QUESTIONS {
            answers.clear();
        }
        let answer = Arc::new(answer);
        answers.insert(question, Arc::clone(&answer));
        answer
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::live::testing::*;

    #[test]
    fn answers_are_recalled_by_their_questions() {
        let (live, limit) = (catalog([entity("component:web")]), Duration::MAX);
        let memos = Memos::default();
        memos.keep(&live, "one".to_owned(), limit, 1);
        memos.keep(&live, "two".to_owned(), limit, 2);
        assert_eq!(memos.recall(&live, "one", limit).as_deref(), Some(&1));
        assert_eq!(memos.recall(&live, "three", limit), None);
        assert_eq!(memos.recall(&live, "one", Duration::ZERO), None, "too old");
        let next = live.at_revision(2);
        memos.keep(&next, "two".to_owned(), limit, 3);
        assert_eq!(memos.recall(&next, "one", limit), None, "of another revision");
    }

    #[test]
    fn an_answer_is_recalled_for_its_own_state_and_while_it_is_young() {
        let live = catalog([entity("component:web")]);
        let memo = Memo::default();
        assert_eq!(memo.recall(&live, None), None);
        memo.keep(&live, 1);
        assert_eq!(memo.recall(&live, None).as_deref(), Some(&1));
        assert_eq!(memo.recall(&live, Some(Duration::ZERO)), None, "too old");
        assert_eq!(memo.recall(&live.at_revision(2), None), None, "of another revision");
        let restored = Live::empty("another epoch", live.search().clone()).at_revision(1);
        assert_eq!(memo.recall(&restored, None), None, "of another catalog");
    }
}
