//! The log as a feed shows it: with the time, the source and the author of each step.

use super::db::on_engine;
use super::head::{signed, unsigned};
use super::{Event, Operation, StoreError, Tx};

/// A place in the log: of a step, or between two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The revision.
    pub revision: u64,
    /// The place within the revision, from 0.
    pub position: u64,
}

impl Place {
    /// Before every step of a revision.
    pub fn before(revision: u64) -> Self {
        Self { revision, position: 0 }
    }

    /// After every step of a revision.
    pub fn after(revision: u64) -> Self {
        Self { revision, position: i64::MAX.unsigned_abs() }
    }
}

/// Which part of the log.
#[derive(Clone, Debug)]
pub struct LogWindow {
    /// Only steps after this place.
    pub after: Place,
    /// Only steps before this place.
    pub before: Place,
    /// Only steps of what was called so.
    pub entity_ref: Option<String>,
    /// From the last step back, not from the first one on.
    pub newest_first: bool,
    /// At most so many.
    pub size: u32,
}

/// One step of the log with what its version says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoggedChange {
    /// Where it stands.
    pub place: Place,
    /// The entity's identity.
    pub uid: String,
    /// What it was called.
    pub entity_ref: String,
    /// What happened.
    pub operation: Operation,
    /// What that was, for people.
    pub event: Event,
    /// What it was called before, where a step gives it a new name.
    pub renamed_from: Option<String>,
    /// What its version says; none where that is not kept any more.
    pub version: Option<LoggedVersion>,
}

/// What the version of a step says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoggedVersion {
    /// Milliseconds since the Unix epoch.
    pub changed_at: i64,
    /// The source.
    pub source: String,
    /// The commit, where it is known.
    pub commit_id: Option<String>,
    /// The commit's author, `Name <address>`.
    pub author: Option<String>,
    /// Hash of the content.
    pub content: String,
}

#[derive(sqlx::FromRow)]
struct Row {
    revision: i64,
    position: i64,
    uid: String,
    #[sqlx(rename = "ref")]
    entity_ref: String,
    operation: String,
    event: Option<String>,
    renamed_from: Option<String>,
    changed_at: Option<i64>,
    source: Option<String>,
    commit_id: Option<String>,
    author: Option<String>,
    content: Option<String>,
}

impl Row {
    fn into_change(self) -> LoggedChange {
        let operation = Operation::read(&self.operation);
        let version = |(changed_at, source, content)| LoggedVersion {
            changed_at,
            source,
            content,
            commit_id: self.commit_id,
            author: self.author,
        };
        LoggedChange {
            place: Place { revision: unsigned(self.revision), position: unsigned(self.position) },
            uid: self.uid,
            entity_ref: self.entity_ref,
            operation,
            event: Event::read(self.event.as_deref(), operation),
            renamed_from: self.renamed_from,
            version: self
                .changed_at
                .zip(self.source)
                .zip(self.content)
                .map(|((changed_at, source), content)| version((changed_at, source, content))),
        }
    }
}

/// The statement for a window: of everything or of one reference, in one direction or the other. The window is cut out
/// of the log's index before anything is joined to it.
macro_rules! window {
    ($of:literal, $direction:literal) => {
        concat!(
            "with page as (
                 select revision, position, uid, ref, operation, event from changes
                 where (revision, position) > ($1, $2) and (revision, position) < ($3, $4) and ",
            $of,
            " order by revision ",
            $direction,
            ", position ",
            $direction,
            " limit $6)
             select c.revision, c.position, c.uid, c.ref, c.operation, c.event,
                 case when c.event = 'renamed' and c.operation = 'put' then
                     (select p.ref from versions p where p.uid = c.uid and p.revision < c.revision
                      order by p.revision desc limit 1) end as renamed_from,
                 v.changed_at, v.source, v.commit_id, v.author, v.content
             from page c left join versions v on v.uid = c.uid and v.revision = c.revision
             order by c.revision ",
            $direction,
            ", c.position ",
            $direction
        )
    };
}

impl Tx {
    /// A part of the log, in the order of the window.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn log_window(&mut self, window: &LogWindow) -> Result<Vec<LoggedChange>, StoreError> {
        let statement = match (&window.entity_ref, window.newest_first) {
            (None, false) => window!("$5 = ''", "asc"),
            (None, true) => window!("$5 = ''", "desc"),
            (Some(_), false) => window!("ref = $5", "asc"),
            (Some(_), true) => window!("ref = $5", "desc"),
        };
        let rows: Vec<Row> = on_engine!(self, connection => {
            sqlx::query_as(statement)
                .bind(signed(window.after.revision))
                .bind(signed(window.after.position))
                .bind(signed(window.before.revision))
                .bind(signed(window.before.position))
                .bind(window.entity_ref.clone().unwrap_or_default())
                .bind(i64::from(window.size))
                .fetch_all(connection)
                .await?
        });
        Ok(rows.into_iter().map(Row::into_change).collect())
    }
}
