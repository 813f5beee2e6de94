//! All tests but the grammar's and the conformance kit's, in one binary: it links once.

mod batch;
mod dot;
mod functions;
mod graph;
mod knowledge;
mod layers;
mod readme;
mod repl;
mod sample;
mod support;
mod temporal;
mod values;
mod messages;
mod messages_to_improve;
mod planner;
mod messages;
mod messages_to_improve;
mod resolved;
mod semantics;
mod syntax;
