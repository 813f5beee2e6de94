//! Everything tested through the public face of the library, one module a subject.

mod functions;
mod graph;
mod messages;
mod messages_to_improve;
mod resolved;
mod semantics;
mod syntax;
