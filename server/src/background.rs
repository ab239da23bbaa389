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
