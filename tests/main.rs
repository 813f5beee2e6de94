//! Everything tested through the public face of the library, one module a subject.

mod functions;
