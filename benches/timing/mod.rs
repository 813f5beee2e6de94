//! How the benches take the time.

use std::error::Error;
use std::time::{Duration, Instant};

pub type Failure = Box<dyn Error>;
pub type Outcome = Result<(), Failure>;

const ROUNDS: usize = 5;

/// The median wall time of five rounds, behind one to warm up.
pub fn median(mut round: impl FnMut() -> Outcome) -> Result<Duration, Failure> {
    round()?;
    let mut times = Vec::new();
    for _ in 0..ROUNDS {
        let begun = Instant::now();
        round()?;
        times.push(begun.elapsed());
    }
    times.sort_unstable();
    Ok(times[ROUNDS / 2])
}
