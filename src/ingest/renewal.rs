//! Items rendered again when a new day begins, because embargoes end by themselves: on every node, and without the records folder.

use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use super::refresh::refresh;
use crate::clock::Clock;
use crate::store::Store;

/// The number of seconds of a day.
const DAY: i64 = 86_400;

/// A thread that renders again what a new day changes; it ends when this is dropped.
pub struct Renewal {
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Renewal {
    /// Looks at the clock `every` so often, and renders again on each day that is new. What cannot be done is tried again.
    pub fn start(store: Arc<dyn Store>, clock: Arc<dyn Clock>, every: Duration) -> std::io::Result<Self> {
        let (stop, stopped) = channel();
        let thread = std::thread::Builder::new().name("renewal".to_owned()).spawn(move || {
            let mut done = None;
            while stopped.recv_timeout(every) == Err(RecvTimeoutError::Timeout) {
                let day = clock.now().unix().div_euclid(DAY);
                if done != Some(day) && renew(&*store) {
                    done = Some(day);
                }
            }
        })?;
        Ok(Self { stop: Some(stop), thread: Some(thread) })
    }
}

/// Whether everything is as of today now.
fn renew(store: &dyn Store) -> bool {
    match refresh(store) {
        Ok(refreshed) if refreshed.counts.wrote() => {
            tracing::info!(changed = refreshed.counts.changed, "records rendered again: a day has begun");
            true
        }
        Ok(_) => true,
        Err(error) => {
            tracing::warn!("records that a new day changes wait to be rendered again: {error}");
            false
        }
    }
}

impl Drop for Renewal {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            _ = thread.join();
        }
    }
}
