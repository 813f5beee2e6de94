//! The passages that say so.

use super::argument::any;
use super::entity::live;
use super::table::{one_of, scalar};
use super::{Call, Function, Outcome};
use crate::graph::Evidence;
use crate::value::{Map, Type, Value};

pub(super) fn functions() -> Vec<Function> {
    let entity = one_of([Type::Node, Type::Relationship]);
    let documentation = "The passages a node or relationship rests on, each with its source, quote, offsets and note.";
    vec![
        scalar(
            "evidence",
            [("entity", entity)],
            Type::list(Type::Map),
            documentation,
            evidence,
        )
        .reads_surroundings(),
    ]
}

fn evidence(call: &Call<'_>, arguments: &[Value]) -> Outcome {
    let passages = call.graph.evidence(live(call, any(arguments, 0))?);
    Ok(Value::List(passages.iter().map(passage).collect()))
}

fn passage(evidence: &Evidence) -> Value {
    let entries = [
        ("source", Value::String(evidence.source.clone())),
        ("quote", Value::String(evidence.quote.clone())),
        ("start", Value::Integer(evidence.start.into())),
        ("end", Value::Integer(evidence.end.into())),
        (
            "note",
            evidence.note.clone().map_or(Value::Null, Value::String),
        ),
    ];
    Value::map(
        entries
            .into_iter()
            .map(|(key, value)| (key.into(), value))
            .collect::<Map>(),
    )
}
