//! No secret that is used comes into the logs, however much is logged.

use std::io::{self, Write};
use std::sync::{Arc, Mutex};

use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::json;
use tracing_subscriber::filter::LevelFilter;
use tracing_subscriber::fmt::MakeWriter;

use crate::harness::{OWN, Portal, form};

/// Everything that was logged.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_secret_that_is_used_is_absent_from_logs_of_every_level() {
    let log = Log::default();
    tracing_subscriber::fmt().with_max_level(LevelFilter::TRACE).with_ansi(false).with_writer(log.clone()).init();
    let portal = Portal::start().await;
    let admin = portal.admin().await.to_owned();
    let mut secrets = vec![admin.clone()];

    // Tokens, made by API and by form, used well, wrongly and after their end.
    let made = portal.send_as(&admin, "POST", "/api/v1/tokens", &json!({"name": "ci", "scopes": ["push:ci"]})).await;
    assert_eq!(made.status, StatusCode::CREATED);
    let ci = made.json()["secret"].as_str().unwrap().to_owned();
    let entered = portal.send(form("/sign-in", "", OWN, &format!("token={admin}"))).await;
    let session = entered.header("set-cookie").split(';').next().unwrap().to_owned();
    secrets.push(session.split_once('=').unwrap().1.to_owned());
    let page = portal.send(form("/tokens", &session, OWN, "name=by-form&expires_in=30d&scope=events")).await.text();
    let (_, rest) = page.split_once("<code>sxt_").unwrap();
    secrets.push(format!("sxt_{}", rest.split('<').next().unwrap()));
    for wrong in [format!("sxt_{}", "w".repeat(43)), "hunter2-hunter2".to_owned()] {
        assert_eq!(portal.send_as(&wrong, "GET", "/api/v1/me", &json!(null)).await.status, StatusCode::UNAUTHORIZED);
        portal.send(form("/sign-in", "", OWN, &format!("token={wrong}"))).await;
        secrets.push(wrong);
    }

    // What a pipeline pushes, with a password in the repository's address.
    let password = "s3same-0pen";
    let push = json!({
        "repository": format!("https://robot:{password}@git.example.com/cart"),
        "branch": "main",
        "commit": "c1",
        "committed_at": "2026-01-01T00:00:00Z",
        "files": [{"path": "sextant.yaml", "content": "kind: Component\nmetadata: {name: cart}\nspec: {type: service}\n"}],
    });
    let pushed = portal.send_as(&ci, "POST", "/api/v1/sources/ci/descriptors", &push).await;
    assert_eq!(pushed.status, StatusCode::OK, "{}", pushed.text());
    secrets.push(password.to_owned());
    portal.send_as(&admin, "DELETE", "/api/v1/tokens/ci", &json!(null)).await;
    assert_eq!(portal.send_as(&ci, "GET", "/api/v1/me", &json!(null)).await.problem(401).0, "token_revoked");
    secrets.push(ci);

    // A delivery that nobody's secret has signed.
    let signature = "5ec2e7f00d".repeat(7)[..64].to_owned();
    let delivery = Request::post("/webhooks/github")
        .header("content-type", "application/json")
        .header("x-github-event", "ping")
        .header("x-github-delivery", "a-delivery")
        .header("x-hub-signature-256", format!("sha256={signature}"))
        .body(Body::from("{}"));
    assert_eq!(portal.send(delivery.unwrap()).await.status, StatusCode::UNAUTHORIZED);
    secrets.push(signature);
    let secret_token = "0pen-sesame-of-nobody".to_owned();
    let delivery = Request::post("/webhooks/gitlab").header("x-gitlab-token", &secret_token).body(Body::from("{}"));
    assert_eq!(portal.send(delivery.unwrap()).await.status, StatusCode::UNAUTHORIZED);
    secrets.push(secret_token);
    portal.app.auth().journal().flush().await;

    let text = String::from_utf8_lossy(&log.0.lock().unwrap()).into_owned();
    assert!(
        text.contains("TRACE") && text.contains("sqlx") && text.contains("/webhooks/github"),
        "the log has everything: {} bytes",
        text.len()
    );
    for secret in secrets {
        let place = text.find(&secret).map(|at| text[..at].rsplit('\n').next().unwrap_or_default());
        assert_eq!(place, None, "{}… is in the log", &secret[..8]);
    }
}
