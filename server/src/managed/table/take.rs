//! Taking a table in.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use catalog_schema::diagnostic::Severity;
use catalog_schema::model::{EntityRef, Format};
use catalog_schema::vocabulary::Vocabulary;
use catalog_schema::wire::{CellProblem, ItemProblem, Problem, PushOutcome, TableChange, TableOutcome, TableRow};

use super::cells::{Identity, judge};
use super::read::{Column, Row, Table, read};
use crate::managed::bulk::Seen;
use crate::managed::document::diagnosed;
use crate::managed::fill::{begin, fill};
use crate::managed::problems;
use crate::managed::service::{ATTEMPTS, Edit, Expected, Managed, Standing, Stop};
use crate::managed::written::Written;
use crate::portal::{long, unavailable};
use crate::store::StoreError;

/// What the audit log calls it.
const ACTION: &str = "import";
/// Of wrong rows so many are told in a problem.
const TOLD: usize = 100;

/// How a table is taken in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TableOptions {
    /// Only say what would change.
    pub dry_run: bool,
    /// Take in the rows that are right, and leave the others out.
    pub only_right: bool,
}

/// What the rows come to.
struct Plan {
    revision: u64,
    rows: Vec<TableRow>,
    edits: Vec<(EntityRef, Edit)>,
}

impl Managed {
    /// Keeps what the rows of a table say, in one transaction, or says what that would change. An empty cell leaves what is
    /// there as it is; the same table again changes nothing.
    ///
    /// # Errors
    /// 422 `invalid_table` where it is none, or `invalid_rows` where some are wrong and not only the others are to be taken;
    /// 503 if the store fails or others write all the time.
    pub async fn take_table(&self, bytes: &[u8], options: TableOptions, actor: &str) -> Result<TableOutcome, Problem> {
        let Table { rows, ignored } = read(bytes).map_err(|why| problems::invalid_table(&why))?;
        let rows = Arc::new(rows);
        let turn = if options.dry_run { None } else { Some(self.turn.lock().await) };
        for _ in 0..ATTEMPTS {
            let Plan { revision, rows, edits } = self.rows(&rows).await.map_err(|error| unavailable(&error))?;
            if !options.dry_run && !options.only_right {
                wrong(&rows)?;
            }
            let writes = !options.dry_run && !edits.is_empty();
            let made = match writes {
                true => self.written(&edits, (actor, ACTION)).await,
                false if edits.is_empty() => Ok(PushOutcome::default()),
                false => self.rehearsed(&edits).await,
            };
            match made {
                Err(Stop::Overtaken) => {}
                // What a file came to say, or somebody else, is in the next plan.
                Err(Stop::Refused(problem)) if matches!(problem.status, 409 | 412) => {}
                Err(Stop::Refused(problem)) => return Err(*problem),
                Ok(mut made) => {
                    made.outcome.revision = if writes { made.outcome.revision } else { revision };
                    let made = if writes { self.shown(made).await } else { made };
                    drop(turn);
                    return Ok(TableOutcome { dry_run: options.dry_run, outcome: made.outcome, rows, ignored });
                }
            }
        }
        Err(problems::overtaken())
    }

    async fn rows(&self, rows: &Arc<Vec<Row>>) -> Result<Plan, StoreError> {
        let mut tx = self.store.read().await?;
        let revision = tx.head().await?.revision;
        let vocabulary = tx.vocabulary().await?;
        let judged: Vec<_> = rows.iter().map(|row| judge(row, &vocabulary)).collect();
        let refs: Vec<EntityRef> = judged.iter().flat_map(|(identity, _)| identity).map(Identity::entity_ref).collect();
        let known = tx.entities_by_ref(&refs).await?;
        let known: Vec<_> = known.into_iter().map(|row| (row.entity_ref, row.revision)).collect();
        let known = Seen::read(&mut tx, &known, self.ingest.precedence()).await?;
        drop(tx);
        let (managed, rows) = (self.clone(), Arc::clone(rows));
        // Each row is a descriptor that is written and read.
        Ok(long(move || managed.plan_of(&rows, judged, (revision, &vocabulary, &known))).await)
    }

