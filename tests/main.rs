//! Everything tested through the public face of the library, one module a subject.

mod functions;
mod graph;
mod planner;
//! Everything that is tested through the public face of the crate, one module for each subject.

mod messages;
mod messages_to_improve;
mod syntax;
