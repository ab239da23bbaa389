//! Changes below a directory, as the operating system reports them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use tokio::sync::mpsc;
use tokio::time::{Instant, timeout_at};

use super::repositories::is_log;
use super::walk::{is_skipped_name, relative};

/// A burst of events (an editor's save, a checkout) ends when nothing came for this long …
const QUIET: Duration = Duration::from_millis(30);
/// … or has been gathered for this long.
const LONGEST: Duration = Duration::from_millis(300);

/// What changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Changed {
    /// These files and directories, relative to the root.
    Places(BTreeSet<String>),
    /// Events were lost: anything may have changed.
    Anything,
    /// Files of the web that descriptors name.
    Addresses,
}

/// A running watch; dropped, it ends.
pub(super) struct Watch {
    root: PathBuf,
    events: mpsc::UnboundedReceiver<notify::Result<Event>>,
    _watcher: RecommendedWatcher,
}

impl Watch {
    /// Watches everything below `root`, or `root` itself where it is a file.
    pub(super) fn start(root: &Path) -> notify::Result<Self> {
        let (sender, events) = mpsc::unbounded_channel();
        let mut watcher = notify::recommended_watcher(move |event| {
            // The receiver goes away when the source is stopped; nobody misses the event then.
            let _ = sender.send(event);
        })?;
        // An editor replaces a file by renaming another over it: its directory sees that, the file does not.
        let (watched, mode) = match root.parent().filter(|_| root.is_file()) {
            Some(parent) => (parent, RecursiveMode::NonRecursive),
            None => (root, RecursiveMode::Recursive),
        };
        watcher.watch(watched, mode)?;
        Ok(Self { root: root.to_owned(), events, _watcher: watcher })
    }

    /// The next burst of changes that may matter; none when the watch has ended.
    pub(super) async fn next(&mut self) -> Option<Changed> {
        loop {
            let first = self.events.recv().await?;
            let mut changed = Changed::Places(BTreeSet::new());
            self.add(&mut changed, first);
            let end = Instant::now() + LONGEST;
            while let Ok(Some(event)) = timeout_at((Instant::now() + QUIET).min(end), self.events.recv()).await {
                self.add(&mut changed, event);
                if Instant::now() >= end {
                    break;
                }
            }
            if changed != Changed::Places(BTreeSet::new()) {
                return Some(changed);
            }
        }
    }

    fn add(&self, changed: &mut Changed, event: notify::Result<Event>) {
        let Ok(event) = event else {
            *changed = Changed::Anything;
            return;
        };
        if event.need_rescan() {
            *changed = Changed::Anything;
        }
        if matches!(event.kind, EventKind::Access(_)) {
            return;
        }
        let Changed::Places(places) = changed else { return };
        for path in event.paths {
            let below = if self.root.is_file() { path == self.root } else { path.starts_with(&self.root) };
            // Files of any name matter: a descriptor may name them.
            if below && (!is_skipped(&self.root, &path) || is_log(&path)) {
                places.insert(relative(&self.root, &path));
            }
        }
    }
}

/// Whether a path lies in a directory that is passed over.
fn is_skipped(root: &Path, path: &Path) -> bool {
    let below = path.strip_prefix(root).unwrap_or(path);
    below.components().any(|part| part.as_os_str().to_str().is_some_and(is_skipped_name))
}
