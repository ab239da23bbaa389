//! A portal within this process, over a directory, for as long as questions to it take.

use std::fmt;
use std::path::Path;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use tempfile::TempDir;
use tokio::runtime::{Builder, Runtime};
use tower::ServiceExt;

use super::ask::{AskError, Body as Sent, LARGEST};
use crate::app::{App, AppOptions};
use crate::cli::options::decode_options;

/// A portal over a directory. It listens nowhere, and its database is gone with it.
pub(super) struct Local {
    runtime: Runtime,
    app: Option<App>,
    router: Router,
    _data: TempDir,
}

impl Local {
    /// Reads everything below the directory.
    pub(super) fn over(catalog: &Path) -> Result<Self, AskError> {
        let failed =
            |reason: &dyn fmt::Display| AskError::Catalog { path: catalog.to_owned(), reason: reason.to_string() };
        let blueprints = decode_options(None).map_err(|error| failed(&error))?.blueprints;
        let data = tempfile::tempdir().map_err(|error| failed(&error))?;
        let runtime = Builder::new_multi_thread().enable_all().build().map_err(|error| failed(&error))?;
        let catalogs = vec![catalog.to_owned()];
        let data_dir = data.path().to_owned();
        let options = AppOptions { data_dir, catalogs, blueprints, leaves_image: false, ..AppOptions::default() };
        let app = runtime.block_on(async {
            let app = App::start(options).await.map_err(|error| failed(&error))?;
            app.readiness().ready().await;
            Ok(app)
        })?;
        Ok(Self { router: app.router(), app: Some(app), runtime, _data: data })
    }

    /// What the API answers to a request without a body, or with one.
    pub(super) fn answer(
        &self,
        path: &str,
        query: &[(&str, &str)],
        body: Option<Sent<'_>>,
    ) -> Result<(StatusCode, String), AskError> {
        let failed = |reason: &dyn fmt::Display| AskError::Local(reason.to_string());
        let encoded = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
        let query: Vec<String> =
            query.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value))).collect();
        let request = match body {
            None => Request::get(format!("/api/v1/{path}?{}", query.join("&"))),
            Some(_) => Request::post(format!("/api/v1/{path}?{}", query.join("&"))),
        };
        let request = request.header(header::CONTENT_TYPE, body.map_or("application/json", |body| body.content_type));
        let request = request.body(Body::from(body.map(|body| body.bytes.to_vec()).unwrap_or_default()));
        let request = request.map_err(|error| failed(&error))?;
        self.runtime.block_on(async {
            let response = match self.router.clone().oneshot(request).await {
                Ok(response) => response,
                Err(never) => match never {},
            };
            let status = response.status();
            let bytes = to_bytes(response.into_body(), LARGEST).await.map_err(|error| failed(&error))?;
            Ok((status, String::from_utf8_lossy(&bytes).into_owned()))
        })
    }
}

impl Drop for Local {
    fn drop(&mut self) {
        if let Some(app) = self.app.take() {
            self.runtime.block_on(app.stop());
        }
    }
}

impl fmt::Debug for Local {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Local").finish_non_exhaustive()
    }
}
