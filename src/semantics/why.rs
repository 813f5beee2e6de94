//! The column that says why a row is there.
