//! Ctrl-C stops the statement that is running; where none is, it ends the program.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use crate::session::Database;

/// Which statement Ctrl-C stops.
#[derive(Clone, Debug, Default)]
pub struct Interrupt {
    running: Arc<Mutex<Option<Arc<AtomicBool>>>>,
}

impl Interrupt {
    /// Begins to listen. Where the signal cannot be caught, Ctrl-C ends the program as it always does.
    pub fn listen() -> Self {
        let interrupt = Interrupt::default();
        let running = Arc::clone(&interrupt.running);
        let stop = move || match &*running.lock().unwrap_or_else(PoisonError::into_inner) {
            Some(handle) => handle.store(true, Ordering::Relaxed),
            None => std::process::exit(i32::from(super::INTERRUPTED)),
        };
        let _ = ctrlc::set_handler(stop);
        interrupt
    }

    /// Does something with a database that Ctrl-C stops.
    pub fn during<T>(&self, database: &Database, work: impl FnOnce() -> T) -> T {
        self.set(Some(database.interrupt_handle()));
        let result = work();
        self.set(None);
        result
    }

    fn set(&self, handle: Option<Arc<AtomicBool>>) {
        *self.running.lock().unwrap_or_else(PoisonError::into_inner) = handle;
    }
}
