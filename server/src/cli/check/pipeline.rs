//! Many items through all cores and out again in their order, with a bounded number of them in memory.

use std::num::NonZero;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// Items that go through as one: handing over costs more than one small file.
const BATCH: usize = 16;
/// Batches that may be on their way between the first and the last step.
const ON_THE_WAY: usize = 64;

/// A batch, and where its results go.
type Job<I, O> = (Vec<I>, SyncSender<Vec<O>>);

/// Calls `work` with everything that `produce` hands over, on all cores, and `take` with the results, in the order of
/// the items. `produce` waits while too many of them are on their way.
pub(super) fn ordered<I: Send, O: Send>(
    produce: impl FnOnce(&mut dyn FnMut(I)) + Send,
    work: impl Fn(I) -> O + Sync,
    mut take: impl FnMut(O),
) {
    let workers = thread::available_parallelism().map_or(1, NonZero::get);
    let (jobs, queue) = sync_channel::<Job<I, O>>(ON_THE_WAY);
    // Results are fetched batch by batch from here: it is this line that a slow batch holds up, and it is bounded.
    let (line, results) = sync_channel::<Receiver<Vec<O>>>(ON_THE_WAY);
    let queue = Mutex::new(queue);
    thread::scope(|scope| {
        scope.spawn(move || {
            let mut batch = Vec::with_capacity(BATCH);
            let send = |batch: Vec<I>| {
                let (reply, result) = sync_channel(1);
                // Neither end goes away before the other but by a panic, which the scope passes on.
                let _ = line.send(result);
                let _ = jobs.send((batch, reply));
            };
            produce(&mut |item| {
                batch.push(item);
                if batch.len() == BATCH {
                    send(std::mem::replace(&mut batch, Vec::with_capacity(BATCH)));
                }
            });
            send(batch);
        });
        for _ in 0..workers {
            scope.spawn(|| {
                loop {
                    let job = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
                    let Ok((batch, reply)) = job else { return };
                    let _ = reply.send(batch.into_iter().map(&work).collect());
                }
            });
        }
        for result in results {
            result.recv().unwrap_or_default().into_iter().for_each(&mut take);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::ordered;

    #[test]
    fn results_come_in_the_order_of_the_items_however_long_each_takes() {
        let produce = |hand_over: &mut dyn FnMut(u64)| (0..5_000).for_each(hand_over);
        let work = |item: u64| (0..(item % 7) * 500).fold(item, |sum, step| std::hint::black_box(sum ^ step ^ step));
        let mut taken = Vec::new();
        ordered(produce, work, |result| taken.push(result));
        assert!(taken.iter().copied().eq(0..5_000));
    }
}
