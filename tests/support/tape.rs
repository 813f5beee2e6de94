//! Random choices that can be recorded, replayed and made simpler: what a generator of test cases draws from.

use std::fmt::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// A sequence of choices, smaller ones being simpler: a seed's to begin with, later an edited copy of those.
pub struct Tape {
    state: u64,
    replayed: Option<Vec<u32>>,
    drawn: Vec<u32>,
}

impl Tape {
    fn seeded(seed: u64) -> Self {
        Self {
            state: seed,
            replayed: None,
            drawn: Vec::new(),
        }
    }

    fn replaying(choices: Vec<u32>) -> Self {
        Self {
            replayed: Some(choices),
            ..Self::seeded(0)
        }
    }

    /// One of the numbers below `count`.
    pub fn below(&mut self, count: usize) -> usize {
        let raw = match &self.replayed {
            Some(choices) => choices.get(self.drawn.len()).copied().unwrap_or(0),
            None => self.random(),
        };
        let choice = raw % count as u32;
        self.drawn.push(choice);
        choice as usize
    }

    // SplitMix64: well mixed from any seed, one small state.
    fn random(&mut self) -> u32 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.state ^ (self.state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed >> 32) as u32
    }

    /// Yes, so many times of a hundred; no is simpler.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) >= 100 - percent
    }

    /// One of them; the first is the simplest.
    pub fn pick<T: Clone>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())].clone()
    }
}

/// How many cases a test runs: `RIHLA_CASES`, or what it runs by default.
fn cases(default: usize) -> usize {
    let asked = std::env::var("RIHLA_CASES").ok();
    asked.and_then(|it| it.parse().ok()).unwrap_or(default)
}

/// Where the seeds begin: `RIHLA_SEED`, or 0.
fn first_seed() -> u64 {
    let asked = std::env::var("RIHLA_SEED").ok();
    asked.and_then(|it| it.parse().ok()).unwrap_or(0)
}

/// So many failures are made simple and shown.
const SHOWN: usize = 6;

/// Checks a property of that many cases, and shows the simplest failures it finds.
pub fn check(default: usize, property: impl Fn(&mut Tape) -> Result<(), String>) {
    let mut failures = String::new();
    let mut count = 0;
    for seed in first_seed()..first_seed() + cases(default) as u64 {
        let mut tape = Tape::seeded(seed);
        if let Err(message) = attempt(&property, &mut tape) {
            let message = simplest(&property, tape.drawn).unwrap_or(message);
            let _ = write!(failures, "\n--- seed {seed} ---\n{message}\n");
            count += 1;
        }
        if count == SHOWN {
            break;
        }
    }
    assert!(count == 0, "{count} failures{failures}");
}

fn attempt(
    property: &impl Fn(&mut Tape) -> Result<(), String>,
    tape: &mut Tape,
) -> Result<(), String> {
    catch_unwind(AssertUnwindSafe(|| property(tape))).unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<String>().cloned();
        Err(format!("panicked: {}", text.unwrap_or_default()))
    })
}

/// What a failure says when choices have been left out and made smaller as long as it stays one.
fn simplest(
    property: &impl Fn(&mut Tape) -> Result<(), String>,
    mut choices: Vec<u32>,
) -> Option<String> {
    let mut message = None;
    let mut left = 3000;
    loop {
        let before = choices.clone();
        for size in [64, 16, 8, 4, 3, 2, 1] {
            let mut at = choices.len();
            while at > 0 {
                at = at.saturating_sub(size);
                for edited in edits(&choices, at, size) {
                    left -= 1;
                    let mut tape = Tape::replaying(edited);
                    if let Err(failure) = attempt(property, &mut tape) {
                        choices = tape.drawn;
                        message = Some(failure);
                        break;
                    }
                    if left == 0 {
                        return message;
                    }
                }
                at = at.min(choices.len());
            }
        }
        if choices == before {
            return message;
        }
    }
}

/// Without a stretch, or with nothing but the simplest choices in it.
fn edits(choices: &[u32], at: usize, size: usize) -> Vec<Vec<u32>> {
    let end = (at + size).min(choices.len());
    if at >= end {
        return Vec::new();
    }
    let mut shorter = choices.to_vec();
    shorter.drain(at..end);
    let mut edits = vec![shorter];
    if choices[at..end].iter().any(|&choice| choice != 0) {
        let mut zeros = choices.to_vec();
        zeros[at..end].fill(0);
        edits.push(zeros);
        if size == 1 && choices[at] > 1 {
            let mut less = choices.to_vec();
            less[at] /= 2;
            edits.push(less);
        }
    }
    edits
}
