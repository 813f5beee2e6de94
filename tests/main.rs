//! All tests but the grammar's and the conformance kit's, in one binary: it links once.
//! The tests that go through the public interface, in one binary.

mod temporal;
mod values;
//! Everything that is tested through the library's public face.

mod graph;
//! Everything tested through the public face of the library, one module a subject.

mod dot;
mod functions;
mod graph;
mod knowledge;
mod layers;
mod sample;
mod support;
mod temporal;
mod values;
mod planner;
//! Everything that is tested through the public face of the crate, one module for each subject.

mod messages;
mod messages_to_improve;
mod syntax;
