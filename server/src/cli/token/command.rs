//! The command line of `sextant token`.

use clap::{Args, Subcommand};

use super::table::table;
use crate::auth::{Auth, Journal, Lifetime, NewToken, Reading, Scope};
use crate::cli::Exit;
use crate::cli::database::{Database, Failure, Missing, on_database};
use crate::clock::Clock;
use crate::store::Store;

/// What to do with the tokens of a catalog. Whoever can read and write its database needs no token for that.
#[derive(Debug, Args)]
pub(in crate::cli) struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Make a token and print it; it is not to be had again
    Create(Create),
    /// List tokens: what they may do, whether they hold, when they were last used
    List(Database),
    /// End a token for good, and the sessions that were opened with it
    Revoke(Revoke),
}

#[derive(Debug, Args)]
struct Create {
    /// What it is called: letters, digits, hyphens, dots and underscores
    name: String,
    /// What it may do: read, dry-run, push:SOURCE, events, facts or admin. May be repeated; without any it may only read
    #[arg(long, value_name = "SCOPE")]
    scope: Vec<Scope>,
    /// How long it holds: 12h, 90d, 26w, or never for until it is revoked
    #[arg(long, value_name = "TIME", default_value = "90d")]
    expires_in: Lifetime,
    #[command(flatten)]
    database: Database,
}

#[derive(Debug, Args)]
struct Revoke {
    /// The token's name or id, as `sextant token list` has them
    token: String,
    #[command(flatten)]
    database: Database,
}

/// Who the audit log says that it was.
const ACTOR: &str = "cli";

pub(in crate::cli) fn run(arguments: Arguments) -> Exit {
    match arguments.action {
        Action::Create(Create { name, scope, expires_in, database }) => {
            let new = NewToken { name, scopes: scope.into_iter().collect(), lifetime: expires_in };
            on_database(database, Missing::Create, async |store| create(store, new).await)
        }
        Action::List(database) => on_database(database, Missing::Refuse, list),
        Action::Revoke(Revoke { token, database }) => {
            on_database(database, Missing::Refuse, async |store| revoke(store, token).await)
        }
    }
}

/// The tokens of a database; nothing is refused here, so that the journal stays empty.
fn tokens_of(store: Store) -> Auth {
    let (journal, _) = Journal::new(store.clone());
    Auth::new(store, journal, Reading::Open, Clock::default())
}

async fn create(store: Store, new: NewToken) -> Result<String, Failure> {
    let (token, secret) = tokens_of(store).create(&new, ACTOR).await?;
    println!("{}", secret.reveal());
    Ok(format!("the token {} may {}; keep what is printed, it is stored nowhere", token.name, new.scopes))
}

async fn list(store: Store) -> Result<String, Failure> {
    let tokens = tokens_of(store).tokens().await?;
    let now = crate::clock::now_ms();
    print!("{}", table(&tokens, now));
    Ok(match tokens.len() {
        0 => "no token yet; the first start of `sextant serve` makes one".to_owned(),
        1 => "1 token".to_owned(),
        count => format!("{count} tokens"),
    })
}

async fn revoke(store: Store, token: String) -> Result<String, Failure> {
    let token = tokens_of(store).revoke(&token, ACTOR).await?;
    Ok(format!("the token {} holds no more", token.name))
}
