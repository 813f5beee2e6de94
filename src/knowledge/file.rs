//! The shape of a knowledge file.

use indexmap::IndexMap;
use serde::Deserialize;

use super::decode::{PropertyValue, Spanned};
use super::document::{Item, Kind};
use super::finding::Problem;
use crate::diagnostic::{closest, did_you_mean};

/// A document.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SourceTable {
    pub id: Spanned<String>,
    pub path: Spanned<String>,
    pub title: Option<String>,
}

/// An entity.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EntityTable {
    pub id: Spanned<String>,
    pub name: Spanned<String>,
    #[serde(default)]
    pub labels: Vec<Spanned<String>>,
    #[serde(default)]
    pub aliases: Vec<Spanned<String>>,
    #[serde(default)]
    pub properties: Properties,
    #[serde(default)]
    pub evidence: Vec<EvidenceTable>,
}

/// A relation.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RelationTable {
    pub from: Spanned<String>,
    #[serde(rename = "type")]
    pub kind: Spanned<String>,
    pub to: Spanned<String>,
    #[serde(default)]
    pub properties: Properties,
    #[serde(default)]
    pub evidence: Vec<EvidenceTable>,
}

/// A quotation.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EvidenceTable {
    pub source: Spanned<String>,
    pub quote: Spanned<String>,
    pub prefix: Option<String>,
    pub suffix: Option<String>,
    pub note: Option<String>,
}

/// Further properties, in the order written.
pub(super) type Properties = IndexMap<String, Spanned<PropertyValue>>;

/// The three lists of a file, each table with its place.
#[derive(Debug, Default)]
pub(super) struct File {
    pub sources: Vec<Spanned<SourceTable>>,
    pub entities: Vec<Spanned<EntityTable>>,
    pub relations: Vec<Spanned<RelationTable>>,
}

impl File {
    /// Decodes each table by itself, so that one that is wrong does not hide what is wrong with the next.
    pub fn decode(root: &Item) -> (File, Vec<Problem>) {
        let mut file = File::default();
        let mut problems = Vec::new();
        let Kind::Table(entries) = &root.kind else {
            problems.push(Problem::error(
                format!("expected a table, found {}", root.kind.describe()),
                root.span,
            ));
            return (file, problems);
        };
        for (key, list) in entries {
            match key.text.as_str() {
                "source" => file.sources = decode_list(list, "source", &mut problems),
                "entity" => file.entities = decode_list(list, "entity", &mut problems),
                "relation" => file.relations = decode_list(list, "relation", &mut problems),
                other => problems.push(unknown_list(other).with_span(key.span)),
            }
        }
        (file, problems)
    }
}

fn unknown_list(name: &str) -> Problem {
    let lists = ["source", "entity", "relation"];
    let hint = did_you_mean(&closest(name, lists))
        .unwrap_or_else(|| "a file has source, entity and relation".into());
    Problem::error(
        format!("`{name}` is not a list of a knowledge file"),
        Default::default(),
    )
    .with_hint(Some(hint))
}

impl Problem {
    fn with_span(self, span: crate::diagnostic::Span) -> Self {
        Self { span, ..self }
    }
}

fn decode_list<'de, T: Deserialize<'de>>(
    list: &'de Item,
    name: &str,
    problems: &mut Vec<Problem>,
) -> Vec<Spanned<T>> {
    let Kind::Array(tables) = &list.kind else {
        problems.push(
            Problem::error(
                format!("expected a list of tables, found {}", list.kind.describe()),
                list.span,
            )
            .with_hint(Some(format!("write [[{name}]] before each"))),
        );
        return Vec::new();
    };
    let decoded = tables.iter().map(|table| {
        Spanned::<T>::deserialize(table).map_err(|error| error.into_problem(table.span))
    });
    let (good, bad): (Vec<_>, Vec<_>) = decoded.partition(Result::is_ok);
    problems.extend(bad.into_iter().filter_map(Result::err));
    good.into_iter().filter_map(Result::ok).collect()
}
