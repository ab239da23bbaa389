//! Exemptions that somebody asks for, and what becomes of them.

use super::db::on_engine;
use super::head::{signed, unsigned};
use super::{StoreError, Tx};

/// An exemption from a rule that somebody asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExemptionRow {
    /// A UUID of version 7: ordered by time.
    pub id: String,
    /// The entity's identity.
    pub uid: String,
    /// What that was called when somebody asked.
    pub entity_ref: String,
    /// The scorecard's name.
    pub scorecard: String,
    /// The rule's id.
    pub rule: String,
    /// Why.
    pub reason: String,
    /// The last day (`2026-12-31`, UTC) on which it is to hold.
    pub until: String,
    /// What became of it.
    pub state: ExemptionState,
    /// Who asked, as the audit log names them; when, in milliseconds since the Unix epoch.
    pub asked: (String, i64),
    /// Likewise of who approved or declined it.
    pub decided: Option<(String, i64)>,
    /// What they said about it.
    pub comment: Option<String>,
    /// Likewise of who withdrew it.
    pub withdrawn: Option<(String, i64)>,
    /// The last revision that changed by it what entities are judged by; 0 where none did.
    pub revision: u64,
}

/// What became of a request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ExemptionState {
    /// Nothing yet.
    #[default]
    Waiting,
    /// It holds until its last day.
    Approved,
    /// It does not.
    Declined,
    /// Somebody took it back.
    Withdrawn,
}

impl ExemptionState {
    const ALL: [Self; 4] = [Self::Waiting, Self::Approved, Self::Declined, Self::Withdrawn];

    /// Its name in the table.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Approved => "approved",
            Self::Declined => "declined",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// One row as sqlx hands it out: tuples of so many columns have no implementation of their own.
#[derive(sqlx::FromRow)]
struct Found {
    id: String,
    uid: String,
    #[sqlx(rename = "ref")]
    entity_ref: String,
    scorecard: String,
    rule: String,
    reason: String,
    until_day: String,
    state: String,
    asked_by: String,
    asked_at: i64,
    decided_by: Option<String>,
    decided_at: Option<i64>,
    comment: Option<String>,
    withdrawn_by: Option<String>,
    withdrawn_at: Option<i64>,
    revision: i64,
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "select id, uid, ref, scorecard, rule, reason, until_day, state, asked_by, asked_at, decided_by, decided_at,
             comment, withdrawn_by, withdrawn_at, revision from exemptions ",
            $rest
        )
    };
}

