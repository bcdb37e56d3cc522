//! Runs handed to the store beside the answers, by a thread of its own: no harvester waits for it, and if it cannot keep
//! up, runs are let go; whoever asks next makes them again.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;
use std::time::Duration;

use crate::store::{NewRun, Store};

/// How many runs may wait: some megabytes at most.
const WAITING: usize = 128;

/// How many are written at once.
const AT_ONCE: usize = 64;

/// For how long more are waited for before they are written: each time costs as much as an edit does.
const GATHER: Duration = Duration::from_millis(200);

enum Message {
    Run(Box<NewRun>),
    /// To be answered when everything before it is written.
    Settle(SyncSender<()>),
}

/// Keeps runs.
pub(super) struct Keeping(Option<SyncSender<Message>>);

impl Keeping {
    pub(super) fn in_store(store: Arc<dyn Store>) -> Self {
        let (sender, receiver) = sync_channel(WAITING);
        let keeper = thread::Builder::new().name("runs".into()).spawn(move || keep(&*store, &receiver));
        Self(keeper.is_ok().then_some(sender)) // without the thread nothing is kept
    }

    /// Has the run kept, if there is room in the line.
    pub(super) fn offer(&self, run: NewRun) {
        if let Some(sender) = &self.0 {
            _ = sender.try_send(Message::Run(Box::new(run)));
        }
    }

    /// Waits until all that was offered is written or let go.
    pub(super) fn settle(&self) {
        let (done, wait) = sync_channel(0);
        if let Some(sender) = &self.0
            && sender.send(Message::Settle(done)).is_ok()
        {
            _ = wait.recv();
        }
    }
}

/// Until the repository is dropped.
fn keep(store: &dyn Store, receiver: &Receiver<Message>) {
    while let Ok(first) = receiver.recv() {
        let (runs, settle) = gather(first, receiver);
        if let Err(error) = write(store, &runs) {
            tracing::debug!(%error, "pages could not be kept for later readers");
        }
        settle.into_iter().for_each(|done| _ = done.send(()));
    }
}

/// What has come by now, and who waits for it.
fn gather(first: Message, receiver: &Receiver<Message>) -> (Vec<NewRun>, Option<SyncSender<()>>) {
    let mut runs = Vec::new();
    let mut message = Some(first);
    while let Some(next) = message {
        match next {
            Message::Run(run) => runs.push(*run),
            Message::Settle(done) => return (runs, Some(done)),
        }
        message = if runs.len() < AT_ONCE { receiver.recv_timeout(GATHER).ok() } else { None };
    }
    (runs, None)
}

fn write(store: &dyn Store, runs: &[NewRun]) -> Result<(), crate::store::StoreError> {
    if runs.is_empty() { Ok(()) } else { store.keep(runs) }
}
