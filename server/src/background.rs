//! Work that nobody waits for, beside answers that somebody does.

use std::panic::resume_unwind;
use std::thread;

use tokio::task::{JoinHandle, spawn_blocking};

/// How much less of a processor such work gets than answers, as POSIX has it: 0 is as much, 19 is what is left over.
#[cfg(target_os = "linux")]
const NICENESS: i32 = 10;

/// Has the calling thread make room for others as long as it lives: on a machine of two cores, two threads that compute for
/// seconds would make every answer wait for one of them. Nothing happens where threads have no priority of their own.
pub(crate) fn give_way() {
    #[cfg(target_os = "linux")]
    if let Err(error) = rustix::process::setpriority_process(Some(rustix::thread::gettid()), NICENESS) {
        tracing::debug!(%error, "background work keeps its priority");
    }
}

/// Has all threads of this process make room for others whose names begin so, and which somebody else started.
pub(crate) fn gives_way(name: &str) {
    #[cfg(target_os = "linux")]
    for thread in std::fs::read_dir("/proc/self/task").into_iter().flatten().flatten() {
        let is_called = |known: String| known.starts_with(name);
        let id = thread.file_name().to_str().and_then(|id| id.parse().ok()).and_then(rustix::process::Pid::from_raw);
        if std::fs::read_to_string(thread.path().join("comm")).is_ok_and(is_called)
            && let Err(error) = rustix::process::setpriority_process(id, NICENESS)
        {
            tracing::debug!(%error, "background work keeps its priority");
        }
    }
    #[cfg(not(target_os = "linux"))]
    let _ = name;
}

/// Does such work in a thread of its own, and in those that it starts.
pub(crate) fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> JoinHandle<T> {
    let in_a_thread = move || {
        let working = || {
            give_way();
            work()
        };
        thread::scope(|scope| scope.spawn(working).join().unwrap_or_else(|panic| resume_unwind(panic)))
    };
    spawn_blocking(in_a_thread)
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    fn niceness() -> Option<i32> {
        rustix::process::getpriority_process(Some(rustix::thread::gettid())).ok()
    }

    #[test]
    fn threads_of_others_make_room_by_their_name() {
        let (begun, has_begun) = std::sync::mpsc::channel();
        let (go_on, goes_on) = std::sync::mpsc::channel::<()>();
        let other = thread::Builder::new().name("of-others-7".to_owned());
        let other = other.spawn(move || {
            begun.send(()).unwrap();
            goes_on.recv().unwrap();
            niceness()
        });
        has_begun.recv().unwrap();
        let before = niceness().unwrap();
        gives_way("of-others");
        go_on.send(()).unwrap();
        assert_eq!(other.unwrap().join().unwrap(), Some(before.max(NICENESS)));
        assert_eq!(niceness(), Some(before));
    }

    #[tokio::test]
    async fn only_work_that_nobody_waits_for_makes_room() {
        let before = niceness().unwrap();
        let (aside, below) =
            aside(|| (niceness(), thread::scope(|scope| scope.spawn(niceness).join().unwrap()))).await.unwrap();
        let less = Some(before.max(NICENESS));
        assert_eq!((aside, below), (less, less), "it does, with what it starts");
        assert_eq!(
            (niceness(), spawn_blocking(niceness).await.unwrap()),
            (Some(before), Some(before)),
            "and nobody else"
        );
    }
}
