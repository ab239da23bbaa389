//! Streams of changes, as a program follows them.

use std::io::{BufRead, BufReader};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use serde_json::Value;

/// What comes out of a stream.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Event {
    /// A change of this entity, under this id.
    Change { entity: String, id: String },
    /// The stream is over.
    End,
}

/// Streams, each with a number, whose events arrive in one place.
pub(crate) struct Streams {
    sender: Sender<(usize, Event)>,
    receiver: Receiver<(usize, Event)>,
}

impl Streams {
    pub(crate) fn new() -> Self {
        let (sender, receiver) = channel();
        Self { sender, receiver }
    }

    /// Opens a stream; when this returns, it is a stream of all that changes from now on, or after `last`.
    pub(crate) fn open(&self, number: usize, url: &str, last: Option<&str>) {
        let mut request = ureq::get(url).header("accept", "text/event-stream");
        if let Some(last) = last {
            request = request.header("last-event-id", last);
        }
        let answer = request.call().unwrap();
        assert_eq!(answer.headers()["content-type"], "text/event-stream");
        let reader = BufReader::new(answer.into_body().into_reader());
        let sender = self.sender.clone();
        thread::spawn(move || {
            let (mut id, mut entity) = (String::new(), String::new());
            // A stream whose replica is gone may end with an error as well as without one.
            for line in reader.lines().map_while(Result::ok) {
                match line.split_once(':') {
                    Some(("id", value)) => value.trim().clone_into(&mut id),
                    Some(("data", value)) => {
                        let change: Value = serde_json::from_str(value).unwrap();
                        change["ref"].as_str().unwrap_or(value).clone_into(&mut entity);
                    }
                    None if line.is_empty() && !entity.is_empty() => {
                        let event = Event::Change { entity: std::mem::take(&mut entity), id: id.clone() };
                        // Nobody asks any more: the test is over.
                        let _ = sender.send((number, event));
                    }
                    _ => {}
                }
            }
            let _ = sender.send((number, Event::End));
        });
    }

    /// The next event of any stream.
    pub(crate) fn next(&self) -> (usize, Event) {
        self.receiver.recv().unwrap()
    }
}
