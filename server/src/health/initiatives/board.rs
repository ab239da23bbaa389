//! Where everybody stands with every initiative in a snapshot.

use std::collections::BTreeSet;
use std::sync::Arc;

use catalog_schema::model::EntityRef;
use scorecards::{AskedRule, Asks, InitiativeDefinition, Reached, UnknownPart};

use super::selection::selection;
use super::standing::Standings;
use crate::graph::Slot;
use crate::live::{Live, Row};
use crate::store::text_hash;

/// All initiatives of a snapshot on a day.
///
/// It is made once for a snapshot, and from the one before by the rows that changed since: what it costs grows with the
/// change. Whom an initiative is about is found anew each time, by bitmaps.
pub(crate) struct Boards {
    live: Arc<Live>,
    /// Such as `2026-12-01`, UTC: of a level, rules count from some day on.
    day: String,
    /// In the order of their names.
    boards: Vec<Board>,
}

/// An initiative, and where everybody stands.
#[derive(Clone)]
pub(crate) struct Board {
    /// The entity that defines it.
    pub(super) by: EntityRef,
    pub(super) definition: Arc<InitiativeDefinition>,
    /// Everybody to whom its rules apply, whom it is about or not.
    judged: Standings,
    /// Those of whom it asks something.
    pub(crate) standings: Standings,
    /// What it names and is not there: then nothing is counted.
    pub(super) unknown: Vec<UnknownPart>,
}

/// By the number of a rule's symbol: the places of the initiatives that ask for it.
type Asking = Vec<Vec<usize>>;

impl Boards {
    /// Those of `live` on a day; `before` are those of an earlier snapshot, if there are any.
    pub(crate) fn of(live: Arc<Live>, day: &str, before: Option<&Self>) -> Self {
        let goes_on = before.filter(|before| {
            before.day == day
                && before.live.epoch() == live.epoch()
                && Arc::ptr_eq(before.live.engine(), live.engine())
                && Arc::ptr_eq(before.live.initiatives(), live.initiatives())
        });
        let mut boards = match goes_on {
            Some(before) => before.boards.clone(),
            None => fresh(&live),
        };
        let asking = asking(&live, &mut boards, day);
        match goes_on {
            Some(before) => {
                let changed: BTreeSet<Slot> =
                    live.rows_not_shared(&before.live).chain(before.live.rows_not_shared(&live)).collect();
                for slot in changed {
                    boards.iter_mut().for_each(|board| board.judged.remove(slot.number()));
                    if let Some(row) = live.row(slot) {
                        judge(&mut boards, &asking, slot, row);
                    }
                }
            }
            None => live.rows().for_each(|(slot, row)| judge(&mut boards, &asking, slot, row)),
        }
        for board in &mut boards {
            board.narrow(&live);
        }
        Self { live, day: day.to_owned(), boards }
    }

    /// Whether they are of this very snapshot and day.
    pub(crate) fn are_of(&self, live: &Arc<Live>, day: &str) -> bool {
        Arc::ptr_eq(&self.live, live) && self.day == day
    }

    pub(crate) fn live(&self) -> &Arc<Live> {
        &self.live
    }

    pub(crate) fn day(&self) -> &str {
        &self.day
    }

    /// In the order of their names.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Board> {
        self.boards.iter()
    }
}

impl Board {
    /// Its rules, by the scorecards of the snapshot; none where it names what there is not.
    pub(super) fn asked<'a>(&self, live: &'a Live) -> Vec<AskedRule<'a>> {
        self.definition.asked(live.engine()).unwrap_or_default()
    }

    pub(crate) fn name(&self) -> &str {
        &self.definition.name
    }

    /// What it asks of whom since when, so that it can be told whether what is written down of days is of the same. What
    /// scorecards say of their rules is not part of it: history says what they said then.
    pub(crate) fn meaning(&self, live: &Live) -> String {
        let definition = &*self.definition;
        let rules: Vec<String> = self.asked(live).iter().map(meaning_of_rule).collect();
        let InitiativeDefinition { starts_on, applies_to, filter, .. } = definition;
        // A level goes by its rules: which scorecard calls them together makes no difference.
        text_hash(format!("{starts_on}\n{rules:?}\n{applies_to:?}\n{filter:?}").as_bytes())
    }

    /// Finds out of whom it asks something.
    fn narrow(&mut self, live: &Live) {
        match selection(live, &self.definition) {
            _ if !self.unknown.is_empty() => self.standings = Standings::default(),
            Ok(selection) => self.standings = self.judged.within(&selection),
            Err(unknown) => {
                self.standings = Standings::default();
                self.unknown.push(unknown);
            }
        }
    }
}

/// The rule, and for a level from when on it counts.
fn meaning_of_rule(asked: &AskedRule<'_>) -> String {
    let from = asked.rule.effective_from.as_deref().filter(|_| !asked.by_name).unwrap_or_default();
    format!("{}/{} {from}", asked.scorecard.name, asked.rule.id)
}

/// Those that the snapshot has, of which nobody has been judged yet. Of two entities that define one name, the first by
/// reference counts.
fn fresh(live: &Live) -> Vec<Board> {
    let mut names = BTreeSet::new();
    let named = live.initiatives().iter().filter(|(_, definition)| names.insert(definition.name.clone()));
    let mut boards: Vec<Board> = named
        .map(|(by, definition)| Board {
            by: by.clone(),
            definition: Arc::clone(definition),
            judged: Standings::default(),
            standings: Standings::default(),
            unknown: Vec::new(),
        })
        .collect();
    boards.sort_by(|one, other| one.name().cmp(other.name()));
    boards
}

/// Which initiatives ask for each rule on a day; notes what they name and is not there.
fn asking(live: &Live, boards: &mut [Board], day: &str) -> Asking {
    let symbols = live.columns().rules();
    let mut asking: Asking = vec![Vec::new(); symbols.bound()];
    for (place, board) in boards.iter_mut().enumerate() {
        let rules = match board.definition.asked(live.engine()) {
            Ok(rules) => rules,
            Err(unknown) => {
                board.unknown = unknown;
                continue;
            }
        };
        board.unknown = Vec::new();
        for asked in rules.iter().filter(|asked| asked.counts_on(day)) {
            let symbol = symbols.find(&format!("{}/{}", asked.scorecard.name, asked.rule.id));
            if let Some(places) = symbol.and_then(|symbol| asking.get_mut(symbol.index())) {
                places.push(place);
            }
        }
    }
    asking
}

/// Puts down how far an entity is with each initiative whose rules apply to it.
fn judge(boards: &mut [Board], asking: &Asking, slot: Slot, row: &Row) {
    let mut found: Vec<(usize, Reached)> = Vec::new();
    for outcome in row.outcomes() {
        let reached = Reached::by(outcome.verdict.outcome);
        for &place in asking.get(outcome.rule.index()).into_iter().flatten() {
            match found.iter_mut().find(|(known, _)| *known == place) {
                Some((_, worst)) => *worst = reached.max(*worst),
                None => found.push((place, reached)),
            }
        }
    }
    for (place, reached) in found {
        if let Some(board) = boards.get_mut(place) {
            board.judged.insert(slot.number(), reached);
        }
    }
}

/// The scorecard and the level that are asked for, by name.
pub(super) fn level(definition: &InitiativeDefinition) -> Option<(&str, &str)> {
    match &definition.asks {
        Asks::Level { scorecard, level } => Some((scorecard, level)),
        Asks::Rules(_) => None,
    }
}
