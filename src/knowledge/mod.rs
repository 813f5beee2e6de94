//! The knowledge file.
