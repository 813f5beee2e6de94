//! The tests that go through the public interface, in one binary.

mod temporal;
mod values;
//! Everything that is tested through the library's public face.

mod graph;
