//! The tests that go through the public interface, in one binary.

mod temporal;
mod values;
//! Everything that is tested through the library's public face.

mod graph;
//! Everything tested through the public face of the library, one module a subject.

mod functions;
mod graph;
mod planner;
