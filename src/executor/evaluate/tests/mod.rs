//! Expressions built by hand over small chunks.

mod agreement;
mod build;
mod collections;
mod conditions;
mod depth;
mod entities;
mod loops;
mod operators;
mod subqueries;
