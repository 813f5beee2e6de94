//! The semantic analysis.
