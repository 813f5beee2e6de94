//! What each file of a folder holds: nodes or relationships, and where it says which.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::block::Blocks;
use super::error::{Fault, FolderError};
use super::header::{Header, Role};
use super::name::{self, Link};
use crate::diagnostic::{closest, did_you_mean};

/// The columns of a relationship file that says what it holds by its name.
const ENDS: [&str; 2] = ["from", "to"];
/// The column with a node's id where no other has that role.
const ID: &str = "id";

/// A file with its header.
#[derive(Debug)]
pub(super) struct File {
    pub(super) path: PathBuf,
    pub(super) stem: String,
    pub(super) header: Header,
}

impl File {
    pub(super) fn open(path: &Path) -> Result<Self, FolderError> {
        let opened = Blocks::open(path);
        let (line, offset, _) = opened.map_err(|error| FolderError::unreadable(path, &error))?;
        let header = Header::parse(&line, offset).map_err(|fault| fault.in_file(path))?;
        let stem = path.file_stem().unwrap_or_default();
        Ok(File {
            path: path.to_owned(),
            stem: stem.to_string_lossy().into_owned(),
            header,
        })
    }

    /// The first columns of its header as a place to point at.
    pub(super) fn fault(&self, message: impl Into<String>) -> Fault {
        self.header.fault(0, message)
    }

    /// Whether its columns are those of a relationship file.
    fn has_ends(&self) -> bool {
        ENDS.iter().all(|name| self.header.property(name).is_some())
    }

    /// The column of its nodes' ids.
    fn id(&self) -> Option<usize> {
        let id = self.header.find(|role| matches!(role, Role::Id { .. }));
        id.or_else(|| self.header.property(ID))
    }
}

/// The ids of a file's nodes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum SpaceName {
    /// They are told apart from those of other files in the same space.
    Named(String),
    /// They are its own.
    OfFile(usize),
}

/// Which nodes ids mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Reference {
    /// Those of an id space, or where there is none of that name, those with that label.
    Space(String),
    /// Those with a label.
    Label(String),
}

/// What a file holds.
#[derive(Debug)]
pub(super) enum Kind {
    Nodes(NodeFile),
    Relationships(RelationshipFile),
}

/// A file of nodes.
#[derive(Debug)]
pub(super) struct NodeFile {
    /// Of all of them, unless a column says so for each.
    pub(super) labels: Vec<String>,
    /// The column with their ids, and where these count.
    pub(super) ids: Option<(usize, SpaceName)>,
}

/// A file of relationships.
#[derive(Debug)]
pub(super) struct RelationshipFile {
    /// Of all of them, unless a column says so for each.
    pub(super) kind: String,
    /// The columns with the ids of their ends.
    pub(super) ends: [(usize, Reference); 2],
}

/// What each of some files holds.
pub(super) fn kinds(files: &[File]) -> Result<Vec<Kind>, FolderError> {
    let stems = files.iter().flat_map(|file| name::labels(&file.stem));
    let labels: BTreeSet<&str> = stems.collect();
    let numbered = files.iter().enumerate();
    numbered
        .map(|(number, file)| {
            kind(number, file, &labels).map_err(|fault| fault.in_file(&file.path))
        })
        .collect()
}

fn kind(number: usize, file: &File, labels: &BTreeSet<&str>) -> Result<Kind, Fault> {
    let header = &file.header;
    let link = Link::of(&file.stem, labels);
    let start = header.find(|role| matches!(role, Role::Start(_)));
    let end = header.find(|role| matches!(role, Role::End(_)));
    match (start, end, link) {
        (Some(start), Some(end), link) => typed_relationships(file, start, end, link),
        (Some(at), None, _) => Err(header.fault(at, "there is no column `:END_ID`")),
        (None, Some(at), _) => Err(header.fault(at, "there is no column `:START_ID`")),
        (None, None, Some(link)) if !is_node_file(file) => named_relationships(file, link),
        _ => nodes(number, file, labels),
    }
}

/// Whether the header leaves no doubt that a file holds nodes.
fn is_node_file(file: &File) -> bool {
    let says = |role: &Role| matches!(role, Role::Id { .. } | Role::Labels);
    file.header.find(says).is_some()
}

fn typed_relationships(
    file: &File,
    start: usize,
    end: usize,
    link: Option<Link<'_>>,
) -> Result<Kind, Fault> {
    let nodes_only = |role: &Role| matches!(role, Role::Id { .. } | Role::Labels);
    if let Some(at) = file.header.find(nodes_only) {
        return Err(file.header.fault(at, "relationships have no such column"));
    }
    let reference = |at: usize| match &file.header.roles[at] {
        Role::Start(space) | Role::End(space) => (at, Reference::Space(space.clone())),
        _ => (at, Reference::Space(String::new())),
    };
    let kind = link.map_or(file.stem.as_str(), |link| link.kind);
    Ok(Kind::Relationships(RelationshipFile {
        kind: kind.to_owned(),
        ends: [reference(start), reference(end)],
    }))
}

fn named_relationships(file: &File, link: Link<'_>) -> Result<Kind, Fault> {
    let end = |name: &str, label: &str| {
        let missing = || missing(file, name);
        let at = file.header.property(name).ok_or_else(missing)?;
        Ok((at, Reference::Label(label.to_owned())))
    };
    Ok(Kind::Relationships(RelationshipFile {
        kind: link.kind.to_owned(),
        ends: [end(ENDS[0], link.start)?, end(ENDS[1], link.end)?],
    }))
}

fn missing(file: &File, name: &str) -> Fault {
    let message = format!("there is no column `{name}`");
    let hint = format!(
        "`{}` is read as relationships: they need the columns `from` and `to`",
        file.stem
    );
    file.fault(message).with_hint(hint)
}

fn nodes(number: usize, file: &File, labels: &BTreeSet<&str>) -> Result<Kind, Fault> {
    if file.has_ends() && file.id().is_none() && !is_node_file(file) {
        return Err(unnamed(file, labels));
    }
    if let Some(at) = file.header.find(|role| *role == Role::Kind) {
        return Err(file.header.fault(at, "nodes have no such column"));
    }
    let space = |at: usize| match &file.header.roles[at] {
        Role::Id { space, .. } => SpaceName::Named(space.clone().unwrap_or_default()),
        _ => SpaceName::OfFile(number),
    };
    Ok(Kind::Nodes(NodeFile {
        labels: name::labels(&file.stem).map(str::to_owned).collect(),
        ids: file.id().map(|at| (at, space(at))),
    }))
}

/// Columns of relationships, but a name that does not say of which.
fn unnamed(file: &File, labels: &BTreeSet<&str>) -> Fault {
    let known = labels.iter().copied().filter(|label| *label != file.stem);
    let ends: Vec<&str> = [file.stem.split('_').next(), file.stem.rsplit('_').next()]
        .into_iter()
        .flatten()
        .filter(|part| !labels.contains(part))
        .collect();
    let near = ends
        .first()
        .and_then(|end| did_you_mean(&closest(end, known)));
    let rule = "a file of relationships is named `Person_KNOWS_Person.csv`, after files of nodes";
    let hint = near.map_or(rule.to_owned(), |near| format!("{rule}; {near}"));
    file.fault(format!(
        "the name `{}` does not say which nodes these relationships join",
        file.stem
    ))
    .with_hint(hint)
}
