//! All tests but the grammar's and the conformance kit's, in one binary: it links once.

mod dot;
mod functions;
mod graph;
mod knowledge;
mod layers;
mod sample;
mod support;
mod temporal;
mod values;
