//! All files of a folder into one graph: nodes first, so that relationships find theirs.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::error::{Fault, FolderError};
use super::header::Role;
use super::kind::{self, File, Kind, NodeFile, Reference, RelationshipFile, SpaceName};
use super::space::{Nodes, Run, Space, Spaces};
use super::table::{self, Names, Part, Table, Use};
use super::value::ITEMS;
use crate::diagnostic::{closest, did_you_mean};
use crate::graph::{Column, Columns, Graph, GraphError, LabelId};
use crate::value::NodeId;

/// The ending of the files that are read.
const ENDING: &str = "csv";

/// Reads a folder.
pub(super) fn load(folder: &Path) -> Result<Graph, FolderError> {
    let files = list(folder)?
        .iter()
        .map(|path| File::open(path))
        .collect::<Result<Vec<File>, FolderError>>()?;
    let kinds = kind::kinds(&files)?;
    let mut loader = Loader {
        files: &files,
        graph: Graph::new(),
    };
    let runs = loader.nodes(&kinds)?;
    let directory = Directory::new(&files, &kinds, loader.spaces(runs)?);
    loader.relationships(&kinds, &directory)?;
    let mut graph = loader.graph;
    graph.commit();
    graph.build_adjacency();
    Ok(graph)
}

/// The CSV files of a folder, by name.
fn list(folder: &Path) -> Result<Vec<PathBuf>, FolderError> {
    let unreadable = |error: std::io::Error| FolderError::unreadable(folder, &error);
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let hidden = path
            .file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with('.'));
        let ending = path.extension().unwrap_or_default();
        if !hidden && ending.eq_ignore_ascii_case(ENDING) && path.is_file() {
            paths.push(path);
        }
    }
    if paths.is_empty() {
        let message = format!("{}: there is no .csv file in this folder", folder.display());
        let hint = "a graph is read from files such as `Person.csv` and `Person_KNOWS_Person.csv`";
        return Err(FolderError::new(message).with_hint(Some(hint.to_owned())));
    }
    paths.sort();
    Ok(paths)
}

struct Loader<'f> {
    files: &'f [File],
    graph: Graph,
}

/// The tables of files, in the order of the files; of several mistakes the first.
fn in_order(
    read: Vec<(usize, Result<Table, FolderError>)>,
) -> Result<Vec<(usize, Table)>, FolderError> {
    read.into_iter()
        .map(|(number, table)| Ok((number, table?)))
        .collect()
}

fn node_files(kinds: &[Kind]) -> impl Iterator<Item = (usize, &NodeFile)> {
    let numbered = kinds.iter().enumerate();
    numbered.filter_map(|(number, kind)| match kind {
        Kind::Nodes(nodes) => Some((number, nodes)),
        Kind::Relationships(_) => None,
    })
}

fn relationship_files(kinds: &[Kind]) -> impl Iterator<Item = (usize, &RelationshipFile)> {
    let numbered = kinds.iter().enumerate();
    numbered.filter_map(|(number, kind)| match kind {
        Kind::Relationships(relationships) => Some((number, relationships)),
        Kind::Nodes(_) => None,
    })
}

