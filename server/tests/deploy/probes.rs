//! Everything that the files ask a portal is answered by one, and the image's check of health tells well from ill.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::process::Command;

use crate::files::{instruction, text, yaml};
use crate::running::replica::Replica;

/// Every path that is asked, with the file that says so.
fn probes() -> Vec<(&'static str, String)> {
    let pod = &yaml("kubernetes/deployment.yaml")["spec"]["template"];
    let container = &pod["spec"]["containers"][0];
    let probe = |name: &str| container[name]["httpGet"]["path"].as_str().unwrap().to_owned();
    let mut found: Vec<_> =
        ["startupProbe", "livenessProbe", "readinessProbe"].map(|name| ("deployment.yaml", probe(name))).into();
    found.push(("deployment.yaml", pod["metadata"]["annotations"]["prometheus.io/path"].as_str().unwrap().to_owned()));
    let proxy = text("compose/haproxy.cfg");
    let after = |before: &str| proxy.split(before).nth(1).unwrap().split_whitespace().next().unwrap().to_owned();
    found.push(("haproxy.cfg", after("send meth GET uri ")));
    found.push(("haproxy.cfg", after("{ path ")));
    found.push((
        "Dockerfile",
        instruction("HEALTHCHECK").split("GET ").nth(1).unwrap().split(' ').next().unwrap().to_owned(),
    ));
    found
}

/// The image's check, asking another port than the image has.
fn healthcheck(address: &str) -> bool {
    let instruction = instruction("HEALTHCHECK");
    let (_, command) = instruction.split_once(" CMD ").unwrap();
    let words: Vec<String> = serde_yaml::from_str(command).unwrap();
    let at = format!("/dev/tcp/127.0.0.1/{}", self::instruction("EXPOSE"));
    assert!(words.concat().contains(&at), "{command}");
    let words: Vec<String> =
        words.iter().map(|word| word.replace(&at, &format!("/dev/tcp/{}", address.replace(':', "/")))).collect();
    Command::new(&words[0]).args(&words[1..]).output().unwrap().status.success()
}

#[test]
fn what_is_asked_is_answered() {
    let catalog = tempfile::tempdir().unwrap();
    let portal = Replica::start(None, catalog.path(), "127.0.0.1:0");
    portal.ready();
    for (file, probe) in probes() {
        let answer = ureq::get(format!("http://{}{probe}", portal.address)).call();
        assert!(answer.is_ok(), "{file} asks for {probe}: {answer:?}");
    }
    assert!(healthcheck(&portal.address));

    let figures = ureq::get(format!("http://{}/metrics", portal.address)).call().unwrap().body_mut().read_to_string();
    let (figures, page) = (figures.unwrap(), text("../../docs/operations/deploy.md"));
    let named: Vec<&str> = page.split('`').filter(|word| word.starts_with("sextant_")).collect();
    assert!(!named.is_empty());
    for name in named {
        assert!(figures.contains(name), "docs/operations/deploy.md names {name}:\n{figures}");
    }
}

#[test]
fn a_portal_that_is_not_ready_or_not_there_is_not_well() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let busy = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut request = String::new();
        BufReader::new(stream.try_clone().unwrap()).read_line(&mut request).unwrap();
        stream.write_all(b"HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\n\r\n").unwrap();
        request
    });
    assert!(!healthcheck(&address));
    assert_eq!(busy.join().unwrap(), "GET /readyz HTTP/1.0\r\n");
    assert!(!healthcheck(&address), "nobody listens any more");
}
