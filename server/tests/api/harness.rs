//! A portal over a small catalog on disk, asked through its router as a client would.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode};
use http_body_util::BodyExt;
use serde_json::Value;
use sextant_server::app::{App, AppOptions};
use sextant_server::auth::{Lifetime, NewToken, Scopes};
use tempfile::TempDir;
use tokio::sync::OnceCell;
use tower::ServiceExt;
use web::portal::Portal as _;

/// Far more than anything here takes; a broken test ends instead of hanging.
const PATIENCE: Duration = Duration::from_secs(120);

/// The one good file.
const CATALOG: &str = "\
apiVersion: backstage.io/v1alpha1
kind: Group
metadata:
  name: payments
  title: Payments
spec:
  type: team
  children: []
---
apiVersion: backstage.io/v1alpha1
kind: System
metadata:
  name: shop
  description: Everything between basket and doorstep.
spec:
  owner: payments
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: Orders
  title: Order desk
  description: Takes orders and remembers them.
  tags: [rust, checkout]
spec:
  type: service
  lifecycle: production
  owner: payments
  system: shop
  providesApis: [orders-api]
  dependsOn: [resource:orders-db, resource:not-there]
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: gateway
  description: The door to the outside.
spec:
  type: service
  lifecycle: production
  owner: ghosts
  dependsOn: [component:orders]
---
apiVersion: backstage.io/v1alpha1
kind: Resource
metadata:
  name: orders-db
spec:
  type: database
  owner: payments
---
apiVersion: backstage.io/v1alpha1
kind: API
metadata:
  name: orders-api
  description: Orders over HTTP.
spec:
  type: openapi
  lifecycle: production
  owner: payments
  definition: 'openapi: 3.1.0'
";

/// How many entities the catalog has.
pub(crate) const ENTITIES: u64 = 6;

/// A file that does not parse.
const BROKEN: &str = "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: [\n";

/// A running portal and the directory that it reads.
pub(crate) struct Portal {
    pub(crate) app: App,
    router: Router,
    directory: TempDir,
    admin: OnceCell<String>,
}

