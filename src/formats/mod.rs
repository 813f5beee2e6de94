//! Graph in, graph out.
