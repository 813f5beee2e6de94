//! Ctrl-C stops the statement that is running, or its answer that is being written; where there is none, it ends the program.

use std::io::{self, BufWriter, Write};
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
        let handle = database.interrupt_handle();
        handle.store(false, Ordering::Relaxed);
        self.set(Some(handle));
        let result = work();
        self.set(None);
        result
    }

    /// Writes something that Ctrl-C stops: `false` where it did.
    ///
    /// # Errors
    /// What went wrong while writing.
    pub fn writing<W: Write>(
        &self,
        out: W,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> io::Result<bool> {
        let stop = Arc::new(AtomicBool::new(false));
        self.set(Some(Arc::clone(&stop)));
        let mut out = Stoppable {
            out: BufWriter::new(out),
            stop: &stop,
            between_lines: true,
        };
        let written = write(&mut out).and_then(|()| out.flush());
        self.set(None);
        match written {
            Err(_) if stop.load(Ordering::Relaxed) => Ok(false),
            written => written.map(|()| true),
        }
    }

    fn set(&self, handle: Option<Arc<AtomicBool>>) {
        *self.running.lock().unwrap_or_else(PoisonError::into_inner) = handle;
    }
}

/// Writes until it is told to stop, and then to the end of the line.
struct Stoppable<'s, W> {
    out: W,
    stop: &'s AtomicBool,
    between_lines: bool,
}

impl<W: Write> Write for Stoppable<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.between_lines && self.stop.load(Ordering::Relaxed) {
            return Err(io::Error::other("stopped"));
        }
        let written = self.out.write(bytes)?;
        self.between_lines = bytes[..written].ends_with(b"\n");
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writing_stops_at_the_end_of_a_line() {
        let interrupt = Interrupt::default();
        let mut out = Vec::new();
        let written = interrupt.writing(&mut out, |to| {
            for line in 0..10_000 {
                if line == 100
                    && let Some(stop) = &*interrupt.running.lock().unwrap()
                {
                    stop.store(true, Ordering::Relaxed);
                }
                writeln!(to, "line {line}")?;
            }
            Ok(())
        });
        assert!(!written.unwrap());
        let text = String::from_utf8(out).unwrap();
        assert!(text.ends_with("line 99\n"), "{text}");
    }
}
