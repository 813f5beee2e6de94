//! The relations between values, kept apart because each answers another question.
//!
//! In: two values of any types. Out:
//! * **equality** ([`equal`]): what `=` and `IN` answer. Three-valued; `null` is not known to equal anything, NaN
//!   equals nothing.
//! * **comparability** ([`compare`]): what `<` and its kin answer. Three-valued; values of different types are not
//!   comparable.
//! * **orderability** ([`order`]): what `ORDER BY`, `min` and `max` sort by. Total over all values.
//! * **equivalence** ([`equivalent`], [`Equivalent`]): what `DISTINCT` and grouping merge. `null` is equivalent to
//!   `null` and NaN to NaN.
//!
//! What always holds: `order` is a total order, it says [`Ordering::Equal`](std::cmp::Ordering::Equal) exactly for
//! equivalent values, and values that are equal or equivalent have the same [`hash`]. Equal values are equivalent but
//! for one case: zoned times that name the same moment in different zones are equal, and distinct. Integers and floats
//! are compared by their mathematical value, never by rounding one to the other.
//! Definition: openCypher CIP2016-06-14 "Comparability and equality, orderability and equivalence".

mod comparability;
mod equality;
mod hash;
mod number;
mod order;

use std::hash::{Hash, Hasher};

use super::Value;

pub use comparability::{Comparison, at_least, at_most, compare, greater_than, less_than};
pub use equality::{equal, not_equal};
pub use hash::hash;
pub use number::compare_numbers;
pub(super) use number::exact_integer;
pub use order::{equivalent, order};

/// A value as a key: two keys are the same where their values are equivalent, and sorted by orderability.
#[derive(Clone, Debug, Default)]
pub struct Equivalent(pub Value);

impl PartialEq for Equivalent {
    fn eq(&self, other: &Self) -> bool {
        equivalent(&self.0, &other.0)
    }
}

impl Eq for Equivalent {}

impl Hash for Equivalent {
    fn hash<H: Hasher>(&self, state: &mut H) {
        hash(&self.0, state);
    }
}

impl PartialOrd for Equivalent {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Equivalent {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        order(&self.0, &other.0)
    }
}
