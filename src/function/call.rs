//! What a function may look at beside its arguments.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use super::random::Random;
use crate::graph::Graph;
use crate::value::{ErrorKind, ValueError};

/// What a function may look at beside its arguments.
#[derive(Clone, Copy)]
pub struct Call<'c> {
    /// The graph as the statement sees it now.
    pub graph: &'c Graph,
    /// When the statement and its transaction began.
    pub clock: &'c Clock,
    /// Where `rand()` and `randomUUID()` draw from.
    pub random: &'c Random,
    /// How large a result may be.
    pub room: Room,
    /// Tells when to stop; asked by what works for long or makes large results.
    pub interrupt: Interrupt<'c>,
}

/// Tells when a statement has to stop; may be asked from several threads.
#[derive(Clone, Copy, Debug, Default)]
pub struct Interrupt<'c> {
    /// Set where it is to stop.
    pub stop: Option<&'c AtomicBool>,
    /// When it must have ended.
    pub deadline: Option<Instant>,
}

impl Interrupt<'_> {
    /// Whether work may go on.
    ///
    /// # Errors
    /// `ResourceLimit` where it may not.
    pub fn check(self) -> Result<(), ValueError> {
        if self.stop.is_some_and(|stop| stop.load(Ordering::Relaxed)) {
            return Err(stopped("Interrupted", "the query was interrupted"));
        }
        match self.deadline {
            Some(deadline) if Instant::now() >= deadline => {
                Err(stopped("Timeout", "the query ran longer than it may take"))
            }
            _ => Ok(()),
        }
    }
}

fn stopped(detail: &'static str, message: &str) -> ValueError {
    ValueError::new(ErrorKind::ResourceLimit, detail, message)
}

/// The memory that is left for a result, and for whom.
#[derive(Clone, Copy, Debug)]
pub struct Room {
    /// How many bytes the result may have.
    pub left: usize,
    /// How many bytes the statement may use in all.
    pub most: usize,
    /// The operator that wants the result, as `EXPLAIN` names it.
    pub operator: &'static str,
}

impl Room {
    /// To be called before a result of so many bytes is made, with what makes it.
    ///
    /// # Errors
    /// `ResourceLimit` where there is no room.
    pub fn reserve(self, bytes: usize, what: &str) -> Result<(), ValueError> {
        match bytes > self.left {
            true => Err(self.exceeded(what)),
            false => Ok(()),
        }
    }

    /// The error for something, named by `what`, that needs more.
    pub fn exceeded(self, what: &str) -> ValueError {
        memory_limit(&format!("{what} in {}", self.operator), self.most)
    }
}

/// The error for something, named by `what`, that needs more than the `most` bytes a statement may use.
pub fn memory_limit(what: &str, most: usize) -> ValueError {
    let most = size_in_words(most);
    ValueError::new(
        ErrorKind::ResourceLimit,
        "MemoryLimit",
        format!("{what} needs more than the {most} of memory the query may use"),
    )
}

/// A number of bytes as a person says it: `10 MB`, `1.5 GB`, `800 bytes`.
fn size_in_words(bytes: usize) -> String {
    let units = [("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1_000)];
    let Some((unit, size)) = units.into_iter().find(|(_, size)| bytes >= *size) else {
        return format!("{bytes} bytes");
    };
    let tenths = (bytes / (size / 10)).to_string();
    let (whole, tenth) = tenths.split_at(tenths.len() - 1);
    match tenth {
        "0" => format!("{whole} {unit}"),
        tenth => format!("{whole}.{tenth} {unit}"),
    }
}

/// The moments a statement reads the time at: fixed when it begins.
#[derive(Clone, Debug)]
pub struct Clock {
    /// When the statement began, in UTC: nanoseconds since 1970-01-01T00:00Z.
    pub epoch_nanos: i128,
    /// When the transaction began; the same for a statement that is its own transaction.
    pub transaction_nanos: i128,
    /// The IANA name of the session's zone.
    pub zone: Arc<str>,
}

impl Clock {
    /// A statement and a transaction that begin now, in a session of that zone.
    pub fn now(zone: impl Into<Arc<str>>) -> Clock {
        let now = system_nanos();
        Clock {
            epoch_nanos: now,
            transaction_nanos: now,
            zone: zone.into(),
        }
    }
}

/// The time on the machine's clock: nanoseconds since 1970-01-01T00:00Z.
pub(super) fn system_nanos() -> i128 {
    match SystemTime::now().duration_since(UNIX_EPOCH) {
        Ok(since) => since.as_nanos() as i128,
        Err(before) => -(before.duration().as_nanos() as i128),
    }
}
