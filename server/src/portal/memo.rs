//! Answers that take long to make, kept as long as they are true.

use std::collections::VecDeque;
use std::fmt;
use std::future::Future;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use catalog_schema::wire::Problem;

use crate::live::Live;

/// What an answer was made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct State {
    epoch: String,
    /// A revision, and a second number that tells apart what is of the same one.
    at: (u64, i64),
}

impl State {
    /// A snapshot.
    pub(super) fn of(live: &Live) -> Self {
        Self { epoch: live.epoch().to_owned(), at: (live.revision(), live.judged_at()) }
    }

    /// What is written down in the store beside the snapshot, up to some place.
    pub(super) fn written(live: &Live, at: (u64, i64)) -> Self {
        Self { epoch: live.epoch().to_owned(), at }
    }

    /// Whether it is of a later moment of the same catalog.
    fn is_after(&self, other: &Self) -> bool {
        self.epoch == other.epoch && self.at > other.at
    }
}

/// The last answer to one question, with the state of the catalog that it is of.
pub(super) struct Memo<T>(Mutex<Option<Kept<T>>>);

struct Kept<T> {
    state: State,
    made: Instant,
    answer: Arc<T>,
}

impl<T> Kept<T> {
    /// The answer, if it was made of this very state and is not older than `limit`.
    fn recall(&self, state: &State, limit: Option<Duration>) -> Option<Arc<T>> {
        let is_young = limit.is_none_or(|limit| self.made.elapsed() < limit);
        (self.state == *state && is_young).then(|| Arc::clone(&self.answer))
    }
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
        locked(&self.0).as_ref()?.recall(&State::of(live), limit)
    }

    /// Keeps an answer that was made of this state, in place of the one before, unless that is of a later state.
    pub(super) fn keep(&self, live: &Live, answer: T) -> Arc<T> {
        let (state, answer) = (State::of(live), Arc::new(answer));
        let mut kept = locked(&self.0);
        if !kept.as_ref().is_some_and(|kept| kept.state.is_after(&state)) {
            *kept = Some(Kept { state, made: Instant::now(), answer: Arc::clone(&answer) });
        }
        answer
    }
}

/// The last answers to `MOST` questions at most; those go first that nobody asked for longest.
pub(super) struct Memos<T, const MOST: usize>(Mutex<VecDeque<(String, Kept<T>)>>);

impl<T, const MOST: usize> Default for Memos<T, MOST> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T, const MOST: usize> fmt::Debug for Memos<T, MOST> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Memos").finish_non_exhaustive()
    }
}

impl<T, const MOST: usize> Memos<T, MOST> {
    /// The answer to a question that was made of this very state, unless it is older than `limit`.
    pub(super) fn recall(&self, state: &State, question: &str, limit: Duration) -> Option<Arc<T>> {
        let mut kept = locked(&self.0);
        let place = kept.iter().position(|(known, _)| known == question)?;
        let answer = kept.get(place)?.1.recall(state, Some(limit))?;
        if let Some(recalled) = kept.remove(place) {
            kept.push_back(recalled);
        }
        Some(answer)
    }

    /// The last answer to a question, whatever state of this catalog it was made of.
    pub(super) fn last(&self, state: &State, question: &str) -> Option<Arc<T>> {
        let kept = locked(&self.0);
        let (_, kept) = kept.iter().find(|(known, _)| known == question)?;
        (kept.state.epoch == state.epoch).then(|| Arc::clone(&kept.answer))
    }

    /// The answer that is kept, or the one that `make` comes to, which is kept then.
    ///
    /// # Errors
    /// What `make` answers instead; that is not kept.
    pub(super) async fn answer(
        &self,
        state: State,
        question: String,
        limit: Duration,
        make: impl Future<Output = Result<T, Problem>>,
    ) -> Result<Arc<T>, Problem> {
        if let Some(recalled) = self.recall(&state, &question, limit) {
            return Ok(recalled);
        }
        let made = make.await?;
        Ok(self.keep(state, question, made))
    }

    /// Keeps an answer beside those to other questions, unless there is one of a later state.
    pub(super) fn keep(&self, state: State, question: String, answer: T) -> Arc<T> {
        let answer = Arc::new(answer);
        let mut kept = locked(&self.0);
        if let Some(place) = kept.iter().position(|(known, _)| *known == question) {
            if kept.get(place).is_some_and(|(_, known)| known.state.is_after(&state)) {
                return answer;
            }
            kept.remove(place);
        }
        while kept.len() >= MOST.max(1) {
            kept.pop_front();
        }
        kept.push_back((question, Kept { state, made: Instant::now(), answer: Arc::clone(&answer) }));
        answer
    }
}

fn locked<T>(kept: &Mutex<T>) -> MutexGuard<'_, T> {
    kept.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::live::testing::*;

    #[test]
    fn answers_are_recalled_by_their_questions() {
        let (live, limit) = (catalog([entity("component:web")]), Duration::MAX);
        let (memos, state) = (Memos::<_, 2>::default(), State::of(&live));
        memos.keep(state.clone(), "one".to_owned(), 1);
        memos.keep(state.clone(), "two".to_owned(), 2);
        assert_eq!(memos.recall(&state, "one", limit).as_deref(), Some(&1));
        assert_eq!(memos.recall(&state, "three", limit), None);
        assert_eq!(memos.recall(&state, "one", Duration::ZERO), None, "too old");
        memos.keep(state.clone(), "three".to_owned(), 3);
        assert_eq!(memos.recall(&state, "two", limit), None, "nobody asked for it longest");
        assert_eq!(memos.recall(&state, "one", limit).as_deref(), Some(&1));
    }

    #[test]
    fn an_answer_of_an_older_state_takes_no_place() {
        let live = catalog([entity("component:web")]);
        let (older, newer) = (State::of(&live), State::of(&live.at_revision(2)));
        let (memos, memo) = (Memos::<_, 2>::default(), Memo::default());
        memos.keep(newer.clone(), "one".to_owned(), 2);
        assert_eq!(*memos.keep(older.clone(), "one".to_owned(), 1), 1, "who made it has it");
        assert_eq!(memos.recall(&newer, "one", Duration::MAX).as_deref(), Some(&2));
        assert_eq!(memos.recall(&older, "one", Duration::MAX), None);
        memo.keep(&live.at_revision(2), 2);
        memo.keep(&live, 1);
        assert_eq!(memo.recall(&live.at_revision(2), None).as_deref(), Some(&2));
        let restored = Live::empty("another epoch", live.search().clone());
        memo.keep(&restored, 3);
        assert_eq!(memo.recall(&restored, None).as_deref(), Some(&3), "of another catalog there is no older state");
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
