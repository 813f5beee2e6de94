//! All tests but the grammar's and the conformance kit's, in one binary: it links once.

mod layers;
mod support;
//! The tests that go through the public interface, in one binary.

mod temporal;
mod values;