/// What was answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Portal {
    /// A portal that has read the catalog.
    pub(crate) async fn start() -> Self {
        Self::start_with(AppOptions::default()).await
    }

    /// The same with something else than usual.
    pub(crate) async fn start_with(options: AppOptions) -> Self {
        let directory = TempDir::new().unwrap();
        let shop = directory.path().join("shop");
        fs::create_dir_all(shop.join("broken")).unwrap();
        fs::write(shop.join("catalog-info.yaml"), CATALOG).unwrap();
        fs::write(shop.join("broken/catalog-info.yaml"), BROKEN).unwrap();
        let options = AppOptions { data_dir: directory.path().join("data"), catalogs: vec![shop], ..options };
        fs::create_dir_all(&options.data_dir).unwrap();
        let app = App::start(options).await.unwrap();
        tokio::time::timeout(PATIENCE, app.readiness().ready()).await.unwrap();
        // What changed before there was a watch is looked for once, which is told among the source's syncs.
        tokio::time::timeout(PATIENCE, app.first_scans()).await.unwrap();
        Self { router: app.router(), app, directory, admin: OnceCell::new() }
    }

    /// The next process over the same data.
    pub(crate) async fn restart(self) -> Self {
        self.restart_with(AppOptions::default()).await
    }

    /// The same with something else than usual.
    pub(crate) async fn restart_with(self, options: AppOptions) -> Self {
        let Self { app, directory, admin, .. } = self;
        app.stop().await;
        let options = AppOptions { data_dir: directory.path().join("data"), ..options };
        let app = App::start(options).await.unwrap();
        tokio::time::timeout(PATIENCE, app.readiness().ready()).await.unwrap();
        Self { router: app.router(), app, directory, admin }
    }

    /// Waits until the whole graph was measured as the catalog shows it, so that answers do not change by themselves.
    pub(crate) async fn measured(&self) {
        let measured = async {
            while self.app.portal().measured() != Some(self.app.cell().load().revision()) {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(PATIENCE, measured).await.unwrap();
    }

    /// Adds or replaces a descriptor and waits until the catalog shows it.
    pub(crate) async fn save(&self, path: &str, text: &str) {
        let before = self.app.cell().load().revision();
        let file = self.shop().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        // As editors do it: nobody ever sees half of a file.
        let draft = file.with_extension("draft");
        fs::write(&draft, text).unwrap();
        fs::rename(draft, file).unwrap();
        tokio::time::timeout(PATIENCE, self.app.cell().wait_for(before + 1)).await.unwrap();
    }

    /// Removes a descriptor and waits until the catalog shows that.
    pub(crate) async fn remove(&self, path: &str) {
        let before = self.app.cell().load().revision();
        fs::remove_file(self.shop().join(path)).unwrap();
        tokio::time::timeout(PATIENCE, self.app.cell().wait_for(before + 1)).await.unwrap();
    }

    /// Saves the catalog with a mistake in the document of `component:default/orders`.
    pub(crate) async fn break_orders(&self) {
        self.save("catalog-info.yaml", &CATALOG.replace("title: Order desk", "title: [Order desk")).await;
    }

    pub(crate) fn shop(&self) -> PathBuf {
        self.directory.path().join("shop")
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = body.collect().await.unwrap().to_bytes().to_vec();
        Answer { status: parts.status, headers: parts.headers, body }
    }

    /// The answer to a request, none of it read yet.
    pub(crate) async fn open(&self, address: &str) -> Body {
        let request = Request::get(address).body(Body::empty()).unwrap();
        self.router.clone().oneshot(request).await.unwrap().into_body()
    }

    /// The same of a request with headers, which must be answered well.
    pub(crate) async fn open_with(&self, request: Request<Body>) -> Body {
        let response = self.router.clone().oneshot(request).await.unwrap();
        assert_eq!(response.status(), StatusCode::OK);
        response.into_body()
    }

    pub(crate) async fn get(&self, address: &str) -> Answer {
        self.send(Request::get(address).body(Body::empty()).unwrap()).await
    }

    /// Asks with one more header.
    pub(crate) async fn get_with(&self, address: &str, header: &str, value: &str) -> Answer {
        self.send(Request::get(address).header(header, value).body(Body::empty()).unwrap()).await
    }

    pub(crate) async fn method(&self, method: Method, address: &str) -> Answer {
        self.send(Request::builder().method(method).uri(address).body(Body::empty()).unwrap()).await
    }

    /// A token with these scopes, named after them.
    pub(crate) async fn token(&self, scopes: &[&str]) -> String {
        let name = if scopes.is_empty() { "reader".to_owned() } else { scopes.join("-").replace(':', ".") };
        let new = NewToken { name, scopes: Scopes::parse(scopes).unwrap(), lifetime: Lifetime::Endless };
        self.app.auth().create(&new, "test").await.unwrap().1.reveal().to_owned()
    }

    /// A token that may do everything.
    pub(crate) async fn admin(&self) -> &str {
        self.admin.get_or_init(|| self.token(&["admin"])).await
    }

    /// Sends JSON with a token.
    pub(crate) async fn send_as(&self, token: &str, method: &str, address: &str, body: &Value) -> Answer {
        let request = Request::builder().method(method).uri(address);
        let request =
            request.header("authorization", format!("Bearer {token}")).header("content-type", "application/json");
        self.send(request.body(Body::from(body.to_string())).unwrap()).await
    }

    /// The cookie of a session that acts with a token.
    pub(crate) async fn session(&self, token: &str) -> String {
        let entered = self.send(form("/sign-in", "", OWN, &format!("token={token}"))).await;
        entered.header("set-cookie").split(';').next().unwrap().to_owned()
    }

    /// The JSON of an answer that must be a 200.
    pub(crate) async fn json(&self, address: &str) -> Value {
        let answer = self.get(address).await;
        assert_eq!(answer.status, StatusCode::OK, "{address}: {}", answer.text());
        assert_eq!(answer.header("content-type"), "application/json", "{address}");
        answer.json()
    }

    /// The problem of an answer, which must be one of this status; answers its code and its detail.
    pub(crate) async fn problem(&self, status: u16, address: &str) -> (String, String) {
        self.get(address).await.problem(status)
    }
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    /// A header's value; empty where it is not there.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub(crate) fn problem(&self, status: u16) -> (String, String) {
        assert_eq!(self.status, status, "{}", self.text());
        assert_eq!(self.header("content-type"), "application/problem+json");
        let problem = self.json();
        assert_eq!(problem["status"], status);
        let text = |field: &str| problem[field].as_str().unwrap().to_owned();
        assert_eq!(text("type"), format!("/problems/{}", text("code")));
        assert!(!text("title").is_empty());
        (text("code"), text("detail"))
    }
}

/// Where the portal's own pages come from, as a browser sees it.
pub(crate) const OWN: &str = "https://portal.example";

/// A form as a browser sends it from a page of `site`.
pub(crate) fn form(path: &str, cookie: &str, site: &str, fields: &str) -> Request<Body> {
    Request::post(path)
        .header("content-type", "application/x-www-form-urlencoded")
        .header("host", "portal.example")
        .header("origin", site)
        .header("cookie", cookie)
        .body(Body::from(fields.to_owned()))
        .unwrap()
}

/// An empty database of its own on the cluster that the test run started.
pub(crate) async fn fresh_postgres_database() -> String {
    let server = std::env::var("SEXTANT_TEST_POSTGRES").unwrap();
    let name = format!("api_{}", uuid::Uuid::now_v7().simple());
    let pool = sqlx::PgPool::connect(&server).await.unwrap();
    sqlx::query(sqlx::AssertSqlSafe(format!("create database {name}"))).execute(&pool).await.unwrap();
    pool.close().await;
    let (cluster, _) = server.rsplit_once('/').unwrap();
    format!("{cluster}/{name}")
}

/// The texts of one field over the items of a list.
pub(crate) fn column<'a>(items: &'a Value, field: &str) -> Vec<&'a str> {
    items.as_array().unwrap().iter().map(|item| item[field].as_str().unwrap()).collect()
}
