//! All tests but the grammar's and the conformance kit's, in one binary: it links once.

mod algorithm;
mod bad_input;
mod batch;
mod dialects;
mod differential;
mod dot;
mod folder;
mod functions;
mod graph;
mod knowledge;
mod layers;
mod messages;
mod messages_to_improve;
mod model;
mod planner;
mod profile;
mod readme;
mod repl;
mod resolved;
mod sample;
mod semantics;
mod support;
mod syntax;
mod temporal;
mod values;
mod workload;
