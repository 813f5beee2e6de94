//! Chance: a small generator each session owns, so that two databases share nothing.

use std::hash::{BuildHasher, RandomState};
use std::sync::atomic::{AtomicU64, Ordering};

/// The step of SplitMix64 (Steele, Lea, Flood 2014): 2^64 divided by the golden ratio, odd.
const STEP: u64 = 0x9E37_79B9_7F4A_7C15;

/// A SplitMix64 generator that several threads may draw from. Not for secrets.
#[derive(Debug)]
pub struct Random {
    state: AtomicU64,
}

impl Random {
    /// The generator whose numbers follow from the seed.
    pub fn seeded(seed: u64) -> Random {
        Random {
            state: AtomicU64::new(seed),
        }
    }

    /// A generator with a seed of its own: from the standard library's hasher keys, which differ at each start of the
    /// program and each call, and the time.
    pub fn fresh() -> Random {
        Random::seeded(RandomState::new().hash_one(super::call::system_nanos()))
    }

    /// The next number, uniform over all 64 bits.
    pub fn next(&self) -> u64 {
        let mut z = self
            .state
            .fetch_add(STEP, Ordering::Relaxed)
            .wrapping_add(STEP);
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// The next double, uniform in [0, 1): 53 random bits.
    pub fn unit(&self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// A version 4 UUID (RFC 9562) as text.
    pub fn uuid(&self) -> String {
        let bits = u128::from(self.next()) << 64 | u128::from(self.next());
        let bits = bits & !(0xF << 76) | 4 << 76;
        let bits = bits & !(0b11 << 62) | 0b10 << 62;
        let hex = format!("{bits:032x}");
        [
            &hex[..8],
            &hex[8..12],
            &hex[12..16],
            &hex[16..20],
            &hex[20..],
        ]
        .join("-")
    }
}

impl Default for Random {
    fn default() -> Self {
        Random::fresh()
    }
}
