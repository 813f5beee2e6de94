//! Whole plans over small graphs, made from text by the rooms below.

mod aggregating;
mod expanding;
mod limits;
mod nesting;
mod ordering;
mod paths;
mod world;
mod writing;
