//! Room on the stack for what follows a tree down by recursion.

/// With less than this left, a further piece of stack is allocated. No step between two calls needs more.
const LEAST: usize = 128 << 10;

/// How much is allocated then.
const PIECE: usize = 4 << 20;

/// Does the work where there is room for it, on a further piece of stack if need be: to be put around one level of a recursion
/// whose depth a statement decides, such as the number of its clauses.
#[inline]
pub fn with_room<T>(work: impl FnOnce() -> T) -> T {
    stacker::maybe_grow(LEAST, PIECE, work)
}