impl Loader<'_> {
    /// Reads all files of nodes; gives the ids in each with their space.
    fn nodes(&mut self, kinds: &[Kind]) -> Result<Vec<(SpaceName, Run)>, FolderError> {
        let files: Vec<(usize, &NodeFile)> = node_files(kinds).collect();
        let read = files.par_iter().map(|&(number, nodes)| {
            let file = &self.files[number];
            let ids = nodes.ids.as_ref().map(|(at, _)| *at);
            (number, table::read(file, &table::uses(&file.header, ids)))
        });
        let tables = in_order(read.collect())?;
        let mut runs = Vec::new();
        for ((number, table), (_, nodes)) in tables.into_iter().zip(files) {
            if let Some((keys, made)) = self.insert_nodes(number, nodes, table)? {
                let space = nodes.ids.as_ref().map(|(_, space)| space.clone());
                let space = space.unwrap_or(SpaceName::OfFile(number));
                let run = Run {
                    file: number,
                    keys,
                    nodes: made,
                };
                runs.push((space, run));
            }
        }
        Ok(runs)
    }

    /// The columns of a table as properties, and what else is in it.
    fn take(&mut self, file: usize, table: Table) -> Taken {
        let roles = &self.files[file].header.roles;
        let mut taken = Taken {
            rows: table.rows,
            ..Taken::default()
        };
        for (role, part) in roles.iter().zip(table.parts) {
            match (role, part) {
                (Role::Property(key, _), Part::Values(draft)) => {
                    taken
                        .columns
                        .push((self.graph.intern_key(key), draft.column));
                }
                (
                    Role::Property(key, _) | Role::Id { key: Some(key), .. },
                    Part::Ids(keys, draft),
                ) => {
                    let column = draft.map(|draft| draft.column).unwrap_or_default();
                    taken.columns.push((self.graph.intern_key(key), column));
                    taken.keys = Some(keys);
                }
                (_, Part::Ids(keys, _)) => taken.keys = Some(keys),
                (_, Part::Names(names)) => taken.names = Some(names),
                _ => {}
            }
        }
        for (_, column) in &mut taken.columns {
            column.shrink();
        }
        taken
    }

    fn insert_nodes(
        &mut self,
        number: usize,
        file: &NodeFile,
        table: Table,
    ) -> Result<Option<(super::space::Keys, Nodes)>, FolderError> {
        let taken = self.take(number, table);
        let columns = taken.columns;
        let full = |error: GraphError| FolderError::new(error.message);
        let Some(names) = taken.names else {
            let labels = self.labels(file.labels.iter().map(String::as_str));
            let first = self.graph.create_nodes(&labels, taken.rows, columns);
            let nodes = Nodes::From(first.map_err(full)?);
            return Ok(taken.keys.map(|keys| (keys, nodes)));
        };
        let mut nodes = vec![NodeId::NONE; taken.rows];
        for (name, rows) in names.groups() {
            let labels = name.split(ITEMS).map(str::trim);
            let labels = self.labels(labels.filter(|label| !label.is_empty()));
            let picked = pick(&columns, &rows, taken.rows);
            let first = self.graph.create_nodes(&labels, rows.len(), picked);
            let first = first.map_err(full)?;
            for (row, id) in rows.into_iter().zip(first.0..) {
                nodes[row as usize] = NodeId(id);
            }
        }
        Ok(taken.keys.map(|keys| (keys, Nodes::Listed(nodes))))
    }

    fn labels<'l>(&mut self, names: impl Iterator<Item = &'l str>) -> Vec<LabelId> {
        names.map(|name| self.graph.intern_label(name)).collect()
    }

    /// The id spaces of all files of nodes.
    fn spaces(
        &self,
        runs: Vec<(SpaceName, Run)>,
    ) -> Result<BTreeMap<SpaceName, Space>, FolderError> {
        let mut by_name: BTreeMap<SpaceName, Vec<Run>> = BTreeMap::new();
        for (name, run) in runs {
            by_name.entry(name).or_default().push(run);
        }
        let runs: Vec<(SpaceName, Vec<Run>)> = by_name.into_iter().collect();
        let built = runs.into_par_iter().map(|(name, runs)| {
            let space = Space::build(&runs);
            (name, space)
        });
        let built: Vec<_> = built.collect();
        let each = built.into_iter().map(|(name, space)| match space {
            Ok(space) => Ok((name, space)),
            Err(twice) => {
                let file = &self.files[twice.file];
                let role = |role: &Role| matches!(role, Role::Id { .. });
                let column = file.header.find(role);
                let column = column.or_else(|| file.header.property("id")).unwrap_or(0);
                let message = "this id was given to a node before";
                Err(table::fault_at(file, twice.row, column, message))
            }
        });
        each.collect()
    }

    fn relationships(
        &mut self,
        kinds: &[Kind],
        directory: &Directory<'_>,
    ) -> Result<(), FolderError> {
        let files: Vec<(usize, &RelationshipFile)> = relationship_files(kinds).collect();
        let uses = files
            .iter()
            .map(|&(number, file)| {
                directory
                    .uses(number, file)
                    .map_err(|fault| fault.in_file(&self.files[number].path))
            })
            .collect::<Result<Vec<_>, FolderError>>()?;
        let read = files
            .par_iter()
            .zip(&uses)
            .map(|((number, _), uses)| (*number, table::read(&self.files[*number], uses)));
        let tables = in_order(read.collect())?;
        let total = tables.iter().map(|(_, table)| table.rows).sum();
        self.graph.reserve(0, total);
        for ((number, table), (_, file)) in tables.into_iter().zip(files) {
            self.insert_relationships(number, file, table)?;
        }
        Ok(())
    }

    fn insert_relationships(
        &mut self,
        number: usize,
        file: &RelationshipFile,
        table: Table,
    ) -> Result<(), FolderError> {
        let [start, end] = file.ends.each_ref().map(|(at, _)| *at);
        let mut table = table;
        let starts = take_ends(&mut table, start);
        let ends = take_ends(&mut table, end);
        let taken = self.take(number, table);
        let full = |error: GraphError| FolderError::new(error.message);
        let Some(names) = taken.names else {
            let kind = self.graph.intern_type(&file.kind);
            let made = self
                .graph
                .create_relationships(kind, &starts, &ends, taken.columns);
            return made.map(|_| ()).map_err(full);
        };
        for (name, rows) in names.groups() {
            if name.is_empty() {
                let column = self.files[number].header.find(|role| *role == Role::Kind);
                let row = rows.first().map_or(0, |row| *row as usize);
                let message = "the type is missing here";
                return Err(table::fault_at(
                    &self.files[number],
                    row,
                    column.unwrap_or(0),
                    message,
                ));
            }
            let kind = self.graph.intern_type(name);
            let some = |nodes: &[NodeId]| -> Vec<NodeId> {
                rows.iter().map(|row| nodes[*row as usize]).collect()
            };
            let picked = pick(&taken.columns, &rows, taken.rows);
            self.graph
                .create_relationships(kind, &some(&starts), &some(&ends), picked)
                .map_err(full)?;
        }
        Ok(())
    }
}

