use super::compare::{About, compare};
use super::current::Said;
use super::kept::{Kept, LEVEL, Since, pack, unpack};
use crate::store::{OutcomeHead, TransitionRow};

/// What is written down of one entity and one scorecard while it says this and that.
#[derive(Default)]
struct History {
    kept: Kept,
    told: Vec<TransitionRow>,
}

impl History {
    fn says(&mut self, revision: u64, minute: i64, settled: bool, said: &[(&str, Option<&str>)]) -> &mut Self {
        let seen = Since { head: OutcomeHead { revision, step: 0 }, at: minute * 60_000 };
        let said: Said<'_> = said.iter().copied().collect();
        let about = About { uid: "u", scorecard: "basics", seen, settled };
        let (kept, told) = compare(about, &self.kept, &said);
        assert_eq!(unpack(&pack(&kept)).unwrap(), kept, "nothing is lost on the way");
        self.kept = kept;
        self.told.extend(told);
        self
    }

    /// `rule: was -> became @revision`.
    fn lines(&self) -> Vec<String> {
        let word = |value: &Option<String>| value.clone().unwrap_or_else(|| "none".to_owned());
        let line = |row: &TransitionRow| {
            format!("{}: {} -> {} @{}", row.rule, word(&row.was), word(&row.became), row.revision)
        };
        self.told.iter().map(line).collect()
    }

    fn since(&self, rule: &str) -> u64 {
        self.kept[rule].since.head.revision
    }
}

#[test]
fn what_never_changes_has_no_transitions_and_what_does_has_all_from_the_first() {
    let mut history = History::default();
    history.says(1, 1, true, &[("a", Some("fail")), ("b", Some("pass")), (LEVEL, None)]);
    history.says(2, 2, true, &[("a", Some("fail")), ("b", Some("pass")), (LEVEL, None)]);
    assert!(history.told.is_empty());
    history.says(3, 3, true, &[("a", Some("pass")), ("b", Some("pass")), (LEVEL, Some("gold"))]);
    history.says(4, 4, true, &[("a", Some("fail")), ("b", Some("pass")), (LEVEL, None)]);
    assert_eq!(
        history.lines(),
        [": none -> gold @3", "a: none -> fail @1", "a: fail -> pass @3", ": gold -> none @4", "a: pass -> fail @4",]
    );
    assert_eq!((history.since("a"), history.since("b")), (4, 1));
}

#[test]
fn a_rule_that_is_gone_is_closed_where_it_had_a_history() {
    let mut history = History::default();
    history.says(1, 1, true, &[("a", Some("fail")), ("b", Some("pass"))]);
    history.says(2, 2, true, &[("a", Some("pass")), ("b", Some("pass"))]);
    history.says(3, 3, true, &[]);
    assert_eq!(history.lines(), ["a: none -> fail @1", "a: fail -> pass @2", "a: pass -> none @3"]);
}

#[test]
fn what_cannot_be_judged_yet_after_a_start_is_left_as_it_was() {
    let mut history = History::default();
    let known = [("reach", Some("pass")), (LEVEL, Some("gold"))];
    let pending = [("reach", Some("unknown")), ("new", Some("unknown")), (LEVEL, None)];
    history.says(1, 1, true, &known).says(1, 9, false, &pending);
    assert!(history.told.is_empty() && history.kept.len() == 2);
    // Should it stay so, then it is so.
    history.says(1, 10, true, &pending);
    assert_eq!(history.lines()[..2], [": gold -> gold @1", ": gold -> none @1"]);
    assert_eq!(history.kept["reach"].value.as_deref(), Some("unknown"));
}

#[test]
fn what_nobody_has_looked_at_yet_is_no_history() {
    let mut history = History::default();
    history.says(1, 1, true, &[("reach", Some("unknown"))]).says(2, 1, true, &[("reach", Some("pass"))]);
    assert!(history.told.is_empty());
    assert_eq!(history.since("reach"), 2);
    // What was not known for long was not known.
    let mut history = History::default();
    history.says(1, 1, true, &[("reach", Some("unknown"))]).says(2, 100, true, &[("reach", Some("pass"))]);
    assert_eq!(history.lines(), ["reach: none -> unknown @1", "reach: unknown -> pass @2"]);
}

#[test]
fn what_somebody_else_wrote_is_said_and_not_guessed() {
    assert!(unpack("{}").is_err() && unpack("").is_err());
}