    /// What becomes of rows as they were judged, in a catalog that says this of them.
    fn plan_of(
        &self,
        rows: &[Row],
        judged: Vec<(Option<Identity>, Vec<CellProblem>)>,
        (revision, vocabulary, known): (u64, &Vocabulary, &HashMap<EntityRef, Seen>),
    ) -> Plan {
        let mut plan = Plan { revision, rows: Vec::with_capacity(rows.len()), edits: Vec::new() };
        let mut lines: BTreeMap<EntityRef, u64> = BTreeMap::new();
        for (row, (identity, mut problems)) in rows.iter().zip(judged) {
            let entity_ref = identity.as_ref().map(Identity::entity_ref);
            let mut change = TableChange::LeftOut;
            if let (Some(identity), Some(entity_ref)) = (identity, &entity_ref) {
                if let Some(line) = lines.insert(entity_ref.clone(), row.line) {
                    problems.push(error("name", format!("line {line} is about {entity_ref} already")));
                }
                if problems.is_empty() {
                    let made = self.edit((row, vocabulary), &identity, known.get(entity_ref), &mut problems);
                    change = made.as_ref().map_or(TableChange::LeftOut, |(change, _)| *change);
                    let edit = made.and_then(|(_, edit)| edit);
                    plan.edits.extend(edit.map(|edit| (entity_ref.clone(), edit)));
                }
            }
            let entity_ref = entity_ref.map(|entity_ref| entity_ref.to_string());
            plan.rows.push(TableRow { line: row.line, entity_ref, change, problems });
        }
        plan
    }

    /// What becomes of a row whose cells are right, and the edit that makes it so.
    fn edit(
        &self,
        (row, vocabulary): (&Row, &Vocabulary),
        identity: &Identity,
        seen: Option<&Seen>,
        problems: &mut Vec<CellProblem>,
    ) -> Option<(TableChange, Option<Edit>)> {
        let before = match seen {
            None => None,
            Some(Seen { standing: Standing::File { source, path, .. }, .. }) => {
                problems.push(error("name", format!("{path} of the source {source} describes it; change it there")));
                return None;
            }
            Some(seen) => {
                let own = seen.own().filter(|own| matches!(own.format, Format::Native | Format::Backstage));
                let before = own.and(seen.text.as_deref()).and_then(Written::read);
                if before.is_none() {
                    let detail = "the portal keeps it in another format; change its text on its page".to_owned();
                    problems.push(error("name", detail));
                    return None;
                }
                before
            }
        };
        let mut after = before.clone().unwrap_or_else(|| begin(identity.kind, &identity.namespace, &identity.name));
        row.cells.iter().for_each(|(column, cell)| match column {
            Column::Known("kind" | "namespace" | "name") => {}
            Column::Known(column) => fill(&mut after, column, cell),
            Column::Field(name) => {
                // What does not fit was told before.
                let value = vocabulary.field(name).and_then(|field| field.parse(cell).ok());
                after.set_custom_field(name, value);
            }
        });
        if before.as_ref() == Some(&after) {
            return Some((TableChange::None, None));
        }
        let text = after.to_text();
        let found = diagnosed(&text, self.ingest.decode_options());
        problems.extend(found.into_iter().map(|(severity, detail)| CellProblem {
            column: None,
            error: severity == Severity::Error,
            detail,
        }));
        if problems.iter().any(|problem| problem.error) {
            return None;
        }
        let (change, expected) = match seen {
            Some(seen) => (TableChange::Update, Expected::OfRevision(seen.revision)),
            None => (TableChange::Create, Expected::Absent),
        };
        Some((change, Some(Edit { text, overlay: false, expected })))
    }
}

fn error(column: &str, detail: String) -> CellProblem {
    CellProblem { column: Some(column.to_owned()), error: true, detail }
}

/// Fails if a row is wrong, with what is.
fn wrong(rows: &[TableRow]) -> Result<(), Problem> {
    let wrong: Vec<(usize, &TableRow)> =
        rows.iter().enumerate().filter(|(_, row)| row.change == TableChange::LeftOut).collect();
    if wrong.is_empty() {
        return Ok(());
    }
    let items = wrong.iter().flat_map(|(index, row)| {
        row.problems.iter().filter(|problem| problem.error).map(|problem| ItemProblem {
            index: u32::try_from(*index).unwrap_or(u32::MAX),
            field: problem.column.clone().unwrap_or_default(),
            detail: format!("line {}: {}", row.line, problem.detail),
            help: String::new(),
        })
    });
    Err(Problem { items: items.take(TOLD).collect(), ..problems::invalid_rows(wrong.len(), TOLD) })
}
