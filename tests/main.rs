//! All tests but the grammar's and the conformance kit's, in one binary: it links once.

mod functions;
mod graph;
mod layers;
mod support;
mod temporal;
mod values;
