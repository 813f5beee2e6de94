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
//! Everything that is tested through the public face of the crate, one module for each subject.

mod messages;
mod messages_to_improve;
mod syntax;