impl Tx {
    /// Writes an exemption down, in the place of what is known of it.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn put_exemption(&mut self, row: &ExemptionRow) -> Result<(), StoreError> {
        let ExemptionRow { asked, decided, withdrawn, .. } = row;
        on_engine!(self, connection => {
            sqlx::query(
                "insert into exemptions (id, uid, ref, scorecard, rule, reason, until_day, state, asked_by, asked_at,
                 decided_by, decided_at, comment, withdrawn_by, withdrawn_at, revision)
                 values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
                 on conflict (id) do update set state = excluded.state, decided_by = excluded.decided_by,
                 decided_at = excluded.decided_at, comment = excluded.comment, withdrawn_by = excluded.withdrawn_by,
                 withdrawn_at = excluded.withdrawn_at, revision = excluded.revision",
            )
            .bind(&row.id)
            .bind(&row.uid)
            .bind(&row.entity_ref)
            .bind(&row.scorecard)
            .bind(&row.rule)
            .bind(&row.reason)
            .bind(&row.until)
            .bind(row.state.as_str())
            .bind(&asked.0)
            .bind(asked.1)
            .bind(decided.as_ref().map(|(by, _)| by))
            .bind(decided.as_ref().map(|(_, at)| at))
            .bind(&row.comment)
            .bind(withdrawn.as_ref().map(|(by, _)| by))
            .bind(withdrawn.as_ref().map(|(_, at)| at))
            .bind(signed(row.revision))
            .execute(connection)
            .await?;
        });
        Ok(())
    }

    /// The exemption of this id.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn exemption(&mut self, id: &str) -> Result<Option<ExemptionRow>, StoreError> {
        let found: Option<Found> = on_engine!(self, connection => {
            sqlx::query_as(select!("where id = $1")).bind(id).fetch_optional(connection).await?
        });
        found.map(read).transpose()
    }

    /// Those that changed after `revision` what entities are judged by, whatever they are now.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn exemptions_after(&mut self, revision: u64) -> Result<Vec<ExemptionRow>, StoreError> {
        let found: Vec<Found> = on_engine!(self, connection => {
            sqlx::query_as(select!("where revision > $1 order by id"))
                .bind(signed(revision))
                .fetch_all(connection)
                .await?
        });
        found.into_iter().map(read).collect()
    }

    /// Those that hold on a day (`2026-12-31`, UTC), or later.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn exemptions_on(&mut self, day: &str) -> Result<Vec<ExemptionRow>, StoreError> {
        let found: Vec<Found> = on_engine!(self, connection => {
            sqlx::query_as(select!("where state = 'approved' and until_day >= $1 order by id"))
                .bind(day)
                .fetch_all(connection)
                .await?
        });
        found.into_iter().map(read).collect()
    }

    /// All that were asked for, those that wait first and then the latest first, `limit` at most; of one scorecard or one
    /// entity where these are given.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn exemptions(
        &mut self,
        scorecard: Option<&str>,
        uid: Option<&str>,
        limit: u32,
    ) -> Result<Vec<ExemptionRow>, StoreError> {
        let found: Vec<Found> = on_engine!(self, connection => {
            sqlx::query_as(select!(
                "where scorecard = coalesce($1, scorecard) and uid = coalesce($2, uid)
                 order by case state when 'waiting' then 0 else 1 end, id desc limit $3"
            ))
            .bind(scorecard)
            .bind(uid)
            .bind(i64::from(limit))
            .fetch_all(connection)
            .await?
        });
        found.into_iter().map(read).collect()
    }

    /// How many wait, of everybody and of one who asked.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn exemptions_waiting(&mut self, asked_by: &str) -> Result<(u64, u64), StoreError> {
        let (all, own): (i64, i64) = on_engine!(self, connection => {
            sqlx::query_as(
                "select count(*), count(case when asked_by = $1 then 1 end) from exemptions where state = 'waiting'",
            )
            .bind(asked_by)
            .fetch_one(connection)
            .await?
        });
        Ok((unsigned(all), unsigned(own)))
    }

    /// The last of the next `limit` entities that have exemptions, by uid, after `after`.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn exemptions_until(&mut self, after: &str, limit: u32) -> Result<Option<String>, StoreError> {
        Ok(on_engine!(self, connection => {
            sqlx::query_scalar(
                "select max(uid) from (select distinct uid from exemptions where uid > $1 order by uid limit $2) as page",
            )
            .bind(after)
            .bind(i64::from(limit))
            .fetch_one(connection)
            .await?
        }))
    }

    /// Drops the exemptions of the entities from `after` (not with it) to `until` of which no version is left; answers how
    /// many.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn drop_exemptions(&mut self, (after, until): (&str, &str)) -> Result<u64, StoreError> {
        Ok(on_engine!(self, connection => {
            sqlx::query(
                "delete from exemptions where uid > $1 and uid <= $2
                 and not exists (select 1 from versions v where v.uid = exemptions.uid)",
            )
            .bind(after)
            .bind(until)
            .execute(connection)
            .await?
            .rows_affected()
        }))
    }
}

fn read(found: Found) -> Result<ExemptionRow, StoreError> {
    let state = ExemptionState::ALL.into_iter().find(|state| state.as_str() == found.state);
    let state =
        state.ok_or_else(|| StoreError::Corrupt { what: "state of an exemption", detail: found.state.clone() })?;
    Ok(ExemptionRow {
        id: found.id,
        uid: found.uid,
        entity_ref: found.entity_ref,
        scorecard: found.scorecard,
        rule: found.rule,
        reason: found.reason,
        until: found.until_day,
        state,
        asked: (found.asked_by, found.asked_at),
        decided: found.decided_by.zip(found.decided_at),
        comment: found.comment,
        withdrawn: found.withdrawn_by.zip(found.withdrawn_at),
        revision: unsigned(found.revision),
    })
}
