//! Ids in files and the nodes they stand for.

use rustc_hash::FxHashMap;

use super::error::Fault;
use super::record::Field;
use super::value::{integer, trimmed};
use crate::value::NodeId;

/// The ids of a column: whole numbers, and by row those that are none.
#[derive(Clone, Debug, Default)]
pub(super) struct Keys {
    integers: Vec<i64>,
    texts: Vec<(usize, Box<str>)>,
}

impl Keys {
    /// The ids in some fields, none of which may be empty.
    pub(super) fn read(fields: &[Field], text: &str) -> Result<Self, Fault> {
        let mut keys = Keys::default();
        keys.integers.reserve(fields.len());
        for (row, field) in fields.iter().enumerate() {
            let key = key(*field, text.as_bytes())?;
            keys.integers.push(integer(key).unwrap_or_default());
            if integer(key).is_none() {
                keys.texts.push((row, field.text(text).trim().into()));
            }
        }
        Ok(keys)
    }

    pub(super) fn append(&mut self, others: Keys) {
        let rows = self.integers.len();
        self.integers.extend(others.integers);
        let moved = others.texts.into_iter();
        self.texts
            .extend(moved.map(|(row, text)| (row + rows, text)));
    }

    /// The rows with whole numbers.
    fn integers(&self) -> impl Iterator<Item = (usize, i64)> + '_ {
        let mut texts = self.texts.iter().map(|(row, _)| *row).peekable();
        let all = self.integers.iter().copied().enumerate();
        all.filter(move |(row, _)| texts.next_if_eq(row).is_none())
    }
}

/// The bytes of an id.
#[inline]
fn key(field: Field, block: &[u8]) -> Result<&[u8], Fault> {
    let key = trimmed(field.bytes(block));
    if key.is_empty() {
        return Err(field.fault("an id is missing here"));
    }
    Ok(key)
}

/// The ids of one file and its nodes, by row.
#[derive(Debug)]
pub(super) struct Run {
    pub(super) file: usize,
    pub(super) keys: Keys,
    pub(super) nodes: Nodes,
}

/// The nodes of the rows of a file.
#[derive(Debug)]
pub(super) enum Nodes {
    /// One after the other.
    From(NodeId),
    /// Each on its own.
    Listed(Vec<NodeId>),
}

impl Nodes {
    fn of(&self, row: usize) -> NodeId {
        match self {
            Nodes::From(first) => NodeId(first.0 + row as u32),
            Nodes::Listed(nodes) => nodes[row],
        }
    }
}

/// With more room than this for each id between the least and the greatest, ids are hashed.
const ROOM_PER_ID: u64 = 4;

/// The nodes of an id space.
#[derive(Debug)]
pub(super) struct Space {
    integers: Integers,
    texts: FxHashMap<Box<str>, NodeId>,
}

#[derive(Debug)]
enum Integers {
    /// One after the other, as their nodes are.
    Counted {
        least: i64,
        count: u64,
        first: NodeId,
    },
    /// By distance from the least.
    Dense { least: i64, nodes: Vec<NodeId> },
    /// Far apart.
    Sparse(FxHashMap<i64, NodeId>),
}

impl Integers {
    /// The ids of a single run, where each is one more than the one before.
    fn counted(runs: &[Run]) -> Option<Self> {
        let [Run { keys, nodes, .. }] = runs else {
            return None;
        };
        let (Nodes::From(first), [least, ..]) = (nodes, &keys.integers[..]) else {
            return None;
        };
        let follow = |pair: &[i64]| pair[0].checked_add(1) == Some(pair[1]);
        let counted = keys.texts.is_empty() && keys.integers.windows(2).all(follow);
        counted.then_some(Integers::Counted {
            least: *least,
            count: keys.integers.len() as u64,
            first: *first,
        })
    }

    fn with_room(runs: &[Run]) -> Self {
        let all = || runs.iter().flat_map(|run| run.keys.integers());
        let (mut least, mut most, mut count) = (i64::MAX, i64::MIN, 0);
        for (_, key) in all() {
            (least, most, count) = (least.min(key), most.max(key), count + 1);
        }
        if count == 0 {
            return Integers::Sparse(FxHashMap::default());
        }
        let width = most.abs_diff(least);
        if width / ROOM_PER_ID > count {
            let hashed = FxHashMap::with_capacity_and_hasher(count as usize, Default::default());
            return Integers::Sparse(hashed);
        }
        let nodes = vec![NodeId::NONE; width as usize + 1];
        Integers::Dense { least, nodes }
    }

