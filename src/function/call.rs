//! What a function may look at beside its arguments.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use super::random::Random;
use crate::graph::Graph;

/// What a function may look at beside its arguments.
#[derive(Clone, Copy)]
pub struct Call<'c> {
    /// The graph as the statement sees it now.
    pub graph: &'c Graph,
    /// When the statement and its transaction began.
    pub clock: &'c Clock,
    /// Where `rand()` and `randomUUID()` draw from.
    pub random: &'c Random,
    /// How many bytes a result may have.
    pub room: usize,
    /// Set where the statement is to stop; asked by what makes large results.
    pub stop: Option<&'c AtomicBool>,
    /// When the statement must have ended; asked by what works for long.
    pub deadline: Option<Instant>,
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
