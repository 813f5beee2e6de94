//! Everything that is tested through the public face of the crate, one module for each subject.

mod messages;
mod messages_to_improve;
mod syntax;