fn take_ends(table: &mut Table, column: usize) -> Vec<NodeId> {
    match std::mem::replace(&mut table.parts[column], Part::Ignored) {
        Part::Ends(nodes) => nodes,
        _ => Vec::new(),
    }
}

/// What a table is made of.
#[derive(Default)]
struct Taken {
    rows: usize,
    columns: Columns,
    keys: Option<super::space::Keys>,
    names: Option<Names>,
}

/// The values of some rows; of all of them as they are.
fn pick(columns: &Columns, rows: &[u32], all: usize) -> Columns {
    let picked = |column: &Column| {
        if rows.len() == all {
            column.clone()
        } else {
            column.picked(rows)
        }
    };
    columns
        .iter()
        .map(|(key, column)| (*key, picked(column)))
        .collect()
}

/// Where ids are looked for.
struct Directory<'f> {
    files: &'f [File],
    spaces: BTreeMap<SpaceName, Space>,
    /// The files whose nodes have a label.
    by_label: BTreeMap<&'f str, Vec<(usize, Option<&'f SpaceName>)>>,
}

impl<'f> Directory<'f> {
    fn new(files: &'f [File], kinds: &'f [Kind], spaces: BTreeMap<SpaceName, Space>) -> Self {
        let mut by_label: BTreeMap<&str, Vec<_>> = BTreeMap::new();
        for (number, file) in node_files(kinds) {
            let space = file.ids.as_ref().map(|(_, space)| space);
            for label in &file.labels {
                by_label.entry(label).or_default().push((number, space));
            }
        }
        Self {
            files,
            spaces,
            by_label,
        }
    }

    /// What the columns of a file of relationships are used for.
    fn uses(&self, number: usize, file: &RelationshipFile) -> Result<Vec<Use<'_>>, Fault> {
        let header = &self.files[number].header;
        let mut uses = table::uses(header, None);
        for (column, reference) in &file.ends {
            let found = self.find(reference);
            let spaces =
                found.map_err(|(message, hint)| header.fault(*column, message).with_hint(hint))?;
            uses[*column] = Use::Ends(spaces);
        }
        Ok(uses)
    }

    fn find(&self, reference: &Reference) -> Result<Spaces<'_>, (String, Option<String>)> {
        match reference {
            Reference::Label(label) => self.with_label(label),
            Reference::Space(name) => match self.spaces.get(&SpaceName::Named(name.clone())) {
                Some(space) => Ok(Spaces {
                    spaces: vec![space],
                    noun: noun(name),
                }),
                None if self.by_label.contains_key(name.as_str()) => self.with_label(name),
                None => Err(self.unknown(name)),
            },
        }
    }

    fn with_label(&self, label: &str) -> Result<Spaces<'_>, (String, Option<String>)> {
        let mut names = BTreeSet::new();
        for (number, space) in self.by_label.get(label).into_iter().flatten() {
            let Some(space) = space else {
                let name = self.files[*number].path.file_name().unwrap_or_default();
                let message = format!("the nodes of `{}` have no ids", name.to_string_lossy());
                return Err((message, Some("give them a column `id`".to_owned())));
            };
            names.insert(*space);
        }
        Ok(Spaces {
            spaces: names
                .iter()
                .filter_map(|name| self.spaces.get(name))
                .collect(),
            noun: noun(label),
        })
    }

    fn unknown(&self, name: &str) -> (String, Option<String>) {
        let named = self.spaces.keys().filter_map(|space| match space {
            SpaceName::Named(name) => Some(name.as_str()),
            SpaceName::OfFile(_) => None,
        });
        let known = named.chain(self.by_label.keys().copied());
        let hint = did_you_mean(&closest(name, known));
        if name.is_empty() {
            let message = "no file of nodes has a column `:ID`";
            return (message.to_owned(), hint);
        }
        (format!("no file of nodes has ids in `{name}`"), hint)
    }
}

/// What people call the nodes of an id space or with a label.
fn noun(name: &str) -> String {
    if name.is_empty() {
        "node".to_owned()
    } else {
        format!("`{name}`")
    }
}
