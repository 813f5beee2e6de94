//! Error sentences that are right but not good yet.
