//! Everything that is tested through the library's public face.

mod graph;