    /// Gives an id a node; returns the one it had.
    fn put(&mut self, key: i64, node: NodeId) -> Option<NodeId> {
        match self {
            Integers::Dense { least, nodes } => {
                let entry = &mut nodes[key.abs_diff(*least) as usize];
                let old = std::mem::replace(entry, node);
                (old != NodeId::NONE).then_some(old)
            }
            Integers::Sparse(nodes) => nodes.insert(key, node),
            Integers::Counted { .. } => None,
        }
    }

    #[inline]
    fn get(&self, key: i64) -> Option<NodeId> {
        match self {
            Integers::Dense { least, nodes } => {
                let at = key.wrapping_sub(*least) as u64;
                let node = *nodes.get(usize::try_from(at).ok()?)?;
                (node != NodeId::NONE).then_some(node)
            }
            Integers::Sparse(nodes) => nodes.get(&key).copied(),
            Integers::Counted {
                least,
                count,
                first,
            } => {
                let at = key.wrapping_sub(*least) as u64;
                (at < *count).then(|| NodeId(first.0 + at as u32))
            }
        }
    }
}

/// An id that is given twice: where it is the second time.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Twice {
    pub(super) file: usize,
    pub(super) row: usize,
}

impl Space {
    /// The nodes of all ids.
    pub(super) fn build(runs: &[Run]) -> Result<Self, Twice> {
        let texts = FxHashMap::default();
        if let Some(integers) = Integers::counted(runs) {
            return Ok(Space { integers, texts });
        }
        let mut space = Space {
            integers: Integers::with_room(runs),
            texts,
        };
        for run in runs {
            let twice = |row| Twice {
                file: run.file,
                row,
            };
            for (row, key) in run.keys.integers() {
                if space.integers.put(key, run.nodes.of(row)).is_some() {
                    return Err(twice(row));
                }
            }
            for (row, key) in &run.keys.texts {
                let node = run.nodes.of(*row);
                if space.texts.insert(key.clone(), node).is_some() {
                    return Err(twice(*row));
                }
            }
        }
        Ok(space)
    }

    #[inline]
    fn get(&self, key: &[u8], field: Field, text: &str) -> Option<NodeId> {
        match integer(key) {
            Some(number) => self.integers.get(number),
            None if self.texts.is_empty() => None,
            None => self.texts.get(field.text(text).trim()).copied(),
        }
    }
}

/// The id spaces a column's ids may be in, and what people call the nodes there.
#[derive(Clone, Debug)]
pub(super) struct Spaces<'s> {
    pub(super) spaces: Vec<&'s Space>,
    pub(super) noun: String,
}

impl Spaces<'_> {
    /// The nodes of ids.
    pub(super) fn nodes(&self, fields: &[Field], text: &str) -> Result<Vec<NodeId>, Fault> {
        fields.iter().map(|field| self.node(*field, text)).collect()
    }

    #[inline]
    fn node(&self, field: Field, text: &str) -> Result<NodeId, Fault> {
        let key = key(field, text.as_bytes())?;
        if let [space] = self.spaces[..] {
            return space
                .get(key, field, text)
                .ok_or_else(|| self.nobody(field, text));
        }
        let mut found = self
            .spaces
            .iter()
            .filter_map(|space| space.get(key, field, text));
        let node = found.next().ok_or_else(|| self.nobody(field, text))?;
        match found.next() {
            None => Ok(node),
            Some(_) => Err(self.ambiguous(field, text)),
        }
    }

    #[cold]
    fn nobody(&self, field: Field, text: &str) -> Fault {
        let id = shown(field, text);
        field.fault(format!("no {} has the id `{id}`", self.noun))
    }

    #[cold]
    fn ambiguous(&self, field: Field, text: &str) -> Fault {
        let id = shown(field, text);
        field.fault(format!("more than one {} has the id `{id}`", self.noun))
    }
}

/// How much of an id is shown.
const SHOWN: usize = 40;

fn shown(field: Field, text: &str) -> String {
    let id = field.text(text);
    let mut shown: String = id.trim().chars().take(SHOWN).collect();
    if shown.len() < id.trim().len() {
        shown.push('…');
    }
    shown
}
