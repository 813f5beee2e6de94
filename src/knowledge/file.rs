//! The shape of a knowledge file.

use super::decode::{Properties, Spanned, Table, misfit};
use super::document::{Item, Key, Kind};
use super::finding::Problem;
use crate::diagnostic::{closest, did_you_mean};

/// A text that must be there; nothing where it is not, which is reported then.
pub(super) type Required = Option<Spanned<String>>;

/// A document.
#[derive(Debug)]
pub(super) struct SourceTable {
    pub id: Required,
    pub path: Required,
    pub title: Option<String>,
}

/// An entity.
#[derive(Debug)]
pub(super) struct EntityTable {
    pub id: Required,
    pub name: Required,
    pub labels: Vec<Spanned<String>>,
    pub aliases: Vec<Spanned<String>>,
    pub properties: Properties,
    pub evidence: Vec<EvidenceTable>,
    /// Whether nothing was wrong with the table: then what it lacks it does lack.
    pub sound: bool,
}

/// A relation.
#[derive(Debug)]
pub(super) struct RelationTable {
    pub from: Required,
    pub kind: Required,
    pub to: Required,
    pub properties: Properties,
    pub evidence: Vec<EvidenceTable>,
    /// Whether nothing was wrong with the table.
    pub sound: bool,
}

/// A quotation.
#[derive(Debug)]
pub(super) struct EvidenceTable {
    pub source: Required,
    pub quote: Required,
    pub prefix: Option<String>,
    pub suffix: Option<String>,
    pub note: Option<String>,
}

/// The three lists of a file.
#[derive(Debug, Default)]
pub(super) struct File {
    pub sources: Vec<SourceTable>,
    pub entities: Vec<EntityTable>,
    pub relations: Vec<RelationTable>,
}

const LISTS: [&str; 3] = ["source", "entity", "relation"];

impl File {
    /// Decodes all there is; what is wrong with one table does not hide what is wrong with the next.
    pub fn decode(root: &Item) -> (File, Vec<Problem>) {
        let mut file = File::default();
        let mut problems = Vec::new();
        match &root.kind {
            Kind::Table(entries) => {
                for (key, list) in entries {
                    file.list(key, list, &mut problems);
                }
            }
            _ => problems.push(misfit("a table", root)),
        }
        (file, problems)
    }

    /// One of the lists; under a name that is nearly right it is reported and read all the same.
    fn list(&mut self, key: &Key, list: &Item, problems: &mut Vec<Problem>) {
        let near = closest(&key.text, LISTS);
        if !LISTS.contains(&&*key.text) {
            problems.push(unknown_list(key, &near));
        }
        let Some(name) = near.first() else { return };
        for item in tables(list, name, problems) {
            match *name {
                "source" => self.sources.extend(source(item, problems)),
                "entity" => self.entities.extend(entity(item, problems)),
                _ => self.relations.extend(relation(item, problems)),
            }
        }
    }
}

fn unknown_list(key: &Key, near: &[&str]) -> Problem {
    let hint =
        did_you_mean(near).unwrap_or_else(|| "a file has source, entity and relation".into());
    let message = format!("`{}` is not a list of a knowledge file", key.text);
    Problem::error(message, key.span).with_hint(Some(hint))
}

/// The tables of a list; one that stands there alone is reported and taken for a list of one.
fn tables<'i>(list: &'i Item, name: &str, problems: &mut Vec<Problem>) -> &'i [Item] {
    if let Kind::Array(tables) = &list.kind {
        return tables;
    }
    let hint = Some(format!("write [[{name}]] before each"));
    problems.push(misfit("a list of tables", list).with_hint(hint));
    match &list.kind {
        Kind::Table(entries) if entries.iter().any(|(key, _)| is_first_key(&key.text)) => {
            std::slice::from_ref(list)
        }
        _ => &[],
    }
}

/// Whether a key belongs to one table of a list, and is not the name of such a table.
fn is_first_key(key: &str) -> bool {
    matches!(key, "id" | "from")
}

type Problems = Vec<Problem>;

fn source(item: &Item, problems: &mut Problems) -> Option<SourceTable> {
    let table = Table::read(item, &["id", "path", "title"], problems)?;
    Some(SourceTable {
        id: table.required("id", problems),
        path: table.required("path", problems),
        title: table.text("title", problems).map(|title| title.value),
    })
}

fn entity(item: &Item, problems: &mut Problems) -> Option<EntityTable> {
    let keys = &["id", "name", "labels", "aliases", "properties", "evidence"];
    let before = problems.len();
    let table = Table::read(item, keys, problems)?;
    Some(EntityTable {
        id: table.required("id", problems),
        name: table.required("name", problems),
        labels: table.texts("labels", problems),
        aliases: table.texts("aliases", problems),
        properties: table.properties("properties", problems),
        evidence: evidence(&table, problems),
        sound: problems.len() == before,
    })
}

fn relation(item: &Item, problems: &mut Problems) -> Option<RelationTable> {
    let keys = &["from", "type", "to", "properties", "evidence"];
    let before = problems.len();
    let table = Table::read(item, keys, problems)?;
    Some(RelationTable {
        from: table.required("from", problems),
        kind: table.required("type", problems),
        to: table.required("to", problems),
        properties: table.properties("properties", problems),
        evidence: evidence(&table, problems),
        sound: problems.len() == before,
    })
}

fn evidence(table: &Table<'_>, problems: &mut Problems) -> Vec<EvidenceTable> {
    let items = table.list("evidence", problems);
    items
        .iter()
        .filter_map(|item| quotation(item, problems))
        .collect()
}

fn quotation(item: &Item, problems: &mut Problems) -> Option<EvidenceTable> {
    let keys = &["source", "quote", "prefix", "suffix", "note"];
    let table = Table::read(item, keys, problems)?;
    let mut free = |key| table.text(key, problems).map(|text| text.value);
    let (prefix, suffix, note) = (free("prefix"), free("suffix"), free("note"));
    Some(EvidenceTable {
        source: table.required("source", problems),
        quote: table.required("quote", problems),
        prefix,
        suffix,
        note,
    })
}
